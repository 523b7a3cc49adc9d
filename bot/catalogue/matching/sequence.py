"""Which records of a whole list are the same paper as one before them, found all at once."""

from collections.abc import Iterable, Iterator
from itertools import islice

from bot.catalogue.identity.titles import fold_title
from bot.catalogue.matching.index import LOOKED_AT, NEW, ONE_MORE_FOR, Index, Match
from bot.catalogue.matching.likelihood import FAINT, measure, score_pairs
from bot.catalogue.matching.record import Record

#: Of a whole list so many titles are judged at once: few enough that their words are still known at the end.
AT_ONCE = 200


def match_in_turn(records: Iterable[tuple[str, Record]]) -> list[Match]:
    """Say of each record what it is to those before it: what an index says that they are added to one by one.

    The titles of a whole list are paired up at once, which costs a small part of asking for one after the other.
    """
    index, found = Index(), list[Match | None]()
    for key, record in records:
        found.append(index.decide(record))
        index.enter(key, record)
    asked = frozenset(number for number, match in enumerate(found) if match is None)
    for close in near_in_turn(index, asked):
        for part in split_every(close, AT_ONCE):
            scores = iter(score_pairs([(index.records[n], index.records[m]) for n in part for m in close[n]]))
            for n in part:
                found[n] = index.conclude(index.records[n], close[n], [next(scores) for _ in close[n]])
    return [match or NEW for match in found]


def split_every(numbers: Iterable[int], size: int) -> Iterator[list[int]]:
    """Yield numbers so many at a time."""
    rest = iter(numbers)
    while part := list(islice(rest, size)):
        yield part


def near_in_turn(index: Index, asked: frozenset[int]) -> Iterator[dict[int, list[int]]]:
    """Yield, a part of the records at a time, for each that is asked for the few before it that the model judges."""
    if len(index.records) < 2:
        return
    from bot.catalogue.matching.search import pair_up

    folded = [fold_title(record.title) for record in index.records]
    for later, earlier in pair_up(folded, LOOKED_AT + len(folded) // ONE_MORE_FOR):
        pairs = [
            (n, m)
            for n, m in zip(later.tolist(), earlier.tolist(), strict=True)
            if n in asked and not index.is_distinct(m, index.records[n])
        ]
        nearness: dict[int, dict[int, float]] = {}
        for (n, m), value in zip(pairs, measure([(folded[n], folded[m]) for n, m in pairs]), strict=True):
            if value >= FAINT:
                nearness.setdefault(n, {})[m] = value
        yield {n: close for n, some in nearness.items() if (close := index.choose(index.records[n], some))}
