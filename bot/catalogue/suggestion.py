"""A title -> the sections where papers with such titles stand, with a reason for each."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.titles import fold_text

SUGGESTIONS = 3
NEIGHBOURS = 9


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A section by its id, and why it may fit."""

    section: str
    reason: str


def suggest_sections(title: str, catalogue: Catalogue) -> tuple[Suggestion, ...]:
    """Return the sections of the listed papers with the most similar titles."""
    titles = tuple((paper.title, tuple(paper.sections)) for paper in catalogue.papers.values())
    weights, vectors = weigh(titles)
    asked = vector(title, weights)
    scored = sorted(((similarity(asked, known), n) for n, known in enumerate(vectors)), reverse=True)[:NEIGHBOURS]
    votes: Counter[str] = Counter()
    nearest: dict[str, str] = {}
    for score, n in scored:
        for section in titles[n][1]:
            votes[section] += score  # type: ignore[assignment]
            nearest.setdefault(section, titles[n][0])
    return tuple(Suggestion(section, f"like “{nearest[section]}”") for section, _ in votes.most_common(SUGGESTIONS))


@lru_cache(maxsize=4)
def weigh(titles: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[dict[str, float], list[dict[str, float]]]:
    """Return the weight of each feature, the rarer the heavier, and each title's features."""
    counts = Counter(feature for title, _ in titles for feature in set(features(title)))
    weights = {feature: math.log(len(titles) / count) + 1 for feature, count in counts.items()}
    return weights, [vector(title, weights) for title, _ in titles]


def features(title: str) -> Iterator[str]:
    """Yield a title's words and the pieces of four letters inside them."""
    for word in re.findall(r"\w+", fold_text(title)):
        yield word
        padded = f" {word} "
        yield from (padded[start : start + 4] for start in range(len(padded) - 3))


def vector(title: str, weights: dict[str, float]) -> dict[str, float]:
    """Return the weighted features of a title, of length one."""
    counted = {f: (1 + math.log(n)) * weights[f] for f, n in Counter(features(title)).items() if f in weights}
    length = math.sqrt(sum(value * value for value in counted.values())) or 1.0
    return {feature: value / length for feature, value in counted.items()}


def similarity(one: dict[str, float], other: dict[str, float]) -> float:
    """Return the cosine of two vectors."""
    return sum(value * other[feature] for feature, value in one.items() if feature in other)
