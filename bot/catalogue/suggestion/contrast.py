"""Titles of a list and titles of others -> how much more like those of the list each of the others is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from bot.catalogue.suggestion.model import Floats, count_features, split_words


def contrast(own: Sequence[str], others: Sequence[str]) -> Floats:
    """Return for each of the others, from -1 to 1, how near it is to the mean of a list's titles, less that to its own.

    What is common everywhere says nothing: a feature weighs the more, the fewer of all titles have it (tf-idf, cosine).
    """
    numbers: dict[str, int] = {}
    counted = [count_features(split_words(title)) for title in chain(own, others)]
    rows = np.repeat(np.arange(len(counted)), [len(some) for some in counted])
    columns = np.array([numbers.setdefault(feature, len(numbers)) for some in counted for feature in some], np.int64)
    counts = np.fromiter(chain.from_iterable(some.values() for some in counted), float, len(rows))
    rarity = np.log((1 + len(counted)) / (1 + np.bincount(columns))) + 1
    values = rarity[columns] * (1 + np.log(counts))
    values /= np.sqrt(np.bincount(rows, values * values, len(counted)))[rows]
    is_own = rows < len(own)
    near, far = (np.bincount(columns[some], values[some], len(numbers)) for some in (is_own, ~is_own))
    difference = near / max(len(own), 1) - far / max(len(others), 1)
    return np.bincount(rows, values * difference[columns], len(counted))[len(own) :].astype(np.float64, copy=False)
