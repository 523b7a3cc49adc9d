"""Where in its section a new entry goes: the order is learned from the entries that are there."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.lists.page import EntryRecord, PageEntry

#: How clear an order must be: this share of the neighbours that differ stand in it.
CLEAR = 0.75
#: Numbers of arXiv rise in any list that grows at one end; a list that is sorted by them breaks the order seldom.
CLEAR_NUMBERS = 0.9
#: So many dated entries show an order that one may be held against.
LEAST_SORTED = 5
Key = tuple[int, ...]
Measure = Callable[[EntryRecord], Key | None]


def arxiv_key(record: EntryRecord) -> Key | None:
    """Return year, month and number of the arXiv identifier."""
    for identifier in record.identifiers:
        if identifier.kind == "arxiv" and (found := re.fullmatch(r"(\d\d)(\d\d)\.(\d+)", identifier.value)):
            return 2000 + int(found[1]), int(found[2]), int(found[3])
    return None


def date_key(record: EntryRecord) -> Key | None:
    """Return year and month of the date that the entry states."""
    return tuple(int(part) for part in record.date.split("-"))[:2] if record.date else None


def day_key(record: EntryRecord) -> Key | None:
    """Return the date that the entry states, if to the day."""
    key = tuple(int(part) for part in record.date.split("-")) if record.date else ()
    return key if len(key) == 3 else None


def year_key(record: EntryRecord) -> Key | None:
    """Return the year that the entry states."""
    return (record.year,) if record.year else None


def month_key(record: EntryRecord) -> Key | None:
    """Return the month that the entry states, else that of the arXiv number."""
    return date_key(record) or ((found := arxiv_key(record)) and found[:2]) or None


#: Tried in this order.
MEASURES: tuple[Measure, ...] = (day_key, date_key, year_key, arxiv_key, month_key)
#: What the entries say themselves.
STATED = frozenset({day_key, date_key, year_key})


@dataclass(frozen=True, slots=True)
class Order:
    """How many neighbours stand in rising and in falling order."""

    rising: int
    falling: int

    def direction(self, clear: float) -> int:
        """Return 1 for oldest first, -1 for newest first, 0 where neither is clear."""
        total = self.rising + self.falling
        if total and max(self.rising, self.falling) >= clear * total:
            return 1 if self.rising >= self.falling else -1
        return 0

    def __add__(self, other: Order) -> Order:
        return Order(self.rising + other.rising, self.falling + other.falling)


def look(entries: Iterable[PageEntry], measure: Measure) -> Order:
    """Count the neighbours that differ, by the way they differ."""
    keys = [key for entry in entries if (key := measure(entry.record))]
    pairs = list(itertools.pairwise(keys))
    return Order(sum(a < b for a, b in pairs), sum(a > b for a, b in pairs))


def place(entries: Sequence[PageEntry], others: Sequence[Sequence[PageEntry]], record: EntryRecord) -> int:
    """Return before which of the section's entries the record goes; len(entries): behind the last.

    `others`: the entries of the page's other sections, asked where the section itself does not tell.
    """
    for measure in MEASURES:
        key = measure(record)
        known = sum(measure(entry.record) is not None for entry in entries)
        if key is None or known < max(2, 0.6 * len(entries)):
            continue
        if direction := look(entries, measure).direction(CLEAR if measure in STATED else CLEAR_NUMBERS):
            return fit(entries, measure, key, direction, record)
    known = any(measure(record) for measure in MEASURES)
    return 0 if tendency(entries, others if known else ()) < 0 else len(entries)


def misplaced(entries: Sequence[PageEntry], record: EntryRecord, where: int) -> int | None:
    """Return the place at which a record would stand in a section's clear order, None if it fits where it stands."""
    for measure in MEASURES:
        key = measure(record)
        known = sum(measure(entry.record) is not None for entry in entries)
        if key is None or known < max(LEAST_SORTED, 0.6 * len(entries)):
            continue
        if direction := look(entries, measure).direction(CLEAR_NUMBERS):
            costs = count_wrong(entries, measure, key, direction)
            return fit(entries, measure, key, direction, record) if costs[where] > min(costs) else None
    return None


def fit(entries: Sequence[PageEntry], measure: Measure, key: Key, direction: int, record: EntryRecord) -> int:
    """Return the place with the fewest entries on the wrong side; among equals the end at which the list grows."""
    costs = count_wrong(entries, measure, key, direction)
    best = min(costs)
    places = [number for number, value in enumerate(costs) if value == best]
    return places[-1] if direction > 0 else among_equals(entries, places, measure, key)


def count_wrong(entries: Sequence[PageEntry], measure: Measure, key: Key, direction: int) -> list[int]:
    """Return for each place, from the top to behind the last, how many entries would stand on its wrong side."""
    keys = [measure(entry.record) for entry in entries]
    cost = sum((other is not None) and (other < key) == (direction > 0) and other != key for other in keys)
    costs = [cost]
    for other in keys:
        if other is not None and other != key:
            cost += -1 if (other < key) == (direction > 0) else 1
        costs.append(cost)
    return costs


def among_equals(entries: Sequence[PageEntry], places: Sequence[int], measure: Measure, key: Key) -> int:
    """Return the place among entries of the same date in a list that has the newest first."""
    equal = Order(0, 0)
    for number, entry in enumerate(entries[1:], 1):
        before = entries[number - 1]
        if measure(before.record) == measure(entry.record):
            equal += look((before, entry), arxiv_key)
    return places[-1] if equal.rising > equal.falling else places[0]


def tendency(entries: Sequence[PageEntry], others: Sequence[Sequence[PageEntry]]) -> int:
    """Return 1 if the section, or else the page, rather grows at its end, -1 at its top; 0 if nothing tells."""
    for groups, clear in (((entries,), 0.2), (others, 0.5)):
        for measure in (date_key, arxiv_key, year_key):
            total = Order(0, 0)
            for group in groups:
                total += look(group, measure)
            if abs(total.rising - total.falling) >= max(2, clear * (total.rising + total.falling)):
                return 1 if total.rising > total.falling else -1
    return 0
