"""Where in its section a new entry goes: as the list's maintainer settled it, else as the others stand there."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.catalogue.identity.titles import fold_title
from bot.lists.page import EntryRecord, PageEntry
from bot.lists.writing.counting import count_down
from bot.lists.writing.pins import PinnedOrder

#: How clear an order must be: this share of the neighbours that differ stand in it.
CLEAR = 0.75
#: Numbers of arXiv rise in any list that grows at one end; a list that is sorted by them breaks the order seldom.
CLEAR_NUMBERS = 0.9
#: Names stand in the order of the alphabet where so many do: people sort them by hand.
CLEAR_NAMES = 0.85
#: Among so many neighbours chance makes no clear order.
MANY = 30
#: So many neighbours of one date show how such stand.
LEAST_ALIKE = 4
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


def venue_key(record: EntryRecord) -> Key | None:
    """Return the letters of the venue, for an order by its name."""
    return letters(record.venue) if record.venue else None


def title_key(record: EntryRecord) -> Key | None:
    """Return the letters of the title."""
    return letters(record.title)


def letters(text: str) -> Key:
    """Return a text as the alphabet orders it."""
    return tuple(map(ord, fold_title(text)))


#: Tried in this order.
MEASURES: tuple[Measure, ...] = (day_key, date_key, year_key, arxiv_key, month_key)
#: What an alphabet orders.
NAMES: tuple[Measure, ...] = (venue_key, title_key)
#: What the entries say themselves.
STATED = frozenset({day_key, date_key, year_key})


@dataclass(frozen=True, slots=True)
class Order:
    """How many neighbours stand in rising and in falling order."""

    rising: int
    falling: int

    def direction(self, clear: float) -> int:
        """Return 1 for oldest first, -1 for newest first, 0 where neither is clear."""
        if self.total and max(self.rising, self.falling) >= clear * self.total:
            return 1 if self.rising >= self.falling else -1
        return 0

    @property
    def total(self) -> int:
        """How many neighbours differ."""
        return self.rising + self.falling

    def __add__(self, other: Order) -> Order:
        return Order(self.rising + other.rising, self.falling + other.falling)


NO_ORDER = Order(0, 0)


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
    for measure in NAMES:
        key = measure(record)
        if key is not None and is_alphabetical(entries, others, measure):
            return fit(entries, measure, key, 1, record)
    known = any(measure(record) for measure in MEASURES)
    return 0 if count_down(entries) or tendency(entries, others if known else ()) < 0 else len(entries)


def is_alphabetical(entries: Sequence[PageEntry], others: Sequence[Sequence[PageEntry]], measure: Measure) -> bool:
    """Tell whether a section is sorted by names, and the rest of its page not otherwise."""
    own = look(entries, measure)
    elsewhere = sum((look(group, measure) for group in others), NO_ORDER)
    clear = own.total >= LEAST_SORTED and own.direction(clear_of_names(own)) > 0
    return clear and (not elsewhere.total or elsewhere.direction(0.6) > 0)


def clear_of_names(order: Order) -> float:
    """Return how clear an order of names must be: people who sort a long list by hand err, and chance hardly does."""
    return CLEAR if order.total >= MANY else CLEAR_NAMES


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
    """Return the place with the fewest entries on the wrong side; of equals the one that a second order tells."""
    places = best_places(entries, measure, key, direction)
    alike = [number for number in range(places[0], places[-1]) if measure(entries[number].record) == key]
    for second, turn in second_orders(entries, measure) if alike else ():
        if (own := second(record)) is not None:
            among = best_places([entries[number] for number in alike], second, own, turn)
            at = among[0] if direction < 0 and turn < 0 else among[-1]
            return alike[at] if at < len(alike) else alike[-1] + 1
    return places[-1] if direction > 0 else places[0]


def second_orders(entries: Sequence[PageEntry], measure: Measure) -> Iterator[tuple[Measure, int]]:
    """Yield the orders in which neighbours stand that are alike by one measure, each with its direction."""
    pairs = [pair for pair in itertools.pairwise(entries) if measure(pair[0].record) == measure(pair[1].record)]
    for second in (day_key, date_key, arxiv_key, *NAMES):
        order = sum((look(pair, second) for pair in pairs), NO_ORDER)
        turn = order.direction(clear_of_names(order) if second in NAMES else CLEAR_NUMBERS)
        if order.total >= LEAST_ALIKE and (turn > 0 or (turn < 0 and second not in NAMES)):
            yield second, turn


def best_places(entries: Sequence[PageEntry], measure: Measure, key: Key, direction: int) -> list[int]:
    """Return the places with the fewest entries on their wrong side."""
    costs = count_wrong(entries, measure, key, direction)
    best = min(costs)
    return [number for number, cost in enumerate(costs) if cost == best]


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


def tendency(entries: Sequence[PageEntry], others: Sequence[Sequence[PageEntry]]) -> int:
    """Return 1 if the section, or else the page, rather grows at its end, -1 at its top; 0 if nothing tells."""
    for groups, clear in (((entries,), 0.2), (others, 0.5)):
        for measure in (date_key, arxiv_key, year_key):
            total = sum((look(group, measure) for group in groups), NO_ORDER)
            if abs(total.rising - total.falling) >= max(2, clear * total.total):
                return 1 if total.rising > total.falling else -1
    return 0


def pinned_place(order: PinnedOrder, entries: Sequence[PageEntry], record: EntryRecord) -> int:
    """Return before which of a section's entries a record goes; len(entries): behind the last."""
    direction = {"newest-first": -1, "oldest-first": 1}.get(order, 0)
    for measure in MEASURES if direction else ():
        key = measure(record)
        if key is not None and any(measure(entry.record) for entry in entries):
            return fit(entries, measure, key, direction, record)
    return len(entries) if order in ("bottom", "oldest-first") else 0
