"""Lists that are kept in YAML, one mapping a paper (`- id:`, `title:`, `authors:`), read by their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.paper import Link
from bot.lists.page import EntryRecord, PageEntry, Part

START = re.compile(r"(?P<indent> {0,4})- (?:id|title|name|paper|key|authors?|year):(?:\s|$)")
NOTHING = ("", "null", "~", "''", '""')


TOP = re.compile(r"[\w-]+:\s*(?:#.*)?$")
TITLES = ("title", "name")


def is_yaml_list(lines: Sequence[str]) -> bool:
    """Tell whether a file is a YAML sequence of papers, perhaps below one key."""
    body = [line for line in lines[:400] if line.strip() and not line.startswith("#") and line.strip() != "---"]
    if body and TOP.match(body[0]):
        body = body[1:]
    found = START.match(body[0]) if body else None
    if not found:
        return False
    key = key_pattern(found["indent"])
    return any((named := key.match(line)) and named[1] in TITLES for line in body)


def key_pattern(indent: str) -> re.Pattern[str]:
    """Return what a key of a mapping looks like in a sequence that is indented so."""
    return re.compile(rf"{indent}(?:- |  )([\w-]+):\s*(.*)$")


def read_yaml(lines: Sequence[str]) -> tuple[PageEntry, ...]:
    """Return the entries of such a file."""
    first = next(found for line in lines if (found := START.match(line)))
    key = key_pattern(first["indent"])
    starts = [
        number for number, line in enumerate(lines) if line.startswith(f"{first['indent']}- ") and key.match(line)
    ]
    entries = []
    for place, first_line in enumerate(starts):
        last = (starts[place + 1] if place + 1 < len(starts) else len(lines)) - 1
        while last > first_line and (not lines[last].strip() or not lines[last].startswith(" ")):
            last -= 1
        raw = "\n".join(lines[first_line : last + 1])
        values, parts = read_values(raw, key)
        if any(values.get(name) for name in TITLES):
            entries.append(PageEntry(first_line, last, -1, "yaml", raw, make_record(values), parts))
    return tuple(entries)


def read_values(raw: str, pattern: re.Pattern[str]) -> tuple[dict[str, str], tuple[Part, ...]]:
    """Return the scalars of one mapping by key, lines joined, and where each stands."""
    values: dict[str, str] = {}
    parts: list[Part] = []
    key, start, place = "", 0, 0
    for line in raw.split("\n"):
        if found := pattern.match(line):
            key, start = found[1], place + found.start(2)
            values[key] = found[2].strip()
            parts.append(Part(f"key:{key}", start, place + len(line)))
        elif key and line.startswith("   ") and parts:
            values[key] += f" {line.strip()}"
            parts[-1] = Part(parts[-1].kind, start, place + len(line))
        elif key:
            parts[-1] = Part(parts[-1].kind, parts[-1].start, place + len(line))
        place += len(line) + 1
    return {name: unquote(value) for name, value in values.items() if unquote(value)}, tuple(parts)


def unquote(value: str) -> str:
    """Return a scalar without its quotation marks; empty for a null."""
    if value in NOTHING:
        return ""
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value[1:-1].replace('\\"', '"') if len(value) >= 2 and value[0] == value[-1] == '"' else value


def make_record(values: dict[str, str]) -> EntryRecord:
    """Return what the mapping says of its paper."""
    links = tuple(Link(key, value) for key, value in values.items() if value.startswith(("http://", "https://")))
    year = values.get("year", "")
    found = dict.fromkeys(identifier for link in links if (identifier := identify(link.url)))
    return EntryRecord(
        next(values[name] for name in TITLES if name in values),
        links,
        values.get("code"),
        values.get("authors"),
        values.get("venue"),
        int(year) if re.fullmatch(r"\d{4}", year) else None,
        None,
        tuple(found),
        (),
    )
