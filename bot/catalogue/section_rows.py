"""The papers of one section in their order: what joins or leaves is all that is placed anew."""

from __future__ import annotations

import zlib
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from bot.catalogue.paper import Paper, PaperLine

#: Sorts by the curated position; papers without one come last, in the order of their arrival.
Place = tuple[bool, int, str, str]


class Row(NamedTuple):
    """A paper in its place, with the line of its own if it has one there."""

    place: Place
    paper: Paper
    line: PaperLine | None = None


class SectionRows:
    """A section's rows in their order; one that is changed leaves this one as it is.

    `written` is for whoever writes the section: texts by paper, which all versions of the section have in common.
    """

    def __init__(
        self, section: str, rows: Sequence[Row] = (), written: dict[str, tuple[Paper, str]] | None = None
    ) -> None:
        self.section = section
        self.rows = rows
        self.written: dict[str, tuple[Paper, str]] = {} if written is None else written
        #: What the whole section reads, once somebody wrote it.
        self.text: str | None = None

    @cached_property
    def papers(self) -> list[Paper]:
        return [row.paper for row in self.rows if row.line is None or row.line.at is None]

    @cached_property
    def drawn(self) -> list[Paper]:
        """The section's papers as if by lot, but the same way every time: lists may sort them by subject."""
        return sorted(self.papers, key=lambda paper: (zlib.crc32(paper.id.encode()), paper.id))

    def change(self, gone: Iterable[Paper], come: Iterable[Paper]) -> SectionRows:
        """Return the section without some of its papers, and with others."""
        rows = [*self.rows]
        for paper in gone:
            for row in self.rows_of(paper):
                del rows[bisect_left(rows, row.place, key=place_of)]
        for paper in come:
            for row in self.rows_of(paper):
                insort(rows, row, key=place_of)
        return SectionRows(self.section, rows, self.written)

    def rows_of(self, paper: Paper) -> Iterator[Row]:
        """Yield the row of a paper, and those of its further lines."""
        own = [line for line in paper.lines if line.section == self.section]
        position = paper.sections[self.section]
        first = next((line for line in own if line.at is None), None)
        yield Row((position is None, position or 0, paper.added or "", paper.id), paper, first)
        yield from (Row((False, line.at, "", paper.id), paper, line) for line in own if line.at is not None)


def place_of(row: Row) -> Place:
    return row.place
