"""Reads a few lines of Markdown that are no page, such as what somebody pastes into an issue, as a page is read."""

from collections.abc import Iterator

from bot.catalogue.venues import Venues
from bot.lists.inline import is_address
from bot.lists.page import EntryRecord, PageEntry
from bot.lists.phrases import Phrases
from bot.lists.reading.entry.record import read_record
from bot.lists.reading.pages import read_page

#: An item or a row is an entry wherever it stands; what a paragraph is only its page can tell.
FORMS = frozenset({"bullet", "numbered", "table", "html"})


def read_fragment(text: str, venues: Venues) -> Iterator[PageEntry]:
    """Yield the list's entries in a text, with their lines in it, counted from 0.

    Each is an item of a list or a row of a table that links a paper, and has no address outside of a link: people who
    write sentences put them there.
    """
    for entry in read_page(text, venues).entries:
        labels = [entry.raw[part.start : part.end] for part in entry.parts if part.kind == "label"]
        is_bare = any(not label or is_address(label) for label in labels)
        if entry.form in FORMS and entry.record.identifiers and not is_bare:
            yield entry


def read_reference(text: str, venues: Venues) -> EntryRecord:
    """Return what a line says as an entry of a list would, wherever it stands."""
    return read_record(text, Phrases(venues), {})[0]
