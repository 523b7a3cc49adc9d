"""Finds the venue that nobody knows by its place: between the facts where the entries beside it have theirs."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.lists.dates import YEAR
from bot.lists.inline import plain, words
from bot.lists.page import PageEntry, Part
from bot.lists.people import INSTITUTION
from bot.lists.phrases import JOINING, has_capitals
from bot.lists.reading.beside.columns import NUMBERED, undated
from bot.lists.reading.beside.signing import FEWEST, SOME
from bot.lists.reading.entry.citation import LONGEST_VENUE
from bot.lists.reading.entry.parts import AWARD, LEAD
from bot.lists.reading.entry.record import Stretch

#: The facts whose order is compared, dates as years.
ORDERED = {"title": "title", "authors": "authors", "venue": "venue", "year": "year", "date": "year"}
#: What stands in brackets has a column of its own.
BRACKETS = frozenset("([（【")
#: What stands in no venue's name.
DIVIDED = frozenset(",:;@")
#: The facts of an entry one after the other.
Order = tuple[str, ...]


def find_order(entries: Sequence[PageEntry]) -> Order:
    """Return the order of facts with a venue that most entries have, empty where they do not agree."""
    counts = Counter(order for entry in entries if "venue" in (order := order_of(facts(entry))))
    order, count = counts.most_common(1)[0] if counts else ((), 0)
    return order if count >= max(FEWEST, SOME * len(entries)) else ()


def facts(entry: PageEntry) -> list[Part]:
    """Return the parts of an entry whose order is compared."""
    return [part for part in entry.parts if part.kind in ORDERED]


def order_of(parts: Sequence[Part]) -> Order:
    """Return the order of some parts."""
    return tuple(ORDERED[part.kind] for part in parts)


def find_gap(entry: PageEntry, order: Order) -> Stretch | None:
    """Return where the venue stands that an entry lacks of an order, None for nowhere; it may lack the year, too."""
    known = facts(entry)
    own = order_of(known)
    wanted = order if "year" in own else tuple(kind for kind in order if kind != "year")
    place = wanted.index("venue") if "venue" in wanted else 0
    if not place or own != wanted[:place] + wanted[place + 1 :]:
        return None
    before, behind = known[place - 1], known[place] if place < len(known) else None
    end = behind.start if behind else len(entry.raw)
    others = [part for part in entry.parts if part.kind == "extra" and before.end <= part.start < end]
    near = len(others) == 1 and "\n" not in entry.raw[before.end : others[0].start]
    return venue_within(entry, others[0].start, others[0].end) if near else None


def venue_within(entry: PageEntry, start: int, end: int) -> Stretch | None:
    """Return the stretch of a venue's name in a part, without its volume; None of what has brackets."""
    text = plain(entry.raw[start:end])
    if not BRACKETS.isdisjoint((entry.raw[start - 1 : start], text[:1])):
        return None
    numbers = None if YEAR.search(text) else NUMBERED.search(entry.raw, start, end)
    name = LEAD.sub("", entry.raw[start : numbers.start()] if numbers else undated(text), count=1)
    could = names_place(text) and has_capitals(name) and len(words(text)) <= LONGEST_VENUE
    return (start, numbers.start() if numbers else end, "venue") if could else None


def names_place(text: str) -> bool:
    """Tell whether a text can name a venue: it has words besides a year, and without one they have capitals."""
    name = LEAD.sub("", undated(text), count=1)
    capital = YEAR.search(text) is not None or is_named(NUMBERED.split(name)[0])
    return bool(words(name)) and capital and not AWARD.fullmatch(name) and not re.search(INSTITUTION, name, re.I)


def is_named(text: str) -> bool:
    """Tell whether words have capitals, or half of them do and nothing divides them: "npj Climate Action"."""
    said = [word for word in text.split() if word.lower() not in JOINING]
    some = 2 * sum(word != word.lower() for word in said) >= len(said)
    return has_capitals(text) or (some and DIVIDED.isdisjoint(text))
