"""What finding the repeats of a whole list costs and finds, next to MinHash, splink and rapidfuzz's `cdist`.

One title in a hundred is planted again: misspelt, without a word or without its subtitle. The titles are real ones
where PAPERCLERK_EVAL names the folder of the evaluation data, else they are made of the shipped ones, which are nearer
to each other. Each way is a process of its own; its memory is what it takes besides the titles. It names of each title
the earlier one that it repeats, if any: "found" is the share of the planted ones whose original is named, "others" of
how many in a thousand that were not planted one is named as well, real repeats among them.
`PAPERCLERK_BENCH_LONG=1` goes to 100,000 titles.
"""

import os
import random
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from multiprocessing import get_context

import numpy as np
from rapidfuzz import fuzz, process

from bot.catalogue.identity.titles import fold_title
from bot.catalogue.matching import Record, match_in_turn
from tests.bench import linkage
from tests.bench.checking import LONG, make_titles
from tests.bench.duplicates import SPOILED
from tests.bench.evaluation import read_titles
from tests.bench.measure import peak_memory, processor_seconds, table

SIZES = (1_000, 10_000, 100_000) if LONG else (1_000, 10_000)
#: So many titles are looked for by a scan of all, from which the time of all is reckoned; as many planted ones at most.
SAMPLE = 200
#: Of MinHash: letters in a shingle, bands of a signature and rows of a band.
SHINGLE, BANDS, ROWS = 4, 16, 4
PRIME = (1 << 31) - 1
#: How alike the letters of two titles have to be (to 100) where nothing else is compared.
ALIKE = 75.0

#: The earlier title that each planted one repeats; and that each of those that were looked for does, None for none.
Planted = Mapping[int, int]
Named = Mapping[int, int | None]


def plant(size: int) -> tuple[list[str], dict[int, int]]:
    """Return titles with planted repeats at their end, and of each which title it repeats."""
    chance = random.Random(3)
    real = [title for title, *_ in read_titles()] if os.environ.get("PAPERCLERK_EVAL") else make_titles(size)
    titles = list(dict.fromkeys(real))
    chance.shuffle(titles)
    listed, planted = titles[:size], dict[int, int]()
    for number in range(size // 100):
        at = chance.randrange(size)
        spoilt = list(SPOILED.values())[number % len(SPOILED)](listed[at], chance)
        if spoilt != listed[at]:
            planted[len(listed)] = at
            listed.append(spoilt)
    return listed, planted


def match(titles: Sequence[str], _: Planted) -> Named:
    """Name repeats as the product does."""
    matches = match_in_turn([(str(number), Record(title)) for number, title in enumerate(titles)])
    return {number: int(match.key) if match.key else None for number, match in enumerate(matches)}


def match_by_signatures(titles: Sequence[str], _: Planted) -> Named:
    """Name repeats by MinHash: of titles that share a band rapidfuzz says which is the nearest."""
    chance = np.random.default_rng(1)
    factors, terms = chance.integers(1, PRIME, (2, BANDS * ROWS, 1), dtype=np.uint64)
    buckets: defaultdict[tuple[int, bytes], list[int]] = defaultdict(list)
    best: dict[int, int | None] = {}
    for number, folded in enumerate(map(fold_title, titles)):
        pieces = {folded[at : at + SHINGLE] for at in range(max(1, len(folded) - SHINGLE + 1))}
        hashes = np.fromiter((zlib.crc32(piece.encode()) for piece in pieces), np.uint64, len(pieces))
        signature = ((factors * hashes + terms) % np.uint64(PRIME)).min(axis=1).reshape(BANDS, ROWS)
        met: set[int] = set()
        for band, row in enumerate(signature):
            here = buckets[band, row.tobytes()]
            met.update(here)
            here.append(number)
        alike = [(fuzz.ratio(folded, fold_title(titles[n])), n) for n in met]
        nearness, nearest = max(alike, default=(0.0, -1))
        best[number] = nearest if nearness >= ALIKE else None
    return best


def match_by_scan(titles: Sequence[str], planted: Planted) -> Named:
    """Name the repeats of a sample by rapidfuzz's `cdist`, which compares it with all."""
    chance = random.Random(1)
    sample = [*[*planted][:SAMPLE], *chance.sample(range(1, min(planted)), SAMPLE)]
    scores = process.cdist([titles[n] for n in sample], titles, scorer=fuzz.ratio, workers=1)
    nearest = [(n, row[:n].argmax(), row[:n].max()) for n, row in zip(sample, scores, strict=True)]
    return {n: int(at) if nearness >= ALIKE else None for n, at, nearness in nearest}


WAYS: dict[str, Callable[[Sequence[str], Planted], Named]] = {
    "ours": match,
    "MinHash": match_by_signatures,
    "splink": linkage.link,
    "rapidfuzz cdist, from a sample": match_by_scan,
}


def measure(way: str, titles: Sequence[str], planted: Planted) -> list[str]:
    """Return the cells of a way."""
    named: Named = {}

    def run() -> None:
        nonlocal named
        named = WAYS[way](titles, planted)

    before, seconds = peak_memory(), processor_seconds(run)
    if len(named) < len(titles):
        # All are compared with those before them, which is half of comparing all with all.
        seconds *= len(titles) / len(named) / 2
    found = share(named[n] == at for n, at in planted.items() if n in named)
    others = share(at is not None for n, at in named.items() if n not in planted)
    cells = (f"{seconds:.1f} s", f"{peak_memory() - before:.0f} MiB", f"{found:.3f}", f"{others * 1000:.1f}")
    return [f"{len(titles):,}", way, *cells]


def share(hits: Iterable[bool]) -> float:
    """Return how many of some answers are right."""
    found = [*hits]
    return sum(found) / len(found)


def run() -> None:
    """Print time, memory and what is found of each way."""
    rows = []
    for size in SIZES:
        titles, planted = plant(size)
        for way in WAYS:
            if way == "splink" and not linkage.IS_THERE:
                continue
            with get_context("fork").Pool(1) as apart:
                rows.append(apart.apply(measure, (way, titles, planted)))
    columns = ["Titles", "by", "processor time", "memory", "found", "others in 1,000"]
    table("Repeats in a whole list", columns, rows)
    if not linkage.IS_THERE:
        sys.stdout.write(f"\nsplink is not set up, so it is left out: {linkage.SET_UP}\n")


if __name__ == "__main__":
    run()
