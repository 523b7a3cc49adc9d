"""The change of a page that is the truth -> what it proposes, entry by entry, and what else it changes."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from bot.intake.diff.change import MOST_ENTRIES, PageChange, Side, sides
from bot.intake.entries import propose_entry
from bot.intake.submission import Operation, Proposal, Unparsed, WrittenEntry
from bot.lists.page import Page, bare


def read_page_edits(change: PageChange) -> tuple[Proposal, ...]:
    """Return the entries that a change of a page adds, changes, moves and removes, in the page's order."""
    proposals = [propose(side, twin, change) for side, twin in change.pairs.come]
    proposals += [take_off(side, change) for side in change.pairs.gone]
    return tuple(proposals[:MOST_ENTRIES])


def count_edits(change: PageChange) -> int:
    """Return how many entries a change of a page adds, changes, moves to another section and removes."""
    return len(change.pairs.come) + len(change.pairs.gone)


def find_moved(change: PageChange) -> tuple[Unparsed, ...]:
    """Return the entries that stand elsewhere among those of their section than they did, as few as tell it."""
    sections: dict[tuple[str, ...], list[tuple[Side, Side]]] = {}
    for new, old in change.pairs.stay:
        if new.section == old.section:
            sections.setdefault(new.section, []).append((new, old))
    moved = [side for pairs in sections.values() for side in out_of_order(pairs)]
    return tuple(
        Unparsed(change.file.path, side.entry.first + 1, side.entry.last + 1, side.entry.raw, moved=True)
        for side in sorted(moved, key=lambda side: side.entry.first)[:MOST_ENTRIES]
    )


def out_of_order(pairs: Sequence[tuple[Side, Side]]) -> list[Side]:
    """Return the entries of a section that do not stand behind one another as they did; most of the others do."""
    tails: list[int] = []
    chains: list[int] = []
    for _, old in pairs:
        place = bisect_left(tails, old.entry.first)
        tails[place : place + 1] = [old.entry.first]
        chains.append(place)
    kept, wanted = set(), len(tails) - 1
    for number in reversed(range(len(pairs))):
        if chains[number] == wanted:
            kept.add(number)
            wanted -= 1
    return [new for number, (new, _) in enumerate(pairs) if number not in kept]


def find_unread(change: PageChange) -> tuple[Unparsed, ...]:
    """Return the new lines beside entries that link to a paper and are none of them.

    Those of no row are their author's where other entries came, or where the page had lines that nobody could read.
    """
    before, after = change.before, change.after
    if change.is_parted:
        return ()
    known, cells = set(before.lines), {row.line: (row.cells, row.heads) for row in after.uneven}
    is_sure = not (before.unread or change.pairs.come)
    came = [line for line in after.unread if after.lines[line] not in known and (line in cells or is_sure)]
    return tuple(
        Unparsed(change.file.path, line + 1, line + 1, bare(after.lines[line]), beside=True, cells=cells.get(line))
        for line in came
        if stands_beside(line, after)
    )


def stands_beside(line: int, page: Page) -> bool:
    """Tell whether an entry stands next to a line, but for blank lines."""
    said = [number for number, text in enumerate(page.lines) if number == line or text.strip()]
    at = said.index(line)
    around = {*said[max(0, at - 1) : at], *said[at + 1 : at + 2]}
    return any(not around.isdisjoint(range(entry.first, entry.last + 1)) for entry in page.entries)


def propose(side: Side, twin: Side | None, change: PageChange) -> Proposal:
    """Return what an entry that came proposes; `twin` is what it was before."""
    new = read_side(side)
    written = WrittenEntry(change, side.entry)
    if twin is None:
        return replace(new, written=written)
    old = read_side(twin)
    return replace(new, operation=operation_of(old, replace(new, follows=old.follows)), replaces=old, written=written)


def operation_of(old: Proposal, new: Proposal) -> Operation:
    """Return what a change of an entry is: the repair of a link where nothing else of it changes."""
    only_links = replace(old, urls=new.urls, code=new.code, others=new.others) == new
    return "fix-link" if only_links and old.urls != new.urls else "update"


def take_off(side: Side, change: PageChange) -> Proposal:
    """Return the proposal to take an entry off the page."""
    old = read_side(side)
    return replace(old, operation="remove", replaces=old, written=WrittenEntry(change))


def read_side(side: Side) -> Proposal:
    """Return what an entry says, with the headings above it."""
    said, path = propose_entry(side.entry.record), side.section
    under = (" > ".join(path[-2:]), path[-1]) if path else ()
    return replace(said, section=path[-1] if path else None, under=under, follows=side.follows)


def other_changes(change: PageChange) -> str:
    """Return the page as it was before, with all that a change does to it but for the lines of its entries."""
    before, after = change.before, change.after
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
