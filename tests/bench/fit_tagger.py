"""Fits the weights of bot/intake/text/tagger.json: `make fit-tagger`; the same weights come out each time.

Recipe. Texts are made of fit_titles.txt (4,000 titles from arXiv's metadata, which are CC0) and phrases.yaml, which
is written by hand: lines with a lead, a title and a tail; titles in a line of their own, or alone as a thread's;
lines without any, some of which name a paper by its short name only. A title stands bare, quoted, in bold, in
italics, as code or as a link. Odd titles (questions, short ones, those that begin with no capital) come more often
than they are. The reader's own Markdown parser reads each text. A conditional random field is fitted by Adagrad with
weight decay; features that hold a word are left out at random, so that the form of words and the marks around them
count as well. Small weights are dropped, the others rounded to tenths. Neither real threads nor ways.yaml are looked
at: they judge.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from bot.catalogue.data.store import read_shipped_venues
from bot.intake.text.lines import read_lines
from bot.intake.text.tagger import BEGINS, INSIDE, OUTSIDE, TAGS, describe, find_where, split_words

HERE = Path(__file__).parent
SEED, TEXTS, ROUNDS = 15, 28_000, 7
#: Shares of texts without a title, and of titles in a line of their own.
UNTITLED, ALONE = 0.36, 0.14
#: Shares of threads' titles among the texts, and among these of papers' titles that stand there with nothing else.
THREADS, BARE = 0.25, 0.5
MARKS = (
    *["{}"] * 5, '"{}"', "“{}”", "'{}'", "**{}**", "*{}*", "_{}_", "`{}`", "«{}»", "《{}》", "「{}」",
    "[{}](https://arxiv.org/abs/2401.01234)",
)  # fmt: skip
BELOW = ("{u}", "{u}", "[[paper]]({u})", "Link: {u}", "{a}", "{a}\n{v}\n{u}", "{v}\n{u}", "arXiv: {u}", "")
VENUES = ("{0} {1}", "{0} {1}", "{0}'{2:02}", "{0}{1}", "{0}-{1}", "{1} {0}", "{0} '{2:02}", "{0}")
ADDRESSES = (
    "https://arxiv.org/abs/{:04}.{:05}",
    "https://openreview.net/forum?id={}{}",
    "https://github.com/lab-{}/code-{}",
    "https://doi.org/10.1145/{}.{}",
)
#: Features that hold a word are left out at random.
LEXICAL, DROPPED = frozenset({"w", "p", "n", "pp", "nn", "e"}), 0.25
BATCH, RATE, DECAY, RAREST, LEAST = 64, 0.15, 2e-6, 4, 0.25
#: What has not begun does not go on.
FAR = 50.0
START = np.array([0.0, 0.0, -FAR])
Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
#: The features of each word of a line, and its tag.
Example = tuple[list[list[str]], list[int]]


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes texts: `phrases` and `venues` fill them, `titles` and the `odd` ones of these stand in them."""

    phrases: Mapping[str, Sequence[str]]
    titles: Sequence[str]
    odd: Sequence[str]
    venues: Sequence[str]
    names: Sequence[str]
    draw: random.Random

    def fill(self) -> dict[str, str]:
        """Return what stands for the fields of phrases."""
        draw, year = self.draw, self.draw.randint(2012, 2027)
        people = draw.sample(self.phrases["people"], draw.randint(1, 4))
        return {
            "n": draw.choice(self.names),
            "d": draw.choice(self.phrases["descriptions"]),
            "v": draw.choice(VENUES).format(draw.choice(self.venues), year, year % 100),
            "y": str(year),
            "a": draw.choice((", ", ", ", " and ", "; ")).join(people),
            "s": draw.choice(self.phrases["sections"]),
            "u": draw.choice(ADDRESSES).format(draw.randint(1201, 2712), draw.randint(1000, 19999)),
        }

    def make(self, *, is_thread: bool) -> tuple[str, str]:
        """Return a text, or a thread's title, and the paper's title as it stands there; "" where there is none."""
        draw, fields, kind = self.draw, self.fill(), self.draw.random()
        if kind < UNTITLED:
            return draw.choice(self.phrases["others" if draw.random() < 0.6 else "names"]).format(**fields), ""
        title = draw.choice(self.titles if draw.random() < 0.75 else self.odd).rstrip(".")
        if draw.random() < 0.12 and not re.search(r"[A-Z]{2}", title):
            title = title.capitalize()
        marked = draw.choice(MARKS).format(title)
        if is_thread and draw.random() < BARE:
            return title, title
        if kind < UNTITLED + ALONE:
            above, below = draw.choice(self.phrases["others"]), draw.choice(BELOW)
            gap, end = draw.choice(("\n", "\n\n", "\n\n")), draw.choice(("", "", "."))
            alone = f"{draw.choice((title, marked))}{end}{draw.choice((chr(10), gap))}"
            return f"{above.format(**fields)}{gap}{alone}{below.format(**fields)}", title
        lead = draw.choice(self.phrases["leads"] if draw.random() < 0.8 else ("{t}", "{t}", "- {t}"))
        return (lead + draw.choice(self.phrases["tails"])).format(t=marked, **fields), title


