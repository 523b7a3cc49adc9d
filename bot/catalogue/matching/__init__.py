"""Which of many records is the same paper as this one: identifiers, the exact title, then a calibrated likeness."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from rapidfuzz import fuzz

from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.titles import fold_text, fold_title
from bot.catalogue.matching.differences import adjust, has_other_authors, has_other_name
from bot.catalogue.matching.evidence import compare_records, explain, has_evidence, has_other_event, has_other_venue
from bot.catalogue.matching.features import compare_titles
from bot.catalogue.matching.record import Record
from bot.catalogue.matching.signs import has_other_sign
from bot.catalogue.matching.tokenized import word
from bot.catalogue.versioned import amend

if TYPE_CHECKING:
    # Whoever has no two titles to compare does not wait for numpy.
    from bot.catalogue.matching.model import Kind
    from bot.catalogue.matching.search import Search

__all__ = [
    "LOOKED_AT",
    "NEW",
    "ONE_MORE_FOR",
    "Candidate",
    "Index",
    "Match",
    "Record",
    "correct",
    "match_in_turn",
    "score_pairs",
]

#: From this probability on two records are one paper; from the lower one on a person looks.
SAME, SIMILAR = 0.97, 0.35
#: Two titles under one identifier that are less likely one paper's than this: one of the links is wrong. All unrelated
#: titles are as unlike, and half of those that lists link to one paper, many of them by mistake.
UNLIKE = 0.12
#: Of one kind of identifier a paper has one; another one divides the odds by this.
OTHER_IDENTIFIER = 20.0
#: Two venues of which both are known are two publications, where the fitted data takes a work's versions for one.
OTHER_VENUE = 20.0
#: Kinds of which a paper can have several: a preprint's versions are one, but a DOI is given by each publisher.
SEVERAL = frozenset({"doi", "openreview"})
MOST_CANDIDATES = 5
#: So many records are found by one identifier, or one exact title: a list that has one a thousand times is no harder.
MOST_ALIKE = 8
#: So many titles are looked at closer, one more for so many in the index, and so many of them by the model.
LOOKED_AT, ONE_MORE_FOR, JUDGED = 8, 50_000, 2
#: A title that shares less than this of its letters with another, in any stretch, is not judged.
FAINT = 58.0
#: Nor one that shares less than this where an identifier says that they are two works: of 17,758 labelled pairs that
#: would be called alike even so, 71 are further apart, as with names glued to a title, its words in another order or a
#: note such as "(tutorial)"; of 14 on 577 pages of lists none is further apart than 90.
FAINT_AGAINST = 80.0
#: A part counts for a little less than the whole.
PART = 0.9
#: Nor is one that is so much further away than the nearest.
BEHIND = 20.0
#: Of a whole list so many titles are judged at once: few enough that their words are still known at the end.
AT_ONCE = 200
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
#: Titles alone, and with what else is known of two papers.
KINDS: tuple[Kind, ...] = ("title", "record")


def score_pairs(pairs: Sequence[tuple[Record, Record]]) -> list[float]:
    """Return for each pair the probability that both are one paper, as far as titles, authors and places tell."""
    if not pairs:
        return []
    from bot.catalogue.matching.model import load_forest

    scores = [0.0] * len(pairs)
    kinds: list[Kind] = [("record" if has_evidence(*pair) else "title") for pair in pairs]
    for kind in KINDS:
        chosen = [number for number, found in enumerate(kinds) if found == kind]
        if not chosen:
            continue
        rows = [compare(*pairs[n], kind=kind) for n in chosen]
        for number, score in zip(chosen, load_forest(kind).predict(rows), strict=True):
            scores[number] = correct(float(score), *pairs[number])
    return scores


def compare(one: Record, other: Record, *, kind: Kind) -> list[float]:
    """Return the features of a pair, of a kind."""
    return compare_titles(one.title, other.title) + (compare_records(one, other) if kind == "record" else [])


def correct(score: float, one: Record, other: Record) -> float:
    """Return the model's probability after what is too rare in the data for it to have learnt."""
    return weaken(score, OTHER_VENUE) if has_other_event(one, other) else score


def weaken(score: float, against: float) -> float:
    """Return a probability after evidence against it, by which the odds are divided."""
    return score / (score + against * (1 - score))


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
        """Tell whether people said that a record is another paper."""
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


def least_likely(one: Record, other: Record) -> float:
    """Return how likely the titles under one identifier are one paper's at least; two names before colons are more."""
    return SIMILAR if has_other_name(one.title, other.title) else UNLIKE


def title_hashes(record: Record) -> set[int]:
    """Return the hashes of a record's folded titles."""
    return {hash(folded) for title in (record.title, *record.aliases) if (folded := fold_title(title))}


def measure(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Return how near the folded titles of each pair are, whole or in part (to 100; 0: faint).

    By that is chosen what the model judges; one may be a part of another that is so much longer.
    """
    found = [fuzz.ratio(one, other, score_cutoff=FAINT) for one, other in pairs]
    for number, (one, other) in enumerate(pairs):
        if len(one) * 1.3 < len(other) or len(other) * 1.3 < len(one):
            found[number] = max(found[number], fuzz.partial_ratio(one, other, score_cutoff=FAINT) * PART)
    return found


def is_one_work(one: Record, other: Record) -> bool:
    """Tell whether nothing says that two records of one folded title are two works."""
    apart = has_other_identifier(one, other) or has_other_authors(one, other)
    return not apart and not has_other_sign(fold_text(one.title), fold_text(other.title))


def say_against(one: Record, other: Record) -> float:
    """Return by what the odds that two records are one paper are divided, for what the model does not weigh."""
    return (OTHER_IDENTIFIER if has_other_identifier(one, other) else 1.0) * (
        OTHER_VENUE if has_other_venue(one, other) and not has_other_event(one, other) else 1.0
    )


def has_other_identifier(one: Record, other: Record) -> bool:
    """Tell whether two records have identifiers of one kind that differ, of a kind that a paper has one of."""
    values = dict(other.identifiers)
    return any(values.get(kind, value) != value for kind, value in one.identifiers if kind not in SEVERAL)
