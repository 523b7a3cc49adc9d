"""Compares a paper with a page: which entry is the same paper, and which section would suit it."""

from rapidfuzz import fuzz, process

from bot.catalogue.identity.authors import split_authors
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.matching import Index, Record
from bot.catalogue.occasions import find_occasion
from bot.catalogue.suggestion import suggest_sections
from bot.catalogue.venues import Venues
from bot.lists.cataloguing import catalogue_pages
from bot.lists.page import EntryRecord, Page, PageEntry
from bot.lists.writing.facts import Facts

#: Titles that share less than this of their letters are not judged, and of the others only the nearest.
FAINT, NEAREST = 60.0, 20


def repeated(page: Page, facts: Facts) -> PageEntry | None:
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


def known_record(record: EntryRecord) -> Record:
    """Return what an entry says as the matcher reads it."""
    return Record(record.title, record.identifiers, split_authors(record.authors), record.venue, record.year)


def settle(page: Page, facts: Facts, venues: Venues) -> int | None:
    """Return the number of the section that has the papers of this one's year or venue, in a list of such sections."""
    listed = catalogue_pages({"": page}, venues)
    found = find_occasion(listed.catalogue, named_venue(facts, venues), facts.known_year, ())
    return listed.headings[found[0]].number if found else None


def suggest(page: Page, facts: Facts, venues: Venues) -> list[str]:
    """Return up to three sections, as paths, that suit a paper best by the titles and headings they have."""
    listed = catalogue_pages({"": page}, venues)
    suited = suggest_sections(facts.title, listed.catalogue, named_venue(facts, venues), facts.known_year)
    numbers = [listed.headings[found.section].number for found in suited]
    return [" > ".join(page.sections[number].path) for number in numbers if number >= 0]


def named_venue(facts: Facts, venues: Venues) -> str | None:
    """Return where a paper appeared, by the venue's canonical name if it is known."""
    return venues.name(facts.venue) if facts.venue else None
