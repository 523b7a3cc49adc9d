"""Words that may put what follows into a section, as a heading does: the list tells, since it knows its sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bot.intake.text.lines import QUOTED, Line

#: Marked words of one line that are looked at; a line with more of them proposes nothing.
MOST_MARKED = 20
LONGEST_NAME = 80
#: A sentence with these words says where something should stand.
PLACING = re.compile(
    r"\b(?:go|goes|part)\b|\b(?:add|inclu|incorporat|put|plac|belong|fit|suit|file|sort|mov|section|categor|kategor"
    r"|abschnitt|rubri|secci|seç|sezion|раздел|chapter|topic)\w*|放|加到|部分|章节|分类|类别|板块",
    re.IGNORECASE,
)
PREPOSITION = re.compile(
    r"\b(?:to|under|into|in|within|for|section|category)\b[:\s]{0,3}|(?:放到|放在|加到)\s?", re.IGNORECASE
)
CLAUSE_END = re.compile(r"[,;:!?()。，；：！？（）]|\.(?!\d)")
IN_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]\n]{2,80})[)）\]]")
#: Words in brackets with which an entry begins: "[Planning] [ICLR 2026] ...".
LEADING = re.compile(r"\W{0,4}(?:[(（\[][^()（）\[\]\n]{2,80}[)）\]]\s?){1,4}")
#: The same before a colon: "(1) Planning: ...".
BEFORE_COLON = re.compile(r"\W{0,4}(?:\d{1,2}[.)\]、]?\s{0,2})?([^\W\d][^:：\n]{1,80}?)\s?[:：]")
#: What stands before a section's name, behind it, and around it.
BEFORE_NAME = re.compile(
    r"[\W_]{0,8}(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s)?"
    r"(?:(?:goes|for|under|into|in|to|the|your|sections?|category|of)\b[\W_]{0,4}){0,4}",
    re.IGNORECASE,
)
BEHIND_NAME = re.compile(
    r"(?:\s(?:section|category|subsection|area|topic|part|papers?|please|thanks)|\s?(?:部分|章节|分类|类别|板块))[\W_]{0,8}$",
    re.IGNORECASE,
)
MARKS = " .,;:!?*_\"“”'‘’`()[]#>|-–—→："


def find_heading_words(line: Line) -> Iterator[str]:
    """Yield the words by which a line that names no paper may put what follows into a section.

    They are a heading, what ends with a colon, an item, or the place that one of these or a sentence asks for.
    """
    if is_head := line.place in ("heading", "item", "row") or line.leads_in:
        yield from trim_place(line.text)
    if is_head or PLACING.search(line.text):
        yield from find_places(line.text)


def find_places(text: str) -> Iterator[str]:
    """Yield the places that a text asks for: what stands behind "to", "under", "in the category"."""
    for found in islice(PREPOSITION.finditer(text), MOST_MARKED):
        yield from trim_place(CLAUSE_END.split(text[found.end() :], maxsplit=1)[0])


def find_own_words(line: Line) -> Iterator[str]:
    """Yield the words by which a line that names a paper may say its section: in brackets or before a colon at its
    beginning, or behind what names it."""
    if tags := LEADING.match(line.text):
        for words in IN_BRACKETS.findall(tags[0]):
            yield from trim_place(words)
    if lead := BEFORE_COLON.match(line.text):
        yield from trim_place(lead[1])
    name = QUOTED.search(line.text)
    tail = line.text[line.links[-1].end :] if line.links else line.text[name.end() :] if name else ""
    marked = (found[0] for found in islice(QUOTED.finditer(tail), MOST_MARKED))
    for words in [*IN_BRACKETS.findall(tail)[:MOST_MARKED], tail, *marked]:
        yield from trim_place(words)
    yield from find_places(tail)


def trim_place(text: str) -> Iterator[str]:
    """Yield what can be a section's name: the words as they stand, and without a number and words around it.

    A name can begin with such words itself: "In-context learning", "Survey papers".
    """
    if len(text) > 2 * LONGEST_NAME:
        return
    begun = BEFORE_NAME.sub("", text, count=1)
    names = dict.fromkeys(name.strip(MARKS) for name in (text, begun, BEHIND_NAME.sub("", begun)))
    yield from (name for name in names if 1 < len(name) <= LONGEST_NAME)
