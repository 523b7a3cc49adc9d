"""The text of an entry while its parts are found, and the marks that stand around them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.catalogue.paper import Link
from bot.errors import PaperclerkError
from bot.lists.dates import DATE, MONTH, SHORT_YEAR, YEAR
from bot.lists.inline import LABELS, Span, words
from bot.lists.page import Part
from bot.lists.phrases import UNKNOWN, Phrases, signs
from bot.lists.reading.table import FACTS, head_role
from bot.patterns import rare

GLUE = " \t\r\\.,;:，。；：·•-–—/&+~'’#!*_"
#: What is no part of a fact at its ends.
BEFORE_FACT, BEHIND_FACT = GLUE + "@`", GLUE + "@([`"
#: ":fire:", a picture and no word; a name with its capital may be glued to it.
SHORTCODE = re.compile(r":(?:(?<![\w/]:)[a-z0-9_+-]+:(?![a-z\d_/])|[a-z]+(?:_[a-z]+)+:)")
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|<!--[^\n]*?-->")
# A pattern that begins with a character as it stands is found much faster than one that begins with a look behind.
UNDERSCORES = rare(r"_(?:(?<!\w_)(?=[^\W_])|(?<=[\w.,)?!]_)(?!\w))")
BRACKETED_YEAR = re.compile(r"\((?:(?<=[\w.,][ ]\()|(?<=[^\W\d_]\())((?:19|20)\d\d)\)")
#: Bold words may go on in a second line, as a long title does; most have no other mark in them, which is tried first.
BOLD = re.compile(
    r"(?:\*\*|__)(?=\S)([^\n](?:[^\n*_]{0,499}+|[^\n]{0,499}?)(?=[*_\n])"
    r"(?:\n[ \t]*[^\s*+\-|>#][^\n*]{0,300}?)?)(?:\*\*|__)"
)
#: A star behind a name, which says that two authors did as much as each other.
FOOTNOTE = rare(r"\*(?<=(?:[^\W\d_]|%)\*)(?=[,\s]|$)")
#: What stands for an accent or an apostrophe, where it is no mark of code.
ACCENT = rare(r"`(?:(?<=[^\W\d_]`)|(?=[^\W\d_]))")
#: A year directly behind words that have marks.
FOLLOWED = re.compile(r"[*_]+[\s,.(]*(?:(?:19|20)\d\d|['’]\d\d)(?!\d)")
OPENING_STAR = re.compile(r"\*(?<![\w*]\*)(?=[^\s*])")
#: How a venue honours papers, and shows them.
PRIZE = "best|outstanding|distinguished|honou?rable|student|paper|award|mention|oral|spotlight|poster|highlight"
PRIZES = rf"(?:(?:{PRIZE})\b\s*)+"
#: "Best Paper of ", "Oral at " or "Paper - " before a venue.
HONOUR = rf"{PRIZES}(?:[,:–—-]|(?:of|at|in)\b)"
LEAD = re.compile(
    r"(?:et\.? al\.?|(?:accepted|published|to appear|presented)?\s*(?:in|at|by|to|on)|accepted for|available at"
    rf"|{HONOUR})\s+",
    re.I,
)
#: "2020 " before a venue or "'20" behind it, which has its year from elsewhere.
YEAR_BEFORE, YEAR_BEHIND = rare(r"(?:19|20)\d\d\s+(?=[A-Z])"), rare(r"(?<=[A-Za-z])\s?['’‘`]\d\d$")
#: "Oral" behind a venue, a month, or the "abs" of "CoRR, abs/2401.00001"; "Survey" says what kind of paper it has.
HONOURED = rare(rf"(?<=\w)[ ,]+(?:oral|spotlight|poster|highlight|survey|abs|{MONTH})$", re.I)
#: A venue of no more characters has nothing behind it.
LONGEST_WORD = 7
#: What a venue says of a paper besides that it took it.
AWARD = re.compile(
    rf"\W*(?:(?:{PRIZE}|short|long|full|main|invited|demo|industry|benchmarks?|runner|track|talk|presentation|datasets?"
    r"|and|from|by|top|to appear|to be published|in press|\d+%)\b\W*)+",
    re.I,
)
QUOTES = frozenset('"“”')
#: What stands around the title of a book in Chinese and Japanese.
BOOK_MARKS = {"《": "》", "「": "」", "『": "』"}
#: A note in brackets behind a venue's name.
REMARKED = rare(r"(?<=\w)\s*\(([^()\n]*)\)$")
#: "(IEEE Transactions on Ponds 2021)" behind a title, or behind a venue's name in full.
PLACED_IN = rare(r"\([A-Z](?=[^()]*[a-zA-Z])[^()]*(?:19|20)\d\d\)?$")
#: What an entry says of awards has fewer characters.
LONGEST_AWARD = 60
#: An emoji, an arrow or the like; mathematical signs mark names.
PICTURE = rare("[\u2190-\u21ff\u2300-\u2bff\ufe0f\U0001f000-\U0001faff]")
#: What follows a number before an entry: a blank, or a title to which it is glued, as in "3.One".
COUNTED = r"(?:[.)]\s+|[.)、．](?=[^\W\d_]|[\[【*\"“]))"
PREFIX = re.compile(
    r"\s*(?:[-*+•](?:\s+|(?=\[))|>\s*|\(?(?!(?:19|20)\d\d)\d{1,4}[.)]\s+|\|\s*)*(?:\*{0,2}(?:\\?\[\d{1,3}\\?\]|【\d{1,3}】)\.?\*{0,2}(?!\()\s?[.:]?\s*|\[\^[^\[\]\s]+\]:\s*|#{1,6}\s+(?:\\?\[(?!(?:19|20)\d\d\\?\])\d+\\?\]\s+|\d+"
    + COUNTED
    + r")?"
    r"|(?!(?:19|20)\d\d)\d{1,4}" + COUNTED + r")?(?:\[[ xX]\]\s+)?"
)
KEYED = re.compile(
    r"^[ \t]*+(?:[-*+][ \t]+)?(?::[a-z0-9_+-]+:[ \t]*)*+"
    r"(?:\*\*|__|[*_](?=[^\n*_:：]{1,34}(?:[*_][ \t]*[:：]|[:：][*_])))?"
    r"(?:[^\w\n\[\]|<>()*:]{0,8}+)([^\W\d_][\w /&-]{0,24}+)"
    r"(?:[*_]{1,2})?[ \t]*(?::(?:[*_]{1,2})?(?=[ \t\n]|https?:|\[|$)|(?<=[Tt]itle):|(?<=uthor):|(?<=uthors):|：)",
    re.M,
)
#: What the lines below a title are about.
KEYS = LABELS | frozenset({
    "key", "keys", "keyword", "keywords", "author", "authors", "affiliation", "affiliations", "institution",
    "institutions", "institute", "abstract", "tldr", "tl", "dr", "venue", "year", "tags", "tag", "expenv", "task",
    "tasks", "env", "environment", "contribution", "contributions", "publication", "published", "date", "topic",
    "idea", "main", "method", "type", "category", "citations", "comment", "comments", "description", "remark",
    "team", "lab", "org", "doi", "by",
    "作者", "单位", "链接", "说明", "摘要", "关键词", "会议", "标签", "备注", "时间", "机构", "简介", "日期", "年份",
    "分类", "期刊", "来源", "发表", "标题", "题目", "地址", "著者", "会議", "概要", "発表日",
})  # fmt: skip


#: Where entries name people beside the words of their titles; "never": nowhere.
Signed = Literal["unknown", "before", "behind", "never"]


class ExtraError(PaperclerkError):
    """A text says something that is no fact of a paper."""


@dataclass(slots=True)
class Reading:
    """The text of one entry while its parts are found. `mask` is the text with what is found blanked out.

    `first` are the first parts of their kinds, which are asked for all the time; `extras` are the parts that are no
    facts: a text about something has hundreds, which nobody asks for meanwhile.
    `row`: the text is a row of a table. `signed`: where the entries beside it name people. `strict`: the first extra
    that is no award raises ExtraError. `moved`: stretches whose words have blanks for marks beside them.
    """

    text: str
    phrases: Phrases
    references: Mapping[str, str]
    mask: str
    parts: list[Part] = field(default_factory=list)
    first: dict[str, Part] = field(default_factory=dict)
    extras: list[Part] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    groups: int = 0
    row: bool = False
    signed: Signed = "unknown"
    strict: bool = False
    moved: Sequence[Span] = ()

    def hide(self, start: int, end: int) -> None:
        """Take a stretch out of what is still to be told."""
        self.mask = self.mask[:start] + "\x00" * (end - start) + self.mask[end:]

    def blank(self, start: int, end: int) -> None:
        """Take a stretch out as if there were nothing, so that the words around it stay together."""
        self.mask = self.mask[:start] + " " * (end - start) + self.mask[end:]

    def cut(self, place: int) -> None:
        """Begin a line behind a place, of what is still to be told."""
        self.mask = self.mask[:place] + "\n" + self.mask[place + 1 :]

    def open(self, start: int, end: int) -> str:
        """Return the stretch with what is found blanked out."""
        return self.mask[start:end]

    def add(self, kind: str, start: int, end: int, group: int = -1) -> None:
        """Note a part, trimmed of blanks, and take it out."""
        start, end = strip_span(self.text, start, end)
        if end > start or kind == "label":
            if kind == "extra" and self.strict and not AWARD.fullmatch(self.text, start, end):
                raise ExtraError
            if kind == "extra":
                self.extras.append(Part(kind, start, end, group))
            else:
                self.note(kind, start, end, group)
            self.hide(start, end)

    def note(self, kind: str, start: int, end: int, group: int) -> None:
        """Take a part in behind those that were found before."""
        part = Part(kind, start, end, group)
        self.parts.append(part)
        if kind not in self.first:
            self.first[kind] = part

    def keep(self, parts: Iterable[Part]) -> None:
        """Have these parts in place of those that were found before."""
        self.parts, self.first = [], {}
        for part in parts:
            self.note(*part)

    def place_label(self, label: Part) -> None:
        """Have a link's text for the venue, and the link lead to the paper."""
        self.keep([part for part in self.parts if part is not label])
        self.add("venue", *strip_span(self.text, label.start, label.end, "`"))
        self.links[label.group] = Link("paper", self.links[label.group].url)

    def add_first(self, kind: str, span: Span | None) -> None:
        """Note a part, if there is one, unless one of its kind is known."""
        if span and kind not in self.first:
            self.add(kind, *span)

    def known(self, address: Span) -> bool:
        """Tell whether the address at a place was read before, with a stretch whose role was known."""
        return any(part.kind in ("url", "badge") and (part.start, part.end) == address for part in self.parts)

    def find(self, kind: str) -> Part | None:
        """Return the first part of a kind that was found, None where none was."""
        return self.first.get(kind)

    def cites(self, start: int) -> bool:
        """Tell whether a reference's names, year and title stand before a place, in this order."""
        if "year" not in self.first:
            return False
        authors, year, title = map(self.find, ("authors", "year", "title"))
        return bool(authors and year and title and authors.end <= year.start < title.start < start)

    def has(self, kind: str) -> bool:
        """Tell whether a part of the kind was found."""
        return kind in self.first


