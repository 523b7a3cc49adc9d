"""What finding the repeats of a whole list costs, and how many are found, next to MinHash and to rapidfuzz's `cdist`.

One title in a hundred is planted again: misspelt, without a word or without its subtitle. The titles are real ones
where PAPERCLERK_EVAL names the folder of the evaluation data, else they are made of the shipped ones, which are nearer
to each other. `PAPERCLERK_BENCH_LONG=1` goes to 100,000 titles.
"""

from __future__ import annotations

import os
import random
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from bot.catalogue.identity.titles import fold_title
from bot.catalogue.matching import Record, match_in_turn
from tests.bench.checking import LONG, make_titles
from tests.bench.duplicates import SPOILED
from tests.bench.evaluation import read_titles
from tests.bench.measure import table

SIZES = (10_000, 100_000) if LONG else (10_000,)
#: So many titles are looked for by a scan of all, from which the time of all is reckoned.
SAMPLE = 200
#: Of MinHash: letters in a shingle, bands of a signature and rows of a band, and how alike titles have to be then.
SHINGLE, BANDS, ROWS, ALIKE = 4, 16, 4, 75.0
PRIME = (1 << 31) - 1

#: The earlier title that each repeats.
Found = Mapping[int, int]


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


def match(titles: Sequence[str], planted: Found) -> float:
    """Return the share that ours finds."""
    matches = match_in_turn([(str(number), Record(title)) for number, title in enumerate(titles)])
    return share(any(c.key == str(at) for c in matches[number].candidates) for number, at in planted.items())


def match_by_signatures(titles: Sequence[str], planted: Found) -> float:
    """Return the share that MinHash finds: of titles that share a band rapidfuzz says which is the nearest."""
    chance = np.random.default_rng(1)
    factors, terms = chance.integers(1, PRIME, (2, BANDS * ROWS, 1), dtype=np.uint64)
    buckets: defaultdict[tuple[int, bytes], list[int]] = defaultdict(list)
    best: dict[int, int] = {}
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
        if nearness >= ALIKE:
            best[number] = nearest
    return share(best.get(number) == at for number, at in planted.items())


def match_by_scan(titles: Sequence[str], planted: Found) -> float:
    """Return the share that rapidfuzz's `cdist` finds of a sample."""
    sample = list(planted)[:SAMPLE]
    scores = process.cdist([titles[n] for n in sample], titles[: min(planted)], scorer=fuzz.ratio, workers=1)
    return share(int(row.argmax()) == planted[n] for n, row in zip(sample, scores, strict=True))


def share(hits: Iterable[bool]) -> float:
    """Return how many of some answers are right."""
    found = [*hits]
    return sum(found) / len(found)


def run() -> None:
    """Print time and recall of each way."""
    rows = []
    for size in SIZES:
        titles, planted = plant(size)
        ways: dict[Callable[[Sequence[str], Found], float], float] = {
            match: 1.0,
            match_by_signatures: 1.0,
            # All are compared with those before them, which is half of comparing all with all.
            match_by_scan: len(titles) / min(SAMPLE, len(planted)) / 2,
        }
        cells = [f"{size:,}"]
        for way, times in ways.items():
            start = time.process_time()
            found = way(titles, planted)
            cells += [f"{(time.process_time() - start) * times:.1f} s", f"{found:.3f}"]
        rows.append(cells)
    columns = ["Titles", "ours", "found", "MinHash", "found", "rapidfuzz cdist, from a sample", "found"]
    table("Repeats in a whole list, processor time", columns, rows)


if __name__ == "__main__":
    run()
