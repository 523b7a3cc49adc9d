"""Compares a paper with a page: which entry is the same paper, and which section would suit it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.matching import Index
from bot.catalogue.matching import Record as Known
from bot.catalogue.paper import Paper
from bot.catalogue.section import Section
from bot.catalogue.suggestion import suggest_sections
from bot.catalogue.venues import Venues
from bot.lists.page import Entry, Page, Record
from bot.lists.writing.facts import Facts

#: Titles that share less than this of their letters are not judged, and of the others only the nearest.
FAINT, NEAREST = 60.0, 20
NAMES = re.compile(r",\s*(?:and\s+)?|\s+and\s+|;\s*")


def repeated(page: Page, facts: Facts) -> Entry | None:
    """Return the entry that is the same paper: by an identifier, by its title, or by the matcher."""
    record = facts.record()
    entries = [entry for entry in page.entries if entry.paper]
    title = fold_title(record.title)
    for entry in entries:
        if set(record.identifiers) & set(entry.record.identifiers) or (
            title and fold_title(entry.record.title) == title
        ):
            return entry
    titles = [entry.record.title for entry in entries]
    near = process.extract(record.title, titles, scorer=fuzz.token_sort_ratio, score_cutoff=FAINT, limit=NEAREST)
    known = Index((str(number), known_record(entries[number].record)) for _, _, number in near)
    match = known.match(known_record(record))
    return entries[int(match.key)] if match.kind == "same" and match.key else None


def known_record(record: Record) -> Known:
    """Return what an entry says as the matcher reads it."""
    authors = tuple(name for name in NAMES.split(record.authors or "") if name)
    return Known(record.title, record.identifiers, authors, record.venue, record.year)


def suggest(page: Page, title: str) -> list[str]:
    """Return up to three sections, as paths, that suit a title best by the titles and headings they have."""
    paths: Mapping[str, str] = {
        str(number): " > ".join(page.sections[number].path) for number, _ in page.by_section() if number >= 0
    }
    return [paths[found.section] for found in suggest_sections(title, as_catalogue(page))]


def as_catalogue(page: Page) -> Catalogue:
    """Return the page as a list to learn sections from: each section that has entries, with their titles."""
    sections, papers = {}, {}
    for number, entries in page.by_section():
        if number < 0:
            continue
        sections[str(number)] = Section(str(number), " ".join(page.sections[number].path[-2:]))
        for entry in entries:
            papers[f"{number} {entry.first}"] = Paper(
                f"{number} {entry.first}", entry.record.title, {str(number): None}, ()
            )
    return Catalogue("", sections, papers, Venues(()))
