"""The services that know papers: how each is asked, and how its answer is read.

Shapes as the services answer in November 2026: arXiv's API gives Atom, with no entry for a number it does not know;
Crossref and OpenReview give JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from bot.catalogue.facts import Facts
from bot.catalogue.identifiers import Identifier
from bot.catalogue.venues import Venues, split_venue

ATOM, ARXIV_NAMES = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"
#: arXiv takes more numbers at once, but the address has to stay short.
MOST_AT_ONCE = 50
#: What an author writes in a comment or a journal reference where the paper did appear.
ACCEPTED = re.compile(
    r"\b(?:accepted (?:to|at|by|in|for)|to appear (?:in|at)|published (?:in|at|as)|camera[- ]ready(?: for)?"
    r"|presented at|appeared (?:in|at)|oral at|spotlight at)\b\s*(.{3,120})",
    re.I,
)
NOT_ACCEPTED = re.compile(r"\b(?:submitted|under review|in submission|workshop|withdrawn|rejected|reject)\b", re.I)
MOST_AUTHORS = 500

Facing = Mapping[Identifier, Facts]


class ShapeError(Exception):
    """The answer is not what the service gives; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Service:
    """A service: the kind of identifier it knows, where it is, and how often it may be asked (seconds between)."""

    name: str
    kind: str
    base: str
    address: Callable[[str, Sequence[Identifier]], str]
    parse: Callable[[bytes, Sequence[Identifier], Venues], Facing]
    at_once: int = 1
    between: float = 0.0


def arxiv_address(base: str, asked: Sequence[Identifier]) -> str:
    """Return the address that tells of several papers."""
    numbers = ",".join(quote(identifier.value, safe="/") for identifier in asked)
    return f"{base}/api/query?id_list={numbers}&max_results={len(asked)}"


def parse_arxiv(body: bytes, asked: Sequence[Identifier], venues: Venues) -> Facing:
    """Read arXiv's feed; a number without an entry is one that arXiv does not know."""
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise ShapeError("a document type")
    try:
        feed = ElementTree.fromstring(body)  # noqa: S314  entities, which could grow without end, are refused above
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise ShapeError("no XML") from error
    if feed.tag != f"{ATOM}feed":
        raise ShapeError("no Atom feed")
    found: dict[Identifier, Facts] = {}
    for entry in feed.iter(f"{ATOM}entry"):
        number = re.search(r"/abs/(.+?)(?:v\d+)?$", (entry.findtext(f"{ATOM}id") or "").strip())
        if number:
            found[Identifier("arxiv", number[1])] = read_entry(entry, venues)
    return {one: found.get(one, Facts("arXiv", exists=False)) for one in asked}


def read_entry(entry: ElementTree.Element, venues: Venues) -> Facts:
    """Return what an entry of arXiv's feed says; the venue is what the authors say of its publication."""
    names = [author.findtext(f"{ATOM}name") or "" for author in entry.iter(f"{ATOM}author")]
    reference, comment = (entry.findtext(f"{ARXIV_NAMES}{name}") or "" for name in ("journal_ref", "comment"))
    venue, year = read_published(reference, comment, venues)
    return Facts("arXiv", one_line(entry.findtext(f"{ATOM}title")), people(names), venue, year)


def read_published(reference: str, comment: str, venues: Venues) -> tuple[str | None, int | None]:
    """Return the venue and the year that a journal reference or an author's comment names, if the list knows it."""
    accepted = ACCEPTED.search(comment)
    for text in (reference, accepted[1] if accepted else ""):
        if text and not NOT_ACCEPTED.search(text) and not NOT_ACCEPTED.search(comment):
            found = venues.find(text.split(";")[0])
            year = split_venue(text)[1]
            if found and found.kind != "preprint" and year:
                return found.name, year
    return None, None


def crossref_address(base: str, asked: Sequence[Identifier]) -> str:
    """Return the address that tells of a DOI."""
    return f"{base}/works/{quote(asked[0].value, safe='')}"


