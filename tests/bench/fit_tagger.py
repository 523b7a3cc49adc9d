"""Fits the weights of bot/intake/text/parts/tagger.json: `make fit-tagger`; the same weights come out each time.

Recipe. Texts are made of fit_titles.txt (4,000 titles from arXiv's metadata, which are CC0) and phrases.yaml, which
is written by hand: lines with a lead, a title and a tail; titles in a line of their own, or alone as a thread's;
whole citations; lines that name a paper by its short name, or say a section, and lines that say none of this; and
texts as whole threads are put together (forms.yaml). Sections are what titles are about, as well as the phrases;
venues are those that come with the program, and made ones. A title stands bare, quoted, in bold, in italics, as code
or as a link. Odd titles (questions, short ones, those that begin with no capital) come more often than they are. The
reader's own Markdown parser reads each text. A conditional random field is fitted by Adagrad with weight decay;
features that hold a word are left out at random, so that the form of words and the marks around them count as well.
Small weights are dropped, the others rounded to tenths. Those of threads.jsonl and ways.yaml are not fitted to: they
judge, and set how far each word leans towards a title (LEANING).
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
from string import Formatter
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from bot.catalogue.data.store import read_shipped_venues
from bot.intake.text.lines import read_lines
from bot.intake.text.parts.tagger import (
    KINDS,
    OUTSIDE,
    TAGS,
    Kind,
    TaggedSpan,
    Word,
    begins,
    describe,
    find_where,
    split_words,
)

HERE = Path(__file__).parent
SEED, TEXTS, ROUNDS = 15, 40_000, 6
#: Shares of texts that a form makes, and of others without a title, with titles in a line of their own, of citations.
FORMED, UNTITLED, ALONE, CITED = 0.1, 0.38, 0.12, 0.1
#: Shares of threads' titles among the texts, and among these of papers' titles that stand there with nothing else.
THREADS, BARE = 0.25, 0.5
MARKS = (
    *["{}"] * 5, '"{}"', "“{}”", "'{}'", "**{}**", "*{}*", "_{}_", "`{}`", "«{}»", "《{}》", "「{}」",
    "[{}](https://arxiv.org/abs/2401.01234)",
)  # fmt: skip
BELOW = ("{u}", "{u}", "[[paper]]({u})", "Link: {u}", "{a}", "{a}\n{v}\n{u}", "{v}\n{u}", "arXiv: {u}", "")
VENUES = (
    "{0} {1}", "{0} {1}", "{0}'{2:02}", "{0}’{2:02}", "{0}{1}", "{0}{2:02}", "{0}-{1}", "{1} {0}", "{1}-{0}",
    "{0} '{2:02}", "{0}", "{0}",
)  # fmt: skip
SERIES = (
    "International Conference on {}", "Journal of {}", "IEEE Transactions on {}", "Proceedings of the Conference on {}",
    "Annual Conference on {}", "Advances in {}", "ACM Transactions on {}", "Workshop on {}", "Nature {}",
    "Proceedings of the IEEE/CVF Conference on {}", "Findings of {}",
)  # fmt: skip
ADDRESSES = (
    "https://arxiv.org/abs/{:04}.{:05}",
    "https://openreview.net/forum?id={}{}",
    "https://github.com/lab-{}/code-{}",
    "https://doi.org/10.1145/{}.{}",
)
#: Features that hold a word are left out at random.
LEXICAL, DROPPED = frozenset({"w", "p", "n", "pp", "nn", "e", "kp", "kn"}), 0.25
COMPACT = (",", ":")
BATCH, RATE, DECAY, RAREST, LEAST = 64, 0.15, 2e-6, 4, 0.25
#: What the fields of phrases are, as far as they are found.
KIND_OF: dict[str, Kind] = {"t": "title", "n": "name", "v": "venue", "p": "venue", "s": "section", "a": "people"}
#: How often the words of a field are marked.
MARKED = {"t": 0.7, "s": 0.4, "n": 0.2, "k": 0.2, "m": 0.3}
#: The words of a title that can be a section's name: what it is about.
TOPIC = re.compile(
    r"\b(?:for|in|of|on|with|from)\s((?!the\b|a\b|an\b)[A-Z\d][\w-]+(?:\s(?!for\b|with\b|via\b)[\w-]+){0,3})$"
)
#: Fewer of the made words are of a title than of those that people write: tenths that each word leans towards one.
LEANING = 6
#: What has not begun does not go on.
FAR = 50.0
GOES_ON = [begins(kind) + 1 for kind in KINDS]
START = np.array([-FAR if tag in GOES_ON else 0.0 for tag in TAGS])
BARRED = np.array([[after in GOES_ON and before not in (after, after - 1) for after in TAGS] for before in TAGS])
Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
#: The features of each word of a line, and its tag.
Example = tuple[list[list[str]], list[int]]


@dataclass(frozen=True, slots=True)
class Made:
    """A made text, and what stands in it: the kind and the words of each stretch, in the order of the text."""

    text: str
    stretches: tuple[tuple[Kind, str], ...] = ()

    def __add__(self, other: Made) -> Made:
        """Return both texts as one."""
        return Made(self.text + other.text, self.stretches + other.stretches)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes texts: `phrases` and `venues` fill them, `titles` and the `odd` ones of these stand in them.

    `forms` are those of threads' titles ("headings") and of their texts ("texts").
    """

    phrases: Mapping[str, Sequence[str]]
    forms: Mapping[str, Sequence[str]]
    titles: Sequence[str]
    odd: Sequence[str]
    topics: Sequence[str]
    venues: Sequence[str]
    names: Sequence[str]
    draw: random.Random

    def fill(self, field: str) -> str:
        """Return what stands for a field of a phrase."""
        draw, year = self.draw, self.draw.randint(2012, 2027)
        match field:
            case "t":
                return self.make_title()
            case "n" | "m":
                return draw.choice(self.names)
            case "d":
                return self.make_description()
            case "b":
                return self.make_from(draw.choice(self.phrases["about"]), is_marked=False).text
            case "l":
                title = draw.choice(self.titles).rstrip(".?")
                return title[:1].lower() + title[1:] if draw.random() < 0.2 else title.lower()
            case "v":
                venue = (
                    draw.choice(self.venues) if draw.random() < 0.75 else draw.choice(SERIES).format(self.pick_topic())
                )
                return draw.choice(VENUES).format(venue, year, year % 100)
            case "p":
                return draw.choice(("arXiv", "arXiv", "bioRxiv", "preprint")) + draw.choice(("", "", f" {year}"))
            case "y":
                return str(year)
            case "a":
                return self.make_people()
            case "s" | "k":
                return self.make_section()
        return draw.choice(ADDRESSES).format(draw.randint(1201, 2712), draw.randint(1000, 19999))

    def make_title(self) -> str:
        """Return a paper's title."""
        title = self.draw.choice(self.titles if self.draw.random() < 0.75 else self.odd).rstrip(".")
        return title.capitalize() if self.draw.random() < 0.12 and not re.search(r"[A-Z]{2}", title) else title

    def make_people(self) -> str:
        """Return some people, in one of the ways in which citations write them."""
        draw = self.draw
        names = [name.rpartition(" ") for name in draw.sample(self.phrases["people"], draw.randint(1, 4))]
        form = draw.choice(("{0} {1}", "{0} {1}", "{0} {1}", "{1}, {2}.", "{2}. {1}", "{1} {2}", "{1}, {0}"))
        people = [form.format(first, last, first[:1]) for first, _, last in names]
        end = draw.choice((" et al.", ", et al.", " et al", "")) if draw.random() < 0.2 else ""
        return draw.choice((", ", ", ", " and ", "; ", ", & ", " & ")).join(people) + end

    def pick_topic(self) -> str:
        """Return what a title is about."""
        return self.draw.choice(self.topics)

    def make_description(self) -> str:
        """Return what a sentence says of a method."""
        draw = self.draw
        if draw.random() < 0.4:
            return draw.choice(self.phrases["descriptions"])
        form = draw.choice(
            (
                "{}",
                "a new {} framework",
                "a model for {} with {}",
                "a method based on {}",
                "the first {} method",
                "A framework that helps agents to use {} in {}",
                "Platform for {}, {} and {}",
                "Work on {} in {} systems",
                "Benchmark and models for {}",
                "Specialized agents for {} with {}",
            )
        )
        return form.format(*(self.pick_topic() for _ in range(3)))

    def make_section(self) -> str:
        """Return a section's name: one of the phrases, or a topic of a title, also two of them, with a number."""
        draw = self.draw
        name = draw.choice(self.phrases["sections"] if draw.random() < 0.4 else self.topics)
        if draw.random() < 0.04:
            return draw.choice(("Section {0}", "section {0}.{1}", "{0}.{1}", "Section III", "Section IV")).format(2, 4)
        if draw.random() < 0.1:
            name += draw.choice((" & ", " and ", "/", ", ")) + draw.choice(self.topics)
        if draw.random() < 0.2 and name.isascii():
            name = name.lower()
        if draw.random() < 0.15 and not name[0].isdigit():
            number = draw.choice(
                (
                    "{0}. ",
                    "{0}.{1} ",
                    "{0}.{1}.{1} ",
                    "{0} ",
                    "A{0}. ",
                    "VI: ",
                    "202{0} ",
                    "Phase {0}: ",
                    "Section {0}: ",
                    "Section V: ",
                    "section {0}.{1} ",
                )
            )
            name = number.format(draw.randint(1, 6), draw.randint(1, 9)) + name
        return name

    def make_from(self, phrase: str, *, is_marked: bool = True) -> Made:
        """Return a phrase with its fields filled; some are marked, as by quotes or in bold, if `is_marked`."""
        made = Made("")
        for words, field, _, _ in Formatter().parse(phrase):
            made += Made(words)
            if field:
                value = self.fill(field)
                if field == "s" and "section" in phrase and self.draw.random() < 0.1:
                    value = self.draw.choice(self.titles).rpartition(": ")[2]
                is_lucky = is_marked and self.draw.random() < MARKED.get(field, 0)
                marked = self.draw.choice(MARKS) if is_lucky else "{}"
                made += Made(marked.format(value), ((KIND_OF[field], value),) if field in KIND_OF else ())
        return made

    def pick(self, *kinds: str) -> Made:
        """Return a made line of these kinds of phrases; a line can have two sentences."""
        made = self.make_from(self.draw.choice(self.phrases[self.draw.choice(kinds)]))
        return (
            made
            if self.draw.random() > 0.15
            else made + Made(" ") + self.make_from(self.draw.choice(self.phrases["others"]))
        )

    def make(self, *, is_thread: bool) -> Made:
        """Return a text, or a thread's title."""
        draw, kind = self.draw, self.draw.random()
        if draw.random() < FORMED:
            return self.make_from(draw.choice(self.forms["headings" if is_thread else "texts"]), is_marked=False)
        if kind < UNTITLED:
            return self.pick("others", "others", "others", "about", "names", "names", "places", "places")
        if is_thread and draw.random() < BARE:
            return self.make_from("{t}")
        if kind < UNTITLED + CITED:
            return self.make_from(draw.choice(self.phrases["citations"]))
        if kind < UNTITLED + CITED + ALONE:
            gap, end = draw.choice(("\n", "\n\n", "\n\n")), draw.choice(("", "", "."))
            alone = Made(gap) + self.make_from("{t}") + Made(end + draw.choice(("\n", gap)))
            return self.pick("others", "places") + alone + self.make_from(draw.choice(BELOW))
        lead = draw.choice(self.phrases["leads"] if draw.random() < 0.8 else ("{t}", "{t}", "- {t}"))
        lead = draw.choice(("[{s}] ", "[{v}] ", "({s}) ")) + lead if draw.random() < 0.05 else lead
        before = self.pick("others") + Made(" ") if draw.random() < 0.08 and lead[0].isalpha() else Made("")
        behind = (
            Made(draw.choice((" ", "\n"))) + self.pick("others", "places", "about")
            if draw.random() < 0.15
            else Made("")
        )
        return before + self.make_from(lead + draw.choice(self.phrases["tails"])) + behind


