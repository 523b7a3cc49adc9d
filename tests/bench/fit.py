"""Fits the weights of the matching, bot/catalogue/matching/title.json and record.json.

    make fit-duplicates PAPERCLERK_EVAL=folder

Recipe. Pairs of DBLP-ACM and DBLP-Scholar, and pairs made of their records that a sign alone tells apart, with all
fields for the "record" model and with titles only for the "title" model. The title model also sees the hard pairs, and
pairs made here from real titles: the same title with a dropped subtitle, a dropped or added name before the colon, cut
off, with a word or letters changed; and near titles of different papers, which are those of one venue, where no paper
stands twice. The titles that lists give to one identifier are no help: of each two one is often a wrong link. All
randomness is seeded. What a fit is worth, `validation.py` says: these pairs are all seen by it.
"""

import itertools
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from sklearn.ensemble import HistGradientBoostingClassifier

from bot.catalogue.matching import model
from bot.catalogue.matching.evidence import compare_records
from bot.catalogue.matching.features import compare_titles
from bot.catalogue.matching.record import Record
from tests.bench.evaluation import KNOWN, Pair, read_pairs, read_titles

SEED = 3
TREES, LEAVES, DEPTH, RATE = 300, 16, 6, 0.05
#: A leaf has at least so many pairs: of 20, 40 and 80 the best by cross-validation.
FEWEST = 40
#: How much a pair counts, by where it is from.
WEIGHTS = {"": 1.0, "made": 0.4, "headed": 0.2, "hard": 1.7}
#: What stands beside a theme, or in its place, above what guests wrote.
HEADINGS = ("guest editorial", "guest editor 's introduction", "preface", "foreword", "introduction", "keynote address")
NOTICES = ("Erratum:", "Erratum to", "Retraction:", "Correction:", "Corrigendum to", "Addendum to", "Reply to")
Matrix = npt.NDArray[np.float64]


def matrix(pairs: Sequence[Pair], kind: model.Kind) -> Matrix:
    """Return the features of all pairs."""
    rows = np.array([compare_titles(pair.one.title, pair.other.title) for pair in pairs])
    if kind == "title":
        return rows
    return np.hstack([rows, np.array([compare_records(pair.one, pair.other) for pair in pairs])])


def gather(kind: model.Kind) -> list[Pair]:
    """Return the pairs that a model is fitted to."""
    known = [pair for name in KNOWN for pair in read_pairs(name)]
    known += list(told_apart(known))
    if kind == "record":
        return [*known, *headed(known)]
    return [*known, *make_pairs(), *unrelated_pairs(), *read_pairs("hard")]


def fit(rows: Matrix, pairs: Sequence[Pair]) -> HistGradientBoostingClassifier:
    """Fit one model to pairs and their features."""
    learner = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_leaf_nodes=LEAVES,
        max_depth=DEPTH,
        min_samples_leaf=FEWEST,
        learning_rate=RATE,
        max_features=0.3,
        l2_regularization=5,
        random_state=SEED,
    )
    labels = np.array([pair.same for pair in pairs])
    return learner.fit(rows, labels, sample_weight=np.array([WEIGHTS[pair.source] for pair in pairs]))


def export(learner: HistGradientBoostingClassifier, names: Sequence[str]) -> dict[str, Any]:
    """Return a model as plain lists, rounded, its trees one behind the other: a leaf leads to itself."""
    trees = [predictor.nodes for (predictor,) in learner._predictors]
    roots = [0, *itertools.accumulate(map(len, trees))][:-1]
    nodes = [(root, at, node) for root, tree in zip(roots, trees, strict=True) for at, node in enumerate(tree)]
    ways = [(at, at) if node["is_leaf"] else (node["left"], node["right"]) for _, at, node in nodes]
    return {
        "features": list(names),
        "bias": round(float(learner._baseline_prediction[0, 0]), 4),
        "depth": max(int(node["depth"]) for _, _, node in nodes),
        "roots": roots,
        "feature": [0 if node["is_leaf"] else int(node["feature_idx"]) for _, _, node in nodes],
        "threshold": [0 if node["is_leaf"] else float(f"{node['num_threshold']:.6g}") for _, _, node in nodes],
        "branches": [root + int(way) for (root, _, _), pair in zip(nodes, ways, strict=True) for way in pair],
        "value": [round(float(node["value"]), 4) if node["is_leaf"] else 0 for _, _, node in nodes],
    }


def write(weights: Mapping[str, Any], path: Path) -> None:
    """Write a model, each list on a line."""
    lists = {name: json.dumps(some, separators=(",", ":")) for name, some in weights.items()}
    lines = ",\n".join(f'"{name}": {some}' for name, some in lists.items())
    path.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


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
    pairs = [(one, other, True) for one, other in same if one != other][:5000]
    pairs += [(one, other, False) for one, other in different[:9000]]
    return [Pair("", Record(one), Record(other), label, source="made") for one, other, label in pairs]


def unrelated_pairs() -> list[Pair]:
    """Return titles of different papers with nothing in common: what is unlike must not look like a renamed paper."""
    titles = random.Random(SEED).sample(
        [title for title, _, _, origin in read_titles() if origin == "paperlists"], 8000
    )
    pairs = zip(titles[::2], titles[1::2], strict=True)
    return [Pair("", Record(one), Record(other), False, source="made") for one, other in pairs]


def told_apart(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield pairs of records that a sign alone tells apart, too rare in the data: parts and notices."""
    chance = random.Random(SEED)
    for record in chance.sample(list({pair.one.title: pair.one for pair in pairs}.values()), 600):
        one, other = tell_apart(record.title, chance)
        yield Pair("", record._replace(title=one), record._replace(title=other), False, source="made")


def tell_apart(title: str, chance: random.Random) -> tuple[str, str]:
    """Return the titles of two works that have one title but for a sign."""
    kind = chance.random()
    if kind < 0.5:
        return title, f"{chance.choice(NOTICES)} {title}"
    if kind < 0.6:
        return title, f"{title} {chance.choice(('II', 'III', '(part II)'))}"
    one, other = chance.sample(("I", "II", "III", "IV"), 2)
    return f"{title} (part {one})", f"{title} (part {other})"


def headed(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield pairs of what stands under headings, too rare in the data: one by its theme, or by its heading alone.

    A book's review is told by the book, so that its people may stand for the reviewer.
    """
    chance = random.Random(SEED)
    known = {pair.one.title: pair.one for pair in pairs if pair.one.authors and pair.one.venue and pair.one.year}
    for record in chance.sample(list(known.values()), 600):
        other, heading, theme = chance.choice(list(known.values())), chance.choice(HEADINGS), record.title
        ways = [
            (f"{theme} - book review", theme.partition(":")[0].strip(), other.authors),
            (chance.choice((f"{theme} - {heading}", f"{heading} : {theme}")), heading, record.authors),
            (heading, heading, record.authors),
        ]
        title, second, authors = chance.choice(ways)
        same, later = chance.random() < 0.6, (record.year or 0) + chance.choice((-1, 1))
        two = record._replace(title=second, authors=authors)
        two = two if same else two._replace(venue=other.venue, year=later)
        yield Pair("", record._replace(title=title), two, same, source="headed")


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
    for kind in model.FEATURES:
        pairs = gather(kind)
        weights = export(fit(matrix(pairs, kind), pairs), model.FEATURES[kind])
        write(weights, Path(model.__file__).with_name(f"{kind}.json"))


if __name__ == "__main__":
    main()
