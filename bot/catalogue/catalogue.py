"""The whole list: its papers, sections, venues and policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.catalogue.grammar import EntryFormat
from bot.catalogue.paper import Paper
from bot.catalogue.section import Section
from bot.catalogue.venues import Venues


@dataclass(frozen=True, slots=True)
class Policy:
    """What the list's curators ask of an entry, beyond its form."""

    minimum_year: int | None = None
    venues: str = "any"  # "any", "csrankings" or "own"
    extra_venues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """A list, as `data/` holds it; `papers` and `sections` are keyed by id, sections in their order on the page.

    `output` is the rendered list, as a path beside the data, and `entry` the form of its lines. `rendered` keeps the
    lines of sections once they were asked for: of a long list most stay the same when a paper joins it.
    """

    name: str
    sections: Mapping[str, Section]
    papers: Mapping[str, Paper]
    venues: Venues
    policy: Policy = field(default_factory=Policy)
    output: str = "README.md"
    entry: EntryFormat = field(default_factory=EntryFormat)
    rendered: dict[str, str] = field(init=False, compare=False, repr=False, default_factory=dict)

    def change(self, papers: Mapping[str, Paper | None]) -> Catalogue:
        """Return the list with some papers in place of those with their ids, without those that are None."""
        both = {**self.papers, **papers}
        other = replace(self, papers={id: paper for id in sorted(both) if (paper := both[id]) is not None})
        touched = {
            section
            for id, after in papers.items()
            for paper in (self.papers.get(id), after)
            if paper
            for section in paper.sections
        }
        other.rendered.update((section, lines) for section, lines in self.rendered.items() if section not in touched)
        return other

    def leaves(self) -> tuple[Section, ...]:
        """Return the sections that hold papers: those that are nobody's parent."""
        parents = {section.parent for section in self.sections.values()}
        return tuple(section for section in self.sections.values() if section.id not in parents)
