"""Reads the rows of pipe tables and of HTML tables."""

from __future__ import annotations

from collections.abc import Sequence

from bot.lists.inline import plain
from bot.lists.page import PageEntry, Uneven
from bot.lists.reading.blocks import Block
from bot.lists.reading.entry.record import Stretch
from bot.lists.reading.reader import NESTED, Reader
from bot.lists.reading.signing import find_signing, is_doubtful
from bot.lists.reading.table import FACTS, PAPERS, column_roles, head_role, split_cells, split_html_cells


def read_table(reader: Reader, blocks: Sequence[Block], index: int) -> int:
    """Take in the rows of a table."""
    table, end = blocks[index].table, index
    while end < len(blocks) and blocks[end].kind in ("head", "row") and blocks[end].table == table:
        end += 1
    reader.leave(NESTED)
    rows = [block for block in blocks[index:end] if block.kind == "row"]
    heads = [reader.bare[block.first] for block in blocks[index:end] if block.kind == "head"]
    if not heads and is_headed(reader, rows):
        heads = [reader.bare[rows.pop(0).first]]
    cells = [split_cells(reader.bare[row.first]) for row in rows]
    texts = [[reader.bare[row.first][slice(*cell)] for cell in places] for row, places in zip(rows, cells, strict=True)]
    head = [heads[0][slice(*cell)] for cell in split_cells(heads[0])] if heads else []
    if (is_paper_table(reader, texts) or announces_papers(head)) and not reader.apart():
        roles = column_roles(head, texts, reader.references, reader.phrases)
        reader.entries += read_rows(reader, rows, cells, roles, "table")
        for row, places in zip(rows, cells, strict=True):
            if head and len(places) != len(head):
                reader.uneven.append(Uneven(row.first, len(places), len(head)))
    return end


def is_headed(reader: Reader, rows: Sequence[Block]) -> bool:
    """Tell whether the first of some rows is the head of the others, of which a diff left out the line below."""
    linked = [reader.links(reader.own(row)) > 0 for row in rows[:2]]
    return linked == [False, True]


def announces_papers(heads: Sequence[str]) -> bool:
    """Tell whether a table's head says that its rows are papers: it names titles, or papers and a fact of theirs."""
    roles = {head_role(head) for head in heads}
    return "title" in roles or (bool(roles & FACTS) and any(plain(head).casefold() in PAPERS for head in heads))


def is_paper_table(reader: Reader, rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows can be papers: most have a link to the web that is no picture."""
    linked = sum(any(reader.links(cell) for cell in row) for row in rows)
    return linked > 0 and linked >= len(rows) * 0.3


def read_rows(
    reader: Reader, rows: Sequence[Block], cells: Sequence[Sequence[tuple[int, int]]], roles: Sequence[str], form: str
) -> list[PageEntry]:
    """Return the entries that some rows are; names among the words of a title must stand in others as well."""
    ordered = {
        (row.first, row.last): order_cells(places, roles)
        for row, places in zip(rows, cells, strict=True)
        if any(role == "title" for role in roles[: len(places)])
    }
    entries = [entry for span, kept in ordered.items() if (entry := reader.read(*span, form, kept))]
    signed = find_signing(entries)
    if signed != "never":
        return entries
    return [
        (is_doubtful(entry, signed) and reader.read(*span, form, ordered[span], signed)) or entry
        for entry in entries
        for span in [(entry.first, entry.last)]
    ]


def order_cells(places: Sequence[tuple[int, int]], roles: Sequence[str]) -> list[Stretch]:
    """Return the cells of a row: those of one fact first, then the title's, so that no other is taken for it."""
    kept = [(start, end, roles[place] if place < len(roles) else "rest") for place, (start, end) in enumerate(places)]
    return sorted(kept, key=lambda stretch: (stretch[2] not in FACTS, stretch[2] != "title", stretch[2] == "rest"))


def read_html_table(reader: Reader, blocks: Sequence[Block], index: int) -> int:
    """Take in the rows of an HTML table."""
    end = index
    while end < len(blocks) and blocks[end].kind == "cellrow":
        end += 1
    rows = blocks[index:end]
    texts = [reader.own(row) for row in rows]
    cells = [split_html_cells(text) for text in texts]
    contents = [[text[slice(*cell)] for cell in places] for text, places in zip(texts, cells, strict=True)]
    if contents and is_paper_table(reader, contents[1:] or contents) and not reader.apart():
        headed = not any(reader.links(cell) for cell in contents[0])
        head = [plain(cell) for cell in contents[0]] if headed else []
        roles = column_roles(
            head,
            contents[headed:],
            reader.references,
            reader.phrases,
        )
        kept = [
            (row, places)
            for row, places in list(zip(rows, cells, strict=True))[headed:]
            if reader.links(reader.own(row)) or announces_papers(head)
        ]
        reader.entries += read_rows(reader, [row for row, _ in kept], [cell for _, cell in kept], roles, "html")
    return end
