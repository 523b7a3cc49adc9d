"""What neighbour lists have and a list lacks, the likeliest first, each with its section and the reasons. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.inference import infer
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.paper import Paper
from bot.catalogue.suggestion import choose_papers
from bot.catalogue.suggestion.model import Floats, Model, Text

#: So many of a list's papers that are most like another one tell how well that fits.
NEAREST = 5
#: How much each sign weighs, chosen by cross-validation over lists.
LIKE, HEADING, LISTS, RECENT = 1.0, 1.0, 0.3, 0.3


@dataclass(frozen=True, slots=True)
class Missing:
    """A paper that a list lacks: the lists that have it, how well it fits, and which listed paper is most like it."""

    paper: Paper
    lists: tuple[str, ...]
    score: float
    like: str


@dataclass(frozen=True, slots=True)
class Candidate_:
    """X."""


def names_of(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield by what a paper is known in another list."""
    yield from paper.identifiers.items()
    yield "title", fold_title(paper.title)


def find_missing(own: Catalogue, others: Mapping[str, Catalogue]) -> list[Missing]:
    """Return what other lists have and a list lacks, the best first; `others` are by the name to call them by."""
    known = {name for paper in own.papers.values() for name in names_of(paper)}
    groups: dict[int, list[tuple[str, Paper, float]]] = {}
    numbers: dict[tuple[str, str], int] = {}
    for name, other in others.items():
        shares = shared_parts(other, known)
        for paper in other.papers.values():
            names = list(names_of(paper))
            if known.intersection(names):
                continue
            number = next((numbers[each] for each in names if each in numbers), len(groups))
            numbers.update((each, number) for each in names)
            share = max((shares[section] for section in paper.sections), default=0.0)
            groups.setdefault(number, []).append((name, paper, share))
    return rank(own, list(groups.values()))


def shared_parts(other: Catalogue, known: set[tuple[str, str]]) -> Mapping[str, float]:
    """Return which part of each section of another list a list knows, held near zero where the section is small."""
    total: Counter[str] = Counter()
    shared: Counter[str] = Counter()
    for paper in other.papers.values():
        total.update(paper.sections)
        if known.intersection(names_of(paper)):
            shared.update(paper.sections)
    return {section: shared[section] / (total[section] + 5) for section in total}


def rank(own: Catalogue, groups: Sequence[Sequence[tuple[str, Paper, float]]]) -> list[Missing]:
    papers = choose_papers([own.rows_of(section.id) for section in own.leaves()])
    if not papers or not groups:
        return []
    model = Model([Text(paper.title, (0,)) for paper in papers], 1)
    found = []
    newest = max(filter(None, map(day_of, papers)), default=0)
    for group in groups:
        _, paper, _ = group[0]
        likeness: Floats = model.compare(model.read(paper.title))
        near = np.sort(likeness)[-NEAREST:]
        like = papers[int(likeness.argmax())].title
        share = max(share for _, _, share in group)
        lists = tuple(dict.fromkeys(name for name, _, _ in group))
        month = day_of(paper)
        recent = 1.0 if month and month >= newest - 3 else 0.0
        score = LIKE * float(near.mean()) + HEADING * share + LISTS * np.log(len(lists)) + RECENT * recent
        found.append(Missing(paper, lists, float(score), like))
    return sorted(found, key=lambda each: -each.score)


def day_of(paper: Paper) -> int | None:
    """Return the month of a preprint's number, counted from year 0."""
    number = paper.identifiers.get("arxiv", "")
    proof = infer(Identifier("arxiv", number)) if number else None
    digits = number.rpartition("/")[2][2:4]
    return proof.year * 12 + int(digits) if proof and digits.isdecimal() else None
