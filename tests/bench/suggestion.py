"""How often the right section is suggested for a title that the list does not know, and how fast."""

import math
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from bot import resources
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.records import read_catalogue
from bot.catalogue.identity.titles import fold_text, fold_title
from bot.catalogue.paper import Paper
from bot.catalogue.suggestion import fit, suggest_sections
from tests.bench.measure import peak_memory, seconds, table

SIZES = (389, 4_000, 40_000)
NEIGHBOURS = 9

Suggest = Callable[[str, Catalogue], Sequence[str]]
Weights = dict[str, float]


def ours(title: str, catalogue: Catalogue) -> Sequence[str]:
    """Suggest by the model."""
    return [suggestion.section for suggestion in suggest_sections(title, catalogue)]


def largest(title: str, catalogue: Catalogue) -> Sequence[str]:
    """Suggest the sections that hold the most papers."""
    counts = Counter(section for paper in catalogue.papers.values() for section in paper.sections)
    return [section for section, _ in counts.most_common(3)]


def nearest(title: str, catalogue: Catalogue) -> Sequence[str]:
    """Suggest the sections of the nearest titles, as the bot did before it had a model."""
    titles = tuple((paper.title, tuple(paper.sections)) for paper in catalogue.papers.values())
    weights, known = weigh(titles)
    asked = vector(title, weights)
    scored = sorted(((cosine(asked, other), n) for n, other in enumerate(known)), reverse=True)[:NEIGHBOURS]
    votes: dict[str, float] = {}
    for score, n in scored:
        for section in titles[n][1]:
            votes[section] = votes.get(section, 0.0) + score
    return sorted(votes, key=lambda section: -votes[section])[:3]


@lru_cache(maxsize=1)
def weigh(titles: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Weights, list[Weights]]:
    """Return the weight of each piece, and each title's pieces."""
    counts = Counter(piece for title, _ in titles for piece in set(pieces(title)))
    weights = {piece: math.log(len(titles) / count) + 1 for piece, count in counts.items()}
    return weights, [vector(title, weights) for title, _ in titles]


def pieces(title: str) -> Iterator[str]:
    """Yield a title's words and the pieces of four letters inside them."""
    for word in re.findall(r"\w+", fold_text(title)):
        yield word
        yield from (f" {word} "[start : start + 4] for start in range(len(word) - 1))


def vector(title: str, weights: Weights) -> Weights:
    """Return the weighted pieces of a title, of length one."""
    counted = {p: (1 + math.log(n)) * weights[p] for p, n in Counter(pieces(title)).items() if p in weights}
    length = math.hypot(*counted.values()) or 1.0
    return {piece: value / length for piece, value in counted.items()}


def cosine(one: Weights, other: Weights) -> float:
    """Return the cosine of two vectors."""
    return sum(value * other[piece] for piece, value in one.items() if piece in other)


def without(catalogue: Catalogue, title: str) -> Catalogue:
    """Return the list without the papers of a title."""
    folded = fold_title(title)
    return replace(
        catalogue, papers={id: paper for id, paper in catalogue.papers.items() if fold_title(paper.title) != folded}
    )


def quality(catalogue: Catalogue, suggest: Suggest) -> list[str]:
    """Return what percentage is right when titles are left out one at a time.

    For a paper any of its sections is right; as entries each of its sections counts by itself.
    """
    above = {section.id: section.parent for section in catalogue.sections.values()}
    answers = [(paper, suggest(paper.title, without(catalogue, paper.title))) for paper in catalogue.papers.values()]
    entries = [(section, found) for paper, found in answers for section in paper.sections]
    shares = (
        [bool(paper.sections.keys() & set(found[:1])) for paper, found in answers],
        [bool(paper.sections.keys() & set(found)) for paper, found in answers],
        [section in found[:1] for section, found in entries],
        [section in found for section, found in entries],
        [above[section] in {above[one] for one in found[:1]} for section, found in entries],
    )
    return [f"{100 * sum(some) / len(some):.1f}" for some in shares]


def grow(catalogue: Catalogue, size: int) -> Catalogue:
    """Return a list of so many papers; beyond the real ones, halves of two titles of a section are joined."""
    chance = random.Random(1)
    papers = dict(list(catalogue.papers.items())[:size])
    shelves: dict[str, list[Paper]] = {}
    for paper in catalogue.papers.values():
        for section in paper.sections:
            shelves.setdefault(section, []).append(paper)
    while len(papers) < size:
        section = chance.choice(sorted(shelves))
        one, other = (chance.choice(shelves[section]).title.split() for _ in "ab")
        title = " ".join([*one[: len(one) // 2 + 1], *other[len(other) // 2 :]])
        id = f"paper-{len(papers)}"
        papers[id] = Paper(id, title, {section: None}, ())
    return replace(catalogue, papers=papers)


def speed(catalogue: Catalogue, suggest: Suggest) -> tuple[float, float, float]:
    """Return how long the first suggestion takes, and the median and the 99th percentile of later ones, in seconds."""
    titles = [f"{paper.title} again" for paper in list(catalogue.papers.values())[:300]]

    def learn() -> object:
        catalogue.kept.clear()
        fit.cache_clear()
        weigh.cache_clear()
        return suggest(titles[0], catalogue)

    first = seconds(learn, times=3 if len(catalogue.papers) < 1_000 else 1)
    times = []
    for title in titles if suggest is ours else titles[:30]:
        start = time.perf_counter()
        suggest(title, catalogue)
        times.append(time.perf_counter() - start)
    times.sort()
    return first, times[len(times) // 2], times[int(len(times) * 0.99)]


def run() -> None:
    """Print quality and speed next to two baselines; sizes of lists can be named on the command line."""
    shipped = {path: text.decode() for path, text in resources.read_all(["data"]).items()}
    catalogue = read_catalogue({path.removeprefix("data/"): text for path, text in shipped.items()})
    methods: dict[str, Suggest] = {"model": ours, "nearest titles": nearest, "largest sections": largest}
    columns = ["Method", "Papers: first right", "of three", "Entries: first right", "of three", "heading above"]
    rows = [[name, *quality(catalogue, suggest)] for name, suggest in methods.items()]
    table(f"Sections for unknown titles, % ({len(catalogue.papers)} left out one at a time)", columns, rows)
    rows = []
    for size in [int(size) for size in sys.argv[1:] if size.isdecimal()] or SIZES:
        larger = grow(catalogue, size)
        first, median, slow = speed(larger, ours)
        peak = peak_memory()
        base_first, base_median, _ = speed(larger, nearest)
        cells = [f"{first:.2f} s", f"{median * 1e3:.2f} ms", f"{slow * 1e3:.2f} ms", f"{peak:.0f} MiB"]
        rows.append([f"{size:,}", *cells, f"{base_first:.2f} s", f"{base_median * 1e3:.1f} ms"])
    columns = ["Papers", "First (learns)", "p50", "p99", "Peak memory", "Nearest titles: first", "p50"]
    table("One suggestion", columns, rows)


if __name__ == "__main__":
    run()