def strip_span(text: str, start: int, end: int, chars: str | None = None) -> Span:
    """Return a stretch of a text without the blanks, or the `chars`, at its ends."""
    rest = text[start:end].lstrip(chars)
    first = end - len(rest)
    return first, first + len(rest.rstrip(chars))


def with_stop(text: str, end: int) -> int:
    """Return where names end, with the stop of an "al." at their end."""
    return end + (text.startswith(".", end) and re.search(r"\bal$", text[max(0, end - 3) : end]) is not None)


def find_keys(text: str) -> list[re.Match[str]]:
    """Return the words before a colon with which a line begins."""
    if ":" not in text and "：" not in text:
        return []
    if "\n" in text:
        return list(KEYED.finditer(text))
    found = KEYED.match(text)
    return [found] if found else []


def even_marks(mask: str) -> str:
    """Return a text, as long as before, with underscores of italics as stars and no brackets around a venue's year."""
    mask = mask.replace("\\*", "††")
    if "_" in mask:
        mask = UNDERSCORES.sub("*", mask)
    if ("*," in mask or "* " in mask or "*\n" in mask) and FOOTNOTE.search(mask):
        mask = "\n".join(line if OPENING_STAR.search(line) else FOOTNOTE.sub("†", line) for line in mask.split("\n"))
    if mask.count("`") == 1:
        mask = ACCENT.sub("'", mask)
    return BRACKETED_YEAR.sub(r" \1 ", mask) if "(" in mask else mask