def read_maker() -> Maker:
    """Return what makes the texts, from the files beside this one."""
    phrases, forms = (
        yaml.safe_load((HERE / name).read_text(encoding="utf-8")) for name in ("phrases.yaml", "forms.yaml")
    )
    titles = (HERE / "fit_titles.txt").read_text(encoding="utf-8").splitlines()
    names = [title.split(":")[0] for title in titles if re.match(r"[^\s:]{3,20}: ", title)]
    odd = [title for title in titles if "?" in title or len(title.split()) < 5 or not title.split()[0].istitle()]
    topics = [found[1] for title in titles if (found := TOPIC.search(title))]
    venues = [*sorted(read_shipped_venues().by_name), *phrases["journals"] * 8]
    return Maker(phrases, forms, titles, odd, topics, venues, names, random.Random(SEED))


def make_examples() -> Iterator[Example]:
    """Yield the lines of made texts."""
    maker = read_maker()
    for _ in range(TEXTS):
        is_thread = maker.draw.random() < THREADS
        made = maker.make(is_thread=is_thread)
        is_thread = is_thread and "\n" not in made.text
        lines = read_lines(made.text.replace("#", " ") if is_thread else made.text)
        spans = locate("\n".join(line.text for line in lines), made.stretches)
        start = 0
        for number, line in enumerate(lines if spans is not None else ()):
            words = split_words(line)
            where = "thread" if is_thread else find_where(lines, number)
            yield describe(line, words, where), [find_tag(word, start, spans or ()) for word in words]
            start += len(line.text) + 1


