"""Where papers appear: canonical names, and the many ways people write them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Venue:
    """A conference, journal or preprint server of venues.yaml.

    `ranked` says whether CSRankings counts it: "yes", "next-tier" or "no".
    """

    name: str
    kind: str
    ranked: str = "no"
    aliases: tuple[str, ...] = ()


class Venues:
    """The venues a list knows, found by any of their names."""

    def __init__(self, venues: Iterable[Venue]) -> None:
        self.by_name = {venue.name: venue for venue in venues}

    def find(self, text: str) -> Venue | None:
        """Return the venue that `text` ("NIPS", "Proc. VLDB Endow.") names, or None."""
        raise NotImplementedError
