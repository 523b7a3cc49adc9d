"""One paper of the list, as `data/papers/<id>.yaml` holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled address, shown as `[[label]](url)`."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A record of the catalogue.

    `id` is the file's name without its ending and never changes. `venue` is a canonical name of venues.yaml and
    `year` the year of the venue; both are None when unknown. `sections` gives the position in each section where the
    paper is listed, None meaning "at the end". `identifiers` maps a kind ("arxiv", "doi", ...) to a canonical value.
    `aliases` are other titles people decided to be this paper; `distinct` the ids of papers they decided it is not.
    """

    id: str
    title: str
    sections: Mapping[str, int | None]
    links: tuple[Link, ...]
    venue: str | None = None
    year: int | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    added: str | None = None
    aliases: tuple[str, ...] = ()
    distinct: tuple[str, ...] = ()
