"""Edited lines of the rendered list -> the proposals that they are: added, changed, moved and removed entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from bot.catalogue.identifiers import clean_link, identify
from bot.catalogue.listing import ListEntry, read_list
from bot.catalogue.rendering import MARK
from bot.catalogue.titles import fold_title
from bot.catalogue.venues import expand_year
from bot.intake.diff import FileDiff
from bot.intake.prose import read_prose
from bot.intake.submission import Operation, Proposal

#: More edited entries are no contribution but another list; it is imported.
MOST_ENTRIES = 200
#: What has longer lines or more brackets is no entry, and may be made to keep a parser busy.
LONGEST_LINE, MOST_BRACKETS = 2_000, 60
#: Lines that one entry may be broken over.
MOST_LINES = 6
ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])\s")
ROW = re.compile(r"\s{0,8}\|")
HEADING = re.compile(r" {0,3}#{1,6}\s+(.{1,200})")
#: Two titles that are nearer than this are one entry, edited.
SAME_TITLE = 80.0


@dataclass(frozen=True, slots=True)
class Place:
    """An entry where it stands: its section as a mark or heading above it says, and the title of the entry above."""

    entry: ListEntry
    proposal: Proposal

    @property
    def key(self) -> tuple[str, str | None]:
        """What makes it the same line in the same section."""
        return self.entry.raw.strip(), self.proposal.section


def read_edits(file: FileDiff) -> tuple[Proposal, ...]:
    """Return what the edits of a list propose, in the order of the list; what only looks different proposes nothing."""
    gone = read_places(file.before, file.removed)
    come = read_places(file.after, file.added)
    proposals: list[Proposal] = []
    for place in come:
        twin = find_twin(place, gone)
        if twin is None:
            proposals.append(place.proposal)
            continue
        gone.remove(twin)
        if edited := edit(twin, place):
            proposals.append(edited)
    removed = [place for place in gone if not any(is_twin(place, other) for other in come)]
    proposals += [replace(place.proposal, operation="remove", replaces=place.proposal) for place in removed]
    return tuple(proposals[:MOST_ENTRIES])


def find_unread(file: FileDiff) -> tuple[int, ...]:
    """Return the lines that came between a list's marks and are neither entries nor blank: rendering loses them."""
    lines = file.after.split("\n")
    inside = [n for n in sorted(file.added) if lines[n - 1].strip() and is_between_marks(lines, n)]
    return tuple(n for n in inside if not is_in_entry(lines, n, file.added))


def is_in_entry(lines: Sequence[str], number: int, added: frozenset[int]) -> bool:
    """Tell whether an added line is read: it begins an entry, or one that was added with it says less without it."""
    first, last = span(lines, number)
    if first not in added or not begins(lines[first - 1]):
        return False
    whole = [proposal for _, proposal in read_span(lines, first, last)]
    rest = [*lines[: number - 1], *lines[number:]]
    return bool(whole) and (number == first or whole != [proposal for _, proposal in read_span(rest, first, last - 1)])


def is_between_marks(lines: Sequence[str], number: int) -> bool:
    """Tell whether a line is one of those that the data makes."""
    if MARK.match(lines[number - 1]):
        return False
    above = next((mark for line in reversed(lines[: number - 1]) if (mark := MARK.match(line))), None)
    return above is not None and above[1] == "begin"


def find_twin(place: Place, gone: Sequence[Place]) -> Place | None:
    """Return the removed entry that an added one was: the same line, in the same section first, else the same paper."""
    same_line = [other for other in gone if other.entry.raw.strip() == place.entry.raw.strip()]
    same_paper = [other for other in gone if is_same_paper(other.entry, place.entry)]
    found = sorted(same_line or same_paper, key=lambda other: other.proposal.section != place.proposal.section)
    return found[0] if found else None


def is_same_paper(one: ListEntry, other: ListEntry) -> bool:
    """Tell whether two lines are one paper's: by an address, or by titles that an edit can lie between."""
    return is_same_title(one.title, other.title) or bool(paper_addresses(one) & paper_addresses(other))


def is_twin(one: Place, other: Place) -> bool:
    """Tell whether two lines are one paper's in one section."""
    return one.proposal.section == other.proposal.section and is_same_paper(one.entry, other.entry)


def is_same_title(one: str, other: str) -> bool:
    """Tell whether one title can be the other, edited; a short name before the colon counts."""
    names = {fold_title(one.partition(":")[0]), fold_title(other.partition(":")[0])}
    whole = fold_title(one), fold_title(other)
    return bool(names & {*whole} - {""} and len(names) == 1) or fuzz.ratio(*whole) >= SAME_TITLE


def paper_addresses(entry: ListEntry) -> set[str]:
    """Return the canonical names of what an entry links to, but for its code, which papers share."""
    links = (clean_link(link.url) for link in entry.links if link.label.lower() not in ("code", "github"))
    return {str(link.identifier or link.url) for link in links}


