"""Settles what one entry alone leaves open by what the other entries of its form have: whether a lone name is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue.identity.authors import ET_AL, NAME_BREAK
from bot.lists.inline import plain
from bot.lists.page import PageEntry, Part

#: Fewer entries than this show no habit.
FEWEST = 5
#: Where no more than the first share of the entries name several authors, a lone word in italics is a nickname;
#: where the second do, a lone name behind the title is an author.
RARELY, MOSTLY = 0.1, 0.5
#: "Paul Michel", "ANANYA B. SAI et al".
LONE = re.compile(r"[A-Z][\w.'’\-]*(?: [A-Z][\w.'’\-]*){1,3}(?:,? et\.? al\.?)?")


def agree(entries: Sequence[PageEntry]) -> tuple[PageEntry, ...]:
    """Return the entries with lone names told as the others of their form say."""
    groups: dict[str, list[PageEntry]] = {}
    for entry in entries:
        groups.setdefault(entry.form, []).append(entry)
    rare, usual = set(), set()
    for form, group in groups.items():
        sure = sum(is_several(entry.record.authors) for entry in group)
        if len(group) >= FEWEST and sure <= RARELY * len(group):
            rare.add(form)
        elif len(group) >= FEWEST and sure >= MOSTLY * len(group):
            usual.add(form)
    return tuple(
        without_name(entry) if entry.form in rare else with_name(entry) if entry.form in usual else entry
        for entry in entries
    )


def is_several(authors: str | None) -> bool:
    """Tell whether several authors are named, or one with "et al."."""
    return bool(authors and (ET_AL.search(authors) or len(NAME_BREAK.split(authors)) > 1))


def without_name(entry: PageEntry) -> PageEntry:
    """Return an entry whose lone name in italics is none, but words that belong to no fact."""
    authors = entry.record.authors
    part = next((part for part in entry.parts if part.kind == "authors"), None)
    if (
        authors is None
        or part is None
        or is_several(authors)
        or entry.raw[part.start - 1 : part.start] not in ("*", "_")
    ):
        return entry
    parts = tuple(replace(other, kind="extra") if other is part else other for other in entry.parts)
    return replace(
        entry, parts=parts, record=replace(entry.record, authors=None, leftover=(*entry.record.leftover, authors))
    )


def with_name(entry: PageEntry) -> PageEntry:
    """Return an entry of which the lone name behind the title is the author."""
    if entry.record.authors:
        return entry
    title = next(part for part in entry.parts if part.kind == "title")
    part = next((part for part in entry.parts if is_lone(entry, part, title)), None)
    if part is None:
        return entry
    name = plain(entry.raw[part.start : part.end])
    parts = tuple(replace(other, kind="authors") if other is part else other for other in entry.parts)
    leftover = tuple(words for words in entry.record.leftover if words != name)
    return replace(entry, parts=parts, record=replace(entry.record, authors=name, leftover=leftover))


def is_lone(entry: PageEntry, part: Part, title: Part) -> bool:
    """Tell whether a part behind the title has the shape of one name."""
    return part.kind == "extra" and part.start >= title.end and bool(LONE.fullmatch(entry.raw[part.start : part.end]))