def read_maker() -> Maker:
    """Return what makes the texts, from the files beside this one."""
    phrases = yaml.safe_load((HERE / "phrases.yaml").read_text(encoding="utf-8"))
    titles = (HERE / "fit_titles.txt").read_text(encoding="utf-8").splitlines()
    names = [title.split(":")[0] for title in titles if re.match(r"[^\s:]{3,20}: ", title)]
    odd = [title for title in titles if "?" in title or len(title.split()) < 5 or not title.split()[0].istitle()]
    venues = [*sorted(read_shipped_venues().by_name), *phrases["journals"] * 8]
    return Maker(phrases, titles, odd, venues, names, random.Random(SEED))


def make_examples() -> Iterator[Example]:
    """Yield the lines of made texts."""
    maker = read_maker()
    for _ in range(TEXTS):
        is_thread = maker.draw.random() < THREADS
        text, title = maker.make(is_thread=is_thread)
        is_thread = is_thread and "\n" not in text
        lines = read_lines(text.replace("#", " ") if is_thread else text)
        for number, line in enumerate(lines):
            words, at = split_words(line), line.text.find(title) if title else -1
            within = [at >= 0 and at <= word.start < at + len(title) for word in words]
            tags = [INSIDE if inside else OUTSIDE for inside in within]
            if INSIDE in tags:
                tags[tags.index(INSIDE)] = BEGINS
            elif title and line.text[:30] in title:
                continue
            yield describe(line, words, "thread" if is_thread else find_where(lines, number)), tags


def number_features(examples: Sequence[Example]) -> dict[str, int]:
    """Return a number from 1 for every feature that is not too rare."""
    seen = Counter(name for rows, _ in examples for row in rows for name in row)
    return {name: at for at, name in enumerate(sorted(name for name, count in seen.items() if count >= RAREST), 1)}


def pack(examples: Sequence[Example], known: Mapping[str, int]) -> tuple[Numbers, Numbers, Numbers]:
    """Return the features (lines, words, features), the tags (lines, words) and how many words the lines have."""
    longest = max(len(tags) for _, tags in examples)
    width = max(len(row) for rows, _ in examples for row in rows)
    features = np.zeros((len(examples), longest, width), dtype=np.int64)
    tags = np.zeros((len(examples), longest), dtype=np.int64)
    for n, (rows, right) in enumerate(examples):
        tags[n, : len(right)] = right
        features[n, : len(rows)] = [[known.get(name, 0) for name in row] for row in rows]
    return features, tags, np.array([len(right) for _, right in examples])


def sum_logs(values: Floats, axis: int) -> Floats:
    """Return the logarithm of a sum whose parts are given by theirs."""
    top = values.max(axis=axis, keepdims=True)
    total: Floats = np.log(np.exp(values - top).sum(axis=axis)) + top.squeeze(axis)
    return total


