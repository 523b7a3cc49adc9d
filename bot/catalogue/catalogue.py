"""The whole list: its papers, sections, venues and policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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

    `output` is the rendered list, as a path beside the data, and `entry` the form of its lines.
    """

    name: str
    sections: Mapping[str, Section]
    papers: Mapping[str, Paper]
    venues: Venues
    policy: Policy = field(default_factory=Policy)
    output: str = "README.md"
    entry: EntryFormat = field(default_factory=EntryFormat)

    def leaves(self) -> tuple[Section, ...]:
        """Return the sections that hold papers: those that are nobody's parent."""
        parents = {section.parent for section in self.sections.values()}
        return tuple(section for section in self.sections.values() if section.id not in parents)
