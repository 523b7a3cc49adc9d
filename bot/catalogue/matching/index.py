"""Records among which the one of the same paper is found: by identifiers, the exact title, then a likeness."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.matching.differences import adjust
from bot.catalogue.matching.evidence import explain
from bot.catalogue.matching.likelihood import (
    FAINT,
    SAME,
    SIMILAR,
    has_other_identifier,
    is_one_work,
    least_likely,
    measure,
    say_against,
    score_pairs,
    weaken,
)
from bot.catalogue.matching.record import Record
from bot.catalogue.matching.tokenized import word
from bot.catalogue.versioned import amend

if TYPE_CHECKING:
    # Whoever has no two titles to compare does not wait for numpy.
    from bot.catalogue.matching.search import Search

MOST_CANDIDATES = 5
#: So many records are found by one identifier, or one exact title: a list that has one a thousand times is no harder.
MOST_ALIKE = 8
#: So many titles are looked at closer, one more for so many in the index, and so many of them by the model.
LOOKED_AT, ONE_MORE_FOR, JUDGED = 8, 50_000, 2
#: A title nearer than `FAINT` is not judged either if it is so much further away than the nearest.
BEHIND = 20.0
#: Nor if it shares less than this where an identifier says that they are two works: of 17,758 labelled pairs that would
#: be called alike even so, 71 are further apart, as with names glued to a title, its words in another order or a note
#: such as "(tutorial)"; of 14 on 577 pages of lists none is further apart than 90.
FAINT_AGAINST = 80.0
#: What stands under the number of a record that was removed.
NO_KEY, NO_RECORD = "", Record("")


class Candidate(NamedTuple):
    """A record that may be the same paper: its key, the probability that it is, and why in plain words."""

    key: str
    score: float
    reasons: tuple[str, ...]


class Match(NamedTuple):
    """The answer: "same" names one record, "similar" asks a person, "link-error" says that a link is wrong."""

    kind: Literal["new", "same", "similar", "link-error"]
    candidates: tuple[Candidate, ...] = ()

    @property
    def key(self) -> str | None:
        """The record that decided the answer."""
        return self.candidates[0].key if self.candidates else None


#: What is said of nearly all.
NEW = Match("new")


class Index:
    """Records by key, ready to be asked; neither `add` nor `update` needs a rebuild. No key is empty."""

    def __init__(self, records: Iterable[tuple[str, Record]] = ()) -> None:
        self.keys: list[str] = []
        self.records: list[Record] = []
        self.by_identifier: MutableMapping[Identifier, tuple[int, ...]] = {}
        self.by_title: MutableMapping[int, int | tuple[int, ...]] = {}
        for key, record in records:
            self.enter(key, record)

    @cached_property
    def search(self) -> Search:
        """What finds titles by their pieces, built when somebody looks for one."""
        from bot.catalogue.matching.search import Search

        return Search([record.title for record in self.records])

    def add(self, key: str, record: Record) -> None:
        """Put a record in; the search is built anew when enough have come since it last was."""
        self.search.add(record.title)
        self.enter(key, record)
        if self.search.is_due():
            self.search.build([record.title for record in self.records])

    def update(self, gone: Iterable[str], records: Iterable[tuple[str, Record]]) -> Index:
        """Return an index without the records under some keys, and with others; this one answers as before.

        Both then hold what they have in common once.
        """
        lost, entered = frozenset(gone), tuple(records)
        if self.search.is_due(len(lost) + len(entered)):
            kept = ((key, record) for key, record in zip(self.keys, self.records, strict=True) if key not in lost)
            return Index([*((key, record) for key, record in kept if key != NO_KEY), *entered])
        other = copy.copy(self)
        other.keys, other.records, other.search = [*self.keys], [*self.records], self.search.copy()
        for index in (self, other):
            index.by_identifier, index.by_title = amend(index.by_identifier, {}), amend(index.by_title, {})
        # Most often nothing goes, and a step of Python for each record of a long list costs more than all copies.
        for number in [number for number, key in enumerate(self.keys) if key in lost] if lost else ():
            other.leave(number)
        for key, record in entered:
            other.add(key, record)
        return other

    def enter(self, key: str, record: Record) -> None:
        """Put a record where identifiers and exact titles find it; a title is kept as its hash, to save memory."""
        number = len(self.records)
        self.keys.append(key)
        self.records.append(record)
        for identifier in record.identifiers:
            before = self.by_identifier.get(identifier, ())
            if len(before) < MOST_ALIKE:
                self.by_identifier[identifier] = (*before, number)
        for title in title_hashes(record):
            before = self.numbers_of(title)
            if len(before) < MOST_ALIKE:
                self.by_title[title] = (*before, number) if before else number

    def leave(self, number: int) -> None:
        """Take a record out; the others keep their numbers."""
        record = self.records[number]
        for identifier in record.identifiers:
            others = tuple(n for n in self.by_identifier.pop(identifier, ()) if n != number)
            if others:
                self.by_identifier[identifier] = others
        for title in title_hashes(record):
            others = tuple(n for n in self.numbers_of(title) if n != number)
            self.by_title.pop(title, None)
            if others:
                self.by_title[title] = others if len(others) > 1 else others[0]
        self.keys[number], self.records[number] = NO_KEY, NO_RECORD
        self.search.remove(number)

    def numbers_of(self, title: int) -> tuple[int, ...]:
        """Return the records under the hash of a title."""
        known = self.by_title.get(title, ())
        return (known,) if isinstance(known, int) else known

    def place(self, number: int) -> tuple[int, str]:
        """Return where a record stands among its equals, whenever it was added: "#9" before "#12"."""
        key = self.keys[number]
        return len(key), key

    def match(self, record: Record) -> Match:
        """Say which record is the same paper as this one."""
        return self.decide(record) or self.judge(fold_title(record.title), record)

    def decide(self, record: Record) -> Match | None:
        """Say what identifiers and exact titles prove, None where they prove nothing."""
        if identified := [n for n in self.identified(record) if not self.is_distinct(n, record)]:
            return self.judge_identified(identified, record)
        titled = self.titled(fold_title(record.title), record)
        if titled and not word(record.title).is_generic:
            return Match("same", tuple(Candidate(self.keys[n], 1.0, ("the same title",)) for n in titled))
        return None

    def judge_identified(self, identified: Sequence[int], record: Record) -> Match:
        """Say whether records that share an identifier are the same paper, or have another title."""
        likely = self.weigh_titles(record, identified)
        alike = [
            n
            for n in identified
            if not (record.title and self.records[n].title) or likely[n] >= least_likely(record, self.records[n])
        ]
        if alike:
            return Match("same", tuple(Candidate(self.keys[n], 1.0, ("the same identifier",)) for n in alike))
        reason = "the same identifier, but another title"
        return Match("link-error", tuple(Candidate(self.keys[n], likely[n], (reason,)) for n in identified))

    def identified(self, record: Record) -> list[int]:
        """Return the records that share an identifier."""
        found = {n for identifier in record.identifiers for n in self.by_identifier.get(identifier, ())}
        return sorted(found, key=self.place) if found else []

    def titled(self, folded: str, record: Record) -> list[int]:
        """Return the records of exactly this title, unless an identifier says that they are others.

        An alias is a person's word, which counts for more: a paper can have two numbers at arXiv.
        """
        found = self.numbers_of(hash(folded)) if folded else ()
        return [
            n
            for n in sorted(found, key=self.place)
            if not self.is_distinct(n, record)
            and (
                folded in map(fold_title, self.records[n].aliases)
                or (folded == fold_title(self.records[n].title) and is_one_work(record, self.records[n]))
            )
        ]

    def is_distinct(self, number: int, record: Record) -> bool:
        """Whether people said that a record is another paper."""
        return self.keys[number] in record.distinct

    def weigh_titles(self, record: Record, numbers: Iterable[int]) -> dict[int, float]:
        """Return how likely the titles of some records are one paper's with this one, aliases included."""
        folded, found, unlike = fold_title(record.title), dict[int, float](), list[tuple[int, str]]()
        for n in numbers:
            titles = (self.records[n].title, *self.records[n].aliases)
            if folded in map(fold_title, titles):
                found[n] = 1.0
            else:
                unlike += ((n, title) for title in titles)
        scores = score_pairs([(Record(record.title), Record(title)) for _, title in unlike])
        for (n, _), score in zip(unlike, scores, strict=True):
            found[n] = max(score, found.get(n, 0.0))
        return found

    def judge(self, folded: str, record: Record) -> Match:
        """Return the records that are probably the same paper, the likeliest first."""
        most = LOOKED_AT + len(self.search) // ONE_MORE_FOR
        found = [n for n in self.search.find(folded, most) if not self.is_distinct(n, record)]
        nearness = measure([(folded, fold_title(self.records[n].title)) for n in found])
        close = self.choose(record, dict(zip(found, nearness, strict=True)))
        return self.conclude(record, close, score_pairs([(record, self.records[n]) for n in close]))

    def choose(self, record: Record, nearness: Mapping[int, float]) -> list[int]:
        """Return the few records that the model judges, of some with how near their titles are."""
        faint = max(FAINT, max(nearness.values(), default=0.0) - BEHIND)
        close = [n for n, near in nearness.items() if near >= faint]
        nearest = sorted(close, key=lambda n: (-nearness[n], self.place(n)))[:JUDGED]
        return [n for n in nearest if nearness[n] >= FAINT_AGAINST or not has_other_identifier(record, self.records[n])]

    def conclude(self, record: Record, close: Sequence[int], scores: Sequence[float]) -> Match:
        """Return the records that are probably the same paper, the likeliest first, by the scores of their titles."""
        against = [say_against(record, self.records[n]) for n in close]
        scored = [
            (adjust(weaken(score, other), record, self.records[n]), n)
            for n, score, other in zip(close, scores, against, strict=True)
        ]
        likely = sorted(
            (item for item in scored if item[0] >= SIMILAR), key=lambda item: (-item[0], self.place(item[1]))
        )[:MOST_CANDIDATES]
        candidates = tuple(Candidate(self.keys[n], score, explain(record, self.records[n])) for score, n in likely)
        if not candidates:
            return NEW
        return Match("same" if candidates[0].score >= SAME else "similar", candidates)


def title_hashes(record: Record) -> set[int]:
    return {hash(folded) for title in (record.title, *record.aliases) if (folded := fold_title(title))}
