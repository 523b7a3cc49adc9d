"""An entry line of a list that is imported -> what is read of it, and why that differs from what is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.catalogue.characters import find_hidden, strip_hidden
from bot.catalogue.identity.identifiers import Identifier, clean_link
from bot.catalogue.identity.inference import infer
from bot.catalogue.paper import Link, Paper
from bot.catalogue.venues import Venues, expand_year
from bot.lists.marked.listing import ListEntry

SEARCH_PAGE = re.compile(r"https?://(?:www\.)?(?:bing\.com|google\.\w+|scholar\.google\.\w+)/(?:search|scholar)")


@dataclass(slots=True)
class ImportedLine:
    """One entry on its way: what is read of it, and why that differs from what is written."""

    entry: ListEntry
    section: str
    paper: Paper
    reasons: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    dropped: bool = False


def read_line(entry: ListEntry, section: str, venues: Venues) -> ImportedLine:
    """Read one entry; what is provable is mended, what is not is doubted."""
    cleaned = [(link, clean_link(link.url)) for link in entry.links]
    named = [clean.identifier for link, clean in cleaned if clean.identifier and link.label.lower() != "code"]
    line = ImportedLine(entry, section, Paper("", strip_hidden(entry.title), {section: None}, ()))
    if hidden := find_hidden([entry.title]):
        line.reasons.append(f"characters that nobody sees left out: {', '.join(hidden)}")
    if entry.last > entry.first:
        line.reasons.append("a link broken over two lines joined")
    if entry.year and f"[{entry.venue}'{entry.year}]" not in entry.raw:
        line.reasons.append("quotes and spaces of the venue's tag written in the list's form")
    for link, clean in cleaned:
        line.reasons += [f"{link.label}: {reason}" for reason in clean.cleaned]
        if SEARCH_PAGE.match(clean.url):
            line.doubts.append(f"the {link.label} link is a search page: {clean.url[:80]}")
    venue, year = read_tag(entry, venues, named, line)
    line.paper = replace(
        line.paper,
        venue=venue,
        year=year,
        links=tuple(Link(link.label, clean.url) for link, clean in cleaned),
        identifiers={identifier.kind: identifier.value for identifier in reversed(named)},
    )
    if entry.rest:
        line.doubts.append(f"text that is no part of an entry is dropped: {entry.rest[:80]}")
        line.reasons.append("text that is no part of an entry dropped")
    return line


def read_tag(
    entry: ListEntry, venues: Venues, identifiers: Sequence[Identifier], line: ImportedLine
) -> tuple[str | None, int | None]:
    """Return the venue by its canonical name and the year of an entry's tag."""
    if entry.venue is None:
        return None, None
    found = venues.find(entry.venue)
    venue = found.name if found else " ".join(entry.venue.split())
    if found is None:
        line.doubts.append(f"the venue {entry.venue!r} is not known; kept as it is")
    elif venue != entry.venue:
        line.reasons.append(f"venue {entry.venue!r} -> {venue!r}")
    proofs = [proof for proof in map(infer, identifiers) if proof and proof.venue == venue]
    year = expand_year(int(entry.year)) if entry.year and len(entry.year) == 2 else None
    if year is None and entry.year and len(entry.year) == 4:
        year = int(entry.year)
    if entry.year and year is None:
        year = proofs[0].year if proofs else None
        says = (
            f"year {entry.year!r} -> {year}, as the address says" if year else f"unusable year {entry.year!r} dropped"
        )
        line.reasons.append(says)
    elif proofs and year and proofs[0].year != year and venue != "arXiv":
        line.doubts.append(f"the tag says {venue} {year}, the address {proofs[0].venue} {proofs[0].year}")
    return venue, year
