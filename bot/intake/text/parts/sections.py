"""Sections that a text asks for, and words that may put what follows into one, as a heading does.

Whether there is such a section the list tells, since it knows its own.
"""

import re
from collections.abc import Iterator
from itertools import islice

from bot.intake.text.lines import QUOTED, Line
from bot.intake.text.parts.labels import read_field
from bot.intake.text.parts.tagger import TaggedSpan, find_marked

#: Marked words of one line that are looked at; a line with more of them proposes nothing.
MOST_MARKED = 20
#: What could be a name is shorter than what is called one.
LONGEST_NAME, LONGEST_CALLED = 80, 100
#: A sentence with these words says where something should stand.
PLACING = re.compile(
    r"\b(?:go|goes|part)\b|\b(?:add|inclu|incorporat|put|plac|belong|fit|suit|file|sort|mov|section|categor|kategor"
    r"|abschnitt|rubri|secci|seç|sezion|раздел|chapter|topic|ajout|hinzu|aufnehm|añad|agreg|adicion|aggiun|inseri|добав)\w*|放|加到|部分|章节|分类|类别|板块",
    re.IGNORECASE,
)
PREPOSITION = re.compile(
    r"\b(?:to|under|into|in|within|for|section|category)\b[:\s]{0,3}|(?:放到|放在|加到)\s?", re.IGNORECASE
)
#: The same right before marked words: "relevant to the "Planning" section".
PLACE_BEFORE = re.compile(r"\b(?:to|under|in|into|within|for|of)\s(?:the\s|your\s)?\W{0,4}$", re.IGNORECASE)
CLAUSE_END = re.compile(r"[,;:!?()。，；：！？（）]|\.(?![\d\u4e00-\u9fff])")
IN_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]\n]{2,80})[)）\]]")
#: Words in brackets with which an entry begins: "[Planning] [ICLR 2026] ...".
LEADING = re.compile(r"\W{0,4}(?:[(（\[][^()（）\[\]\n]{2,80}[)）\]]\s?){1,4}")
#: The same before a colon: "(1) Planning: ...".
BEFORE_COLON = re.compile(r"\W{0,4}(?:\d{1,2}[.)\]、]?\s{0,2})?([^\W\d][^:：\n]{1,80}?)\s?[:：]")
#: What stands before a section's name, behind it, and around it.
BEFORE_NAME = re.compile(
    r"[\W_]{0,8}(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s)?"
    r"(?:(?:goes|for|under|into|in|to|the|your|sections?|category|subtitle|of)\b[\W_]{0,4}){0,4}",
    re.IGNORECASE,
)
BEHIND_NAME = re.compile(
    r"(?:\s(?:section|category|subsection|area|topic|part|list|papers?|please|thanks)|\s?(?:部分|章节|分类|类别|板块|里|中))[\W_]{0,8}$",
    re.IGNORECASE,
)
#: A second section behind the first: "1.2 Charts and Section 9.1".
AND_ANOTHER = re.compile(r"\s?(?:,|&|\band)\s(?:the\s)?section\s(?=[A-Z\d]).{1,100}$", re.IGNORECASE)
MARKS = " .,;:!?*_\"“”'‘’`()[]#>|-–—→："
#: Stands before a place: "Title -> Section", "[Section] [2022 Nature] Title".
POINTING = re.compile(r"(?:->|=>|→)\s?$|^\W{0,4}[\[(（【]$")
#: "the Planning section", "the section of Planning": what a line calls a section though no stretch of it is one.
CALLED_SECTION = re.compile(
    r"\b(?i:to|in|into|under|for|within)\s(?i:the|your)\s[\"“'*_`]{0,3}((?:[\w&/+.-]+\s){0,6}?[\w&/+.-]+)[\"”'*_`]{0,3}\s"
    r"(?i:section|category|chapter|subsection|topic)\b"
    r"|\b(?i:to|in|into|under|on)\s(?!(?i:the|your|one)\s)((?:[\w&/+.-]+\s){0,3}?(?!(?:in|on|of|to|for)\s)[\w&/+.-]+)"
    r"\s(?i:section|category|subsection)\b"
    r"|\b(?i:to|in|into|under|for)\s(?i:the\s)?(?i:sections?|category|subsection|topic)\s[\"“'*_`]{0,3}(?-i:(?=[A-Z\d]))([^\"“”*_`.,;:!?()\n]{2,80})"
    r"|\b(?i:the|your)\s[\"“'*_`]{0,3}((?:[\w&/+.-]+\s){0,4}?[\w&/+.-]+)[\"”'*_`]{0,3}\s(?i:section|category)\s"
    r"(?i:seems|looks|would|might|could|may|is\s(?:the\s)?(?:best|most|right|probably))\b"
    r"|\b(?i:section|chapter)\s((?:\d+(?:\.\d+)*|[IVX]{1,5})[.:]?\s[^\"“”*_`,;:!?()\n]{2,80})"
    r"|\b(?i:fits?|belongs?|goes)\s(?:\w+\s)?(?i:in|into|to|under|within)\s(?i:the\s)?[\"“'*_`]{0,3}([^\"“”*_`.,;:!?()\n]{2,80})"
    r"|\b(?i:section|category|chapter|subsection|subtitle|topic)\s(?i:of|on|for)\s(?i:the\s)?[\"“'*_`]{0,3}([^\"“”*_`.,;:!?()\n]{2,80})"
)
#: What a sentence calls so is no section: "fits this collection", "the topic of whether models plan", the list itself;
#: neither is what heads a description.
NO_NAME = re.compile(
    r"(?:an?|another|any|each|every|some|that|their|its|this|your|our|whether|might|which|same|two|accepted)\b"
    r"|(?:it|them|us|me|you|table|list|page)$|awesome-\S+$|readme\b"
    r"|(?:most\s)?(?:(?:new|own|related|relevant|appropriate|suitable|right|wrong|existing)(?:\ssections?)?\b\s?){1,2}$"
    r"|(?:(?:brief|detailed|key|main)\s)?(?:summary|overview|description|outline|details|features|changes|highlights)\b",
    re.IGNORECASE,
)
#: An arrow: before a title behind the place that it points away from, and the headings above a section before its own.
ARROW = r"\s?(?:[-=]?>|→|»|›)\s?"
POINTED = re.compile(rf"{ARROW}\W{{0,4}}$")
PATH = re.compile(rf"(?:[A-Z\d][\w&/+-]*(?:\s(?:and|of|for|in|&|[A-Z][\w&/+-]*)){{0,5}}{ARROW}){{1,4}}$")
SENTENCE_END = re.compile(r"[.!?]\s(?=[A-Z])")
NUMBERED = re.compile(r"^(?:to\s)?section\s(?=\d+(?:\.\d+)*\.?\s\w)", re.IGNORECASE)
LIST_BEHIND = re.compile(r"[\"”'’*_]{0,3}\s(?:list|repo|repository|collection|resource)\b", re.IGNORECASE)


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