def trim(text: str, start: int, end: int) -> Span:
    """Return the place of a title without the marks and stops around it, most often the one that was given."""
    if start < end and text[start].isalnum() and text[end - 1].isalnum():
        return start, end
    while start < end and (text[start] in " \t\n*_~\"“”`'‘’«[,.;:|-•·–—)/" or is_picture(text[start])):
        if (text[start] == "[" and "]" in text[start:end]) or (text[start] == '"' and '":' in text[start + 1 : end]):
            break
        start += 1
    while end > start and (
        text[end - 1] in " \t\n\r*_~\"“”`’'»,:;|/\\([，：；"
        or is_picture(text[end - 1])
        or (text[end - 1] == "." and not text[:end].endswith("..."))
    ):
        end -= 1
    if end - start > 1 and BOOK_MARKS.get(text[start]) == text[end - 1] and text.find(text[start], start + 1, end) < 0:
        return start + 1, end - 1
    return with_quote(text, start, end)


def with_quote(text: str, start: int, end: int) -> Span:
    """Return the place of a title that quotes something at its beginning or its end with both marks of that."""
    if text[start - 1 : start] not in QUOTES and text[end : end + 1] not in QUOTES:
        return start, end
    for opening, closing in ('""', "“”"):
        begun, ended = start > 0 and text[start - 1] == opening, text[end : end + 1] == closing
        if begun != ended and len(re.findall(f"[{opening}{closing}]", text[start:end])) == 1:
            return start - begun, end + ended
    return start, end