def expect(scores: Floats, moves: Floats, is_word: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return how probable each tag of each word is, and how often each move is to be expected."""
    longest = scores.shape[1]
    ahead, behind, pairs = np.zeros_like(scores), np.zeros_like(scores), np.zeros_like(moves)
    ahead[:, 0] = scores[:, 0] + START
    for n in range(1, longest):
        reached = sum_logs(ahead[:, n - 1, :, None] + moves, 1) + scores[:, n]
        ahead[:, n] = np.where(is_word[:, n, None], reached, ahead[:, n - 1])
    whole = sum_logs(ahead[:, -1], 1)
    for n in range(longest - 2, -1, -1):
        step = moves + (scores[:, n + 1] + behind[:, n + 1])[:, None, :]
        behind[:, n] = np.where(is_word[:, n + 1, None], sum_logs(step, 2), 0)
        both = np.exp(ahead[:, n, :, None] + step - whole[:, None, None])
        pairs += (both * is_word[:, n + 1, None, None]).sum(0)
    return np.exp(ahead + behind - whole[:, None, None]) * is_word[:, :, None], pairs


@dataclass(slots=True)
class Slope:
    """Weights on their way down: Adagrad divides each step by what was gone so far."""

    values: Floats
    gone: Floats

    def step(self, slope: Floats) -> None:
        """Go down a slope."""
        self.gone += slope**2
        self.values -= RATE * slope / np.sqrt(self.gone)


def fit(examples: Sequence[Example]) -> dict[str, Any]:
    """Return the weights of the features by their names, and those of the moves."""
    draw, known = np.random.default_rng(SEED), number_features(examples)
    lexical = np.array([False, *(name.split("=")[0] in LEXICAL for name in known)])
    ordered = sorted(examples, key=lambda example: len(example[1]))
    batches = [pack(ordered[start : start + BATCH], known) for start in range(0, len(ordered), BATCH)]
    weights = Slope(np.zeros((len(known) + 1, len(TAGS))), np.full((len(known) + 1, len(TAGS)), 1e-2))
    moves = Slope(np.zeros((len(TAGS), len(TAGS))), np.full((len(TAGS), len(TAGS)), 1e-2))
    moves.values[OUTSIDE, INSIDE] = -FAR
    for _ in range(ROUNDS):
        for number in draw.permutation(len(batches)):
            features, tags, lengths = batches[number]
            used = np.where(lexical[features] & (draw.random(features.shape) < DROPPED), 0, features)
            descend(weights, moves, used, tags, np.arange(tags.shape[1]) < lengths[:, None])
    kept = {name: weights.values[number] for name, number in known.items() if np.ptp(weights.values[number]) >= LEAST}
    rounded = {name: [round(float(value), 1) for value in values - values[OUTSIDE]] for name, values in kept.items()}
    return {"moves": [[round(float(value), 1) for value in row] for row in moves.values], "features": rounded}


def descend(weights: Slope, moves: Slope, used: Numbers, tags: Numbers, is_word: npt.NDArray[np.bool_]) -> None:
    """Go one step towards the right tags of some lines."""
    probable, pairs = expect(weights.values[used].sum(axis=2), moves.values, is_word)
    error = (probable - np.eye(len(TAGS))[tags]) * is_word[:, :, None]
    slope = np.zeros_like(weights.values)
    np.add.at(slope, used.reshape(-1), np.repeat(error.reshape(-1, len(TAGS)), used.shape[2], axis=0))
    slope = slope / len(tags) + DECAY * weights.values
    slope[0] = 0
    weights.step(slope)
    right = np.zeros_like(moves.values)
    np.add.at(right, (tags[:, :-1][is_word[:, 1:]], tags[:, 1:][is_word[:, 1:]]), 1)
    move_slope = (pairs - right) / len(tags)
    move_slope[OUTSIDE, INSIDE] = 0
    moves.step(move_slope)


def run() -> None:
    """Fit the weights and write them, a line for each feature."""
    found = fit(list(make_examples()))
    lines = [f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(v)}" for name, v in sorted(found["features"].items())]
    text = f'{{"moves":{json.dumps(found["moves"])},"features":{{\n' + ",\n".join(lines) + "\n}}\n"
    Path(str(files("bot.intake.text").joinpath("tagger.json"))).write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(lines)} features\n")


if __name__ == "__main__":
    run()
