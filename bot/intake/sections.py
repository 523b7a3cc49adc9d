"""The section that a line asks for: "under the section ...", words in bold or in quotes before "section"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

SECTION = re.compile(
    r"(?:under|to|in|into|for|fits?|within|section)\s(?:the\s"
    r"|your\s)?(?:section\s)?[\"“*「'‘]{1,2}([^\"”*」'’\n]{3,80})[\"”*」'’]{1,2}"
    r"|[\"“「]([^\"”」\n]{3,80})[\"”」]\s?(?:section|category|subsection|部分|章节|分类|类别|板块)"
    r"|\b(?:under|to|in|into|for)\s(?:the\s|your\s)((?:[\w&/+-]{1,30}\s){1,5})(?:section|category|subsection)\b"
    r"|(?:under|fits?|in)\s(section\s[IVX\d]{1,5}(?::\s[A-Z][^.\n]{3,100})?)",
    re.IGNORECASE,
)
#: What stands before words in quotes or in bold that are a section's name.
BEFORE_SECTION = re.compile(
    r"(?:\b(?:under|into|section|category|to|in|topics? (?:on|of|about))(?: the| your)?|分类|章节|放到|放在"
    r"|加到)\s?[\"“*'‘「]{0,3}$",
    re.IGNORECASE,
)
AFTER_SECTION = re.compile(
    r"[\"”*'’」]{0,3}\s?(?:\w{1,20}\s)?(?:section|category|subsection|part|部分|章节|分类|类别)\b", re.IGNORECASE
)
#: "the right section" names none.
UNSAID = re.compile(
    r"(?:most |more )?(?:right|appropriate|correct|relevant|related|corresponding|suitable|proper|following|same"
    r"|above|new|fitting|wrong|other|this|that|any|a)",
    re.IGNORECASE,
)
#: Marked words of one line that are looked at; a line with more of them proposes nothing.
MOST_MARKED = 20


def is_section(text: str, name: str) -> bool:
    """Tell whether some marked words of a line are the name of a section."""
    starts = [found.start() for found in islice(re.finditer(re.escape(name), text), MOST_MARKED)]
    return any(
        BEFORE_SECTION.search(text[max(0, start - 30) : start]) or AFTER_SECTION.match(text, start + len(name))
        for start in starts
    )


def find_section(text: str, marked: Sequence[str] = ()) -> str | None:
    """Return the section that a sentence asks for; `marked` are its words in bold or in quotes."""
    named = next((words for words in marked[:MOST_MARKED] if len(words) <= 80 and is_section(text, words)), None)
    found = SECTION.search(text)
    if named or not found:
        return named
    section = next(filter(None, found.groups())).split(" or ")[0].strip()
    return None if UNSAID.fullmatch(section) else section