def find_own_words(line: Line, title: str = "") -> Iterator[str]:
    """Yield the words by which a line that names a paper may say its section: in brackets or before a colon at its
    beginning, before its title in bold or with an arrow, or behind what names it, which may be its bare title."""
    if tags := LEADING.match(line.text):
        for words in IN_BRACKETS.findall(tags[0]):
            yield from trim_place(words)
    if lead := BEFORE_COLON.match(line.text):
        yield from trim_place(lead[1])
    before = line.text.partition(title)[0] if title else ""
    if POINTED.search(before) or before.strip(MARKS) in line.bold:
        yield from trim_place(before)
    name = QUOTED.search(line.text)
    tail = line.text[line.links[-1].end :] if line.links else line.text[name.end() :] if name else ""
    tail = tail or (line.text.partition(title)[2] if title else "")
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


def find_called_sections(line: Line) -> Iterator[TaggedSpan]:
    """Yield what a line calls a section; most say nothing of a place."""
    if not PLACING.search(line.text):
        return
    for found in islice(CALLED_SECTION.finditer(line.text), MOST_MARKED):
        called = TaggedSpan("section", *found.span(found.lastindex or 0))
        if not NO_NAME.match(called.words(line)):
            yield TaggedSpan("section", *(find_around(line, called) or (called.start, called.end)))


def read_section(line: Line, stretch: TaggedSpan) -> str | None:
    """Return the section's name that a stretch is, where the line asks for a place."""
    name = NUMBERED.sub("", AND_ANOTHER.sub("", stretch.words(line)).strip(" .,;:\"'“”*_[]→>»›"))
    is_section = (
        NO_NAME.match(name) is None and 1 < len(name) <= LONGEST_CALLED and read_field(name) in (None, "paper", "other")
    )
    return name if is_section and places_something(line, stretch) else None


def find_path(line: Line, stretch: TaggedSpan) -> str | None:
    """Return a section's name with the headings that stand before it as those above: "Agents > Planning"."""
    path = PATH.search(line.text, 0, stretch.start)
    return line.text[path.start() : stretch.end].strip(MARKS) if path else None


def places_something(line: Line, stretch: TaggedSpan) -> bool:
    """Tell whether what stands around words that can be a section's name asks for a place, where it is running text."""
    is_running = line.place not in ("heading", "item", "row", "cell") and not line.leads_in
    before = SENTENCE_END.split(line.text[: stretch.start])[-1]
    behind = SENTENCE_END.split(line.text[stretch.end :], maxsplit=1)[0]
    return not LIST_BEHIND.match(behind) and (
        not is_running
        or is_marked_place(line, stretch)
        or PLACING.search(f"{before} {behind}") is not None
        or POINTING.search(before) is not None
    )


def is_marked_place(line: Line, stretch: TaggedSpan) -> bool:
    """Tell whether words that can be a section's name are marked, behind a word for a place."""
    around = find_around(line, stretch)
    return around is not None and PLACE_BEFORE.search(line.text, 0, around[0]) is not None


def find_around(line: Line, stretch: TaggedSpan) -> tuple[int, int] | None:
    """Return the marked words of a line of which some are a section: whoever marks a name marks all of it."""
    spans = ((start, end) for kind, start, end in find_marked(line) if kind != "link")
    return next((span for span in spans if stretch.overlaps(*span)), None)
