"""A page on which a new entry is glued to a listed one, is a part of it or lacks a bracket -> the page as meant."""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator

from bot.lists.page import EntryRecord, Page, PageEntry
from bot.lists.writing.tidying import close_brackets

#: How an entry begins that can be told from words: its bullet, its number, the bar of a row.
MARK = re.compile(r"(?:([-*+])|\d{1,4}([.)]))[ \t]+(?=\S)|(\|)")
#: A title of fewer words is the name of a link.
LEAST_WORDS = 4
#: Of so many entries each is compared with all that are listed.
MOST_WRITTEN = 50


def part_entries(before: Page, after: Page, read: Callable[[str], Page]) -> Page:
    """Return a page on which the first listed entry that grew by a whole other one is two; `read` reads it anew.

    It is a slip of whoever adds a few: where more entries are written anew nothing is looked for.
    """
    known = dict.fromkeys(entry.raw for entry in before.entries if entry.paper)
    listed = dict.fromkeys(raw.rstrip() for raw in known if mark_of(raw))
    written = [entry for entry in after.entries if entry.paper and entry.raw not in known]
    for entry in written if len(written) <= MOST_WRITTEN else ():
        for new, text in ways_to_part(entry, listed):
            lines = (*after.lines[: entry.first], f"{text}\n", *after.lines[entry.last + 1 :])
            page = read("".join(lines))
            if any(is_paper(each, new) for each in page.entries):
                return page
    return after


def close_entries(before: Page, after: Page, read: Callable[[str], Page]) -> Page:
    """Return a page on which each new entry that lacks one bracket says what it says with it; no line is another."""
    known = {entry.raw for entry in before.entries}
    written = [entry for entry in after.entries if entry.paper and entry.raw not in known]
    meant: dict[int, EntryRecord] = {}
    for entry in written if len(written) <= MOST_WRITTEN else ():
        peers = [other.raw for other in before.entries if before.path(other) == after.path(entry)]
        text = close_brackets(entry.raw, peers)
        if text != entry.raw:
            page = read("".join((*after.lines[: entry.first], f"{text}\n", *after.lines[entry.last + 1 :])))
            meant |= {each.first: each.record for each in page.entries if each.first == entry.first}
    entries = (entry._replace(record=meant.get(entry.first, entry.record)) for entry in after.entries)
    return after._replace(entries=tuple(entries)) if meant else after


def ways_to_part(entry: PageEntry, listed: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the new one of two entries that one may consist of, and the lines of both."""
    for old in listed:
        far = old[: len(old) - len(old.lstrip())]
        if entry.raw.startswith(old):
            rest = entry.raw[len(old) :].rstrip()
            new = textwrap.dedent(rest).strip("\n") if rest.lstrip(" \t").startswith("\n") else rest.lstrip()
            text = f"{old}\n{textwrap.indent(new, far)}"
        elif entry.raw.rstrip().endswith(old.lstrip()):
            new = entry.raw.rstrip().removesuffix(old.lstrip()).strip()
            text = f"{far}{new}\n{old}"
        else:
            continue
        if new and mark_of(new) == mark_of(old):
            yield new, text


def mark_of(raw: str) -> tuple[str, ...] | None:
    """Return the mark that an entry begins with, whatever its number is."""
    found = MARK.match(raw.lstrip())
    return found.groups("") if found else None


def is_paper(entry: PageEntry, raw: str) -> bool:
    """Tell whether an entry is the one of some lines, and says which paper it is."""
    record = entry.record
    is_named = len(record.title.split()) >= LEAST_WORDS and record.identifiers
    return bool(entry.paper and is_named and entry.raw.strip().split("\n")[0] == raw.split("\n")[0])
