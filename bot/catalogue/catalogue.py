"""The whole list: its papers, sections, venues and policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeVar

from bot.catalogue.entry_format import EntryFormat
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.paper import Paper
from bot.catalogue.section import Section
from bot.catalogue.section_rows import SectionRows
from bot.catalogue.venues import Venues
from bot.catalogue.versioned import amend

T = TypeVar("T")
#: Positions leave room for entries between two.
STEP = 10


class Policy(NamedTuple):
    """What the list's curators ask of an entry, beyond its form."""

    minimum_year: int | None = None
    venues: str = "any"  # "any", "csrankings" or "own"
    extra_venues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """A list, as `data/` holds it; `papers` and `sections` are keyed by id, sections in their order on the page.

    `output` is the rendered list, as a path beside the data, and `entry` the form of its lines. `rows` are kept once
    they were asked for: of a long list most stay the same when a paper joins it.
    """

    name: str
    sections: Mapping[str, Section]
    papers: Mapping[str, Paper]
    venues: Venues
    policy: Policy = field(default_factory=Policy)
    output: str = "README.md"
    entry: EntryFormat = field(default_factory=EntryFormat)
    kept: dict[object, Any] = field(init=False, compare=False, repr=False, default_factory=dict)
    rows: dict[str, SectionRows] = field(init=False, compare=False, repr=False, default_factory=dict)

    def rows_of(self, section: str) -> SectionRows:
        if not self.rows:
            papers: dict[str, list[Paper]] = {id: [] for id in self.sections}
            for paper in self.papers.values():
                for id in paper.sections:
                    papers.setdefault(id, []).append(paper)
            self.rows.update((id, SectionRows(id).change((), some)) for id, some in papers.items())
        return self.rows[section]

    def position_below(self, title: str | None, section: str) -> int | None:
        """Return the position below the paper of this title, at the top for "", None (at the end) where there is none.

        Between two neighbouring numbers there is no room; an equal number stands below, as the later arrival.
        """
        if title is None:
            return None
        places = [(fold_title(paper.title), paper.sections[section]) for paper in self.rows_of(section).papers]
        if title == "":
            first = places[0][1] if places else None
            return None if first is None else first // 2
        above = next((n for n, (known, _) in enumerate(places) if known == fold_title(title)), len(places))
        start, end = [*(position for _, position in places[above : above + 2]), None, None][:2]
        return None if start is None else (start + (start + STEP if end is None else end)) // 2

    def keep(self, make: Callable[[Catalogue], T]) -> T:
        """What `make` makes of this list, made once as long as the list is in use: it is too long to be hashed."""
        if make not in self.kept:
            self.kept[make] = make(self)
        found: T = self.kept[make]
        return found

    def change(self, papers: Mapping[str, Paper | None]) -> Catalogue:
        """Return the list with some papers in place of those with their ids, without those that are None."""
        gone = [paper for id in papers if (paper := self.papers.get(id))]
        come = [paper for paper in papers.values() if paper]
        other = replace(self, papers=amend(self.papers, papers))
        for section, rows in self.rows.items():
            left, joined = ([paper for paper in some if section in paper.sections] for some in (gone, come))
            other.rows[section] = rows.change(left, joined) if left or joined else rows
        return other

    def leaves(self) -> tuple[Section, ...]:
        """Return the sections that hold papers: those that are nobody's parent, and those that say so."""
        parents = {section.parent for section in self.sections.values()}
        return tuple(section for section in self.sections.values() if section.papers or section.id not in parents)
