"""Fits the weights of bot/intake/text/tagger.json: `python -m tests.bench.fit_tagger`.

Recipe. Texts are made from fit_titles.txt (2,000 titles of arXiv's metadata, CC0) and the hand-written phrases.yaml:
a lead, a title and a tail in a line, with the title bare, quoted, in bold, in italics or as a link; titles in a line of
their own; and lines without any. Venues and their years, people, sections and addresses fill the rest. Each text is
read by the reader's own Markdown parser. An averaged perceptron over whole lines learns which words are the title.
Weights that are small are dropped, the others rounded. All randomness is seeded.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from bot.catalogue.data.store import read_shipped_venues
from bot.intake.text import tagger
from bot.intake.text.lines import Line, read_lines

HERE = Path(__file__).parent
SEED, TEXTS, ROUNDS, LEAST = 15, 28_000, 7, 0.25
MARKS = ("{}", "{}", "{}", "{}", "{}", '"{}"', "“{}”", "'{}'", "**{}**", "*{}*", "_{}_", "`{}`", "«{}»", "《{}》", "「{}」", "[{}](https://arxiv.org/abs/2401.01234)")
#: Features that hold a word itself are left out at random, so that the others learn to do without.
LEXICAL, DROPPED = frozenset({"w", "p", "n", "pp", "nn", "e"}), 0.25
BATCH, RATE, DECAY, FAR = 64, 0.15, 2e-6, 50.0
#: Nothing goes on at the start of a line.
START = np.array([0.0, 0.0, -FAR])
Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Example = tuple[list[list[str]], list[int]]


def make_filler(draw: random.Random, phrases: dict[str, list[str]], venues: list[str]) -> dict[str, str]:
    year = draw.randint(2012, 2027)
    venue = draw.choice(venues)
    forms = (f"{venue} {year}", f"{venue}'{year % 100:02}", f"{venue}{year}", f"{venue} {year}", f"{venue}-{year}", f"{year} {venue}", f"{venue} '{year % 100:02}", venue)
    return {
        "n": draw.choice(phrases["short"]),
        "d": draw.choice(phrases["descriptions"]),
        "v": draw.choice(forms),
        "y": str(year),
        "a": draw.choice((", ", ", ", " and ", "; ")).join(draw.sample(phrases["people"], draw.randint(1, 4))),
        "s": draw.choice(phrases["sections"]),
        "u": draw.choice((
            f"https://arxiv.org/abs/{draw.randint(12, 27)}{draw.randint(1, 12):02}.{draw.randint(1000, 19999):05}",
            f"https://openreview.net/forum?id={draw.randint(10**6, 10**7)}",
            f"https://github.com/lab-{draw.randint(1, 99)}/code",
            f"https://doi.org/10.1145/{draw.randint(10**5, 10**7)}",
        )),
    }


def make_text(draw: random.Random, phrases: dict[str, list[str]], venues: list[str], title: str) -> tuple[str, str]:
    """Return a text and the title as it stands in it, "" where there is none."""
    filler = make_filler(draw, phrases, venues)
    kind = draw.random()
    if kind < 0.36:
        return draw.choice(phrases["others"] if draw.random() < 0.6 else phrases["names"]).format(**filler), ""
    title = title.rstrip(".")
    if draw.random() < 0.12 and not re.search(r"[A-Z]{2}", title):
        title = title.capitalize()
    marked = draw.choice(MARKS).format(title)
    if kind < 0.5:
        before = draw.choice(phrases["others"]).format(**filler)
        behind = draw.choice(("{u}", "{u}", "[[paper]]({u})", "Link: {u}", "{a}", "{a}\n{v}\n{u}", "{v}\n{u}", "arXiv: {u}", "")).format(**filler)
        gap = draw.choice(("\n", "\n\n", "\n\n"))
        return f"{before}{gap}{draw.choice((title, marked))}{draw.choice(('', '', '.'))}{draw.choice((chr(10), gap))}{behind}", title
    lead = draw.choice(phrases["leads"]) if draw.random() < 0.8 else draw.choice(("{t}", "{t}", "- {t}"))
    return (lead + draw.choice(phrases["tails"])).format(t=marked, **filler), title


def find_where(lines: list[Line], number: int) -> str:
    return tagger.find_where(lines, number)


def make_examples(draw: random.Random) -> Iterator[Example]:
    phrases = yaml.safe_load((HERE / "phrases.yaml").read_text(encoding="utf-8"))
    titles = (HERE / "fit_titles.txt").read_text(encoding="utf-8").splitlines()
    phrases["short"] = [title.split(":")[0] for title in titles if re.match(r"[^\s:]{3,20}: ", title)]
    venues = sorted(read_shipped_venues().by_name)
    odd = [title for title in titles if "?" in title or len(title.split()) < 5 or not title.split()[0].istitle()]
    venues += phrases["journals"] * 8
    for _ in range(TEXTS):
        text, title = make_text(draw, phrases, venues, draw.choice(titles if draw.random() < 0.75 else odd))
        if draw.random() < 0.2 and "\n" not in text:
            lines, thread = read_lines(text.replace("#", " ")), True
        else:
            lines, thread = read_lines(text), False
        for n, line in enumerate(lines):
            words = tagger.split_words(line)
            at = line.text.find(title) if title else -1
            tags = [0 if at < 0 or not at <= word.start < at + len(title) else 2 for word in words]
            if 2 in tags:
                tags[tags.index(2)] = 1
            elif title and line.text[:30] in title:
                continue
            where = "thread" if thread else tagger.find_where(lines, n)
            yield tagger.describe(line, words, where=where), tags


def index(examples: list[Example], least: int = 4) -> dict[str, int]:
    """Return a number from 1 for every feature that is frequent enough."""
    seen = Counter(name for rows, _ in examples for row in rows for name in row)
    return {name: number for number, name in enumerate(sorted(name for name, count in seen.items() if count >= least), 1)}


def pack(examples: list[Example], known: dict[str, int]) -> tuple[Ints, Ints, Ints]:
    """Return the features (lines x words x features), the tags and the lengths of lines of like length."""
    longest = max(len(tags) for _, tags in examples)
    width = max(len(row) for rows, _ in examples for row in rows)
    features = np.zeros((len(examples), longest, width), dtype=np.int32)
    tags = np.zeros((len(examples), longest), dtype=np.int32)
    for n, (rows, right) in enumerate(examples):
        tags[n, : len(right)] = right
        for m, row in enumerate(rows):
            found = [known.get(name, 0) for name in row]
            features[n, m, : len(found)] = found
    return features, tags, np.array([len(right) for _, right in examples])


def log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis=axis, keepdims=True)
    return np.log(np.exp(values - top).sum(axis=axis)) + top.squeeze(axis)


def expect(scores: Floats, moves: Floats, lengths: Ints) -> tuple[Floats, Floats]:
    """Return how probable each tag of each word and each move is."""
    count, longest, _ = scores.shape
    mask = (np.arange(longest)[None, :] < lengths[:, None])
    ahead = np.zeros_like(scores)
    ahead[:, 0] = scores[:, 0] + START
    for n in range(1, longest):
        new = log_sum(ahead[:, n - 1, :, None] + moves[None], 1) + scores[:, n]
        ahead[:, n] = np.where(mask[:, n, None], new, ahead[:, n - 1])
    whole = log_sum(ahead[:, -1], 1)
    behind = np.zeros_like(scores)
    pairs = np.zeros((3, 3))
    for n in range(longest - 2, -1, -1):
        step = moves[None] + (scores[:, n + 1] + behind[:, n + 1])[:, None, :]
        behind[:, n] = np.where(mask[:, n + 1, None], log_sum(step, 2), 0)
        both = np.exp(ahead[:, n, :, None] + step - whole[:, None, None])
        pairs += (both * mask[:, n + 1, None, None]).sum(0)
    marginal = np.exp(ahead + behind - whole[:, None, None]) * mask[:, :, None]
    return marginal, pairs


def fit(examples: list[Example]) -> dict[str, list[float]]:
    """Fit a conditional random field by Adagrad with weight decay."""
    draw = np.random.default_rng(SEED)
    known = index(examples)
    lexical = np.zeros(len(known) + 1, dtype=bool)
    for name, number in known.items():
        lexical[number] = name.split("=")[0] in LEXICAL
    examples = sorted(examples, key=lambda example: len(example[1]))
    batches = [pack(examples[start : start + BATCH], known) for start in range(0, len(examples), BATCH)]
    weights, moves = np.zeros((len(known) + 1, 3)), np.zeros((3, 3))
    moves[0, 2] = -FAR
    squares, move_squares = np.full_like(weights, 1e-2), np.full_like(moves, 1e-2)
    for turn in range(ROUNDS):
        for number in draw.permutation(len(batches)):
            features, tags, lengths = batches[number]
            dropped = lexical[features] & (draw.random(features.shape) < DROPPED)
            used = np.where(dropped, 0, features)
            scores = weights[used].sum(axis=2)
            marginal, pairs = expect(scores, moves, lengths)
            mask = np.arange(tags.shape[1])[None, :] < lengths[:, None]
            error = (marginal - np.eye(3)[tags]) * mask[:, :, None]
            slope = np.zeros_like(weights)
            np.add.at(slope, used.reshape(-1), np.repeat(error.reshape(-1, 3), used.shape[2], axis=0))
            right = np.zeros((3, 3))
            np.add.at(right, (tags[:, :-1][mask[:, 1:]], tags[:, 1:][mask[:, 1:]]), 1)
            slope, move_slope = slope / len(tags) + DECAY * weights, (pairs - right) / len(tags)
            slope[0], move_slope[0, 2] = 0, 0
            squares += slope**2
            move_squares += move_slope**2
            weights -= RATE * slope / np.sqrt(squares)
            moves -= RATE * move_slope / np.sqrt(move_squares)
        print(turn, flush=True)
    found = {name: weights[number] for name, number in known.items() if np.ptp(weights[number]) >= LEAST}
    found |= {f">{before}": moves[before] for before in range(3)}
    return {name: [round(float(value - values[0]), 1) for value in values] if name[0] != ">" else [round(float(v), 1) for v in values] for name, values in found.items()}


def run() -> None:
    draw = random.Random(SEED)
    examples = list(make_examples(draw))
    print(len(examples))
    found = fit(examples)
    print(len(found))
    path = Path(tagger.__file__).with_name("tagger.json")
    path.write_text(json.dumps({k: found[k] for k in sorted(found)}, ensure_ascii=False, separators=(",", ":")) , encoding="utf-8")
    print(path.stat().st_size)


if __name__ == "__main__":
    run()
