"""A Markdown page of papers as it stands: its lines, its sections and its entries. Nothing here changes a byte."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.paper import Link


class Part(NamedTuple):
    """Where a fact stands in an entry's `raw` text: [start, end).

    Kinds: title, rest (of a title, apart from it), authors, venue, year, date, link, label, url, badge, extra (what is
    none of these); in YAML "key:" with each key. `group` numbers the link that a label and a url belong to.
    """

    kind: str
    start: int
    end: int
    group: int = -1

    @property
    def span(self) -> tuple[int, int]:
        """The stretch of the text."""
        return self.start, self.end

    def holds(self, other: Part) -> bool:
        """Tell whether another part stands within this one."""
        return self.start <= other.start and other.end <= self.end


class EntryRecord(NamedTuple):
    """What an entry says of its paper; None where it says nothing.

    A link's label is its text; "title" if the title is the link, "paper" if the venue is.
    """

    title: str
    links: tuple[Link, ...] = ()
    code: str | None = None
    authors: str | None = None
    venue: str | None = None
    year: int | None = None
    date: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    leftover: tuple[str, ...] = ()


class PageSection(NamedTuple):
    """A heading of any kind: `path` has the headings above it and its own, without markup."""

    line: int
    level: int
    path: tuple[str, ...]


class PageEntry(NamedTuple):
    """The lines [first, last] of the page, counted from 0.

    `section` is an index into the page's sections, -1 for none. `paper` is false for an item that shows nothing
    of a paper, in a section of other things: tools, courses, lists.
    """

    first: int
    last: int
    section: int
    form: str
    raw: str
    record: EntryRecord
    parts: tuple[Part, ...] = ()
    paper: bool = True

    @property
    def title_part(self) -> Part:
        """Where the title stands, in an entry that has its parts and is not YAML."""
        return next(part for part in self.parts if part.kind == "title")

    def part(self, kind: str, group: int | None = None) -> Part | None:
        """Return the first part of a kind, of one link if its number is given; None where there is none."""
        return next((part for part in self.parts if part.kind == kind and group in (None, part.group)), None)

    def text(self, part: Part) -> str:
        """Return what is said in a part."""
        return self.raw[part.start : part.end]


class Uneven(NamedTuple):
    """A row of a table, on the line counted from 0, that has another number of cells than its head."""

    line: int
    cells: int
    heads: int


class Page(NamedTuple):
    """`lines` keep their ends; joined they are the page. `unread` lines link to a paper and are in no entry."""

    lines: tuple[str, ...]
    sections: tuple[PageSection, ...]
    entries: tuple[PageEntry, ...]
    unread: tuple[int, ...] = ()
    uneven: tuple[Uneven, ...] = ()

    @property
    def text(self) -> str:
        """The page, byte for byte."""
        return "".join(self.lines)

    def path(self, entry: PageEntry) -> tuple[str, ...]:
        """Return the headings above an entry, outermost first."""
        return self.sections[entry.section].path if entry.section >= 0 else ()

    def by_section(self) -> Iterator[tuple[int, list[PageEntry]]]:
        """Yield every section that has entries of its own, with them, in the page's order."""
        found: dict[int, list[PageEntry]] = {}
        for entry in self.entries:
            found.setdefault(entry.section, []).append(entry)
        yield from found.items()


def split_lines(text: str) -> tuple[str, ...]:
    """Split at line feeds only, ends kept: other separators of Unicode belong to their line."""
    lines = text.split("\n")
    ended = [f"{line}\n" for line in lines[:-1]]
    return (*ended, lines[-1]) if lines[-1] else tuple(ended)


def bare(line: str) -> str:
    """Return a line without its end."""
    return line.rstrip("\r\n")
