"""The page while it is read: the sections that are open, and the entries that were taken in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.catalogue.venue_table import is_published
from bot.lists.inline import plain, scan, words
from bot.lists.page import PageEntry, PageSection, Uneven
from bot.lists.phrases import Phrases, is_authors
from bot.lists.reading.blocks import BOLD_LINE, Block
from bot.lists.reading.entry.bearing import (
    announces_fact,
    begins_with_key,
    holds_title,
    is_keyed,
    is_self_contained,
    is_titled,
)
from bot.lists.reading.entry.parts import BOLD as BOLD_WORDS
from bot.lists.reading.entry.parts import PREFIX, Signed
from bot.lists.reading.entry.record import Stretch, is_facts_only, read_record
from bot.lists.reading.entry.slots import find_slots

#: Headings below which nothing is a paper of the list.
APART = re.compile(
    r"(?:table of )?contents?|toc|menu|outline|目录|news|updates?|what'?s new|recent updates?|change ?log|latest news"
    r"|新闻|更新"
    r"|contribut\w*|how to contribute|contributing.*|licen[cs]e|acknowledge?ments?|citation"
    r"|citing.*|cite.*|how to cite.*"
    r"|bibtex"
    r"|star history|contact.*|contributors|disclaimer|sponsors?|about( us| me)?|maintainers?|community"
    r"|引用|贡献.*|致谢|reference format|star chart|quick links",
    re.I,
)
#: The level of a heading that is a bold line; a list item over others comes below.
BOLD, NESTED = 8, 10
#: So many papers make a page a list of papers.
MANY = 10
PAPER = frozenset({"paper", "pdf", "arxiv", "doi", "论文"})
#: A title has at least so many words, where no link shows it.
FEWEST_WORDS = 3
#: So many facts announced by their names make what stands above them a paper, without a link.
FEWEST_FACTS = 2
#: Where a sentence ends and another begins, which no title has.
SENTENCE_MARK = re.compile(r"[a-z]\.\s+[A-Z]|\b(?:we|our|us|please)\b")
#: An entry longer than this is a text about something.
LONGEST = 12_000


@dataclass
class Reader:
    """The page while it is read; `alike`: the first lines of blocks that are entries as others beside them are."""

    lines: tuple[str, ...]
    bare: list[str]
    references: dict[str, str]
    phrases: Phrases
    sections: list[PageSection] = field(default_factory=list)
    stack: list[PageSection] = field(default_factory=list)
    entries: list[PageEntry] = field(default_factory=list)
    uneven: list[Uneven] = field(default_factory=list)
    alike: frozenset[int] = frozenset()

    def section(self) -> int:
        """Return the number of the section that is open."""
        return self.sections.index(self.stack[-1]) if self.stack else -1

    def text(self, first: int, last: int) -> str:
        """Return the text of some lines."""
        return "\n".join(self.bare[first : last + 1])

    def own(self, block: Block) -> str:
        """Return the text of a block's own lines."""
        return self.text(block.first, block.last)

    def links(self, text: str) -> int:
        """Return how many links to the web a text has."""
        if "://" not in text and not self.references:
            return 0
        return sum(token.kind != "image" and token.address.startswith("http") for token in scan(text, self.references))

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

    def shows_paper(self, text: str) -> bool:
        """Tell whether a text without a link is a paper all the same: a title with names, or where it appeared."""
        record, _ = read_record(text, self.phrases, self.references)
        if len(words(record.title)) < FEWEST_WORDS or SENTENCE_MARK.search(record.title):
            return False
        dated = record.year and (not record.leftover or self.leads_nearby(text))
        return bool(record.authors or record.venue or dated)

    def knows(self, text: str) -> bool:
        """Tell whether a stretch of a text between its marks, or its title, is the title of a published paper."""
        stretches = (plain(text[slot.start : slot.end]) for slot in find_slots(text, self.references))
        return any(map(is_published, stretches)) or is_published(
            read_record(text, self.phrases, self.references)[0].title
        )

    def leads_nearby(self, text: str) -> bool:
        """Tell whether a text links a title to a file beside the page."""
        return any(
            is_titled(text, token) and not token.address.startswith(("#", "http"))
            for token in scan(text, self.references)
        )

    def has_file(self, text: str) -> bool:
        """Tell whether a text leads to a PDF beside the page, or to what it calls a paper there."""
        return any(
            token.kind != "image"
            and not token.address.startswith(("#", "http"))
            and (token.address.lower().endswith(".pdf") or text[slice(*token.label)].strip("[] ").casefold() in PAPER)
            for token in scan(text, self.references)
        )

    def add(self, first: int, last: int, form: str) -> bool:
        """Take in an entry; tell whether it is one."""
        while last > first and not self.bare[last].strip():
            last -= 1
        entry = self.read(first, last, form)
        self.entries += [entry] if entry else []
        return entry is not None

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
        if len(raw) > LONGEST:
            return None
        is_row = cells is not None
        record, parts = read_record(raw, self.phrases, self.references, cells or (), row=is_row, signed=signed)
        own = bool(self.stack) and self.sections[-1] is self.stack[-1]
        section = len(self.sections) - 1 if own else self.section()
        return PageEntry(first, last, section, form, raw, record, parts) if record.title else None


