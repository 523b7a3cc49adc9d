"""What a new entry leaves empty although the others of its section say it, by the list's own names for it."""

import re
from collections.abc import Sequence

from bot.lists.inline import plain
from bot.lists.page import Page, PageEntry
from bot.lists.reading.table import split_cells
from bot.lists.writing.beginning import head_above

#: A line of an entry that begins with what it tells, as "- Key: nets".
LABELLED = re.compile(r"^[ \t]*(?:[-*+][ \t]+)?([^\W\d_][\w -]{0,30}):[ \t]*(\S.*)?$", re.M)


def name_blanks(text: str, page: Page, own: Sequence[PageEntry]) -> tuple[str, ...]:
    """Return the columns, or the labels of lines, behind which an entry says nothing and most of its section do."""
    if own[0].form != "table":
        empty = [found[1] for found in LABELLED.finditer(text) if not found[2]]
        said = [{found[1] for found in LABELLED.finditer(entry.raw) if found[2]} for entry in own]
        return tuple(label for label in empty if 2 * sum(label in labels for labels in said) > len(own))
    head, row = head_above(page, own[0]), cells_of(text)
    names = cells_of(head[0]) if head else []
    others = [cells for entry in own if len(cells := cells_of(entry.raw)) == len(row)]
    return tuple(
        plain(name)
        for number, name in enumerate(names if len(names) == len(row) else [])
        if not row[number] and 2 * sum(bool(cells[number]) for cells in others) > len(others)
    )


def cells_of(row: str) -> list[str]:
    return [row[start:end].strip() for start, end in split_cells(row)]
