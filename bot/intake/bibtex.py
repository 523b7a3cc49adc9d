"""BibTeX entries in a text -> their fields; contributors paste them, in a fence or without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

START = re.compile(r"@(?!string|comment|preamble)[a-zA-Z]{3,20}\s{0,5}\{\s{0,5}[^\s,{}]{0,100}\s{0,5},")
FIELD = re.compile(r"([a-zA-Z]{2,20})\s{0,5}=\s{0,5}")
#: An entry of a paper is shorter, but for its abstract.
LONGEST_ENTRY = 6_000
MOST_ENTRIES = 50


def split_bibtex(text: str) -> tuple[list[Mapping[str, str]], str]:
    """Return the entries of a text by their fields, and the text without them."""
    entries: list[Mapping[str, str]] = []
    rest, position = [], 0
    while len(entries) < MOST_ENTRIES and (start := START.search(text, position)):
        end = closing(text, start.end())
        rest.append(text[position : start.start()])
        entries.append(dict(read_fields(text[start.end() : end])))
        position = end + 1
    return entries, "".join([*rest, text[position:]])


def closing(text: str, start: int) -> int:
    """Return where the brace closes that was opened before `start`, or the end of what is looked at."""
    depth = 1
    last = min(len(text), start + LONGEST_ENTRY)
    for position in range(start, last):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if depth == 0:
            return position
    return last


def read_fields(body: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry, with the braces that only keep capitals taken away."""
    position = 0
    while field := FIELD.search(body, position):
        opening = body[field.end() : field.end() + 1]
        if opening == "{":
            end = closing(body, field.end() + 1)
        elif opening == '"':
            end = body.find('"', field.end() + 1)
            end = len(body) if end < 0 else end
        else:
            found = re.compile(r"[^,\n}]{0,200}").match(body, field.end())
            end = found.end() if found else field.end()
        value = body[field.end() : end].lstrip('{"')
        yield field[1].lower(), " ".join(re.sub(r"[{}]", "", value).split())
        position = max(end, field.end()) + 1
