"""Titles whose sections are known -> how much each word of another title speaks for each section.

One linear model per section, on words and the pieces of them: least squares with shrinkage, solved over the texts,
which are fewer than the features. It is solved anew for each title, over the texts that are most like it: that tells as
much as all texts of a long list do, and costs the same however long it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
#: So many of the texts that are most like a title are learnt from beside the headings. On lists of 566 to 2,490 papers
#: 400 and 800 find as many sections as all texts do, 200 fewer on one. A shorter list is solved once for all titles.
NEAREST = 500
#: So many characters of a text are read.
READ = 1_000

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
    """What is known of some texts, of which the last are the headings, one for each section."""

    def __init__(self, texts: Sequence[Text], sections: int) -> None:
        self.numbers: dict[str, int] = {}
        found = self.enter([text.text for text in texts])
        rows = np.repeat(np.arange(len(texts)), [len(numbers) for numbers in found])
        # Each feature of each text once, in the order of the features.
        keys, counts = np.unique(np.concatenate(found) * len(texts) + rows, return_counts=True)
        self.features, self.rows = np.divmod(keys, len(texts))
        held = np.bincount(self.features, minlength=len(self.numbers))
        self.rarity = np.log((1 + len(texts)) / (1 + held.astype(np.float64))) + 1
        values = self.rarity[self.features] * (1 + np.log(counts))
        lengths = np.sqrt(np.bincount(self.rows, values * values, len(texts)))
        self.values: Floats = values / lengths[self.rows]
        # The texts in which feature n stands are rows[starts[n]:starts[n + 1]].
        self.starts: list[int] = [0, *np.cumsum(held).tolist()]
        self.stands = np.zeros((len(texts), sections), bool)
        for row, text in enumerate(texts):
            self.stands[row, text.sections] = True
        self.last: tuple[bytes, Floats] = b"", np.zeros((0, 0))

    def enter(self, texts: Iterable[str]) -> list[Numbers]:
        """Return the number of each feature of each text, in the order in which they come; new ones get the next."""
        split, known = [split_words(text) for text in texts], self.numbers
        # Titles share most words: each is taken apart once.
        words = {
            word: [known.setdefault(feature, len(known)) for feature in features(word)]
            for word in dict.fromkeys(chain.from_iterable(split))
        }
        return [np.array([*chain.from_iterable(map(words.__getitem__, some))], np.int64) for some in split]

    def weigh_texts(self, reading: Features) -> Floats:
        """Return what each text counts for each section where a title is asked about, most of them nothing."""
        likeness = self.compare(reading)
        near = np.zeros(len(likeness), bool)
        near[np.argsort(-likeness, kind="stable")[:NEAREST]] = True
        near[len(near) - self.stands.shape[1] :] = True
        if near.tobytes() != self.last[0]:
            weights = np.zeros(self.stands.shape)
            weights[near] = self.solve(near)
            self.last = near.tobytes(), weights
        return self.last[1]

    def solve(self, near: npt.NDArray[np.bool_]) -> Floats:
        """Return the weight of each of some texts for each section, every section fitted against all others."""
        sizes, stands = self.stands.sum(axis=0), self.stands[near]
        raised = (sizes.mean() / sizes) ** BALANCE
        counts = (stands @ raised) / stands.sum(axis=1)
        kernel = self.compare_all(near) + 1.0
        kernel[np.diag_indices_from(kernel)] += SHRINKAGE / counts
        return np.linalg.solve(kernel, np.where(stands, 1.0, -1.0)).astype(np.float64, copy=False)

    def compare_all(self, near: npt.NDArray[np.bool_]) -> Floats:
        """Return how alike every two of some texts are, a row for each: what `compare` says of it."""
        here = near[self.rows]
        features, rows, values = self.features[here], (np.cumsum(near) - 1)[self.rows[here]], self.values[here]
        # What one of them has alone makes it like none but itself.
        is_shared = np.bincount(features, minlength=len(self.numbers)) > 1
        shared = is_shared[features]
        # A hundredth of it is filled, and half the digits are multiplied twice as fast.
        shares = np.zeros((int(near.sum()), int(is_shared.sum())), np.float32)
        shares[rows[shared], (np.cumsum(is_shared) - 1)[features[shared]]] = values[shared]
        kernel: Floats = (shares @ shares.T).astype(np.float64)
        kernel[np.diag_indices_from(kernel)] += np.bincount(rows[~shared], values[~shared] ** 2, len(kernel))
        return kernel

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

    def judge(self, reading: Features, weights: Floats) -> Floats:
        """Return what each feature adds to the score of each section: a row for each feature of the reading.

        `weights` are those of the texts.
        """
        gains = np.zeros((len(reading.numbers), self.stands.shape[1]))
        for row, (n, value) in enumerate(zip(reading.numbers.tolist(), reading.values.tolist(), strict=True)):
            span = slice(self.starts[n], self.starts[n + 1])
            gains[row] = value * (self.values[span] @ weights[self.rows[span]])
        return gains


def split_words(text: str) -> list[str]:
    """Return the folded words of a text; of a long one only the beginning is read."""
    return re.findall(r"\w+", fold_text(text[:READ]))


def count_features(words: Iterable[str]) -> Counter[str]:
    """Return how often each feature occurs in words."""
    return Counter(chain.from_iterable(map(features, words)))


def features(word: str) -> Iterator[str]:
    """Yield a word, and the pieces of it with its ends marked."""
    yield word
    marked = f" {word} "
    for size in PIECES:
        yield from (marked[start : start + size] for start in range(len(marked) - size + 1))
