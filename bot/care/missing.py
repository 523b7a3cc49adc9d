"""What neighbour lists have and a list lacks, the likeliest first, each with its section and the reasons. Pure."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log

import numpy as np

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.inference import infer
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.paper import Paper
from bot.catalogue.suggestion.model import Floats, count_features, split_words

#: How much each sign weighs, chosen over the history of lists.
LIKE, SHARE, LISTS, NEW, RECENT = 4.0, 0.5, 0.1, 0.15, 0.1
#: In months before the newest preprint of the list.
NEW_MONTHS, RECENT_MONTHS = 3, 12
#: So many unknown papers are counted with each section of a neighbour's: of two papers one that is shared says little.
DOUBT = 5

Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Missing:
    """A paper that a list lacks.

    `lists` are those that have it, `share` is which part of its section in a neighbour's list is listed, from 0 to 1,
    and `score` what it is ranked by.
    """

    paper: Paper
    lists: tuple[str, ...]
    share: float
    score: float


@dataclass(frozen=True, slots=True)
class Find:
    """A paper in a neighbour's list, with the part of its section there that is listed."""

    list: str
    paper: Paper
    share: float


def names_of(paper: Paper) -> Iterator[Name]:
    """Yield by what a paper is known in another list: its identifiers and its title."""
    yield from paper.identifiers.items()
    yield "title", fold_title(paper.title)


def find_missing(own: Catalogue, others: Mapping[str, Catalogue]) -> list[Missing]:
    """Return what other lists have and a list lacks, the best first; `others` are by what they are to be called."""
    papers = own.papers.values()
    if not papers:
        return []
    newest = max((month for paper in papers if (month := month_of(paper))), default=0)
    groups = gather(own, others)
    near = contrast([paper.title for paper in papers], [finds[0].paper.title for finds in groups])
    found = [judge(finds, like, newest) for finds, like in zip(groups, near.tolist(), strict=True)]
    return sorted(found, key=lambda each: -each.score)


def judge(finds: Sequence[Find], like: float, newest: int) -> Missing:
    """Return a paper with its score; `like` is its contrast, `newest` the month of the list's newest preprint."""
    paper = finds[0].paper
    lists = tuple(dict.fromkeys(find.list for find in finds))
    share = max(find.share for find in finds)
    age = newest - (month_of(paper) or 0)
    score = LIKE * like + SHARE * share + LISTS * log(len(lists)) + NEW * (age <= NEW_MONTHS)
    return Missing(paper, lists, share, score + RECENT * (age <= RECENT_MONTHS))


def gather(own: Catalogue, others: Mapping[str, Catalogue]) -> list[list[Find]]:
    """Return the papers that a list lacks, each with all places where neighbours have it."""
    known = {name for paper in own.papers.values() for name in names_of(paper)}
    groups: list[list[Find]] = []
    numbers: dict[Name, int] = {}
    for name, other in others.items():
        shares = shared_parts(other, known)
        for paper in other.papers.values():
            names = list(names_of(paper))
            if known.intersection(names):
                continue
            number = next((numbers[each] for each in names if each in numbers), len(groups))
            groups += [[]] if number == len(groups) else []
            numbers.update((each, number) for each in names)
            share = max((shares[section] for section in paper.sections), default=0.0)
            groups[number].append(Find(name, paper, share))
    return groups


def shared_parts(other: Catalogue, known: Collection[Name]) -> Mapping[str, float]:
    """Return which part of each section of another list is known."""
    total: Counter[str] = Counter()
    shared: Counter[str] = Counter()
    for paper in other.papers.values():
        total.update(paper.sections.keys())
        if any(name in known for name in names_of(paper)):
            shared.update(paper.sections.keys())
    return {section: shared[section] / (total[section] + DOUBT) for section in total}


def month_of(paper: Paper) -> int | None:
    """Return the month in a preprint's number, counted from year 0."""
    number = paper.identifiers.get("arxiv", "")
    proof = infer(Identifier("arxiv", number)) if number else None
    digits = number.rpartition("/")[2][2:4]
    return proof.year * 12 + int(digits) if proof and digits.isdecimal() else None


def contrast(own: Sequence[str], others: Sequence[str]) -> Floats:
    """Return for each of the others, from -1 to 1, how near it is to the mean of a list's titles, less that to its own.

    What is common everywhere says nothing: a feature weighs the more, the fewer of all titles have it (tf-idf, cosine).
    """
    numbers: dict[str, int] = {}
    counted = [count_features(split_words(title)) for title in chain(own, others)]
    rows = np.repeat(np.arange(len(counted)), [len(some) for some in counted])
    columns = np.array([numbers.setdefault(feature, len(numbers)) for some in counted for feature in some], np.int64)
    counts = np.fromiter(chain.from_iterable(some.values() for some in counted), float, len(rows))
    rarity = np.log((1 + len(counted)) / (1 + np.bincount(columns))) + 1
    values = rarity[columns] * (1 + np.log(counts))
    values /= np.sqrt(np.bincount(rows, values * values, len(counted)))[rows]
    is_own = rows < len(own)
    near, far = (np.bincount(columns[some], values[some], len(numbers)) for some in (is_own, ~is_own))
    difference = near / max(len(own), 1) - far / max(len(others), 1)
    return np.bincount(rows, values * difference[columns], len(counted))[len(own) :].astype(np.float64, copy=False)
