"""Cuts an entry's text where its marks do: what is linked, bold, quoted, in brackets, and the words between."""

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from bot.lists.inline import LABELS, Token, is_address, is_titled, plain, scan, words
from bot.lists.reading.entry.parts import PREFIX, SHORTCODE, TAG, find_keys

#: The marks that stand around words on one line, each with a name.
MARKS = (
    ("bold", r"\*\*\*?(?=\S)([^*\n]+)\*\*\*?|(?<!\w)__(?=\S)([^_\n]+)__|<(?:b|strong)>([^<\n]+)"),
    ("italic", r"\*(?=\S)([^*\n]+)\*|(?<![\w_])_(?=[^\s_])([^_\n]+)_(?!\w)|<(?:i|em|u|ins)>([^<\n]+)"),
    ("quote", r"[\"“]([^\"“”\n]+)[\"”]|‘(?<=[,:.)] ‘)([^‘\n]+?)’(?=[,.] |$)"),
    ("round", r"\(([^()\n]*)\)|（([^（）\n]*)[）)]"),
    ("square", r"\[([^\[\]\n]*)\]|【([^【】\n]*)】"),
    ("code", r"`([^`\n]+)`"),
)
MARK = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in MARKS))
#: How marks begin; these are found much faster.
OPENING = re.compile(r"[*_<\"“‘(（\[【`]")
#: What divides words that have no marks, whatever they are. What stands before is looked at last, as in YEAR.
DIVIDER = re.compile(r"[\s\x00](?:(?<=\n)|(?<=\s)(?:(?:--?|[–—·]|\||/{1,2})\s|\|\|)|(?<=\x00)\x00*)")
WORD = re.compile(r"\w")
#: Lines below the second tell nothing more about a layout.
LAST_LINE = 2

Key = tuple[str, int, int]


class Slot(NamedTuple):
    """A stretch [start, end) of an entry; `key`: its mark, its line, and which of that line's stretches so marked."""

    key: Key
    start: int
    end: int


def find_slots(text: str, references: Mapping[str, str], *, keyed: bool = False) -> tuple[Slot, ...]:
    """Return the slots of an entry's text in order; the links that only name the kind of their target have none.

    `keyed`: those behind a word for them, below the first line, have that as their mark, in whichever line they stand.
    """
    prefix = PREFIX.match(text)
    mask = hide(text, 0, prefix.end() if prefix else 0)
    spans: list[tuple[str, int, int]] = []
    for token in scan(text, references):
        if mark := link_mark(text, token):
            spans.append((mark, token.start, token.end))
        mask = hide(mask, token.start, token.end)
    for found in find_marks(mask):
        mark = found.lastgroup or ""
        start, end = next(span for span in found.regs[MARK.groupindex[mark] + 1 :] if span[0] >= 0)
        if WORD.search(mask, start, end):
            spans.append((mark, start, end))
        mask = hide(mask, *found.span())
    for sign, pattern in (("<", TAG), (":", SHORTCODE)):
        for found in pattern.finditer(mask) if sign in mask else ():
            mask = hide(mask, *found.span())
    place = 0
    for divider in [*DIVIDER.finditer(mask), None]:
        end = divider.start() if divider else len(text)
        if WORD.search(mask, place, end):
            spans.append(("text", place, end))
        place = divider.end() if divider else end
    keys = [key for key in find_keys(text) if key.start()] if keyed and "\n" in text else []
    return number_slots(text, sorted(spans, key=itemgetter(1)), keys)


def link_mark(text: str, token: Token) -> str:
    """Return "link" for one that could be a title, "label" for one that says something of it, as "[ICML](u)" does."""
    if is_titled(text, token):
        return "link"
    label = plain(text[slice(*token.label)])
    told = (
        token.kind == "link" and not is_address(label) and any(word.casefold() not in LABELS for word in words(label))
    )
    return "label" if told else ""


def find_marks(text: str) -> Iterator[re.Match[str]]:
    """Yield the words with marks around them."""
    place = 0
    while opening := OPENING.search(text, place):
        found = MARK.match(text, opening.start())
        if found:
            yield found
        place = (found or opening).end()


def hide(text: str, start: int, end: int) -> str:
    """Return a text with a stretch blanked out but for its line breaks."""
    hidden = "\x00" * (end - start)
    if "\n" in text[start:end]:
        hidden = "\n".join("\x00" * len(line) for line in text[start:end].split("\n"))
    return text[:start] + hidden + text[end:]


def number_slots(text: str, spans: Sequence[tuple[str, int, int]], keys: Sequence[re.Match[str]]) -> tuple[Slot, ...]:
    """Return the stretches as slots, those of one mark in one line counted; those that are keys are none."""
    counts: dict[tuple[str, int], int] = {}
    slots = []
    for mark, start, end in spans:
        line = min(text.count("\n", 0, start), LAST_LINE)
        key = next((key for key in keys if key.start() <= start and "\n" not in text[key.end() : start]), None)
        if key and start < key.end():
            continue
        if key:
            mark, line = plain(key[1]).casefold() + ":", LAST_LINE
        counts[mark, line] = counts.get((mark, line), -1) + 1
        slots.append(Slot((mark, line, counts[mark, line]), start, end))
    return tuple(slots)
