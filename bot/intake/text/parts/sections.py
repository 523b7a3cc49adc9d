"""The section that a line asks for: "under the section ...", words in bold or in quotes before "section".

What a line only may ask for, as a heading does, is for the list to tell: it knows its sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bot.intake.text.lines import Line

SECTION = re.compile(
    r"(?:under|to|in|into|for|fits?|within|section)\s(?:the\s"
    r"|your\s)?(?:section\s)?[\"“*「'‘]{1,2}([^\"”*」'’\n]{3,80})[\"”*」'’]{1,2}"
    r"|[\"“「]([^\"”」\n]{3,80})[\"”」]\s?(?:section|category|subsection|部分|章节|分类|类别|板块)"
    r"|\b(?:under|to|in|into|for)\s(?:the\s|your\s)((?:[\w&/+-]{1,30}\s){1,5})(?:section|category|subsection)\b"
    r"|(?:under|fits?|in)\s(section\s[IVX\d]{1,5}(?::\s[A-Z][^.\n]{3,100})?)",
    re.IGNORECASE,
)
#: A section in prose: with the word, or behind a verb of placing and with a capital or a number.
WORD = r"[\w&/+.-]{1,30}"
#: A section's name begins with a capital or a number.
NAME = rf"(?-i:[A-Z]|\d{{1,2}}\.)(?:{WORD}\s){{0,6}}{WORD}"
NUMBERED = re.compile(
    r"\b(?:[Ss]ection\s(?=\d{1,2}\s[A-Z])|(?:[Ss]ection|in|under|into|to)\s(?=\d{1,2}\.\d))(\d{1,2}(?:\.\d{1,2}){0,3}(?:\s[A-Z][\w&/-]{1,30}(?:\s(?:and|of|for|[A-Z&][\w&/-]{0,30})){0,6})?)"
    r"(?=[.,;?!)]|\s|$)"
)
IN_PROSE = (
    re.compile(
        rf"\b(?:under|to|in|into|for|suits?|fits?|within|with)\s(?:the\s|your\s)?((?:{WORD}\s){{0,5}}{WORD})"
        r"\s(?:section|category|subsection|part(?!\s(?:[IVX]{1,4}|\d)\b))\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:放到|放在|加到|加入到?|添加到|收录在|收录到|归入|归到|列在|列入)\s?[“\"「]?([^\s，。“\"「」].{1,60}?)[”\"」]?"
        r"\s?(?:部分|章节|分类|类别|板块|小节|栏目)"
    ),
    re.compile(
        r"\b(?:abschnitt|kategorie|rubrik|rubrique|catégorie|sección|categoría|seção|categoria|sezione|раздел\w{0,2}"
        rf"|категори\w|(?:dans|en) la section)\s[«“\"„]?\s?({NAME})(?=[.,:;!?)»”\"]|$|\s(?:https?:|[^\W\dA-Z]))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:put|plac\w+|goes?|fits?|belongs?|section|category)\b[^.\n]{0,60}"
        rf"\b(?:maybe|perhaps|possibly|probably)\s(?:(?:in|under|into|to|the)\s){{0,2}}({NAME})(?=[?.!]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:fits?|suits?|belongs?|goes|go|put|placed?|listed|filed?|include\w*)\b\s(?:\w{1,12}\s){0,2}(?:best\s|well\s)?"
        r"(?:in|into|under|to|within)\s(?:the\s|your\s)?(?:section\s)?"
        rf"((?-i:[A-Z]|\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}\.?\s(?=[A-Z]))(?:{WORD}\s){{0,7}}{WORD})(?=[.,;!?)]|$|\s(?:and|or|as|because|since)\b)",
        re.IGNORECASE,
    ),
)
#: "our list" is no section.
WHOLE = re.compile(
    r"\b(?:list|repo\w*|collection|readme\S*|awesome\S*|survey|page|table|papers? list)\b|\d{4}", re.IGNORECASE
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
LONGEST_NAME = 80
MOST_SECTION_WORDS = 8
#: A sentence with these words says where something should stand.
PLACING = re.compile(
    r"\b(?:add|put|plac|list|includ|belong|fit|go(?:es)?\b|file|sort)\w{0,5}\b|放到|放在|加到", re.IGNORECASE
)
PREPOSITION = re.compile(
    r"\b(?:to|under|into|in|within|for|section|category)\b[:\s]{0,3}|(?:放到|放在|加到)\s?", re.IGNORECASE
)
CLAUSE_END = re.compile(r"[.,;:!?()。，；：！？（）]")
IN_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]\n]{2,80})[)）\]]")
#: Words in brackets with which an entry begins: "[Planning] [ICLR 2026] ...".
LEADING = re.compile(r"\W{0,4}(?:[(（\[][^()（）\[\]\n]{2,80}[)）\]]\s?){1,4}")
#: What stands before a section's name, behind it, and around it.
BEFORE_NAME = re.compile(
    r"[\W_]{0,8}(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s)?"
    r"(?:(?:goes|for|under|into|in|to|the|your|section|category)\b[\W_]{0,4}){0,4}",
    re.IGNORECASE,
)
BEHIND_NAME = re.compile(
    r"(?:\s(?:section|category|subsection|papers?|please|thanks)|\s?(?:部分|章节|分类|类别|板块))[\W_]{0,8}$",
    re.IGNORECASE,
)
MARKS = " .,;:!?*_\"“”'‘’`()[]#>|-–—→："


def is_section(text: str, name: str) -> bool:
    """Tell whether some marked words of a line are the name of a section."""
    starts = [found.start() for found in islice(re.finditer(re.escape(name), text), MOST_MARKED)]
    # "A typo in" a long name is about a title.
    is_short = ": " not in name and len(name.split()) <= MOST_SECTION_WORDS
    return any(
        (is_short and BEFORE_SECTION.search(text[max(0, start - 30) : start]))
        or AFTER_SECTION.match(text, start + len(name))
        for start in starts
    )


def find_section(text: str, marked: Sequence[str] = ()) -> str | None:
    """Return the section that a sentence asks for; `marked` are its words in bold or in quotes."""
    named = next((words for words in marked[:MOST_MARKED] if len(words) <= 80 and is_section(text, words)), None)
    if named:
        return named
    if numbered := NUMBERED.search(text):
        return numbered[1]
    if found := SECTION.search(text):
        section = next(filter(None, found.groups())).split(" or ")[0].strip()
        return None if UNSAID.fullmatch(section) else section
    for pattern in IN_PROSE:
        if (found := pattern.search(text)) and not WHOLE.search(found[1]) and not UNSAID.fullmatch(found[1]):
            return found[1].strip(" .")
    return None


def find_heading_words(line: Line) -> Iterator[str]:
    """Yield the words by which a line that names no paper may put what follows into a section.

    They are a heading, what ends with a colon, an item, or the place that one of these or a sentence asks for.
    """
    if is_head := line.place in ("heading", "item", "row") or line.leads_in:
        yield from trim_place(line.text)
    if is_head or PLACING.search(line.text):
        for found in islice(PREPOSITION.finditer(line.text), MOST_MARKED):
            yield from trim_place(CLAUSE_END.split(line.text[found.end() :], maxsplit=1)[0])


def find_own_words(line: Line) -> Iterator[str]:
    """Yield the words by which a line that names a paper may say its section: in brackets, or behind the last link."""
    if tags := LEADING.match(line.text):
        for words in IN_BRACKETS.findall(tags[0]):
            yield from trim_place(words)
    tail = line.text[line.links[-1].end :] if line.links else ""
    for words in [*IN_BRACKETS.findall(tail)[:MOST_MARKED], tail]:
        yield from trim_place(words)


def trim_place(text: str) -> Iterator[str]:
    """Yield what can be a section's name: the words as they stand, and without a number and words around it.

    A name can begin with such words itself: "In-context learning", "Survey papers".
    """
    if len(text) > 2 * LONGEST_NAME:
        return
    names = (text.strip(MARKS), BEHIND_NAME.sub("", BEFORE_NAME.sub("", text, count=1)).strip(MARKS))
    yield from (name for name in dict.fromkeys(names) if 1 < len(name) <= LONGEST_NAME)
