"""The change of a page that is the truth -> what it proposes, entry by entry, and what else it changes.

Both sides are read as the pages that they are, so that a line means in a request what it means on the list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from bot.catalogue.identity.identifiers import clean_link
from bot.catalogue.identity.likeness import EDITED, likeness
from bot.catalogue.paper import Link
from bot.catalogue.venues import Venues
from bot.intake.diff.patch import FileDiff
from bot.intake.submission import Operation, Proposal, WrittenEntry
from bot.lists.cataloguing import name_links
from bot.lists.page import Page, PageEntry
from bot.lists.reading.blocks import DELIMITER
from bot.lists.reading.fragments import empty_head, is_row
from bot.lists.reading.pages import read_page
from bot.lists.reading.parts import PREFIX

#: More changed entries are no contribution but another list.
MOST_ENTRIES = 200


@dataclass(frozen=True, slots=True)
class Side:
    """One entry of a side of the change, with the headings above it and the title of the entry above it."""

    entry: PageEntry
    section: tuple[str, ...]
    follows: str


def read_page_edits(file: FileDiff, venues: Venues) -> tuple[Proposal, ...]:
    """Return the entries that a change of a page adds, changes, moves and removes, in the page's order."""
    before, after = read_page(file.before, venues), read_page(file.after, venues)
    gone, come = unmatched(list(sides(before)), list(sides(after)))
    free = list(gone)
    proposals = []
    for side in come:
        twin = find_twin(side, free)
        if twin:
            free.remove(twin)
        proposals.append(propose(side, twin, file))
    proposals += [take_off(side, file) for side in free]
    return tuple(proposals[:MOST_ENTRIES])


def sides(page: Page) -> Iterator[Side]:
    """Yield the entries of a page that are papers."""
    listed = [entry for entry in page.entries if entry.paper]
    for before, entry in pairwise([None, *listed]):
        same = before is not None and entry is not None and before.section == entry.section
        if entry is not None:
            yield Side(entry, page.path(entry), before.record.title if same and before else "")


def unmatched(before: Sequence[Side], after: Sequence[Side]) -> tuple[list[Side], list[Side]]:
    """Return the entries that only one side has, as they read without their numbers and their tables' blanks.

    One that stands below another heading now has moved, but for where the heading itself was changed.
    """
    places: dict[str, list[Side]] = defaultdict(list)
    for side in before:
        places[text_of(side)].append(side)
    headings = {side.section for side in before}
    come = []
    for side in after:
        twins = places.get(text_of(side), [])
        twin = next((other for other in twins if other.section == side.section), None)
        twin = twin or next((other for other in twins if side.section not in headings), None)
        if twin:
            twins.remove(twin)
        else:
            come.append(side)
    return [side for sides in places.values() for side in sides], come


def text_of(side: Side) -> str:
    """Return an entry as it is compared."""
    prefix = PREFIX.match(side.entry.raw)
    return re.sub(r"\s+", " ", side.entry.raw[prefix.end() if prefix else 0 :]).strip()


def find_twin(side: Side, gone: Sequence[Side]) -> Side | None:
    """Return the entry of the other side that became this one: the same text, address or nearly the same title."""
    same = [other for other in gone if text_of(other) == text_of(side)]
    same = same or [other for other in gone if is_same_paper(other.entry, side.entry)]
    return next(iter(sorted(same, key=lambda other: other.section != side.section)), None)


def is_same_paper(one: PageEntry, other: PageEntry) -> bool:
    """Tell whether two entries are one paper's."""
    return likeness(one.record.title, other.record.title) >= EDITED or bool(addresses(one) & addresses(other))


def addresses(entry: PageEntry) -> set[str]:
    """Return the canonical names of what an entry links to, but for its code, which papers share."""
    links = (clean_link(link.url) for link in entry.record.links if link.url != entry.record.code)
    return {str(link.identifier or link.url) for link in links}


def propose(side: Side, twin: Side | None, file: FileDiff) -> Proposal:
    """Return what an entry that came proposes; `twin` is what it was before."""
    new = replace(read_entry(side), written=WrittenEntry(file, side.entry))
    if twin is None:
        return new
    old = read_entry(twin)
    only_links = replace(old, urls=new.urls, code=new.code, others=new.others, follows=None) == replace(
        new, follows=None, written=None
    )
    operation: Operation = "fix-link" if only_links and old.urls != new.urls else "update"
    return replace(new, operation=operation, replaces=old)


def take_off(side: Side, file: FileDiff) -> Proposal:
    """Return the proposal to take an entry off the page."""
    old = read_entry(side)
    return replace(old, operation="remove", replaces=old, written=WrittenEntry(file))


def read_entry(side: Side) -> Proposal:
    """Return what an entry says."""
    record = side.entry.record
    links = name_links(record.links)
    paper = next((link for link in links if link.label == "Paper"), links[0] if links else None)
    others = tuple(Link(link.label, link.url) for link in links if link is not paper and link.label != "Code")
    names = [" > ".join(side.section[-2:]), *side.section[-1:]]
    return Proposal(
        title=record.title,
        urls=(paper.url,) if paper else (),
        code=next((link.url for link in links if link.label == "Code"), None),
        venue=record.venue,
        year=record.year,
        section=side.section[-1] if side.section else None,
        under=tuple(names) if side.section else (),
        authors=tuple(re.split(r",\s*", record.authors)) if record.authors else (),
        others=others,
        follows=side.follows,
    )


def complete_tables(text: str) -> str:
    """Return the lines of a diff with a head for each table whose own does not stand in them.

    A row without links above others that have some is the head, of which the line below was left out.
    """
    lines: list[str] = []
    rows = text.split("\n")
    for row, below in pairwise([*rows, ""]):
        begins = is_row(row) and not (lines and is_row(lines[-1]))
        if not begins or DELIMITER.match(row) or DELIMITER.match(below):
            lines.append(row)
            continue
        empty, rule = empty_head(row)
        lines += [row, rule] if "](" not in row and "](" in below else [empty, rule, row]
    return "\n".join(lines)


def other_changes(file: FileDiff, venues: Venues) -> str:
    """Return the page as it was before, with all that a change does to it but for the lines of its entries."""
    before, after = read_page(file.before, venues), read_page(file.after, venues)
    gone = lines_of(before, {(), *(section.path for section in after.sections)})
    come = lines_of(after, {side.section for side in sides(before)})
    old, new = before.lines, after.lines
    parts: list[str] = []
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts += old[start:end]
            continue
        held = not (gone.isdisjoint(range(start, end)) and come.isdisjoint(range(first, last)))
        # Blank lines go with the entries that they stand between.
        parts += [old[n] for n in range(start, end) if held and (n in gone or not old[n].strip())]
        parts += [new[n] for n in range(first, last) if n not in come and not (held and not new[n].strip())]
    return "".join(parts)


def lines_of(page: Page, sections: set[tuple[str, ...]]) -> set[int]:
    """Return the lines of a page's entries in some sections."""
    listed = (entry for entry in page.entries if page.path(entry) in sections)
    return {number for entry in listed for number in range(entry.first, entry.last + 1)}