def is_picture(char: str) -> bool:
    """Tell whether a character is an emoji or another picture, or changes one."""
    return char > "\u2190" and char != "\ufffd" and unicodedata.category(char) in ("So", "Mn")


def add_trimmed(reading: Reading, kind: str, start: int, end: int) -> None:
    """Note a part without the punctuation around it."""
    while start < end and reading.text[start] in BEFORE_FACT:
        start += 1
    if reading.text.startswith("(", start, end) and ")" not in reading.text[start:end]:
        start += 1
    while end > start and reading.text[end - 1] in BEHIND_FACT:
        end -= 1
    lead = (
        (LEAD.match(reading.text, start, end) or YEAR_BEFORE.match(reading.text, start, end))
        if kind == "venue"
        else None
    )
    if kind == "venue" and (yeared := YEAR_BEHIND.search(reading.text, start, end)):
        end = yeared.start()
    if kind == "venue" and (opened := reading.text.rfind(" (", start, end)) > 0 and ")" not in reading.text[opened:end]:
        end = opened
    if kind == "venue" and reading.text[end - 1] == ")" and (noted := REMARKED.search(reading.text, start, end)):
        end = noted.start() if AWARD.fullmatch(noted[1]) else end
    if kind == "venue" and end - start > LONGEST_WORD and (honoured := HONOURED.search(reading.text, start, end)):
        end = honoured.start()
    if end > start:
        reading.add(kind, lead.end() if lead else start, end)


def says_what_follows(key: str) -> bool:
    """Tell whether the words before a colon are a label, not the short name that a title begins with."""
    return all(word.casefold() in KEYS for word in words(key)) or (key.isalpha() and head_role(key) in FACTS)


def is_fact(reading: Reading, text: str) -> bool:
    """Tell whether a text is no title: a date, a venue, with its year where it is not sure without, or an award."""
    text = text.strip(GLUE)
    if len(text) < LONGEST_AWARD and (AWARD.fullmatch(text) or text.casefold() in UNKNOWN):
        return True
    if "0" not in signs(text):
        return reading.phrases.is_venue(text, dated=False, strict=True)
    if DATE.fullmatch(text) or YEAR.fullmatch(text):
        return True
    if "(" in text and (noted := PLACED_IN.search(text)) and noted.start():
        return is_fact(reading, text[: noted.start()])
    year = YEAR.search(text) or SHORT_YEAR.search(text)
    year = (DATE.search(text) if year else None) or year
    rest = text
    if year:
        behind = text[year.end() :]
        rest = text[: year.start()] + " " + ("" if AWARD.fullmatch(behind) else behind)
    return reading.phrases.is_venue(rest, dated=bool(year), strict=True)
