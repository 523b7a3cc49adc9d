"""OpenReview's API v2: a submission's note, which says in words how it was decided."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import Metadata
from bot.catalogue.venues import Venues
from bot.metadata.fetcher import FetchError
from bot.metadata.publication import DOUBTFUL, read_reference
from bot.metadata.service import Fetch
from bot.metadata.values import LONGEST_TITLE, LONGEST_VENUE, clean_names, clean_text

NAME = "OpenReview"


async def ask_openreview(fetch: Fetch, wanted: Sequence[Identifier], venues: Venues) -> dict[Identifier, Metadata]:
    """Return what OpenReview says of submissions, each asked for alone.

    A note that is not there proves nothing: it can be hidden, or be one of the older ones that only API v1 has.
    """
    answered = {}
    for identifier in wanted:
        answer = await fetch(f"/notes?id={quote(identifier.value, safe='')}")
        if answer.status != 200:
            raise FetchError(f"status {answer.status}")
        answered[identifier] = read_note(answer.read_object(), identifier, venues)
    return answered


def read_note(content: dict[str, Any], identifier: Identifier, venues: Venues) -> Metadata:
    """Return the facts of a submission; raise FetchError if there is none with a title."""
    notes = content.get("notes")
    note = notes[0] if isinstance(notes, list) and notes else None
    fields = note.get("content") if isinstance(note, dict) and note.get("id") == identifier.value else None
    title = clean_text(value_of(fields, "title"), LONGEST_TITLE)
    if title is None:
        raise FetchError("status 200, but no note with a title")
    authors = value_of(fields, "authors")
    venue = clean_text(value_of(fields, "venue"), LONGEST_VENUE)
    # A rejected submission's venue can read like an accepted one's; its venue id cannot.
    doubtful = DOUBTFUL.search(str(value_of(fields, "venueid")).replace("_", " "))
    published = read_reference(venue, venues) if venue and not doubtful else None
    return Metadata(
        source=NAME,
        title=title,
        authors=clean_names(authors) if isinstance(authors, list) else (),
        venue=published.venue if published else None,
        year=published.year if published else None,
    )


def value_of(fields: object, name: str) -> object:
    """Return a field's value; API v2 wraps each in an object that also says who may read it."""
    field = fields.get(name) if isinstance(fields, dict) else None
    return field.get("value") if isinstance(field, dict) else None
