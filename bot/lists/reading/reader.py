"""The page while it is read: the sections that are open, and the entries that were taken in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.catalogue.venue_table import is_published
from bot.lists.inline import Token, is_titled, plain, scan, words
from bot.lists.page import PageEntry, PageSection, Uneven
from bot.lists.phrases import Phrases
from bot.lists.reading.blocks import Block
from bot.lists.reading.entry.bearing import is_called_paper
from bot.lists.reading.entry.parts import Signed
from bot.lists.reading.entry.record import Stretch, read_record
from bot.lists.reading.entry.slots import find_slots
from bot.patterns import rare

#: Headings below which nothing is a paper of the list.
APART = re.compile(
    r"(?:table of )?contents?|toc|menu|outline|目录|quick links"
    r"|(?:(?:most )?(?:recent|latest) )?(?:news|updates?)(?: (?:logs?|notes?))?|what'?s new|change ?log|新闻|更新"
    r"|contribut.*|how to contribute|贡献.*|licen[cs]es?|acknowledge?ments?|致谢|citation"
    r"|(?:how to )?cit(?:e|ing).*|引用|bibtex|reference format|star (?:history|chart)|(?:how to )?contact.*"
    r"|about(?: us| me)?|maintainers?|community|disclaimer|sponsors?",
    re.I,
)
#: The level of a heading that is a bold line; a list item over others comes below.
BOLD, NESTED = 8, 10
#: So many papers make a page a list of papers.
MANY = 10
#: A title has at least so many words, where no link shows it.
FEWEST_WORDS = 3
#: Where a sentence ends and another begins, which no title has.
SENTENCE_MARK = rare(r"[a-z]\.\s+[A-Z]|\b(?:we|our|us|please)\b")
#: The same of what is surely no title, and the words that so long a text has: few titles have as many.
SENTENCES, LONG_TEXT = rare(r"[a-z)]\.\s+[A-Z][a-z]+ [a-z]"), 22
#: What a page says of itself or of another list; no title has these words, but what is written beside a link.
OF_LISTS = rare(
    r"\b(?:[Tt]his (?:repo(?:sitory)?|list)|[Cc]urated (?:list|collection)"
    r"|[Tt]o be (?:updated|completed|continued|added))\b|持续更新"
)
#: How a sentence about the page begins, whatever facts stand in it or in a badge behind it; "2023.4.20 更新19篇".
OF_ITSELF = rare(
    r"[\W\d]*(?:更新|新增)了?\s?\d+\s?篇"
    r"|\W*(?:[Tt]his (?:repo(?:sitory)?|list) [a-z]|[Pp]lease cite\b|(?:A|The) (?:[a-z]+ )?list of [a-z])"
)
#: What a sentence says of the link with which it begins, as in "[This](u) is a good course".
PREDICATE = rare(r"(?:is|are|was|were|has|have|contains|provides|gives) [a-z]")
#: An entry longer than this is a text about something.
LONGEST = 12_000
#: No words of an entry stand so far apart, though cells are padded; patterns look at a gap from each of its places.
WIDEST = 1000
GAP = re.compile(rf"[^|\s]\s{{{WIDEST},}}[^|\s]")


@dataclass
class Reader:
    """The page while it is read.

    `alike`: the first lines of blocks that are entries as others beside them are; `levels`: whether the headings of
    a level are papers, once it was asked.
    """

    lines: tuple[str, ...]
    bare: list[str]
    references: dict[str, str]
    phrases: Phrases
    sections: list[PageSection] = field(default_factory=list)
    stack: list[PageSection] = field(default_factory=list)
    entries: list[PageEntry] = field(default_factory=list)
    uneven: list[Uneven] = field(default_factory=list)
    alike: frozenset[int] = frozenset()
    levels: dict[int, bool] = field(default_factory=dict)

    def section(self) -> int:
        """Return the number of the section that is open."""
        return self.sections.index(self.stack[-1]) if self.stack else -1

    def text(self, first: int, last: int) -> str:
        """Return the text of some lines."""
        return self.bare[first] if first == last else "\n".join(self.bare[first : last + 1])

    def own(self, block: Block) -> str:
        """Return the text of a block's own lines."""
        return self.text(block.first, block.last)

    def links(self, text: str) -> list[Token]:
        """Return the links of a text, wherever they lead."""
        return [token for token in scan(text, self.references) if token.kind != "image"]

    def web_links(self, text: str) -> list[Token]:
        """Return the links of a text that lead to the web."""
        if "://" not in text and "](" not in text and not self.references:
            return []
        return [token for token in scan(text, self.references) if token.kind != "image" and token.address[:4] == "http"]

    def files(self, text: str) -> list[Token]:
        """Return the links of a text that lead to a file beside the page."""
        return [token for token in self.links(text) if not token.address.startswith(("#", "http"))]

    def apart(self) -> bool:
        """Tell whether the open section holds no papers: contents, news, thanks. A section below such a one may."""
        headed = [section for section in self.stack if section.level < BOLD]
        return bool(headed) and is_apart(headed[-1].path[-1])

    def enter(self, line: int, level: int, text: str) -> None:
        """Open a section."""
        while self.stack and self.stack[-1].level >= level:
            self.stack.pop()
        path = (*(self.stack[-1].path if self.stack else ()), heading_text(text))
        self.stack.append(PageSection(line, level, path))
        self.sections.append(self.stack[-1])

    def leave(self, level: int) -> None:
        """Close the sections that a nested bullet or a bold line opened, down to a level."""
        while self.stack and self.stack[-1].level >= level:
            self.stack.pop()

    def shows_paper(self, text: str, *, fewest: int = FEWEST_WORDS) -> bool:
        """Tell whether a text without a link is a paper all the same: a title with names, or where it appeared."""
        record, _ = read_record(text, self.phrases, self.references)
        if len(words(record.title)) < fewest or SENTENCE_MARK.search(record.title):
            return False
        dated = record.year and (not record.leftover or self.titles_file(text))
        return bool(record.authors or record.venue or dated)

    def cites(self, text: str) -> bool:
        """Tell whether a text is a reference: names and their year, and a title behind them."""
        record, parts = read_record(text, self.phrases, self.references)
        kinds = [part.kind for part in parts if part.kind in ("authors", "year", "title")]
        return kinds == ["authors", "year", "title"] and bool(record.title)

    def knows(self, text: str) -> bool:
        """Tell whether a stretch of a text between its marks, or its title, is the title of a published paper."""
        stretches = (plain(text[slot.start : slot.end]) for slot in find_slots(text, self.references))
        return any(map(is_published, stretches)) or is_published(
            read_record(text, self.phrases, self.references)[0].title
        )

    def titles_file(self, text: str) -> bool:
        """Tell whether a text links a title to a file beside the page."""
        return any(is_titled(text, token) for token in self.files(text))

    def has_paper_file(self, text: str) -> bool:
        """Tell whether a text leads to a PDF beside the page, or to what it calls a paper there."""
        return any(token.address.lower().endswith(".pdf") or is_called_paper(text, token) for token in self.files(text))

    def add(self, first: int, last: int, form: str) -> bool:
        """Take in an entry; tell whether it is one."""
        entry = self.read(first, last, form)
        if entry is None or self.tells_of_lists(entry):
            return False
        self.entries.append(entry)
        return True

    def tells_of_lists(self, entry: PageEntry) -> bool:
        """Tell whether an entry is a sentence about its page or a link, or without facts is one about another list."""
        text, record = entry.raw, entry.record
        if OF_ITSELF.match(text) or PREDICATE.match(record.title) or explains(record.title):
            return True
        if record.authors or record.venue or record.year or not OF_LISTS.search(text):
            return False
        for token in reversed(self.links(text)):
            text = text[: token.start] + text[token.end :]
        return OF_LISTS.search(text) is not None

    def read(
        self,
        first: int,
        last: int,
        form: str,
        cells: Sequence[Stretch] | None = None,
        signed: Signed = "unknown",
    ) -> PageEntry | None:
        """Return the entry that some lines are, None for none. `cells`: those of a row; `signed`: as in read_record."""
        raw = self.text(first, last)
        if len(raw) > LONGEST or (len(raw) > WIDEST and GAP.search(raw)):
            return None
        is_row = cells is not None
        record, parts = read_record(raw, self.phrases, self.references, cells or (), row=is_row, signed=signed)
        own = bool(self.stack) and self.sections[-1] is self.stack[-1]
        section = len(self.sections) - 1 if own else self.section()
        return PageEntry(first, last, section, form, raw, record, parts) if record.title else None


def explains(title: str) -> bool:
    """Tell whether what could be a title is a text of several sentences."""
    return SENTENCES.search(title) is not None and len(words(title)) >= LONG_TEXT


def heading_text(text: str) -> str:
    """Return a heading without markup."""
    return plain(re.sub(r"\{#[^{}]*\}\s*$", "", text)).strip()


def is_apart(heading: str) -> bool:
    """Tell whether a heading stands over no papers."""
    text = " ".join(re.findall(r"[\w']+", heading))
    return bool(APART.fullmatch(re.sub(r"^\d+\s+", "", text)))