def edit(before: Place, after: Place) -> Proposal | None:
    """Return the change of one entry, None if only its form changed."""
    old, new = before.proposal, after.proposal
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


def read_places(text: str, numbers: frozenset[int]) -> list[Place]:
    """Return the entries that stand on some lines (counted from 1) of a list."""
    lines = text.split("\n")
    places: list[Place] = []
    done = 0
    for number in sorted(numbers)[: MOST_ENTRIES * MOST_LINES]:
        if number <= done or not 0 < number <= len(lines):
            continue
        if len(places) >= MOST_ENTRIES:
            break
        first, last = span(lines, number)
        done = last
        places += [Place(entry, proposal) for entry, proposal in read_span(lines, first, last)]
    return places[:MOST_ENTRIES]


def span(lines: Sequence[str], number: int) -> tuple[int, int]:
    """Return the first and the last line of the entry that a line belongs to; a link can be broken over two lines."""
    first = number
    while first > max(1, number - MOST_LINES) and not begins(lines[first - 1]) and lines[first - 2].strip():
        first -= 1
    last = number
    while last < min(len(lines), number + MOST_LINES) and lines[last].strip() and not begins(lines[last]):
        last += 1
    return first, last


def begins(line: str) -> bool:
    """Tell whether a line begins an entry, or ends those before it."""
    return bool(ITEM.match(line) or ROW.match(line) or HEADING.match(line) or MARK.match(line))


def read_span(lines: Sequence[str], first: int, last: int) -> Iterator[tuple[ListEntry, Proposal]]:
    """Yield what a few lines of a list say, with where they stand."""
    chosen = lines[first - 1 : last]
    text = "\n".join(chosen).lstrip() if ROW.match(chosen[0]) else "\n".join(chosen)
    if HEADING.match(text) or "http" not in text or is_absurd(text):
        return
    section = section_at(lines, first)
    found = [entry for heading in read_list(text) for entry in heading.entries]
    for entry in found[:1]:
        proposal = read_line(entry) or propose(entry)
        yield entry, replace(proposal, section=section or proposal.section, follows=entry_above(lines, first, last))
    if not found:
        for proposal in read_prose("", text).proposals[:1]:
            if proposal.operation == "add" and (proposal.title or proposal.urls):
                entry = ListEntry(first, last, text, proposal.title or "")
                yield entry, replace(proposal, section=section or proposal.section)


def is_absurd(text: str) -> bool:
    """Tell whether nobody would write an entry like this."""
    return text.count("[") > MOST_BRACKETS or any(len(line) > LONGEST_LINE for line in text.split("\n"))


def read_line(entry: ListEntry) -> Proposal | None:
    """Return what an entry in another form than the list's says, None where it is in the list's."""
    if entry.venue is not None or any(link.label in ("Paper", "URL") for link in entry.links):
        return None
    found = [proposal for proposal in read_prose("", entry.raw).proposals if proposal.title and proposal.urls]
    return found[0] if len(found) == 1 and found[0].operation == "add" else None


def propose(entry: ListEntry) -> Proposal:
    """Return what an entry in the list's form says."""
    code = [link for link in entry.links if link.label.lower() in ("code", "github")]
    papers = [link for link in entry.links if link not in code]
    paper = next((link for link in papers if link.label in ("Paper", "URL") or identify(link.url)), None)
    year = int(entry.year) if entry.year else None
    return Proposal(
        title=entry.title,
        urls=(paper.url,) if paper else (),
        code=code[0].url if code else None,
        venue=entry.venue,
        year=expand_year(year) if year is not None and year < 100 else year,
        others=tuple(link for link in entry.links if link is not paper and link not in code[:1]),
    )


def section_at(lines: Sequence[str], number: int) -> str | None:
    """Return the section that a line stands in: the id of the mark above it, else the heading above it."""
    for line in reversed(lines[: number - 1]):
        if mark := MARK.match(line):
            return mark[2] if mark[1] == "begin" else None
        if heading := HEADING.match(line):
            return heading[1].strip().rstrip("#").strip()
    return None


def entry_above(lines: Sequence[str], first: int, last: int) -> str | None:
    """Return the title of the entry above a line, "" at the top of its section, None where no entry follows."""
    below = next((line for line in lines[last:] if line.strip()), "")
    if not ITEM.match(below):
        return None
    for number in range(first - 1, 0, -1):
        line = lines[number - 1]
        if HEADING.match(line) or MARK.match(line):
            return ""
        if ITEM.match(line) and not is_absurd(line):
            above = [
                entry
                for heading in read_list("\n".join(lines[slice(*whole(lines, number))]))
                for entry in heading.entries
            ]
            return above[0].title if above else None
    return None


def whole(lines: Sequence[str], number: int) -> tuple[int, int]:
    """Return the slice of the lines that the entry on a line takes."""
    first, last = span(lines, number)
    return first - 1, last
