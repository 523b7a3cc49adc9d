"""Where the entries beside one another name people: before their titles, behind, or nowhere among their words."""

import re
from collections.abc import Sequence

from bot.lists.page import PageEntry
from bot.lists.people import SURE_NAMES, is_name
from bot.lists.reading.entry.parts import Signed
from bot.patterns import rare

#: Fewer entries than the first show no habit, than the second not that something is missing.
FEWEST, OWN = 4, 5
#: Names stand before most titles, behind some, or no more than a few.
MOST, SOME, RARELY = 0.7, 0.4, 0.1
#: What says where and when a paper appeared.
PLACES = frozenset({"venue", "year", "date"})
#: The address of a title that is a link.
ADDRESS = r"(?:\]\([^()\s]*\)[*_]*)?"
#: What stands between a title and names that have no marks of their own.
UNMARKED = rare(ADDRESS + r"[\s.,;:?!]*(?:by\s+)?")
BY = rare(ADDRESS + r"\W*by\s+")
#: The same with what divides them.
DIVIDED = rare(ADDRESS + r"[\s.,;:?!()\[\]*_\"”`•·/|–—-]*(?:<br ?/?>[\s*_]*)?(?:by\s+)?")


def find_signing(entries: Sequence[PageEntry]) -> Signed:
    """Return where some entries name people."""
    before, alone = sum(map(begins_with_names, entries)), sum(map(begins_alike, entries))
    if len(entries) >= FEWEST and before >= SOME * len(entries) and before + alone >= MOST * len(entries):
        return "before"
    if len(entries) < OWN:
        return "unknown"
    behind = sum(is_signed(entry, DIVIDED) and not begins_with_names(entry) for entry in entries)
    if behind >= SOME * len(entries):
        return "behind"
    return "never" if sum(map(is_signed, entries)) <= RARELY * len(entries) + 1 else "unknown"


def begins_with_names(entry: PageEntry) -> bool:
    """Tell whether the first part of an entry is names."""
    return bool(entry.parts) and entry.parts[0].kind == "authors"


def begins_alike(entry: PageEntry) -> bool:
    """Tell whether an entry begins with what could be the name of one person, and was taken for something else."""
    first = entry.parts[0] if entry.parts else None
    if first is None or first.kind not in ("title", "venue"):
        return False
    return is_name(entry.raw[first.start : first.end].partition(". ")[0].partition(": ")[0])


def is_doubtful(entry: PageEntry, signed: Signed) -> bool:
    """Tell whether an entry names people among its title's words, or nowhere, unlike those beside it."""
    if signed == "never" and is_signed(entry):
        return not (SURE_NAMES.search(entry.record.authors or "") or is_signed(entry, BY))
    return signed in ("before", "behind") and not entry.record.authors


def is_signed(entry: PageEntry, between: re.Pattern[str] = UNMARKED) -> bool:
    """Tell whether the names of an entry stand beside its title with no mark and no other words but facts between."""
    places = [part for part in entry.parts if part.kind in ("title", "authors")]
    if len(places) < 2 or places[0].kind == places[1].kind:
        return False
    text, place = "", places[0].end
    for part in entry.parts:
        if part.kind in PLACES and place <= part.start and part.end <= places[1].start:
            text, place = text + entry.raw[place : part.start], part.end
    return between.fullmatch(text + entry.raw[place : places[1].start]) is not None
