"""What the words of a line are (a title, a short name, a section, ...): a small model looks at each and around it.

A conditional random field over the words of a line: each word begins a stretch of a kind, goes on with one, or is none.
Its weights, in tagger.json, are fitted to made texts by `make fit-tagger`; tests/bench/fit_tagger.py is the recipe.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pkgutil import get_data
from typing import Literal, get_args

from bot.intake.text.lines import QUOTED, Line
from bot.intake.text.parts.addresses import ADDRESS
from bot.intake.text.parts.labels import read_field

Kind = Literal["title", "name", "venue", "section", "people"]
KINDS: tuple[Kind, ...] = get_args(Kind)
OUTSIDE = 0
#: Of each kind, the tag of the word with which a stretch begins, then that of those that go on with it.
TAGS = range(2 * len(KINDS) + 1)
IMPOSSIBLE = -1e9
#: The letters of Chinese, Japanese and Korean; the first two are written without spaces.
EASTERN_LETTERS = r"\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3"
LETTER = rf"[^\W_{EASTERN_LETTERS}]"
TOKEN = re.compile(rf"[\u3040-\u30ff\u4e00-\u9fff]|[\uac00-\ud7a3]+|{LETTER}+(?:['’\-/.+&@_]{LETTER}+)*\+?|\S")
LINK = "<link>"
#: Of a longer line only so many words are read.
MOST_WORDS = 300
#: Of a line with more marked words the rest counts as plain.
MOST_MARKED = 40
CASES = (
    ("digits", re.compile(r"\d+")),
    ("Title", re.compile(r"[A-ZÀ-Þ][^\W_A-Z]*(?:[-'’/][^\W_]+)*")),
    ("lower", re.compile(r"[a-z][a-z\d]*(?:[-'’/][a-z\d]+)*")),
    ("foreign", re.compile(r"[^\W_A-Za-z][^\W_A-Z]*|[^\W_A-Z]+(?:[-'’/][^\W_A-Z]+)*")),
    ("UPPER", re.compile(r"[^\W_a-z]+(?:[-/][^\W_a-z]+)*")),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark of a line, and where it stands there."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """Some words of a line that are one thing, and where they stand there."""

    kind: Kind
    start: int
    end: int

    def words(self, line: Line) -> str:
        """Return the words as they stand in their line."""
        return line.text[self.start : self.end]

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether some of the words stand between two places of their line."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class TagWeights:
    """What the features say of each tag, and how likely one tag follows another: `moves[before][tag]`."""

    features: Mapping[str, Sequence[float]]
    moves: Sequence[Sequence[float]]


@cache
def read_weights() -> TagWeights:
    """Return the fitted weights."""
    content = json.loads(get_data("bot.intake.text.parts", "tagger.json") or "")
    return TagWeights(content["features"], content["moves"])


def begins(kind: Kind) -> int:
    """Return the tag of the word with which a stretch of a kind begins."""
    return 2 * KINDS.index(kind) + 1


def tag_words(line: Line, *, where: str, lean: int = 0) -> list[TaggedSpan]:
    """Return the stretches of a line that are something; `where` is what stands around the line.

    With `lean` each word is so many tenths likelier of a title than it looks.
    """
    words, weights = split_words(line), read_weights()
    bias = [lean if tag in (begins("title"), begins("title") + 1) else 0 for tag in TAGS]
    known = [
        [weights.features[name] for name in row if name in weights.features] for row in describe(line, words, where)
    ]
    tags = decode([[sum(column) for column in zip(bias, *row, strict=True)] for row in known], weights.moves)
    found: list[TaggedSpan] = []
    for word, tag in zip(words, tags, strict=True):
        if tag % 2:
            found.append(TaggedSpan(KINDS[tag // 2], word.start, word.end))
        elif tag:
            found[-1] = replace(found[-1], end=word.end)
    return found


def find_where(lines: Sequence[Line], number: int) -> str:
    """Return what stands around a line of a text: its place, and whether a link or a colon is near."""
    line = lines[number]
    near = "link" if line.links else "below" if any(below.links for below in lines[number + 1 : number + 2]) else "none"
    return f"{line.place},{near},{number > 0 and lines[number - 1].leads_in}"


def split_words(line: Line) -> list[Word]:
    """Return the words of a line; an address, or a link whose words are a label, is one word that says only that."""
    spans = [found.span() for found in ADDRESS.finditer(line.text)]
    spans += [(link.start, link.end) for link in line.links if link.text and read_field(link.text.strip("[]* "))]
    spans.sort(reverse=True)
    words: list[Word] = []
    for found in TOKEN.finditer(line.text):
        while spans and spans[-1][1] <= found.start():
            spans.pop()
        if not spans or found.start() < spans[-1][0]:
            words.append(Word(found[0], *found.span()))
        elif not words or words[-1].start != spans[-1][0]:
            words.append(Word(LINK, *spans[-1]))
        if len(words) == MOST_WORDS:
            break
    return words


def describe(line: Line, words: Sequence[Word], where: str) -> list[list[str]]:
    """Return the features of each word: its letters and form, those of its neighbours, the marks around, the place."""
    forms = ["^^", "^", *(find_form(word.text) for word in words), "$", "$$"]
    texts = ["^^", "^", *(word.text.lower() for word in words), "$", "$$"]
    since, until = find_marks(forms[2:-2]), find_marks(forms[-3:1:-1])[::-1]
    marks = describe_marks(line, words)
    return [
        [
            f"w={texts[at]}",
            f"p={texts[at - 1]}",
            f"n={texts[at + 1]}",
            f"pp={texts[at - 2]}",
            f"nn={texts[at + 2]}",
            f"e={texts[at][-3:]}",
            f"c={forms[at]}",
            f"pc={forms[at - 1]},{forms[at]}",
            f"cn={forms[at]},{forms[at + 1]}",
            f"ppc={forms[at - 2]},{forms[at - 1]},{forms[at]}",
            f"cnn={forms[at]},{forms[at + 1]},{forms[at + 2]}",
            f"s={since[at - 2]}",
            f"u={until[at - 2]}",
            f"s={since[at - 2]},{forms[at]}",
            f"u={until[at - 2]},{forms[at]}",
            *marks[at - 2],
            f"at={where}",
            f"at={where},{forms[at]}",
            f"at={where},{min(at - 2, 2)}",
        ]
        for at in range(2, len(words) + 2)
    ]


def find_form(word: str) -> str:
    """Return how a word is written; a mark is its own form."""
    if word == LINK or not word[0].isalnum():
        return word
    if len(word) == 1 and "\u3040" <= word <= "\u9fff":
        return "east"
    return next((name for name, form in CASES if form.fullmatch(word)), "miXed")


def find_marks(forms: Iterable[str]) -> list[str]:
    """Return for each word the last mark or link before it, and how many words ago that stands."""
    mark, count, found = "^", 0, []
    for form in forms:
        found.append(f"{mark}{min(count, 3)}")
        mark, count = (form, 0) if len(form) == 1 or form == LINK else (mark, count + 1)
    return found


def describe_marks(line: Line, words: Sequence[Word]) -> list[tuple[str, ...]]:
    """Return for each word how those are marked that it stands among, how many these are, and what is around."""
    told: list[tuple[str, ...]] = [("k=none", "kp=", "kn=")] * len(words)
    for kind, start, end in find_marked(line):
        inside = [number for number, word in enumerate(words) if start <= word.start < end]
        if inside:
            first, stop = inside[0], inside[-1] + 1
            before = next((word.text.lower() for word in reversed(words[:first]) if word.text.isalnum()), "^")
            behind = next((word.text.lower() for word in words[stop:] if word.text.isalnum()), "$")
            size = min(len(inside).bit_length(), 4)
            told[first:stop] = [(f"k={kind},{size}", f"kp={before}", f"kn={behind}")] * len(inside)
    return told


def find_marked(line: Line) -> list[tuple[str, int, int]]:
    """Return which words of a line are marked, how, and where they stand; what counts most comes last."""
    spans = [("bold", *span) for span in locate(line.text, line.bold)]
    spans += [("italic", *span) for span in locate(line.text, line.italics)]
    spans += [("link", link.start, link.end) for link in line.links if link.text]
    return [*spans, *(("quote", found.start() + 1, found.end() - 1) for found in QUOTED.finditer(line.text))][
        :MOST_MARKED
    ]


def locate(text: str, parts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a text stand, which come one after the other."""
    end = 0
    for part in parts:
        start = text.find(part, end)
        if part and start >= 0:
            end = start + len(part)
            yield start, end


def decode(scores: Sequence[Sequence[float]], moves: Sequence[Sequence[float]]) -> list[int]:
    """Return the best tags for words with these scores for each tag; what has not begun does not go on."""
    if not scores:
        return []
    columns = list(zip(*moves, strict=True))
    best = [score if tag % 2 or tag == OUTSIDE else IMPOSSIBLE for tag, score in enumerate(scores[0])]
    steps: list[list[int]] = []
    for row in scores[1:]:
        ways = [[value + move for value, move in zip(best, column, strict=True)] for column in columns]
        steps.append([max(TAGS, key=way.__getitem__) for way in ways])
        best = [max(way) + score for way, score in zip(ways, row, strict=True)]
    tags = [max(TAGS, key=best.__getitem__)]
    for step in reversed(steps):
        tags.append(step[tags[-1]])
    return tags[::-1]
