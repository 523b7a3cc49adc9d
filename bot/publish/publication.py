"""A list as published for its readers: the catalogue, and what is known about it from elsewhere."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from math import ceil
from statistics import median
from typing import Self

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.identifiers import address, identifiers_of, is_web_address
from bot.catalogue.paper import Link, Paper
from bot.catalogue.section import Section
from bot.lists.inline import code_address

#: How many entries the feed has.
NEWEST = 50


@dataclass(frozen=True, slots=True)
class Activity:
    """How many submissions are `open`, and in how many `days` half of the last ones were settled (None: none were)."""

    open: int
    days: int | None

    @classmethod
    def of(cls, submissions: Collection[tuple[datetime, datetime | None]]) -> Self:
        """Return the activity from the times when submissions were opened and closed; a day that has begun counts."""
        took = [closed - opened for opened, closed in submissions if closed]
        days = max(1, ceil(median(taken.total_seconds() for taken in took) / 86_400)) if took else None
        return cls(sum(closed is None for _, closed in submissions), days)


@dataclass(frozen=True, slots=True)
class About:
    """What is known about a list from outside it.

    `repository` is "owner/name" on GitHub and `address` the site's, ending in "/"; None if unknown. `changed` is the
    day of the last change, YYYY-MM-DD; `added` has the days on which papers joined, by id. `activity` is None if GitHub
    was not asked.
    """

    changed: str
    description: str = ""
    repository: str | None = None
    address: str | None = None
    added: Mapping[str, str] = field(default_factory=dict)
    activity: Activity | None = None


@dataclass(frozen=True)
class Publication:
    """A catalogue with what is known about it; `papers` and `sections` are in the order of the page."""

    catalogue: Catalogue
    about: About

    @cached_property
    def sections(self) -> tuple[tuple[Section, tuple[Paper, ...]], ...]:
        rows = ((section, tuple(self.catalogue.rows_of(id).papers)) for id, section in self.catalogue.sections.items())
        return tuple((section, papers) for section, papers in rows if papers)

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """Every paper once, at its first place; those in no known section come last."""
        listed = {paper.id: paper for _, papers in self.sections for paper in papers}
        return tuple((listed | dict(self.catalogue.papers)).values())

    @cached_property
    def newest(self) -> tuple[Paper, ...]:
        """The papers that joined last, newest first; papers of one day stay in the page's order."""
        dated = [paper for paper in self.papers if self.added(paper)]
        return tuple(sorted(dated, key=self.added, reverse=True)[:NEWEST])

    def added(self, paper: Paper) -> str:
        """Return the day on which a paper joined, YYYY-MM-DD, "" if unknown."""
        return paper.added or self.about.added.get(paper.id, "")

    def kind(self, paper: Paper) -> str | None:
        """Return the kind of a paper's venue: conference, journal or preprint; None if unknown."""
        venue = self.catalogue.venues.find_name(paper.venue) if paper.venue else None
        return venue.kind if venue else None

    def home(self) -> str | None:
        """Return the address of the list itself: its site, or its repository."""
        return self.about.address or (f"https://github.com/{self.about.repository}" if self.about.repository else None)


def open_links(paper: Paper) -> tuple[Link, ...]:
    """Return a paper's links that a browser can open; unchecked data may hold others."""
    return openable(paper.links)


@lru_cache(maxsize=100_000)
def openable(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return the links that a browser can open; every page and format needs the same ones."""
    return tuple(link for link in links if is_web_address(link.url))


def code_link(paper: Paper) -> str | None:
    return code_address(open_links(paper))


def paper_link(paper: Paper) -> str | None:
    """Return the paper's own address: its first link that is not its program, else that of its identifier."""
    code = code_link(paper)
    first = next((link.url for link in open_links(paper) if link.url != code), None)
    named = map(address, identifiers_of(paper.identifiers))
    return first or next((url for url in named if url and is_web_address(url)), None)
