"""The list of an entry's fields, with their values and sources."""

import re
from collections.abc import Iterator, Sequence

from bot.catalogue.paper import Paper
from bot.catalogue.venues import join_venue
from bot.review.draft import PEOPLE, DraftEntry
from bot.review.entry import Entry
from bot.review.words.escape import code, markdown
from bot.review.words.showing import show_address
from bot.workflow.messages.fitting import cut
from bot.workflow.situation import Situation

#: A name's words, without initials.
NAME = re.compile(r"\w{2,}")
#: How many authors of a new paper are shown.
LONGEST_PEOPLE = 300


def show_fields(entry: Entry, situation: Situation, line: str = "") -> str:
    """Return a new entry's fields with their sources; for a listed paper, each change from old to new.

    Authors are shown if somebody named them, or if the entry's line has them; most lists leave them out. The fields are
    a list, because a phone cannot show a table of three columns, with another mark than that of the findings above.
    """
    is_said = entry.relation.disposition in ("duplicate", "pending", "cross-list")
    if is_said or (entry.before and entry.after is None):
        return ""
    rows = list_fields(entry.after or entry.draft, entry, situation, line)
    if entry.before:
        return "\n".join(list_changes(entry.before, entry, situation))
    return "\n".join(f"* **{name}**: {value}{name_giver(source)}" for name, value, source in rows if value)


def list_changes(before: Paper, entry: Entry, situation: Situation) -> Iterator[str]:
    """Yield each field that changes, as "field: old → new", with its source."""
    old = [row[:2] for row in list_fields(before, entry, situation)]
    new = [row for row in list_fields(entry.after or entry.draft, entry, situation) if row[1]]
    kept = {row[:2] for row in new}
    for name, value, source in new:
        if (name, value) not in old:
            was = next((known for field, known in old if field == name and (field, known) not in kept), "")
            yield f"* **{name}**: {was or 'none'} → **{value}**{name_giver(source)}"
    taken = {name for name, _, _ in new}
    yield from (f"* **{name}**: {value} → none" for name, value in old if value and name not in taken)


def list_fields(
    record: Paper | DraftEntry, entry: Entry, situation: Situation, line: str = ""
) -> Iterator[tuple[str, str, str]]:
    """Yield the fields of a record with their values in Markdown, and the draft's with their sources."""
    where = ", ".join(markdown(situation.catalogue.sections[section].title) for section in record.sections)
    yield "Title", markdown(record.title or ""), name_source("title", "title", entry, situation)
    known = [field for field in ("venue", "year") if getattr(record, field)]
    said = dict.fromkeys(name_source(field, field, entry, situation) for field in known)
    people = ", ".join(record.authors)
    if entry.before or entry.draft.sources.get("authors") == PEOPLE or is_named(record.authors, line):
        shown = people if entry.before else cut(people, LONGEST_PEOPLE)
        yield "Authors", markdown(shown), name_source("authors", "authors", entry, situation)
    yield "Venue", markdown(join_venue(record.venue, record.year)), ", ".join(filter(None, said))
    yield "Section", where, name_source("section", "section", entry, situation)
    for link in record.links:
        command = "code" if link.label == "Code" else "link"
        yield markdown(link.label), show_address(link.url), name_source("links", command, entry, situation)


def is_named(people: Sequence[str], line: str) -> bool:
    """Whether a line names the first of some people, however it writes names."""
    return any(word in line for name in people[:1] for word in NAME.findall(name))


def name_giver(source: str) -> str:
    return f" (from {source})" if source else ""


def name_source(field: str, command: str, entry: Entry, situation: Situation) -> str:
    """Return the source of a field: a service, an address or a person's login; `command` is its name in `/set`."""
    source = entry.draft.sources.get(field, "")
    if source != PEOPLE:
        return source
    given = situation.state.set_by.get(entry.key, {}).get(command)
    return code(given or situation.thread.author.login)
