"""What the recipe of `fit.py` is worth on pairs that it did not see: cross-validated, in five folds, several times.

    make validate-duplicates PAPERCLERK_EVAL=folder

"By paper" leaves out whole papers: no title of a fold's pairs is in what it was fitted to. "By pair" leaves out pairs
alone, as the benchmarks' own splits do, where the papers of the part that is measured are seen in other pairs. The
figures are of the valid splits, whose share of same papers is that of the benchmark, and of the hard pairs. One pair is
a ninth of a percent of F1 in the smaller split, and chance moves two: so they are means, with how far they spread.
"""

import hashlib
from collections.abc import Callable, Sequence
from statistics import fmean, pstdev

import numpy as np
import numpy.typing as npt

from bot.catalogue.identity.titles import fold_title
from bot.catalogue.matching import correct, model
from tests.bench.duplicates import Scored, best_f1, found_at, plain
from tests.bench.evaluation import KNOWN, Pair, read_pairs
from tests.bench.fit import fit, gather, matrix
from tests.bench.measure import table

FOLDS, SEEDS = 5, range(3)
AIMS = {
    ("dblp-acm-valid", "record"): "0.995",
    ("dblp-acm-valid", "title"): "0.970",
    ("dblp-scholar-valid", "record"): "0.960",
    ("dblp-scholar-valid", "title"): "0.930",
}
Folds = npt.NDArray[np.int64]


def fold_of(text: str, seed: int) -> int:
    """Return the fold of a text, always the same."""
    return int(hashlib.sha256(f"{seed}|{text}".encode()).hexdigest(), 16) % FOLDS


def folds_by_paper(pairs: Sequence[Pair], seed: int) -> Folds:
    """Return the fold of each pair, one for all pairs of a paper, and for all hard pairs with a title in common."""
    heads: dict[str, str] = {}

    def head(title: str) -> str:
        while title != heads.setdefault(title, title):
            title = heads[title]
        return title

    titles = [(fold_title(pair.one.title), fold_title(pair.other.title)) for pair in pairs]
    for pair, (one, other) in zip(pairs, titles, strict=True):
        if pair.same or pair.source == "hard":
            heads[head(one)] = head(other)
    return np.array([fold_of(head(one), seed) for one, _ in titles])


def folds_by_pair(pairs: Sequence[Pair], seed: int) -> Folds:
    """Return the fold of each pair."""
    texts = (f"{pair.one.title}|{pair.other.title}|{number}" for number, pair in enumerate(pairs))
    return np.array([fold_of(text, seed) for text in texts])


def predict(rows: npt.NDArray[np.float64], pairs: Sequence[Pair], folds: Folds) -> npt.NDArray[np.float64]:
    """Return the probability of each pair by a model that did not see its fold."""
    scores = np.zeros(len(pairs))
    for fold in range(FOLDS):
        seen = [number for number, each in enumerate(folds) if each != fold]
        learner = fit(rows[seen], [pairs[number] for number in seen])
        scores[folds == fold] = learner.predict_proba(rows[folds == fold])[:, 1]
    return np.array([correct(score, pair.one, pair.other) for score, pair in zip(scores, pairs, strict=True)])


def parts(pairs: Sequence[Pair]) -> dict[str, slice]:
    """Return where the pairs of each split stand among those that are fitted to."""
    starts, at = {}, 0
    for name in KNOWN:
        size = len(read_pairs(name))
        starts[name] = slice(at, at + size)
        at += size
    return starts


def run() -> None:
    """Print the figures of both models."""
    ways: tuple[Callable[[Sequence[Pair], int], Folds], ...] = (folds_by_paper, folds_by_pair)
    rows, hard_rows = [], []
    for kind in model.FEATURES:
        pairs = gather(kind)
        features, splits = matrix(pairs, kind), parts(pairs)
        scores = [[predict(features, pairs, way(pairs, seed)) for seed in SEEDS] for way in ways]
        for name in ("dblp-acm-valid", "dblp-scholar-valid"):
            part = splits[name]
            found = [[best_f1(scored(each[part], pairs[part]))[0] for each in some] for some in scores]
            base, _ = best_f1(plain(pairs[part]))
            rows.append([name, kind, *map(say, found), AIMS[name, kind], f"{base:.4f}"])
        hard = [number for number, pair in enumerate(pairs) if pair.source == "hard"]
        if hard:
            some = [pairs[number] for number in hard]
            shares = [[found_at(scored(each[hard], some), 0.05) for each in each_way] for each_way in scores]
            hard_rows.append([*map(say, shares), "0.75", f"{found_at(plain(some), 0.05):.3f}"])
    table("Pairs: F1, cross-validated", ["Split", "Model", "By paper", "By pair", "aim", "rapidfuzz ratio"], rows)
    table("Hard pairs: found at 5 % false alarms", ["By paper", "By pair", "aim", "rapidfuzz ratio"], hard_rows)


def say(figures: Sequence[float]) -> str:
    """Return the mean of some figures, and how far they spread."""
    return f"{fmean(figures):.4f} ± {pstdev(figures):.4f}"


def scored(scores: npt.NDArray[np.float64], pairs: Sequence[Pair]) -> Scored:
    """Return each score with whether the pair is one paper."""
    return [(float(score), pair.same) for score, pair in zip(scores, pairs, strict=True)]


if __name__ == "__main__":
    run()