def locate(text: str, stretches: Sequence[tuple[Kind, str]]) -> list[TaggedSpan] | None:
    """Return where in a text its stretches stand, None where Markdown has changed their words."""
    spans: list[TaggedSpan] = []
    end = 0
    for kind, words in stretches:
        start = text.find(words, end)
        if start < 0:
            return None
        end = start + len(words)
        spans.append(TaggedSpan(kind, start, end))
    return spans


def find_tag(word: Word, line: int, spans: Sequence[TaggedSpan]) -> int:
    """Return the tag of a word of the line that begins at `line`."""
    at = line + word.start
    for span in spans:
        if span.start <= at < span.end:
            return begins(span.kind) if at == span.start or word.start == 0 else begins(span.kind) + 1
    return OUTSIDE


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

    def step(self, slope: Floats, rows: Numbers) -> None:
        """Go down a slope, which is that of some rows."""
        self.gone[rows] += slope**2
        self.values[rows] -= RATE * slope / np.sqrt(self.gone[rows])


def fit(examples: Sequence[Example]) -> dict[str, Any]:
    """Return the weights of the features by their names, and those of the moves."""
    draw, known = np.random.default_rng(SEED), number_features(examples)
    lexical = np.array([False, *(name.split("=")[0] in LEXICAL for name in known)])
    ordered = sorted(examples, key=lambda example: len(example[1]))
    batches = [pack(ordered[start : start + BATCH], known) for start in range(0, len(ordered), BATCH)]
    weights = Slope(np.zeros((len(known) + 1, len(TAGS))), np.full((len(known) + 1, len(TAGS)), 1e-2))
    moves = Slope(np.zeros((len(TAGS), len(TAGS))), np.full((len(TAGS), len(TAGS)), 1e-2))
    moves.values[BARRED] = -FAR
    for _ in range(ROUNDS):
        for number in draw.permutation(len(batches)):
            features, tags, lengths = batches[number]
            used = np.where(lexical[features] & (draw.random(features.shape) < DROPPED), 0, features)
            descend(weights, moves, used, tags, np.arange(tags.shape[1]) < lengths[:, None])
    kept = {name: weights.values[number] for name, number in known.items() if np.ptp(weights.values[number]) >= LEAST}
    rounded = {name: [round(10 * value) for value in values - values[OUTSIDE]] for name, values in kept.items()}
    for name in rounded:
        if name.startswith("c="):
            for tag in (begins("title"), begins("title") + 1):
                rounded[name][tag] += LEANING
    return {"moves": [[round(10 * value) for value in row] for row in moves.values.tolist()], "features": rounded}


