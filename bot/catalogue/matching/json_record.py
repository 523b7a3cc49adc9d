"""A record as JSON gives it -> Record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.matching.record import Record
from bot.catalogue.venues import Venues, split_venue

#: Between the names of authors in one text.
BETWEEN_AUTHORS = re.compile(r"\s*;\s*|\s+and\s+|\s*,\s+|\s+,\s*")
#: A letter that an export has written as a character reference, and a tokenizer then cut out of its word.
CUT_OUT = re.compile(r"(?:\s|^)(&#\d+;)(?:\s|$)")


def read_record(content: Mapping[str, Any], venues: Venues) -> Record:
    """Return the record of {title, urls, authors, venue, year}; whatever is missing or odd is unknown."""
    venue = text_of(content.get("venue"))
    urls = content.get("urls")
    found = (identify(url) for url in urls if isinstance(url, str)) if isinstance(urls, list) else ()
    return Record(
        title=text_of(content.get("title")),
        identifiers=tuple(dict.fromkeys(identifier for identifier in found if identifier)),
        authors=read_authors(content.get("authors")),
        venue=name_venue(venue, venues),
        year=read_year(content.get("year")) or split_venue(venue)[1],
        is_venue_known=venues.find_name(venue) is not None,
    )


def name_venue(text: str, venues: Venues) -> str | None:
    """Return the canonical name of a venue, also of one that a citation has cut; the text itself of one not known."""
    cut = None if venues.find_name(text) else venues.find_cut(text)
    return cut.name if cut else venues.name(text) or None


def text_of(value: object) -> str:
    """Return a text, its character references read; "" for anything else."""
    return unescape(CUT_OUT.sub(r"\1", value)) if isinstance(value, str) else ""


def read_authors(value: object) -> tuple[str, ...]:
    """Return the authors of a list or of one text."""
    if isinstance(value, list):
        return tuple(name for each in value if (name := text_of(each)).strip())
    return tuple(filter(None, BETWEEN_AUTHORS.split(text_of(value))))


def read_year(value: object) -> int | None:
    """Return a year that can be one."""
    text = str(value) if isinstance(value, (int, str)) else ""
    return int(text) if re.fullmatch(r"(?:19|20)\d\d", text) else None
