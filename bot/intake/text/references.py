"""Records of reference managers in a text (BibTeX, RIS, EndNote, CSL-JSON) -> the papers they describe."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.catalogue.venues import Venues
from bot.intake.text.bibtex import MOST_ENTRIES, BibtexEntry, make_entry, split_bibtex

#: A line of RIS ("TI  - ...") or EndNote ("%T ..."); a record is some of them without another line between.
TAGGED = re.compile(r"[^\S\n]{0,8}(?:([A-Z][A-Z0-9])[^\S\n]{1,3}-|%([0-9A-Z]))(?:[^\S\n](.{0,1000}))?$")
#: The field of BibTeX that a tag is; what starts and ends a record is TY and ER, %0.
TAGS = {
    "title": ("TI", "T1", "T"),
    "booktitle": ("T2", "BT", "B"),
    "journal": ("JO", "JF", "JA", "J"),
    "year": ("PY", "Y1", "D"),
    "url": ("UR", "U"),
    "doi": ("DO", "R"),
}
FIELD_OF = {tag: field for field, tags in TAGS.items() for tag in tags}
STARTS = frozenset({"TY", "0"})
#: A block of CSL-JSON names its type and its title.
CSL = re.compile(r"[\[{][^`]{0,200}?\"type\"\s?:\s?\"")
LONGEST_JSON = 8_000


def split_references(text: str, venues: Venues) -> tuple[list[BibtexEntry], str]:
    """Return the papers of a text's records, and the text without them."""
    entries, rest = split_bibtex(text, venues)
    tagged, rest = split_tagged(rest, venues)
    listed, rest = split_json(rest, venues)
    return [*entries, *tagged, *listed][:MOST_ENTRIES], rest


def split_tagged(text: str, venues: Venues) -> tuple[list[BibtexEntry], str]:
    """Return the papers of RIS and EndNote records, and the text without them."""
    kept: list[str] = []
    records: list[dict[str, str]] = []
    is_open = False
    for line in text.split("\n"):
        found = TAGGED.match(line)
        tag = (found[1] or found[2]) if found else None
        if tag in STARTS:
            records.append({})
        is_open = tag in STARTS or (is_open and tag is not None)
        if not (is_open and found and tag):
            kept.append(line)
        elif field := FIELD_OF.get(tag):
            records[-1].setdefault(field, (found[3] or "").strip())
    read = (make_entry(shorten_year(record), venues) for record in records)
    return [entry for entry in read if entry], "\n".join(kept)


def shorten_year(record: Mapping[str, str]) -> dict[str, str]:
    """Return a record with the year alone of a date like "2024/03/01"."""
    return {**record, "year": record.get("year", "")[:4]}


def split_json(text: str, venues: Venues) -> tuple[list[BibtexEntry], str]:
    """Return the papers of the first CSL-JSON block, and the text without it."""
    found = CSL.search(text)
    if not found:
        return [], text
    try:
        items, length = json.JSONDecoder().raw_decode(text[found.start() : found.start() + LONGEST_JSON])
    except (ValueError, RecursionError):
        return [], text
    read = (make_entry(fields, venues) for fields in read_items(items))
    entries = [entry for entry in read if entry]
    return entries, text[: found.start()] + text[found.start() + length :] if entries else text


def read_items(items: object) -> Iterator[dict[str, str]]:
    """Yield the items of CSL-JSON with BibTeX's names for their fields."""
    for item in items if isinstance(items, list) else [items]:
        if isinstance(item, dict):
            names = {"title": "title", "journal": "container-title", "url": "URL", "doi": "DOI"}
            yield {field: as_text(item.get(name)) for field, name in names.items()} | {"year": find_year(item)}


def as_text(value: object) -> str:
    """Return a text of JSON, "" for anything else."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def find_year(item: Mapping[str, Any]) -> str:
    """Return the year of an item's date: {"date-parts": [[2024, 3]]}."""
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    while isinstance(parts, Sequence) and not isinstance(parts, str) and parts:
        parts = parts[0]
    return str(parts) if isinstance(parts, (int, str)) else ""