def heading_text(text: str) -> str:
    """Return a heading without markup."""
    return plain(re.sub(r"\{#[^{}]*\}\s*$", "", text)).strip()


def is_apart(heading: str) -> bool:
    """Tell whether a heading stands over no papers."""
    text = " ".join(re.findall(r"[\w']+", heading))
    return bool(APART.fullmatch(re.sub(r"^\d+\s+", "", text)))


def following_parts(reader: Reader, blocks: Sequence[Block], index: int, *, linked: bool = False) -> int:
    """Return the last of the blocks from `index` on that only hold parts of an entry above them, index - 1 for none.

    Parts are labelled links, keyed lines ("Paper: ..."), names; something that has a title of its own is none.
    `linked`: the entry above has its link already, so that it needs none in its parts; then no line in bold is one.
    """
    last, stated = index - 1, 0
    bold = index - 1 if linked else index
    titled = index > 0 and holds_title(reader.own(blocks[index - 1]), reader.references)
    for place in range(index, min(len(blocks), index + 14)):
        block = blocks[place]
        text = reader.own(block)
        if block.kind not in ("item", "paragraph", "quote") or (
            is_self_contained(text, reader.references)
            and not is_part(reader, text)
            and not holds_title(text, reader.references)
            and not (stated and begins_with_key(text))
        ):
            break
        if (block.kind == "paragraph" and BOLD_LINE.match(text) and place > bold) or (
            titled and holds_title(text, reader.references)
        ):
            break
        if bold < index and not reader.links(text) and not (is_part(reader, text) or signs(reader, blocks, place)):
            break
        linked = linked or bool(reader.links(text))
        stated += announces_fact(text)
        last = place
    return last if linked or stated >= FEWEST_FACTS else index - 1


def signs(reader: Reader, blocks: Sequence[Block], place: int) -> bool:
    """Tell whether a paragraph is one name, and the next says nothing but facts."""
    if place + 1 >= len(blocks) or not is_authors(plain(reader.own(blocks[place])), marked=True):
        return False
    return is_facts_only(reader.own(blocks[place + 1]), reader.phrases, reader.references)


def is_part(reader: Reader, text: str) -> bool:
    """Tell whether a text only says something about the paper above it."""
    rest = PREFIX.sub("", text, count=1).lstrip()
    names = plain(rest.split("\n")[0].split("[")[0])
    marked = rest[:1] in ("*", "_") and rest[:2] not in ("**", "__")
    if is_facts_only(rest, reader.phrases, reader.references) or is_keyed(rest):
        return True
    titled = any(
        is_titled(rest, token) and len(words(rest[slice(*token.label)])) >= FEWEST_WORDS
        for token in scan(rest, reader.references)
    )
    bold = any(len(words(found[1])) > FEWEST_WORDS for found in BOLD_WORDS.finditer(rest, max(0, rest.find("\n"))))
    return not (titled or bold) and (
        (marked or not re.search(r"[\[\"“*]", rest.split("\n")[0])) and is_authors(names, marked=marked)
    )
