"""Edited lines of the rendered list -> the proposals that they are: added, changed, moved and removed entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from bot.catalogue.identity.identifiers import clean_link
from bot.catalogue.identity.likeness import EDITED, likeness
from bot.catalogue.venues import Venues
from bot.intake.diff.patch import FileDiff
from bot.intake.diff.places import MOST_ENTRIES, Place, begins, read_places, read_span, span
from bot.intake.submission import Operation, Proposal, Unparsed
from bot.lists.marked.listing import ListEntry
from bot.lists.marked.rendering import MARK


def read_edits(file: FileDiff, venues: Venues) -> tuple[Proposal, ...]:
    """Return what the edits of a list propose, in the order of the list; what only looks different proposes nothing."""
    removed, added = touched_lines(file)
    gone, come = read_places(file.before, removed, venues), read_places(file.after, added, venues)
    pairs = list(pair(come, gone))
    fresh = frozenset(place.proposal.title for twin, place in pairs if twin is None)
    stay = frozenset(p.first for p in come if p.first not in file.added or p.proposal.follows in fresh)
    edited = [edit(twin, place, stays=place.first in stay) if twin else place.proposal for twin, place in pairs]
    proposals = [proposal for proposal in edited if proposal]
    left = [place for place in gone if not any(twin is place for twin, _ in pairs)]
    lost = [place.proposal for place in left if not any(is_twin(place, other) for other in come)]
    proposals += [replace(proposal, operation="remove", replaces=proposal) for proposal in lost]
    return tuple(proposals[:MOST_ENTRIES])


def touched_lines(file: FileDiff) -> tuple[frozenset[int], frozenset[int]]:
    """Return the removed and the added lines, each with the first line of an entry that has others on one side only.

    So an entry that lost or won a line is read as it was and as it is, and is neither new nor gone.
    """
    before, after = file.before.split("\n"), file.after.split("\n")
    kept_before = (number for number in range(1, len(before) + 1) if number not in file.removed)
    kept_after = (number for number in range(1, len(after) + 1) if number not in file.added)
    kept = list(zip(kept_before, kept_after, strict=False))
    new_of, old_of = dict(kept), {new: old for old, new in kept}
    begun = {new_of[first] for first in first_lines(before, file.removed) if first in new_of}
    begun_before = {old_of[first] for first in first_lines(after, file.added) if first in old_of}
    return file.removed | begun_before, file.added | begun


def first_lines(lines: Sequence[str], numbers: frozenset[int]) -> Iterator[int]:
    """Yield the first lines of the entries that some lines belong to."""
    yield from (span(lines, n)[0] for n in sorted(numbers) if n <= len(lines) and lines[n - 1].strip())


def pair(come: Sequence[Place], gone: Sequence[Place]) -> Iterator[tuple[Place | None, Place]]:
    """Yield each entry that came with the one that it was, None for a new one."""
    free = list(gone)
    for place in come:
        twin = find_twin(place, free)
        if twin:
            free.remove(twin)
        yield twin, place


def find_unparsed(file: FileDiff, venues: Venues) -> tuple[Unparsed, ...]:
    """Return what came between a list's marks and is neither entry nor blank, which rendering would lose."""
    lines = file.after.split("\n")
    inside = lines_between_marks(lines)
    came = [n for n in sorted(file.added) if n in inside and lines[n - 1].strip()][:MOST_ENTRIES]
    lost = enumerate(number for number in came if not is_in_entry(lines, number, venues))
    stretches = ([number for _, number in some] for _, some in groupby(lost, key=lambda item: item[1] - item[0]))
    return tuple(Unparsed(file.path, some[0], some[-1], "\n".join(lines[some[0] - 1 : some[-1]])) for some in stretches)


def is_in_entry(lines: Sequence[str], number: int, venues: Venues) -> bool:
    """Tell whether a line is read: it begins an entry, or the entry that it belongs to says less without it."""
    first, last = span(lines, number)
    if not begins(lines[first - 1]):
        return False
    whole = [proposal for _, proposal in read_span(lines, first, last, venues)]
    rest = [*lines[: number - 1], *lines[number:]]
    if not whole or number == first:
        return bool(whole)
    return whole != [proposal for _, proposal in read_span(rest, first, last - 1, venues)]


def lines_between_marks(lines: Sequence[str]) -> frozenset[int]:
    """Return the lines that the data makes."""
    inside: set[int] = set()
    is_open = False
    for number, line in enumerate(lines, start=1):
        if mark := MARK.match(line.lstrip(" \t")):
            is_open = mark[1] == "begin"
        elif is_open:
            inside.add(number)
    return frozenset(inside)


def find_twin(place: Place, gone: Sequence[Place]) -> Place | None:
    """Return the removed entry that an added one was: the same line, in the same section first, else the same paper."""
    same_line = [other for other in gone if other.entry.raw.strip() == place.entry.raw.strip()]
    same_paper = [other for other in gone if is_same_paper(other.entry, place.entry)]
    found = sorted(same_line or same_paper, key=lambda other: other.proposal.section != place.proposal.section)
    return found[0] if found else None


def is_same_paper(one: ListEntry, other: ListEntry) -> bool:
    """Tell whether two lines are one paper's: by an address, or by titles that an edit can lie between."""
    return likeness(one.title, other.title) >= EDITED or bool(paper_addresses(one) & paper_addresses(other))


def is_twin(one: Place, other: Place) -> bool:
    """Tell whether two lines are one paper's in one section."""
    return one.proposal.section == other.proposal.section and is_same_paper(one.entry, other.entry)


def paper_addresses(entry: ListEntry) -> set[str]:
    """Return the canonical names of what an entry links to, but for its code, which papers share."""
    links = (clean_link(link.url) for link in entry.links if link.label.lower() not in ("code", "github"))
    return {str(link.identifier or link.url) for link in links}


def edit(before: Place, after: Place, *, stays: bool) -> Proposal | None:
    """Return the change of one entry, None if only its form changed; one that stays moves by nothing around it."""
    old, new = before.proposal, after.proposal
    if stays:
        new = replace(new, follows=old.follows)
    if meaning(old) == meaning(new):
        return None
    only_links = meaning(replace(old, urls=new.urls, code=new.code, others=new.others)) == meaning(new)
    operation: Operation = "fix-link" if only_links and old.urls != new.urls else "update"
    return replace(new, operation=operation, replaces=old)


def meaning(proposal: Proposal) -> tuple[object, ...]:
    """Return what a line says, whatever form it says it in."""
    return (
        " ".join((proposal.title or "").split()),
        proposal.urls,
        proposal.code,
        proposal.others,
        proposal.venue,
        proposal.year,
        proposal.section,
        proposal.follows,
    )
