"""Titles whose sections are known -> how much each word of another title speaks for each section.

One linear model per section, on words and the pieces of them: least squares with shrinkage, solved over the texts,
which are fewer than the features.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from bot.catalogue.identity.titles import fold_text

#: Letters in a piece of a word, its ends counted. These and the next two numbers were chosen by cross-validation within
#: cross-validation on the shipped list; their neighbours do as well, within a percent or two.
PIECES = (3, 4, 5)
#: How strongly the weights are held near zero.
SHRINKAGE = 1.0
#: How far small sections are raised to the large ones: 0 not at all, 1 until each weighs the same.
BALANCE = 0.75
#: A feature that one of so many texts has is a common one.
COMMON = 32
#: So many pairs of entries are added up at once, which bounds the memory of a fit.
PAIRS = 1_000_000
#: So many characters of a text are read.
READ = 1_000
#: So many texts stay counted, about 10 kB each.
KEPT = 2_500

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Text:
    """What is learnt from: a title or a heading, and the numbers of the sections it stands for (at least one)."""

    text: str
    sections: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Features:
    """The known features of a text, by number, and how much of the text each is (their squares add up to one)."""

    numbers: Numbers
    values: Floats


class Model:
    """What was learnt from some texts, at least one for each section; `start` is a section's score for no words."""

    def __init__(self, texts: Sequence[Text], sections: int) -> None:
        counted = [count_text(text.text) for text in texts]
        self.numbers = {feature: number for number, feature in enumerate(dict.fromkeys(chain.from_iterable(counted)))}
        columns = [self.find(some) for some in counted]
        held = np.bincount(np.concatenate(columns), minlength=len(self.numbers))
        self.rarity = np.log((1 + len(texts)) / (1 + held.astype(np.float64))) + 1
        readings = [self.weigh(some, numbers) for some, numbers in zip(counted, columns, strict=True)]
        # The texts in which feature n stands are rows[starts[n]:starts[n + 1]].
        order = np.argsort(np.concatenate(columns), kind="stable")
        self.rows = np.repeat(np.arange(len(texts)), [len(numbers) for numbers in columns])[order]
        self.values = np.concatenate([reading.values for reading in readings])[order]
        self.starts: list[int] = [0, *np.cumsum(held).tolist()]
        self.stands = np.zeros((len(texts), sections), bool)
        for row, text in enumerate(texts):
            self.stands[row, text.sections] = True
        self.weights = self.solve()
        self.start: Floats = self.weights.sum(axis=0)

    def solve(self) -> Floats:
        """Return the weight of each text for each section, every section fitted against all others."""
        sizes = self.stands.sum(axis=0)
        raised = (sizes.mean() / sizes) ** BALANCE
        counts = (self.stands @ raised) / self.stands.sum(axis=1)
        kernel = self.compare_all() + 1.0
        kernel[np.diag_indices_from(kernel)] += SHRINKAGE / counts
        return np.linalg.solve(kernel, np.where(self.stands, 1.0, -1.0)).astype(np.float64, copy=False)

    def read(self, title: str) -> Features:
        """Return the features of a title that any text has."""
        counted = count_features(split_words(title))
        known = {feature: count for feature, count in counted.items() if feature in self.numbers}
        return self.weigh(known, self.find(known))

    def find(self, some: Iterable[str]) -> Numbers:
        """Return the numbers of those features that were learnt."""
        return np.array([self.numbers[feature] for feature in some if feature in self.numbers], np.int64)

    def weigh(self, counted: dict[str, int], numbers: Numbers) -> Features:
        """Return a reading of known features: the rarer the heavier, the tenth time less than the first."""
        values = self.rarity[numbers] * (1 + np.log(np.fromiter(counted.values(), float, len(counted))))
        return Features(numbers, values / max(float(np.sqrt(values @ values)), 1e-9))

    def compare(self, reading: Features) -> Floats:
        """Return how alike each text is, from 0 to 1."""
        spans = [slice(self.starts[n], self.starts[n + 1]) for n in reading.numbers.tolist()]
        if not spans:
            return np.zeros(len(self.stands))
        rows = np.concatenate([self.rows[span] for span in spans])
        shared = np.concatenate([self.values[span] * v for span, v in zip(spans, reading.values.tolist(), strict=True)])
        return np.bincount(rows, shared, len(self.stands)).astype(np.float64, copy=False)

    def compare_all(self) -> Floats:
        """Return how alike every two texts are, a row for each: what `compare` says of it.

        Features of many texts are multiplied as a matrix, which costs the same for each; of the others every two
        entries of one feature are added up, which costs the square of their number.
        """
        texts, held = len(self.stands), np.diff(self.starts)
        is_common = held * COMMON > texts
        common = np.repeat(is_common, held)
        columns = np.repeat(np.cumsum(is_common) - 1, held)
        shares = np.zeros((texts, int(is_common.sum())))
        shares[self.rows[common], columns[common]] = self.values[common]
        kernel: Floats = shares @ shares.T
        rows, values = self.rows[~common], self.values[~common]
        # Each entry meets itself, by half, and those behind it; what it is to them, they are to it.
        counts = np.repeat(np.cumsum(held[~is_common]), held[~is_common]) - np.arange(len(rows))
        done = np.cumsum(counts)
        for start in range(0, int(done[-1]) if len(done) else 0, PAIRS):
            some = slice(*np.searchsorted(done, (start, start + PAIRS), side="right").tolist())
            ones = np.repeat(np.arange(len(rows))[some], counts[some])
            behind = np.arange(len(ones)) - np.repeat(np.cumsum(counts[some]) - counts[some], counts[some])
            shared = values[ones] * values[ones + behind] * np.where(behind, 1.0, 0.5)
            flat = np.bincount(rows[ones] * texts + rows[ones + behind], shared, texts * texts)
            half = flat.reshape(texts, texts)
            kernel += half + half.T
        return kernel

    def judge(self, reading: Features) -> Floats:
        """Return what each feature adds to the score of each section: a row for each feature of the reading."""
        gains = np.zeros((len(reading.numbers), self.stands.shape[1]))
        for row, (n, value) in enumerate(zip(reading.numbers.tolist(), reading.values.tolist(), strict=True)):
            span = slice(self.starts[n], self.starts[n + 1])
            gains[row] = value * (self.values[span] @ self.weights[self.rows[span]])
        return gains


def split_words(text: str) -> list[str]:
    """Return the folded words of a text; of a long one only the beginning is read."""
    return re.findall(r"\w+", fold_text(text[:READ]))


@lru_cache(maxsize=KEPT)
def count_text(text: str) -> Counter[str]:
    """Return how often each feature occurs in a text; a list that grows by one title has all others counted already."""
    return count_features(split_words(text))


def count_features(words: Iterable[str]) -> Counter[str]:
    """Return how often each feature occurs in words."""
    return Counter(chain.from_iterable(map(features, words)))


def features(word: str) -> Iterator[str]:
    """Yield a word, and the pieces of it with its ends marked."""
    yield word
    marked = f" {word} "
    for size in PIECES:
        yield from (marked[start : start + size] for start in range(len(marked) - size + 1))
