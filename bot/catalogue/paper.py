"""One paper of the list, as `data/papers/<id>.yaml` holds it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Link(NamedTuple):
    """A labelled address, shown as `[[label]](url)`."""

    label: str
    url: str


class PaperLine(NamedTuple):
    """How a paper stands in a section where the list's form does not give its line; `text` may have several lines.

    `facts` is the fingerprint of what the paper said when the line was written: once it says something else, the line
    is brought up to date. `at` is the position of a further line of the paper in the same section. `blank` counts the
    empty lines above, where they are not as many as the section has.
    """

    section: str
    text: str
    facts: str
    at: int | None = None
    blank: int | None = None


class Paper(NamedTuple):
    """A record of the catalogue.

    `id` is the file's name without its ending and never changes. `venue` is a canonical name of venues.yaml and
    `year` the year of the venue; both are None when unknown. `sections` gives the position in each section where the
    paper is listed, None meaning "at the end". `identifiers` maps a kind ("arxiv", "doi", ...) to a canonical value.
    `aliases` are other titles people decided to be this paper; `distinct` the ids of papers they decided it is not.
    `lines` are its own lines.
    """

    id: str
    title: str
    sections: Mapping[str, int | None]
    links: tuple[Link, ...]
    venue: str | None = None
    year: int | None = None
    identifiers: Mapping[str, str] = MappingProxyType({})
    authors: tuple[str, ...] = ()
    added: str | None = None
    aliases: tuple[str, ...] = ()
    distinct: tuple[str, ...] = ()
    lines: tuple[PaperLine, ...] = ()

    @property
    def facts(self) -> str:
        """The fingerprint of what a line can show of the paper."""
        import hashlib  # loads OpenSSL, for which nobody waits who only reads

        shown = (self.title, self.venue, self.year, self.authors, [(link.label, link.url) for link in self.links])
        return hashlib.sha256(repr(shown).encode("utf-8", "replace")).hexdigest()[:8]
