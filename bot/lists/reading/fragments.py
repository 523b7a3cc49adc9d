"""Reads lines that were taken out of a page, as a diff shows them, in the way the page itself is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.catalogue.venues import Venues
from bot.lists.page import Page, PageEntry
from bot.lists.reading.blocks import ATX, DELIMITER, PIPE
from bot.lists.reading.pages import read_page
from bot.lists.reading.table import split_cells


def entries_at(page: Page, lines: Iterable[int]) -> tuple[PageEntry, ...]:
    """Return the entries that stand on some lines of a page, counted from 0: those that a diff added or changed."""
    wanted = frozenset(lines)
    return tuple(entry for entry in page.entries if any(line in wanted for line in range(entry.first, entry.last + 1)))


def read_fragment(text: str, venues: Venues, above: Sequence[str] = ()) -> tuple[PageEntry, ...]:
    """Return the entries of some lines that follow one another; `first` and `last` count within the text.

    `above` are the lines over them that say how they are to be read, as `lines_above` gives them. Rows of a table
    without its head are read by what is in them.
    """
    head = [line.rstrip("\r\n") for line in above]
    first = next((line for line in text.split("\n") if line.strip()), "")
    if is_row(first) and not any(DELIMITER.match(line) and "|" in line for line in head):
        head += ["", *empty_head(first)]
    page = read_page("\n".join([*head, text]), venues)
    return tuple(
        replace(entry, first=entry.first - len(head), last=entry.last - len(head), section=-1)
        for entry in page.entries
        if entry.first >= len(head)
    )


def empty_head(row: str) -> tuple[str, str]:
    """Return a head without words for the table of a row, by which it is read as what is in it."""
    count = len(split_cells(row))
    return "|" + "|" * count, "|" + "-|" * count


def is_row(line: str) -> bool:
    """Tell whether a line is a row of a pipe table."""
    return line.lstrip(" >").startswith("|") and len(PIPE.findall(line)) >= 3


def lines_above(lines: Sequence[str], number: int) -> tuple[str, ...]:
    """Return the heading over a line and, where the line stands in a table, the table's head."""
    bare = [line.rstrip("\r\n") for line in lines[:number]]
    head: list[str] = []
    place = number - 1
    while place >= 0 and PIPE.search(bare[place]):
        if DELIMITER.match(bare[place]) and place > 0:
            head = bare[place - 1 : place + 1]
            break
        place -= 1
    heading = next((line for line in reversed(bare) if ATX.match(line)), None)
    return (*([heading, ""] if heading is not None else []), *head)
