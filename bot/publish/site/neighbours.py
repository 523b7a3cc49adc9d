"""Finds for each paper those whose titles share the most telling words with its own."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.catalogue.identity.titles import fold_text
from bot.catalogue.paper import Paper
from bot.lists.inline import words

MOST = 5
#: A word in more titles than this distinguishes nothing, and would make the search quadratic in the list's length.
MOST_TITLES = 60
SHORTEST_WORD = 3
#: Two titles with less in common (1 is the most) are no neighbours.
LEAST = 0.12


def find_neighbours(papers: Sequence[Paper]) -> dict[str, tuple[Paper, ...]]:
    """Return up to five neighbours of each paper by its id, nearest first. Linear in the number of papers."""
    told = [content_words(paper.title) for paper in papers]
    spread = Counter(word for some in told for word in some)
    limit = max(MOST_TITLES, len(papers) // 200)
    weights = {word: math.log(1 + len(papers) / count) for word, count in spread.items()}
    lengths = [math.sqrt(sum(weights[word] ** 2 for word in some)) for some in told]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, some in enumerate(told):
        for word in some:
            if spread[word] <= limit:
                holders[word].append(number)
    return {
        paper.id: tuple(papers[other] for other in nearest(number, told[number], holders, weights, lengths))
        for number, paper in enumerate(papers)
    }


def content_words(title: str) -> frozenset[str]:
    """Return the words of a title, folded, without plural endings."""
    folded = (word.rstrip("s") for word in words(fold_text(title)))
    return frozenset(word for word in folded if len(word) >= SHORTEST_WORD)


def nearest(
    number: int,
    told: Iterable[str],
    holders: Mapping[str, list[int]],
    weights: Mapping[str, float],
    lengths: Sequence[float],
) -> list[int]:
    """Return the numbers of the nearest titles by the cosine of their weighted words."""
    shared: dict[int, float] = defaultdict(float)
    for word in sorted(told):
        square = weights[word] ** 2
        for other in holders.get(word, ()):
            shared[other] += square
    shared.pop(number, None)
    own = lengths[number]
    scored = ((score / (own * lengths[other]), other) for other, score in shared.items())
    best = sorted((item for item in scored if item[0] >= LEAST), key=lambda item: (-item[0], item[1]))
    return [other for _, other in best[:MOST]]
