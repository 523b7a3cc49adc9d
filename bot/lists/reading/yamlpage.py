"""Lists that are kept in YAML, one mapping a paper (`- id:`, `title:`, `authors:`), read by their lines."""

import re
from collections.abc import Sequence
from textwrap import dedent

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.paper import Link
from bot.lists.dates import iso_date
from bot.lists.inline import code_address, plain
from bot.lists.page import EntryRecord, PageEntry, Part
from bot.lists.people import name_people

START = re.compile(r"(?P<indent> {0,4})- (?:id|title|name|paper|key|authors?|year):(?:\s|$)")
NOTHING = ("", "null", "~")
TOP = re.compile(r"[\w-]+:\s*(?:#.*)?$")
TITLES = ("title", "name")
AUTHORS = ("authors", "author")
VENUES = ("venue", "conference", "journal", "booktitle", "publication")


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
        parts = find_parts(raw, key)
        values = read_values(raw, parts)
        if any(values.get(name) for name in TITLES):
            entries.append(PageEntry(first_line, last, -1, "yaml", raw, make_record(values), parts))
    return tuple(entries)


def read_values(raw: str, parts: Sequence[Part]) -> dict[str, str]:
    """Return what one mapping says by key, names in a list as one text; where it is no YAML, what stands in its lines.

    People forget the quotation marks around a title with a colon.
    """
    import yaml  # few pages are kept in it

    try:
        # This loader makes texts, lists and mappings only: a number and a date stay as they are written.
        (mapping,) = yaml.load(dedent(raw), Loader=yaml.CBaseLoader)  # noqa: S506  # nosec B506
    except (yaml.YAMLError, ValueError, TypeError):
        mapping = {part.kind.removeprefix("key:"): raw[part.start : part.end].strip("'\"") for part in parts}
    if not isinstance(mapping, dict):
        return {}
    nested = [part for part in mapping.values() if isinstance(part, dict)]
    said = {str(key): say(value) for part in (mapping, *nested) for key, value in part.items()}
    return {key: value for key, value in said.items() if value not in NOTHING}


def say(value: object) -> str:
    """Return a scalar, or the scalars of a list one behind the other, on one line."""
    if isinstance(value, list):
        return ", ".join(" ".join(each.split()) for each in value if isinstance(each, str))
    return " ".join(value.split()) if isinstance(value, str) else ""


def find_parts(raw: str, pattern: re.Pattern[str]) -> tuple[Part, ...]:
    """Return where the value of each key stands."""
    parts: list[Part] = []
    place = 0
    for line in raw.split("\n"):
        if found := pattern.match(line):
            parts.append(Part(f"key:{found[1]}", place + found.start(2), place + len(line)))
        elif parts:
            parts[-1] = parts[-1]._replace(end=place + len(line))
        place += len(line) + 1
    return tuple(parts)


def make_record(values: dict[str, str]) -> EntryRecord:
    """Return what the mapping says of its paper."""
    links = tuple(Link(key, value) for key, value in values.items() if value.startswith(("http://", "https://")))
    date = iso_date(values.get("date", ""))
    year = values.get("year", "")
    found = dict.fromkeys(identifier for link in links if (identifier := identify(link.url)))
    return EntryRecord(
        plain(next(values[name] for name in TITLES if name in values)),
        links,
        code_address(links),
        next((name_people(values[name]) for name in AUTHORS if name in values), None),
        next((values[name] for name in VENUES if name in values), None),
        int(year) if re.fullmatch(r"\d{4}", year) else int(date[:4]) if date else None,
        date,
        tuple(found),
        (),
    )
