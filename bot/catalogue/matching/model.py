"""Features -> the probability that two records are one paper.

The weights are boosted decision trees in model.json, fitted by `make fit-duplicates`: one set for titles alone, one for
titles with authors, years and venues. A tree's node is [feature, threshold, left, right], a leaf is a number.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from bot.catalogue.matching.evidence import RECORD
from bot.catalogue.matching.features import TITLE

Kind = Literal["title", "record"]
Nodes = npt.NDArray[np.int32]
#: What is reckoned with for so few rows is near the processor; with more each step takes three times as long.
FEW = 40
FEATURES: dict[Kind, tuple[str, ...]] = {"title": TITLE, "record": TITLE + RECORD}


@dataclass(frozen=True)
class Forest:
    """All trees in flat arrays; `branches` has two places for each node, and a leaf points to itself."""

    bias: float
    depth: int
    roots: Nodes
    feature: Nodes
    threshold: npt.NDArray[np.float64]
    branches: Nodes
    value: npt.NDArray[np.float64]

    def predict(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the probability for each row of features."""
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
def load_forests() -> dict[Kind, Forest]:
    """Read the weights, of both kinds at once: to parse the file takes longer than to lay its trees out."""
    content = json.loads(files("bot.catalogue.matching").joinpath("model.json").read_text(encoding="utf-8"))
    return {kind: build_forest(content[kind]) for kind in FEATURES}


def build_forest(content: dict[str, Any]) -> Forest:
    """Lay the trees of a model out flat."""
    numbers = {name: number for number, name in enumerate(content["features"])}
    sizes = [len(tree) for tree in content["trees"]]
    roots = np.cumsum([0, *sizes[:-1]], dtype=np.int32)
    nodes = [node for tree in content["trees"] for node in tree]
    forks = np.array([isinstance(node, list) for node in nodes])
    names, thresholds, *ways = zip(*(node for node in nodes if isinstance(node, list)), strict=True)
    feature, threshold, value = np.zeros(len(nodes), np.int32), np.zeros(len(nodes)), np.zeros(len(nodes))
    feature[forks], threshold[forks] = [numbers[name] for name in names], thresholds
    value[~forks] = [node for node in nodes if not isinstance(node, list)]
    branches = np.repeat(np.arange(len(nodes), dtype=np.int32), 2).reshape(-1, 2)
    branches[forks] = np.array(ways, np.int32).T + np.repeat(roots, sizes)[forks, None]
    return Forest(
        content["bias"], measure_depth(roots, forks, branches), roots, feature, threshold, branches.ravel(), value
    )


def measure_depth(roots: Nodes, forks: npt.NDArray[np.bool_], branches: Nodes) -> int:
    """Return how many questions the longest way through a tree asks."""
    depth, at = 0, roots[forks[roots]]
    while len(at):
        depth, at = depth + 1, branches[at].ravel()
        at = at[forks[at]]
    return depth
