"""What is known of a paper that may be known already."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from bot.catalogue.identity.identifiers import Identifier, identifiers_of
from bot.catalogue.paper import Paper

#: The venue, the year, and whether the venue's name is canonical.
Place = tuple[str | None, int | None, bool]


class Record(NamedTuple):
    """A title and what else is known; `distinct` are the keys of records that people said it is not.

    `is_venue_known` says that `venue` is a canonical name, so that another name is another venue.
    """

    title: str
    identifiers: tuple[Identifier, ...] = ()
    authors: tuple[str, ...] = ()
    venue: str | None = None
    year: int | None = None
    aliases: tuple[str, ...] = ()
    distinct: Collection[str] = ()
    is_venue_known: bool = False

    @property
    def place(self) -> Place:
        """Where and when the paper appeared."""
        return self.venue, self.year, self.is_venue_known

    @staticmethod
    def from_paper(paper: Paper) -> Record:
        """Return the record of a listed paper."""
        return Record(
            title=paper.title,
            identifiers=identifiers_of(paper.identifiers),
            authors=paper.authors,
            venue=paper.venue,
            year=paper.year,
            aliases=paper.aliases,
            distinct=paper.distinct,
            is_venue_known=True,
        )
