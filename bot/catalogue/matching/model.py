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
FEATURES: dict[Kind, tuple[str, ...]] = {"title": TITLE, "record": TITLE + RECORD}


@dataclass(frozen=True)
class Forest:
    """All trees in flat arrays; `branches` has two places for each node, and a leaf points to itself."""

    bias: float
    depth: int
    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int32]
    threshold: npt.NDArray[np.float64]
    branches: npt.NDArray[np.int32]
    value: npt.NDArray[np.float64]

    def predict(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the probability for each row of features; all trees take a step for all rows at once."""
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
    names = {name: number for number, name in enumerate(content["features"])}
    nodes: list[tuple[int, float, int, int, float]] = []
    roots, depth = [], 0
    for tree in content["trees"]:
        start = len(nodes)
        roots.append(start)
        depth = max(depth, measure_depth(tree))
        for number, node in enumerate(tree, start=start):
            if isinstance(node, list):
                name, threshold, left, right = node
                nodes.append((names[name], threshold, start + left, start + right, 0.0))
            else:
                nodes.append((0, 0.0, number, number, node))
    feature, threshold, left, right, value = zip(*nodes, strict=True)
    return Forest(
        bias=content["bias"],
        depth=depth,
        roots=np.array(roots, np.int32),
        feature=np.array(feature, np.int32),
        threshold=np.array(threshold),
        branches=np.array([left, right], np.int32).T.ravel(),
        value=np.array(value),
    )


def measure_depth(tree: list[Any], at: int = 0) -> int:
    """Return how many questions the longest way through a tree asks."""
    node = tree[at]
    return 1 + max(measure_depth(tree, node[2]), measure_depth(tree, node[3])) if isinstance(node, list) else 0
