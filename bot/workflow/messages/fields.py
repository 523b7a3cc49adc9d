"""The list of an entry's fields: what each would be, and who said so."""

import re
from collections.abc import Iterator, Sequence

from bot.catalogue.paper import Paper
from bot.review.draft import PEOPLE, DraftEntry
from bot.review.entry import Entry
from bot.review.words.escape import code, markdown
from bot.review.words.showing import show_address
from bot.workflow.messages.fitting import cut
from bot.workflow.situation import Situation

#: A name's words, without initials.
NAME = re.compile(r"\w{2,}")
#: Of the people of a new paper.
LONGEST_PEOPLE = 300


def show_fields(entry: Entry, situation: Situation, line: str = "") -> str:
    """Return the fields of a new entry, and who said each; of a listed paper what changes: the old, the new.

    People stand there where somebody named them, or where the entry's line does; most lists do without.
    It is a list, since on a phone a table of three columns has to be pushed sideways, and one of its own: another mark
    than that of the findings above it.
    """
    is_said = entry.relation.disposition in ("duplicate", "pending", "cross-list")
    if is_said or (entry.before and entry.after is None):
        return ""
    rows = list_fields(entry.after or entry.draft, entry, situation, line)
    if entry.before:
        return "\n".join(list_changes(entry.before, entry, situation))
    return "\n".join(f"* **{name}**: {value}{name_giver(source)}" for name, value, source in rows if value)


def list_changes(before: Paper, entry: Entry, situation: Situation) -> Iterator[str]:
    """Yield each field that changes, as "field: old → new", and who said so."""
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
    """Yield the fields of a record with their values in Markdown, and who said so of the draft's."""
    venue = " ".join(str(part) for part in (record.venue, record.year) if part)
    where = ", ".join(markdown(situation.catalogue.sections[section].title) for section in record.sections)
    yield "Title", markdown(record.title or ""), name_source("title", "title", entry, situation)
    dated = [("venue", "venue")] if record.venue else []
    dated += [("year", "year")] if record.year else []
    said = dict.fromkeys(name_source(field, command, entry, situation) for field, command in dated)
    people = ", ".join(record.authors)
    if entry.before or entry.draft.sources.get("authors") == PEOPLE or is_named(record.authors, line):
        shown = people if entry.before else cut(people, LONGEST_PEOPLE)
        yield "Authors", markdown(shown), name_source("authors", "authors", entry, situation)
    yield "Venue", markdown(venue), ", ".join(source for source in said if source)
    yield "Section", where, name_source("section", "section", entry, situation)
    for link in record.links:
        command = "code" if link.label == "Code" else "link"
        yield markdown(link.label), show_address(link.url), name_source("links", command, entry, situation)


def is_named(people: Sequence[str], line: str) -> bool:
    """Tell whether a line names the first of some people, in whatever way it writes names."""
    return any(word in line for name in people[:1] for word in NAME.findall(name))


def name_giver(source: str) -> str:
    return f" (from {source})" if source else ""


def name_source(field: str, command: str, entry: Entry, situation: Situation) -> str:
    """Return who said a field: a service or an address, or the login of a person; `command` is its name in `/set`."""
    source = entry.draft.sources.get(field, "")
    if source != PEOPLE:
        return source
    given = situation.state.set_by.get(entry.key, {}).get(command)
    return code(given or situation.thread.author.login)
