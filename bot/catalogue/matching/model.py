"""Features -> the probability that two records are one paper.

The weights are boosted decision trees, fitted by `make fit-duplicates`: those in title.json for titles alone, those in
record.json for titles with authors, years and venues. The files hold the arrays of a `Forest`.
"""

import json
from functools import cache, partial
from pkgutil import get_data
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.catalogue.matching.evidence import RECORD
from bot.catalogue.matching.features import TITLE

Kind = Literal["title", "record"]
Nodes = npt.NDArray[np.int32]
#: What is reckoned with for so few rows is near the processor; with more each step takes three times as long.
FEW = 40
FEATURES: dict[Kind, tuple[str, ...]] = {"title": TITLE, "record": TITLE + RECORD}


class Forest(NamedTuple):
    """All trees in flat arrays; `branches` has two places for each node, and a leaf points to itself."""

    bias: float
    depth: int
    roots: Nodes
    feature: Nodes
    threshold: npt.NDArray[np.float64]
    branches: Nodes
    value: npt.NDArray[np.float64]

    def predict(self, features: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Return the probability for each row of features."""
        rows = np.asarray(features)
        some = [self.predict_few(rows[start : start + FEW]) for start in range(0, len(rows), FEW)]
        return np.concatenate([np.empty(0), *some])

    def predict_few(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the same for few rows; all trees take a step for all of them at once."""
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        first = np.arange(len(rows))[:, None] * rows.shape[1]
        for _ in range(self.depth):
            at = self.branches.take(at * 2 + (rows.take(first + self.feature.take(at)) > self.threshold.take(at)))
        probability: npt.NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(self.bias + self.value.take(at).sum(axis=1))))
        return probability


@cache
def load_forest(kind: Kind) -> Forest:
    content = json.loads(get_data("bot.catalogue.matching", f"{kind}.json") or "")
    nodes, numbers = (partial(np.array, dtype=dtype) for dtype in (np.int32, np.float64))
    return Forest(
        content["bias"],
        content["depth"],
        nodes(content["roots"]),
        nodes(content["feature"]),
        numbers(content["threshold"]),
        nodes(content["branches"]),
        numbers(content["value"]),
    )