def descend(weights: Slope, moves: Slope, used: Numbers, tags: Numbers, is_word: npt.NDArray[np.bool_]) -> None:
    """Go one step towards the right tags of some lines."""
    probable, pairs = expect(weights.values[used].sum(axis=2), moves.values, is_word)
    error = (probable - np.eye(len(TAGS))[tags]) * is_word[:, :, None]
    rows, places = np.unique(used, return_inverse=True)
    words = np.repeat(np.arange(tags.size), used.shape[2])
    errors = error.reshape(-1, len(TAGS))
    sums = np.stack([np.bincount(places.reshape(-1), column[words]) for column in errors.T], axis=1)
    slope: Floats = sums / len(tags) + DECAY * weights.values[rows]
    slope[rows == 0] = 0
    weights.step(slope, rows)
    right = np.zeros_like(moves.values)
    np.add.at(right, (tags[:, :-1][is_word[:, 1:]], tags[:, 1:][is_word[:, 1:]]), 1)
    move_slope = (pairs - right) / len(tags)
    move_slope[BARRED] = 0
    moves.step(move_slope, np.arange(len(TAGS)))


def run() -> None:
    """Fit the weights and write them, a line for each feature."""
    found = fit(list(make_examples()))
    lines = [
        f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(v, separators=COMPACT)}"
        for name, v in sorted(found["features"].items())
    ]
    text = f'{{"moves":{json.dumps(found["moves"])},"features":{{\n' + ",\n".join(lines) + "\n}}\n"
    Path(str(files("bot.intake.text.parts").joinpath("tagger.json"))).write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(lines)} features\n")


if __name__ == "__main__":
    run()
