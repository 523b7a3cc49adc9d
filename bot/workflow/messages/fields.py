"""The table of an entry's fields: what each would be, and who said so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from bot.catalogue.identity.identifiers import is_web_address
from bot.catalogue.paper import Paper
from bot.review.draft import PEOPLE, DraftEntry
from bot.review.entry import Entry
from bot.review.words.escape import code, markdown
from bot.workflow.situation import Situation

#: GitHub tells such a page that it was linked to, which is a stranger's to trigger in nobody's name.
TELLS = re.compile(r"https?://(?:www\.)?github\.com/+[^/]+/+[^/]+/+(?:issues|pull|discussions|commit)\b", re.IGNORECASE)
SCHEME = re.compile(r"^https?://", re.IGNORECASE)
#: What stands for itself in an address; all else is percent-encoded, so that nothing ends the link or the cell.
SAFE = "%/:?#@!$&'*+,;=-._~"


def fields_table(entry: Entry, situation: Situation) -> str:
    """Return the entry's fields as they would be, and who said so; of a listed paper those that change."""
    is_said = entry.relation.disposition in ("duplicate", "pending", "cross-list")
    if is_said or (entry.before and entry.after is None):
        return ""
    known = {row[:2] for row in list_fields(entry.before, entry, situation)} if entry.before else set()
    rows = list_fields(entry.after or entry.draft, entry, situation)
    lines = [f"| {name} | {value} | {source} |" for name, value, source in rows if value and (name, value) not in known]
    return "\n".join(["| | | from |", "|---|---|---|", *lines]) if lines else ""


def list_fields(record: Paper | DraftEntry, entry: Entry, situation: Situation) -> Iterator[tuple[str, str, str]]:
    """Yield the fields of a record with their values in Markdown, and who said so of the draft's."""
    venue = " ".join(str(part) for part in (record.venue, record.year) if part)
    where = ", ".join(markdown(situation.catalogue.sections[section].title) for section in record.sections)
    yield "Title", markdown(record.title or ""), name_source("title", "title", entry, situation)
    dated = [("venue", "venue")] if record.venue else []
    dated += [("year", "year")] if record.year else []
    said = dict.fromkeys(name_source(field, command, entry, situation) for field, command in dated)
    yield "Authors", markdown(", ".join(record.authors)), name_source("authors", "authors", entry, situation)
    yield "Venue", markdown(venue), ", ".join(source for source in said if source)
    yield "Section", where, name_source("section", "section", entry, situation)
    for link in record.links:
        command = "code" if link.label == "Code" else "link"
        yield markdown(link.label), show_address(link.url), name_source("links", command, entry, situation)


def name_source(field: str, command: str, entry: Entry, situation: Situation) -> str:
    """Return who said a field: a service or an address, or the login of a person; `command` is its name in `/set`."""
    source = entry.draft.sources.get(field, "")
    if source != PEOPLE:
        return source
    given = situation.state.set_by.get(entry.key, {}).get(command)
    return code(given or situation.thread.author.login)


def show_address(url: str) -> str:
    """Return an address to press, without its scheme; as code where a link would do more than lead there."""
    if not is_web_address(url) or TELLS.match(url):
        return code(url)
    return f"[{markdown(SCHEME.sub('', url))}](<{quote(url, safe=SAFE, errors='replace').replace('&', '&amp;')}>)"
