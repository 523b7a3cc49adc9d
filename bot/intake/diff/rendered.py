"""The change of a data folder's rendered list -> what it proposes, and which of its lines rendering would lose.

What only looks different proposes nothing, for the list is written by the bot; the place of an entry in its section
says something, for the data holds it.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from bot.intake.diff.change import MOST_ENTRIES, PageChange, Side, addresses, find_twin, read_change
from bot.intake.diff.pages import operation_of
from bot.intake.diff.patch import FileDiff
from bot.intake.entries import propose_entry
from bot.intake.submission import Proposal, Unparsed
from bot.lists.marked.pages import marked_lines
from bot.lists.page import Page, PageEntry, bare


def read_list(file: FileDiff, read: Callable[[str], Page]) -> tuple[tuple[Proposal, ...], tuple[Unparsed, ...]]:
    """Return what a change of the list proposes, and the lines that came and say nothing of a paper.

    `read` reads a side. Words that stand below an entry are then none of it, whatever they link to.
    """
    change = read_change(cut_sections(file), read)
    unparsed = find_unparsed(change)
    lost = {line for some in unparsed for line in range(some.first, some.last + 1)}
    if lost := lost - {entry.first + 1 for entry in change.after.entries}:
        lines = ("" if number in lost else bare(line) for number, line in enumerate(change.after.lines, start=1))
        change = replace(change, after=read("\n".join(lines)))
    return read_list_edits(change), unparsed


def cut_sections(file: FileDiff) -> FileDiff:
    """Return the change with empty lines for the sections that it leaves alone: a long list is read only where need be.

    The other lines keep their numbers.
    """
    before, after = file.before.split("\n"), file.after.split("\n")
    old, new = sections_of(before), sections_of(after)
    same = {id for id, lines in new.items() if id in old and [before[n] for n in old[id]] == [after[n] for n in lines]}
    for lines, places in ((before, old), (after, new)):
        for number in (number for id in same for number in places[id]):
            lines[number] = ""
    return replace(file, before="\n".join(before), after="\n".join(after))


def sections_of(lines: Sequence[str]) -> dict[str, list[int]]:
    """Return the lines of each section between marks, counted from 0, by its id."""
    places: dict[str, list[int]] = {}
    for number, id in marked_lines(lines).items():
        places.setdefault(id, []).append(number)
    return places


def read_list_edits(change: PageChange) -> tuple[Proposal, ...]:
    """Return the papers that a change of the list adds, changes, moves and removes, in the list's order."""
    pairs = change.pairs
    touched = [(side, twin) for side, twin in pairs.stay if side.entry.first + 1 in change.file.added]
    edited = sorted([*touched, *pairs.come], key=lambda item: item[0].entry.first)
    before = untouched(change.before, change.file.removed)
    after = untouched(change.after, change.file.added)
    proposals = []
    for side, twin in edited:
        if not side.entry.record.links:
            continue
        stays = twin is not None and bisect_left(before, twin.entry.first) == bisect_left(after, side.entry.first)
        if proposal := propose(side, twin, stays=stays):
            proposals.append(proposal)
    come = {side: addresses(side.entry) for side, _ in pairs.come}
    lost = [side for side in pairs.gone if not is_repeated(side, come)]
    proposals += [replace(old, operation="remove", replaces=old) for old in map(read_side, lost)]
    return tuple(proposals[:MOST_ENTRIES])


def untouched(page: Page, lines: frozenset[int]) -> list[int]:
    """Return the first lines of the entries that a change left as they are; `lines` it touched, from 1."""
    return [entry.first for entry in page.entries if entry.first + 1 not in lines]


def propose(side: Side, twin: Side | None, *, stays: bool) -> Proposal | None:
    """Return what an entry proposes; `twin` is what it was, and if it `stays` it has not moved in its section."""
    new = read_side(side)
    if twin is None:
        return new
    old = read_side(twin)
    if stays and new.section == old.section:
        new = replace(new, follows=old.follows)
    return replace(new, operation=operation_of(old, new), replaces=old) if new != old else None


def read_side(side: Side) -> Proposal:
    """Return what an entry says: its section as marks or a heading name it, and no place at a section's end."""
    section = side.section[-1] if side.section else None
    return replace(propose_entry(side.entry.record), section=section, follows=None if side.is_last else side.follows)


def is_repeated(side: Side, others: Mapping[Side, set[str]]) -> bool:
    """Tell whether one of some lines with their addresses has the same paper in the same section."""
    other = find_twin(side, others)
    return other is not None and other.section == side.section


def find_unparsed(change: PageChange) -> tuple[Unparsed, ...]:
    """Return what came between the list's marks and says nothing of a paper, which rendering would lose."""
    page, path = change.after, change.file.path
    inside, said = marked_lines(page.lines), {line for entry in page.entries for line in telling_lines(entry)}
    came = [line - 1 for line in sorted(change.file.added) if line - 1 in inside and line <= len(page.lines)]
    lost = [line for line in came if page.lines[line].strip() and line not in said][:MOST_ENTRIES]
    return tuple(
        Unparsed(path, some[0] + 1, some[-1] + 1, "\n".join(bare(page.lines[line]) for line in some))
        for some in split_stretches(lost)
    )


def telling_lines(entry: PageEntry) -> Iterator[int]:
    """Yield the lines of an entry that say something of its paper; of one without a link there are none.

    A bare address says something alone, or behind a word that says where it leads; in a sentence it does not.
    """
    if not entry.record.links:
        return
    yield entry.first
    placed = [(entry.raw.count("\n", 0, part.start), part) for part in entry.parts if part.start < part.end]
    worded = {line for line, part in placed if part.kind == "extra"}
    for line, part in placed:
        if part.kind not in ("extra", "link", "url") or (part.kind == "url" and line not in worded):
            yield entry.first + line


def split_stretches(lines: Iterable[int]) -> Iterator[list[int]]:
    """Yield the runs of lines that follow one another."""
    for _, some in groupby(enumerate(lines), key=lambda item: item[1] - item[0]):
        yield [line for _, line in some]
