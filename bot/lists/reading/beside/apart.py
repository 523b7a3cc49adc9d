"""Tells what is no paper in a list of papers: tools, courses, other lists, in sections of their own."""

import re
from collections.abc import Sequence

from bot.catalogue.occasions import read_heading
from bot.lists.inline import words
from bot.lists.page import PageEntry, PageSection
from bot.lists.phrases import Phrases
from bot.lists.reading.entry.bearing import PAPER
from bot.lists.reading.reader import MANY
from bot.lists.reading.table import OTHERS
from bot.patterns import rare

#: A heading over other things than papers: what they are stands at its end, or before "for".
RESOURCES = rare(rf"(?:.*[\W\d_])?{OTHERS}(?: ?\([^()]*\))?\W*|\W*{OTHERS} (?:for|of|and|&|on)\b.*", re.I)
READING = rare(r"\b(?:papers?|articles?|publications?|surveys?|reviews?)\b|论文", re.I)
#: A heading that names a venue and its year, and nothing else, has no more words.
FEW_WORDS = 5
#: Of one or two items that show nothing, a paper may be the first of its section.
SEVERAL = 3


def set_apart(entries: Sequence[PageEntry], sections: Sequence[PageSection], phrases: Phrases) -> tuple[PageEntry, ...]:
    """Mark the items of a list of papers that show nothing of a paper, in sections of other things.

    Those are called so, or none of several items shows anything and most link somewhere: titles often have no link.
    """
    shown = {entry.first for entry in entries if has_facts(entry)}
    if len(shown) < MANY:
        return tuple(entries)
    groups: dict[int, list[PageEntry]] = {}
    for entry in entries:
        groups.setdefault(entry.section, []).append(entry)
    others = set()
    for number, group in groups.items():
        if all(entry.first in shown for entry in group):
            continue
        path = sections[number].path if number >= 0 else ()
        linked = 2 * sum(bool(entry.record.links) for entry in group) > len(group) >= SEVERAL
        without = linked and shown.isdisjoint(entry.first for entry in group)
        if (without or (path and is_of_others(path[-1]))) and not is_occasion(path, phrases):
            others.add(number)
    return tuple(
        entry._replace(paper=False) if entry.section in others and entry.first not in shown else entry
        for entry in entries
    )


def is_of_others(heading: str) -> bool:
    """Tell whether a heading says that things stand below it that are no papers."""
    return RESOURCES.fullmatch(heading) is not None and READING.search(heading) is None


def is_occasion(path: Sequence[str], phrases: Phrases) -> bool:
    """Tell whether papers that appeared somewhere or in a year stand below some headings."""
    return any(
        len(words(heading)) <= FEW_WORDS and read_heading(heading, phrases.venues) is not None for heading in path
    )


def has_facts(entry: PageEntry) -> bool:
    """Tell whether an entry shows that it is a paper."""
    record = entry.record
    known = record.identifiers or record.authors or record.venue or record.year
    return bool(known) or any(
        link.url.lower().endswith(".pdf") or link.label.casefold() in PAPER for link in record.links
    )
