"""The papers of one section in their order, with their lines: what joins or leaves is all that is placed anew."""

from __future__ import annotations

import zlib
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from bot.catalogue.entry_format import EntryFormat, format_entry
from bot.catalogue.paper import Paper

#: Sorts by the curated position; papers without one come last, in the order of their arrival.
Place = tuple[bool, int, str, str]


class Row(NamedTuple):
    """A paper in its place; `line` is ended."""

    place: Place
    paper: Paper
    line: str


class SectionRows:
    """A section's rows in their order; one that is changed leaves this one as it is."""

    def __init__(self, section: str, form: EntryFormat, rows: Sequence[Row] = ()) -> None:
        self.section = section
        self.form = form
        self.rows = rows

    @cached_property
    def text(self) -> str:
        """The section's lines."""
        return "".join(row.line for row in self.rows)

    @property
    def papers(self) -> list[Paper]:
        """The section's papers."""
        return [row.paper for row in self.rows]

    @cached_property
    def drawn(self) -> list[Paper]:
        """The section's papers as if by lot, but the same way every time: lists may sort them by subject."""
        return sorted(self.papers, key=lambda paper: (zlib.crc32(paper.id.encode()), paper.id))

    def change(self, gone: Iterable[Paper], come: Iterable[Paper]) -> SectionRows:
        """Return the section without some of its papers, and with others."""
        rows = [*self.rows]
        for paper in gone:
            del rows[bisect_left(rows, self.place(paper), key=place_of)]
        for paper in come:
            insort(rows, self.row(paper), key=place_of)
        return SectionRows(self.section, self.form, rows)

    def row(self, paper: Paper) -> Row:
        return Row(self.place(paper), paper, f"{write_line(self.form, paper)}\n")

    def place(self, paper: Paper) -> Place:
        """Return where a paper stands."""
        position = paper.sections[self.section]
        return position is None, position or 0, paper.added or "", paper.id


def place_of(row: Row) -> Place:
    return row.place


def write_line(form: EntryFormat, paper: Paper) -> str:
    return format_entry(form, title=paper.title, venue=paper.venue, year=paper.year, links=paper.links)
