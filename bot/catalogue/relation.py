"""What a proposed paper is to the catalogue: its disposition, and what would change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.identifiers import clean_link
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.matching import Candidate, Index, Record
from bot.catalogue.paper import Link, Paper
from bot.catalogue.venues import Venues

Disposition = Literal["new", "duplicate", "update", "cross-list", "pending", "link-error", "similar"]


@dataclass(frozen=True, slots=True)
class Relation:
    """`paper` is the listed paper that is meant (for "pending" the thread, "#12"), `changes` its fields that change.

    `rival` is an older thread that proposes the same link, while the titles do not look like one paper's.
    """

    disposition: Disposition
    paper: str | None = None
    candidates: tuple[Candidate, ...] = ()
    changes: tuple[str, ...] = ()
    rival: str | None = None

    @property
    def waits_for(self) -> str | None:
        """The older thread whose end can change what this is."""
        return self.paper if self.disposition == "pending" else self.rival

    @property
    def is_listed(self) -> bool:
        """Whether the list has this paper, so that what a proposal leaves out is known."""
        return self.disposition in ("duplicate", "update", "cross-list")


def relate(
    record: Record,
    links: Sequence[Link],
    sections: Sequence[str],
    *,
    index: Index,
    catalogue: Catalogue,
    shows: Callable[[Paper, Paper], bool] = lambda before, after: True,
    tells_venue: bool = False,
) -> Relation:
    """Say what a record with these links, proposed for these sections, is to the catalogue.

    `shows` tells whether the list would read otherwise with one record of a paper in place of another, `tells_venue`
    that a person gives its venue.
    """
    known = record.venue is not None and catalogue.venues.find_name(record.venue) is not None
    match = index.match(record._replace(is_venue_known=known))
    if match.key is None:
        return Relation("new")
    if match.kind == "similar" or match.kind == "link-error":
        return Relation(match.kind, match.key, match.candidates)
    paper = catalogue.papers[match.key]
    better = improve(paper, record, links, catalogue, tells_venue=tells_venue)
    if better != paper and shows(paper, better):
        return Relation("update", paper.id, match.candidates, changed_fields(paper, better))
    if any(section not in paper.sections for section in sections):
        return Relation("cross-list", paper.id, match.candidates, ("sections",))
    return Relation("duplicate", paper.id, match.candidates)


def find_listed(record: Record, *, index: Index, catalogue: Catalogue) -> Relation:
    """Say which listed paper somebody means who wants it changed; the short name before its colon is enough."""
    match = index.match(record)
    if match.kind == "same" and match.key:
        return Relation("duplicate", match.key, match.candidates)
    name = fold_title(record.title)
    named = [p.id for p in catalogue.papers.values() if ":" in p.title and fold_title(p.title.split(":")[0]) == name]
    if name and len(named) == 1:
        return Relation("duplicate", named[0], (Candidate(named[0], 1.0, ("its short name",)),))
    return Relation("new" if match.kind == "new" else "similar", match.key, match.candidates)


def improve(
    paper: Paper, record: Record, links: Sequence[Link], catalogue: Catalogue, *, tells_venue: bool = False
) -> Paper:
    """Return a listed paper with a record's better facts: a published venue for a preprint, a missing code link.

    A venue that a person tells comes even in place of another.
    """
    better, venues = paper, catalogue.venues
    is_news = venues.is_preprint(paper.venue) or (tells_venue and is_other_venue(paper.venue, record.venue, venues))
    if is_news and record.venue and not venues.is_preprint(record.venue):
        better = better._replace(venue=record.venue, year=record.year or paper.year)
        better = publish_link(better, links)
    elif paper.venue == record.venue and paper.year is None and record.year:
        better = better._replace(year=record.year)
    if links and not paper.links:
        better = better._replace(links=tuple(links[:1]))
    code = [link for link in links if link.label == "Code"]
    if code and not any(link.label == "Code" for link in paper.links):
        better = better._replace(links=better.links + tuple(code))
    if better == paper:
        return paper
    known = {**dict(record.identifiers), **paper.identifiers}
    return better._replace(identifiers=known)


def is_other_venue(one: str | None, other: str | None, venues: Venues) -> bool:
    """Whether these are two venues that publish, each known by its name: a name by itself has many spellings."""
    known = [venues.find_name(name) for name in (one, other) if name and not venues.is_preprint(name)]
    return len(known) == 2 and all(known) and known[0] != known[1]


def publish_link(paper: Paper, links: Sequence[Link]) -> Paper:
    """Return a paper whose first link leads to the publisher instead of the preprint, where one is given."""
    published = [link for link in links if (found := clean_link(link.url).identifier) and found.kind != "arxiv"]
    if not published or not paper.links:
        return paper
    return paper._replace(links=(Link(paper.links[0].label, published[0].url), *paper.links[1:]))


def changed_fields(before: Paper, after: Paper) -> tuple[str, ...]:
    names = ("title", "venue", "year", "sections", "links", "identifiers", "authors")
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))
