"""Which of many records is the same paper as this one: identifiers, then the exact title, then a likeness to show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import fuzz, process

from bot.catalogue.identifiers import Identifier
from bot.catalogue.paper import Paper
from bot.catalogue.titles import fold_title, is_generic

#: Two titles under one identifier that are less alike than this are two papers, and one link is wrong.
ALIKE = 50.0
#: A title this near is shown to a person; alone it decides nothing.
NEAR = 85.0
MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a paper that may be known already. `distinct` are keys that people said it is not."""

    title: str
    identifiers: tuple[Identifier, ...] = ()
    authors: tuple[str, ...] = ()
    venue: str | None = None
    year: int | None = None
    aliases: tuple[str, ...] = ()
    distinct: frozenset[str] = field(default_factory=frozenset)

    @staticmethod
    def from_paper(paper: Paper) -> Record:
        """Return the record of a listed paper."""
        identifiers = tuple(Identifier(kind, value) for kind, value in paper.identifiers.items())
        return Record(paper.title, identifiers, paper.authors, paper.venue, paper.year, paper.aliases)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be the same paper: its key, the probability that it is, and why in plain words."""

    key: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The answer: "same" names one record, "similar" asks a person, "link-error" says that a link is wrong."""

    kind: Literal["new", "same", "similar", "link-error"]
    candidates: tuple[Candidate, ...] = ()

    @property
    def key(self) -> str | None:
        """The record that decided the answer."""
        return self.candidates[0].key if self.candidates else None


class Index:
    """Records by key, ready to be asked; `add` needs no rebuild."""

    def __init__(self, records: Iterable[tuple[str, Record]] = ()) -> None:
        self.records: dict[str, Record] = {}
        self.by_identifier: dict[Identifier, list[str]] = {}
        self.by_title: dict[str, list[str]] = {}
        self.titles: dict[str, str] = {}
        for key, record in records:
            self.add(key, record)

    def add(self, key: str, record: Record) -> None:
        """Put a record in."""
        self.records[key] = record
        for identifier in record.identifiers:
            self.by_identifier.setdefault(identifier, []).append(key)
        for title in (record.title, *record.aliases):
            if folded := fold_title(title):
                self.by_title.setdefault(folded, []).append(key)
        self.titles[key] = fold_title(record.title)

    def match(self, record: Record) -> Match:
        """Say which record is the same paper as this one."""
        folded = fold_title(record.title)
        identified = self.identified(record)
        same = [key for key in identified if not folded or self.likeness(folded, key) >= ALIKE]
        if same:
            return Match("same", tuple(Candidate(key, 1.0, ("the same identifier",)) for key in same))
        if identified:
            reason = "the same identifier, but another title"
            return Match("link-error", tuple(Candidate(key, 0.5, (reason,)) for key in identified))
        titled = [key for key in self.by_title.get(folded, ()) if key not in record.distinct]
        if titled and not is_generic(record.title):
            return Match("same", tuple(Candidate(key, 1.0, ("the same title",)) for key in dict.fromkeys(titled)))
        return self.near(folded, record)

    def identified(self, record: Record) -> list[str]:
        """Return the records that share an identifier."""
        keys = (key for identifier in record.identifiers for key in self.by_identifier.get(identifier, ()))
        return [key for key in dict.fromkeys(keys) if key not in record.distinct]

    def likeness(self, folded: str, key: str) -> float:
        """Return how alike a title is to a record's, aliases included (0 to 100)."""
        record = self.records[key]
        return max(fuzz.ratio(folded, fold_title(title)) for title in (record.title, *record.aliases))

    def near(self, folded: str, record: Record) -> Match:
        """Return the records whose titles are nearly this one."""
        found = process.extract(folded, self.titles, scorer=fuzz.ratio, score_cutoff=NEAR, limit=MOST_CANDIDATES)
        candidates = tuple(
            Candidate(key, score / 100, ("a similar title",)) for _, score, key in found if key not in record.distinct
        )
        return Match("similar" if candidates else "new", candidates)
