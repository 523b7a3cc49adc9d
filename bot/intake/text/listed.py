"""Entries of a list that somebody pasted into a text: they say what they would say on the list's own page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue.venues import Venues
from bot.intake.entries import propose_entry
from bot.intake.submission import Proposal
from bot.intake.text.lines import Line
from bot.intake.text.parts.labels import read_field, read_label
from bot.intake.text.parts.names import speaks
from bot.intake.text.parts.stretches import find_section
from bot.intake.text.parts.venues import split_title
from bot.lists.page import PageEntry
from bot.lists.reading.fragments import read_fragment

#: What keeps a page's reader from an entry that was put into a block of code to be copied.
FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[^\n`]*$", re.M)


def take_entries(lines: Sequence[Line], text: str, venues: Venues) -> list[Line]:
    """Return the lines of a text with one for each pasted entry, on which stands what the entry says.

    An entry that speaks to somebody or says a section beside its facts is left to those who read sentences and labels.
    """
    entries = [entry for entry in read_fragment(FENCE.sub("", text), venues) if is_pasted(entry, venues)]
    taken = {number: entry for entry in entries for number in range(entry.first, entry.last + 1)}
    done: set[int] = set()
    for line in lines:
        if line.source in taken and read_field(line.column) == "section":
            del taken[line.source]
    kept: list[Line] = []
    for line in lines:
        entry = taken.get(line.source)
        if entry is None:
            kept.append(line)
        elif entry.first not in done:
            done.add(entry.first)
            kept.append(replace(line, entry=part_venue(propose_entry(entry.record), venues)))
    return kept


def part_venue(proposal: Proposal, venues: Venues) -> Proposal:
    """Return what an entry says, the venue taken from the end of its title."""
    title, venue = split_title(proposal.title or "", venues)
    return replace(proposal, title=title or None, venue=proposal.venue or venue)


def is_pasted(entry: PageEntry, venues: Venues) -> bool:
    """Tell whether an entry is as a list has it: nothing is asked in it, and no line of it begins with a label."""
    rows = entry.raw.split("\n")
    rest = entry.record.leftover
    return not any(read_label(row.lstrip(" \t-*+")) for row in rows) and not any(
        speaks(words) or find_section(words, venues) for words in rest
    )