def parse_crossref(body: bytes, asked: Sequence[Identifier], venues: Venues) -> Facing:
    """Read Crossref's record of one work."""
    message = read_json(body).get("message")
    if not isinstance(message, dict):
        raise ShapeError("no message")
    names = [
        " ".join(filter(None, (text(author.get("given")), text(author.get("family")))))
        for author in listed(message.get("author"))
        if isinstance(author, dict)
    ]
    event = message.get("event")
    places = [event.get("name") if isinstance(event, dict) else None, *listed(message.get("container-title"))]
    known = (venues.find(place) for place in places if isinstance(place, str))
    venue = next((found.name for found in known if found), None)
    issued = message.get("issued")
    parts = listed(issued.get("date-parts")) if isinstance(issued, dict) else []
    year = listed(parts[0])[0] if parts and listed(parts[0]) else None
    title = next((item for item in listed(message.get("title")) if isinstance(item, str)), None)
    dated = year if isinstance(year, int) and 1900 <= year <= 2100 else None
    return {asked[0]: Facts("Crossref", one_line(title), people(names), venue, dated)}


def openreview_address(base: str, asked: Sequence[Identifier]) -> str:
    """Return the address that tells of a forum."""
    return f"{base}/notes?id={quote(asked[0].value, safe='')}"


def parse_openreview(body: bytes, asked: Sequence[Identifier], venues: Venues) -> Facing:
    """Read OpenReview's note; "Submitted to ICLR 2026" is no acceptance."""
    notes = listed(read_json(body).get("notes"))
    if not notes:
        return {asked[0]: Facts("OpenReview", exists=False)}
    content = notes[0].get("content") if isinstance(notes[0], dict) else None
    if not isinstance(content, dict):
        raise ShapeError("no content")
    place = text(value_of(content, "venue"))
    found = venues.find(place) if place and not NOT_ACCEPTED.search(place) else None
    names = [text(name) for name in listed(value_of(content, "authors"))]
    title = one_line(text(value_of(content, "title")))
    year = split_venue(place)[1] if found else None
    return {asked[0]: Facts("OpenReview", title, people(names), found.name if found else None, year)}


def value_of(content: Mapping[str, Any], name: str) -> object:
    """Return a field of a note, which the second version of the API wraps and the first does not."""
    field = content.get(name)
    return field.get("value") if isinstance(field, dict) else field


def read_json(body: bytes) -> dict[str, Any]:
    """Return the object of a body; services under load answer with a page of HTML."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ShapeError("no JSON") from error
    if not isinstance(content, dict):
        raise ShapeError("no JSON object")
    return content


def listed(value: object) -> list[Any]:
    """Return a list, [] for anything else."""
    return value if isinstance(value, list) else []


def text(value: object) -> str:
    """Return a text, "" for anything else."""
    return value if isinstance(value, str) else ""


def one_line(title: str | None) -> str | None:
    """Return a title without its line breaks and the tags that Crossref keeps in it, None for an empty one."""
    plain = " ".join(re.sub(r"</?[a-z:]{1,20}>", "", title or "").split())
    return plain[:500] or None


def people(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names that can be names."""
    return tuple(name for name in (" ".join(name.split()) for name in names[:MOST_AUTHORS]) if 0 < len(name) <= 200)


@dataclass(frozen=True, slots=True)
class Bases:
    """Where the services are; an operator may name a mirror, and tests a server of their own."""

    arxiv: str = "https://export.arxiv.org"
    crossref: str = "https://api.crossref.org"
    openreview: str = "https://api2.openreview.net"
    services: tuple[Service, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Build the table of services; arXiv asks for three seconds between requests."""
        table = (
            Service("arXiv", "arxiv", self.arxiv, arxiv_address, parse_arxiv, at_once=MOST_AT_ONCE, between=3.0),
            Service("Crossref", "doi", self.crossref, crossref_address, parse_crossref),
            Service("OpenReview", "openreview", self.openreview, openreview_address, parse_openreview),
        )
        object.__setattr__(self, "services", table)
