"""Which words of a line are a paper's title: a small model that looks at each word and at its neighbours.

A linear chain over the words of a line: each word is outside a title, begins one or goes on with one. The weights are
fitted to made texts by `tests/bench/fit_tagger.py`; its docstring is the recipe.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.intake.text.lines import Line
from bot.intake.text.parts.addresses import ADDRESS
from bot.intake.text.parts.labels import read_field

OUTSIDE, BEGINS, INSIDE = TAGS = (0, 1, 2)
TOKEN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]|[^\W_]+(?:['’\-/.+&@_][^\W_]+)*\+?|\S")
#: A line with more words than this is no place for a title.
MOST_WORDS = 300
CASES = (
    ("digits", re.compile(r"\d+")),
    ("Title", re.compile(r"[A-ZÀ-Þ][^\W_A-Z]*(?:[-'’/][^\W_]+)*")),
    ("lower", re.compile(r"[a-z][a-z\d]*(?:[-'’/][a-z\d]+)*")),
    ("foreign", re.compile(r"[^\W_A-Za-z][^\W_A-Z]*|[^\W_A-Z]+(?:[-'’/][^\W_A-Z]+)*")),
    ("UPPER", re.compile(r"[^\W_a-z]+(?:[-/][^\W_a-z]+)*")),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of a line and where it stands; links whose words say nothing are one word."""

    text: str
    start: int
    end: int


def split_words(line: Line) -> list[Word]:
    """Return the words of a line; of an address there is only the fact that one stands there."""
    words: list[Word] = []
    spans = [found.span() for found in ADDRESS.finditer(line.text)]
    spans += [(link.start, link.end) for link in line.links if link.text and read_field(link.text.strip("[]* "))]
    spans.sort()
    for found in TOKEN.finditer(line.text):
        while spans and spans[0][1] <= found.start():
            spans.pop(0)
        if spans and spans[0][0] <= found.start():
            if not words or words[-1].start != spans[0][0]:
                words.append(Word("<link>", *spans[0]))
            continue
        words.append(Word(found[0], found.start(), found.end()))
        if len(words) == MOST_WORDS:
            break
    return words


def find_case(word: str) -> str:
    """Return how a word is written."""
    if len(word) == 1 and "\u3040" <= word <= "\u9fff":
        return "east"
    if word == "<link>" or not word[0].isalnum():
        return word
    return next((name for name, form in CASES if form.fullmatch(word)), "miXed")


def describe(line: Line, words: Sequence[Word], *, where: str) -> list[list[str]]:
    """Return the features of each word of a line; `where` tells what stands around the line."""
    cases = ["^^", "^", *(find_case(word.text) for word in words), "$", "$$"]
    lower = ["^^", "^", *(word.text.lower() for word in words), "$", "$$"]
    linked = [any(link.text and link.start <= word.start < link.end for link in line.links) for word in words]
    bold = [any(word.text in marked for marked in (*line.bold, *line.italics)) for word in words]
    since, until = find_marks(cases[2:-2]), find_marks(cases[-3:1:-1])[::-1]
    rows = []
    for n, word in enumerate(words):
        at = n + 2
        rows.append([
            f"w={lower[at]}",
            f"p={lower[at - 1]}",
            f"n={lower[at + 1]}",
            f"pp={lower[at - 2]}",
            f"nn={lower[at + 2]}",
            f"e={lower[at][-3:]}",
            f"c={cases[at]}",
            f"pc={cases[at - 1]},{cases[at]}",
            f"cn={cases[at]},{cases[at + 1]}",
            f"ppc={cases[at - 2]},{cases[at - 1]},{cases[at]}",
            f"cnn={cases[at]},{cases[at + 1]},{cases[at + 2]}",
            f"s={since[n]}",
            f"u={until[n]}",
            f"s={since[n]},{cases[at]}",
            f"u={until[n]},{cases[at]}",
            f"k={linked[n]},{bold[n]}",
            f"at={where}",
            f"at={where},{cases[at]}",
            f"at={where},{min(n, 2)}",
        ])
    return rows


def find_marks(cases: Sequence[str]) -> list[str]:
    """Return for each word the last mark before it, and how many words ago that stands."""
    mark, count, found = "^", 0, []
    for case in cases:
        found.append(f"{mark}{min(count, 3)}")
        mark, count = (case, 0) if len(case) == 1 or case == "<link>" else (mark, count + 1)
    return found


def decode(scores: Sequence[Sequence[float]], moves: Mapping[tuple[int, int], float]) -> list[int]:
    """Return the best tags for words with these scores by tag; nothing goes on that has not begun."""
    best: list[float] = [0.0, 0.0, -1e9]
    back: list[list[int]] = []
    for n, row in enumerate(scores):
        chosen, reached = [], []
        for tag in TAGS:
            ways = [
                best[before] + (moves.get((before, tag), 0.0) if n else 0.0) - (1e9 if tag == INSIDE and not before and n else 0.0)
                for before in TAGS
            ]
            ways = ways if n else [best[tag]] * 3
            before = max(TAGS, key=ways.__getitem__)
            chosen.append(before)
            reached.append(ways[before] + row[tag])
        back.append(chosen)
        best = reached
    tag = max(TAGS, key=best.__getitem__)
    tags = [tag]
    for chosen in reversed(back[1:]):
        tag = chosen[tag]
        tags.append(tag)
    return tags[::-1] if scores else []


def find_where(lines: Sequence[Line], number: int) -> str:
    """Return what stands around a line of a text: its place, and whether a link or a colon is near."""
    line = lines[number]
    below = lines[number + 1] if number + 1 < len(lines) else None
    is_led = number > 0 and lines[number - 1].text.rstrip().endswith((":", "："))
    near = "link" if line.links else "below" if below is not None and below.links else "none"
    return f"{line.place},{near},{is_led}"


@cache
def read_weights() -> dict[str, list[float]]:
    """Return the fitted weights: by feature, one for each tag."""
    from pathlib import Path
    weights: dict[str, list[float]] = json.loads(Path(__file__).with_name("tagger.json").read_text(encoding="utf-8"))
    return weights


def find_titles(line: Line, *, where: str) -> list[tuple[int, int]]:
    """Return where the titles of a line stand in its text."""
    words, weights = split_words(line), read_weights()
    rows = [[weights[name] for name in row if name in weights] for row in describe(line, words, where=where)]
    scores = [[sum(values[tag] for values in row) for tag in TAGS] for row in rows]
    moves = {(before, tag): weights.get(f">{before}", [0.0] * 3)[tag] for before in TAGS for tag in TAGS}
    spans: list[tuple[int, int]] = []
    for word, tag in zip(words, decode(scores, moves), strict=True):
        if tag == BEGINS:
            spans.append((word.start, word.end))
        elif tag == INSIDE:
            spans[-1] = (spans[-1][0], word.end)
    return spans
