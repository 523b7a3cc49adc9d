"""Fits the weights of bot/catalogue/matching/model.json.

    make fit-duplicates PAPERCLERK_EVAL=folder

Recipe. Pairs of DBLP-ACM and DBLP-Scholar (train splits), with all fields for the "record" model and with titles only
for the "title" model. The title model also sees the hard pairs (dev half) and pairs made here from real titles: the
same title with a dropped subtitle, a dropped or added name before the colon, cut off, with a word or letters changed;
and near titles of different papers, which are those of one venue, where no paper stands twice.
All randomness is seeded.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from sklearn.ensemble import HistGradientBoostingClassifier

from bot.catalogue.matching import model
from bot.catalogue.matching.features import compare_records, compare_titles
from bot.catalogue.matching.record import Record
from tests.bench.evaluation import Pair, read_pairs, read_titles

SEED = 3
TREES, LEAVES, DEPTH, RATE = 150, 16, 6, 0.1
MADE_WEIGHT, HARD_WEIGHT = 0.4, 1.5
Matrix = npt.NDArray[np.float64]


def features(pair: Pair, kind: model.Kind) -> list[float]:
    """Return the features of a pair."""
    found = compare_titles(pair.one.title, pair.other.title)
    return found + compare_records(pair.one, pair.other) if kind == "record" else found


def matrix(pairs: Sequence[Pair], kind: model.Kind) -> Matrix:
    """Return the features of all pairs."""
    return np.array([features(pair, kind) for pair in pairs])


def fit(kind: model.Kind, pairs: Sequence[Pair], weights: Sequence[float]) -> HistGradientBoostingClassifier:
    """Fit one model."""
    learner = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_leaf_nodes=LEAVES,
        max_depth=DEPTH,
        learning_rate=RATE,
        max_features=0.3,
        l2_regularization=5,
        random_state=SEED,
    )
    labels = np.array([pair.same for pair in pairs])
    return learner.fit(matrix(pairs, kind), labels, sample_weight=np.array(weights))


def export(learner: HistGradientBoostingClassifier, names: Sequence[str]) -> dict[str, Any]:
    """Return a model as plain lists, rounded."""
    trees = []
    for (predictor,) in learner._predictors:
        trees.append(
            [
                round(float(node["value"]), 4)
                if node["is_leaf"]
                else [
                    names[node["feature_idx"]],
                    float(f"{node['num_threshold']:.6g}"),
                    int(node["left"]),
                    int(node["right"]),
                ]
                for node in predictor.nodes
            ]
        )
    return {"features": list(names), "bias": round(float(learner._baseline_prediction[0, 0]), 4), "trees": trees}


def write(content: dict[str, Any], path: Path) -> None:
    """Write the models, a tree on a line."""
    parts = []
    for kind, weights in content.items():
        trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in weights["trees"])
        head = json.dumps({"features": weights["features"], "bias": weights["bias"]})[:-1]
        parts.append(f'"{kind}": {head}, "trees": [\n{trees}\n]}}')
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def make_pairs() -> list[Pair]:
    """Make pairs from real titles."""
    chance = random.Random(SEED)
    rows = read_titles()
    titles = [title for title, _, _, origin in rows if origin in ("paperlists", "arxiv")]
    same = [(title, vary(title, chance)) for title in chance.sample(titles, 9000)]
    venues: dict[str, list[str]] = defaultdict(list)
    for title, _, venue, origin in rows:
        if origin == "paperlists":
            venues[venue].append(title)
    different = sorted({pair for titles in venues.values() if len(titles) > 500 for pair in near_pairs(titles, chance)})
    chance.shuffle(different)
    pairs = [("made", one, other, True) for one, other in same if one != other][:5000]
    pairs += [("made", one, other, False) for one, other in different[:9000]]
    return [Pair("", Record(one), Record(other), label, kind) for kind, one, other, label in pairs]


def vary(title: str, chance: random.Random) -> str:
    """Return the title as somebody else would write it."""
    words, kind = title.split(), chance.random()
    head, colon, tail = title.partition(":")
    if colon and kind < 0.55:
        if len(head.split()) <= 2 and len(tail.split()) >= 4:
            return tail.strip()
        return head if len(head.split()) >= 3 else title
    if kind < 0.65 and len(words) >= 7:
        return " ".join(words[: chance.randint(5, len(words) - 2)]) + chance.choice(["…", "...", ""])
    if kind < 0.75 and len(words) >= 5:
        return " ".join(words[: (at := chance.randrange(len(words)))] + words[at + 1 :])
    if kind < 0.85:
        return misspell(title, chance)
    if kind < 0.9:
        name = chance.choice(["Dyna", "Flex", "Uni", "Hyper", "Neo", "Omni"]) + chance.choice(
            ["Net", "LM", "GS", "Seg"]
        )
        return f"{name}: {title}"
    return re.sub(r"[^\w\s]", " ", title).lower()


def misspell(title: str, chance: random.Random) -> str:
    """Return the title with one to three slips of the pen."""
    letters = list(title)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(letters) - 1)
        letters[at : at + 2] = chance.choice(
            [[letters[at + 1], letters[at]], [letters[at + 1]], [chance.choice("aeiorstnl"), letters[at + 1]]]
        )
    return "".join(letters)


def near_pairs(titles: Sequence[str], chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield titles of one venue that are near each other by some measure."""
    asked, pool = chance.sample(titles, min(len(titles), 150)), chance.sample(titles, min(len(titles), 4000))
    for scorer in (fuzz.ratio, fuzz.token_set_ratio, fuzz.token_sort_ratio):
        scores = process.cdist(asked, pool, scorer=scorer, processor=str.lower, workers=1)
        for number, title in enumerate(asked):
            for at in np.argsort(-scores[number], kind="stable")[:3]:
                if scores[number][at] >= 60 and pool[at].lower() != title.lower():
                    one, other = sorted((title, pool[at]))
                    yield one, other


def main() -> None:
    """Fit both models and write them."""
    known = read_pairs("dblp-acm-train") + read_pairs("dblp-scholar-train")
    made, hard = make_pairs(), read_pairs("hard")
    learned = {
        "title": fit(
            "title",
            [*known, *made, *hard],
            [1.0] * len(known) + [MADE_WEIGHT] * len(made) + [HARD_WEIGHT] * len(hard),
        ),
        "record": fit("record", known, [1.0] * len(known)),
    }
    target = Path(model.__file__).with_name("model.json")
    write({kind: export(learner, model.FEATURES[kind]) for kind, learner in learned.items()}, target)  # type: ignore[index]


if __name__ == "__main__":
    main()
