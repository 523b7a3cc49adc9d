"""Lines of a list -> the entries that stand there, with what each says of a paper and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.venues import Venues, expand_year
from bot.intake.submission import Proposal
from bot.intake.text.prose import read_prose
from bot.lists.marked.listing import ListEntry, read_list
from bot.lists.marked.rendering import MARK

#: More edited entries are no contribution but another list; it is imported.
MOST_ENTRIES = 200
#: What has longer lines or more brackets is no entry, and may be made to keep a parser busy.
LONGEST_LINE, MOST_BRACKETS = 2_000, 60
#: Lines that one entry may be broken over.
MOST_LINES = 6
ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])\s")
ROW = re.compile(r"\s{0,8}\|")
HEADING = re.compile(r" {0,3}#{1,6}\s+(.{1,200})")


@dataclass(frozen=True, slots=True)
class Place:
    """An entry where it stands: its first line, its section as a mark or heading above says, the title above it."""

    first: int
    entry: ListEntry
    proposal: Proposal


def read_places(text: str, numbers: frozenset[int], venues: Venues) -> list[Place]:
    """Return the entries that stand on some lines (counted from 1) of a list."""
    lines = text.split("\n")
    places: list[Place] = []
    done = 0
    for number in sorted(numbers)[: MOST_ENTRIES * MOST_LINES]:
        if number <= done or number > len(lines) or not lines[number - 1].strip():
            continue
        if len(places) >= MOST_ENTRIES:
            break
        first, last = span(lines, number)
        done = last
        places += [Place(first, entry, proposal) for entry, proposal in read_span(lines, first, last, venues)]
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
    return bool(ITEM.match(line) or ROW.match(line) or HEADING.match(line) or MARK.match(line.lstrip(" \t")))


def read_span(lines: Sequence[str], first: int, last: int, venues: Venues) -> Iterator[tuple[ListEntry, Proposal]]:
    """Yield what a few lines of a list say, with where they stand."""
    chosen = lines[first - 1 : last]
    text = "\n".join(chosen).lstrip() if ROW.match(chosen[0]) else "\n".join(chosen)
    if HEADING.match(text) or "http" not in text or is_absurd(text):
        return
    section = section_at(lines, first)
    found = [entry for heading in read_list(text) for entry in heading.entries]
    for entry in found[:1]:
        proposal = read_line(entry, venues) or propose(entry)
        above = entry_above(lines, first, last)
        yield entry, replace(proposal, section=section or proposal.section, under=(), follows=above)
    if not found:
        for proposal in read_prose("", text, (), venues).proposals[:1]:
            if proposal.operation == "add" and (proposal.title or proposal.urls):
                entry = ListEntry(first, last, text, proposal.title or "")
                yield entry, replace(proposal, section=section or proposal.section, under=())


def is_absurd(text: str) -> bool:
    """Tell whether nobody would write an entry like this."""
    return text.count("[") > MOST_BRACKETS or any(len(line) > LONGEST_LINE for line in text.split("\n"))


def read_line(entry: ListEntry, venues: Venues) -> Proposal | None:
    """Return what an entry in another form than the list's says, None where it is in the list's."""
    if entry.venue is not None or any(link.label in ("Paper", "URL") for link in entry.links):
        return None
    said = read_prose("", entry.raw, (), venues).proposals
    found = [proposal for proposal in said if proposal.title and proposal.urls]
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
        if mark := MARK.match(line.lstrip(" \t")):
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
        if HEADING.match(line) or MARK.match(line.lstrip(" \t")):
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
