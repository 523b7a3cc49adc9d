"""Crossref's API: the record that a publisher registered with a DOI."""

import html
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import Metadata, Notice
from bot.catalogue.venues import Venue, Venues, split_venue
from bot.metadata.fetcher import FetchError
from bot.metadata.publication import DOUBTFUL
from bot.metadata.service import Ask, Fetch
from bot.metadata.values import LONGEST_NAME, LONGEST_TITLE, LONGEST_VENUE, MARKUP, clean_names, clean_text, clean_year

NAME = "Crossref"
#: The notices that readers of a list need to know; new editions and versions of a work are not among them.
NOTICES = frozenset({
    "retraction", "partial_retraction", "withdrawal", "removal", "expression_of_concern", "erratum", "correction",
    "corrigendum",
})  # fmt: skip
LONGEST_DOI = 300


def crossref(contact: str | None) -> Ask:
    """Return the service Crossref; with an e-mail address, requests go to a better pool."""
    return partial(ask_crossref, mailto=f"?mailto={quote(contact, safe='@')}" if contact else "")


async def ask_crossref(
    fetch: Fetch, wanted: Sequence[Identifier], venues: Venues, *, mailto: str
) -> dict[Identifier, Metadata]:
    """Return what Crossref says of DOIs, each asked for alone."""
    answered = {}
    for identifier in wanted:
        path = f"/works/{quote(identifier.value, safe='')}"
        answer = await fetch(path + mailto)
        if answer.status == 200:
            answered[identifier] = read_work(answer.read_object(), venues)
        # DataCite and others assign DOIs too, for which Crossref has no record, but it knows whose they are.
        elif answer.status == 404 and (await fetch(f"{path}/agency{mailto}")).status == 404:
            answered[identifier] = Metadata(NAME, exists=False)
        else:
            raise FetchError(f"status {answer.status}")
    return answered


def read_work(content: dict[str, Any], venues: Venues) -> Metadata:
    """Return the facts in a record; raise FetchError if it is none."""
    work = content.get("message")
    title = read_title(work) if isinstance(work, dict) else None
    if not isinstance(work, dict) or title is None:
        raise FetchError("status 200, but no record with a title")
    texts = [strip_markup(name) for name in venue_names(work) if isinstance(name, str)]
    names = [name for text in texts if (name := clean_text(text, LONGEST_VENUE))]
    # The companion volume of a conference names the same event.
    told = [] if names and DOUBTFUL.search(names[0]) else names
    named = next(((venue, name) for name in told if (venue := venues.find_name(name))), None)
    return Metadata(
        source=NAME,
        title=title,
        authors=clean_names(read_author(author) for author in listed(work, "author")),
        venue=named[0].name if named else next(iter(names), None),
        year=read_year(work, *named) if named else first_year(work, "issued"),
        notices=tuple(read_notices(work)),
    )


def read_notices(work: dict[str, Any]) -> Iterator[Notice]:
    """Yield later notices about a work, or the work that this is a notice of."""
    for field in ("updated-by", "update-to"):
        for update in listed(work, field):
            kind, doi = (update.get("type"), update.get("DOI")) if isinstance(update, dict) else (None, None)
            if (
                isinstance(kind, str)
                and isinstance(doi, str)
                and (name := kind.strip().lower().replace("-", "_")) in NOTICES
            ):
                yield Notice(name, doi.strip().lower()[:LONGEST_DOI], own=field == "update-to")


def read_title(work: dict[str, Any]) -> str | None:
    """Return the title without the publisher's markup."""
    title = next(iter(listed(work, "title")), None)
    return clean_text(strip_markup(title), LONGEST_TITLE) if isinstance(title, str) else None


def read_author(author: object) -> str | None:
    """Return a person's name in spoken order, or a group's name."""
    if not isinstance(author, dict):
        return None
    parts = (clean_text(author.get(part), LONGEST_NAME) for part in ("given", "family"))
    name = " ".join(part for part in parts if part) or clean_text(author.get("name"), LONGEST_NAME)
    return html.unescape(name) if name else None


def venue_names(work: dict[str, Any]) -> Iterator[object]:
    """Yield the names of the venue, the one to show first."""
    event = work.get("event")
    yield from listed(work, "container-title")
    yield from listed(work, "short-container-title")
    if isinstance(event, dict):
        yield event.get("name")
        yield event.get("acronym")


def read_year(work: dict[str, Any], venue: Venue, name: str) -> int | None:
    """Return the venue's year: for a conference its own, because its proceedings may appear a year later or earlier."""
    if venue.kind == "conference":
        held = first_year(work.get("event"), "start") or clean_year(split_venue(name)[1])
        return held or first_year(work, "issued")
    return first_year(work, "issued")


def first_year(record: object, field: str) -> int | None:
    """Return the year in a date like {"date-parts": [[2023, 10, 23]]}."""
    date = record.get(field) if isinstance(record, dict) else None
    parts = next(iter(listed(date, "date-parts")), None)
    return clean_year(parts[0]) if isinstance(parts, list) and parts else None


def listed(record: object, field: str) -> list[object]:
    value = record.get(field) if isinstance(record, dict) else None
    return value if isinstance(value, list) else []


def strip_markup(text: str) -> str:
    """Return a text without tags and character references; "&amp;amp;" does occur."""
    return html.unescape(html.unescape(MARKUP.sub("", text)))
