"""Reads the rows of pipe tables and of HTML tables."""

from collections.abc import Sequence

from bot.catalogue.identity.identifiers import identify
from bot.lists.inline import Span, plain
from bot.lists.page import PageEntry, Uneven
from bot.lists.reading.beside.signing import find_signing, is_doubtful
from bot.lists.reading.blocks import Block
from bot.lists.reading.entry.bearing import PAPER
from bot.lists.reading.entry.record import Stretch
from bot.lists.reading.reader import NESTED, Reader
from bot.lists.reading.table import (
    FACTS,
    announces_papers,
    are_others,
    column_roles,
    fill_spans,
    split_cells,
)

#: So large a share of a column's cells are references where it is one of references.
MOST = 0.7


def read_table(reader: Reader, blocks: Sequence[Block], index: int) -> int:
    """Take in the rows of a table; return where to go on."""
    table, end = blocks[index].table, index
    while end < len(blocks) and blocks[end].kind in ("head", "row") and blocks[end].table == table:
        end += 1
    reader.leave(NESTED)
    rows = [block for block in blocks[index:end] if block.kind == "row"]
    heads = [reader.bare[block.first] for block in blocks[index:end] if block.kind == "head"]
    if not heads and is_headed(reader, rows):
        heads = [reader.bare[rows.pop(0).first]]
    head = [heads[0][slice(*cell)] for cell in split_cells(heads[0])] if heads else []
    cells = [split_cells(reader.bare[row.first]) for row in rows]
    if take_rows(reader, rows, cells, head, "table"):
        for row, places in zip(rows, cells, strict=True):
            if head and len(places) != len(head):
                reader.uneven.append(Uneven(row.first, len(places), len(head)))
    return end


def read_html_table(reader: Reader, blocks: Sequence[Block], index: int) -> int:
    """Take in the rows of an HTML table, the first as its head where it has no link; return where to go on."""
    end = index
    while end < len(blocks) and blocks[end].kind == "cellrow":
        end += 1
    rows, head = list(blocks[index:end]), []
    cells = fill_spans(list(map(reader.own, rows)))
    if not reader.web_links(text := reader.own(rows[0])):
        head = [plain(text[slice(*cell)]) for cell in cells.pop(0)]
        del rows[0]
    take_rows(reader, rows, cells, head, "html")
    return end


def take_rows(
    reader: Reader, rows: Sequence[Block], cells: Sequence[Sequence[Span]], head: Sequence[str], form: str
) -> bool:
    """Take in rows with the places of their cells, if they are papers; tell whether they are."""
    texts = [
        [text[slice(*cell)] for cell in places]
        for text, places in zip(map(reader.own, rows), cells, strict=True)
    ]  # fmt: skip
    announced = announces_papers(head)
    if reader.apart():
        return False
    if announced or is_paper_table(reader, texts):
        roles = column_roles(head, texts, reader.references, reader.phrases)
    elif (cited := find_references(reader, texts)) is not None:
        roles = ["title" if place == cited else "extra" for place in range(max(map(len, texts)))]
    else:
        return False
    # In HTML a row without a link is a heading, unless all are titles.
    whole = announced or form == "table"
    kept = [each for each in zip(rows, cells, strict=True) if whole or reader.web_links(reader.own(each[0]))]
    entries = read_rows(reader, kept, roles, form)
    others = are_others(head)
    reader.entries += [entry._replace(paper=not others or links_own_paper(entry)) for entry in entries]
    return True


def links_own_paper(entry: PageEntry) -> bool:
    """Tell whether a row about a dataset or the like links its paper."""
    named = [link for link in entry.record.links if link.label.casefold() in PAPER or link.label == "title"]
    return any(identify(link.url) for link in named)


def is_headed(reader: Reader, rows: Sequence[Block]) -> bool:
    """Tell whether the first of some rows is the head of the others, of which a diff left out the line below."""
    linked = [bool(reader.web_links(reader.own(row))) for row in rows[:2]]
    return linked == [False, True]


def is_paper_table(reader: Reader, rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows can be papers: most have a link to the web that is no picture."""
    linked = sum(any(reader.web_links(cell) for cell in row) for row in rows)
    return linked > 0 and linked >= len(rows) * 0.3


def find_references(reader: Reader, rows: Sequence[Sequence[str]]) -> int | None:
    """Return the first column in which most cells are references, with names and year before a title, None for none."""
    columns = enumerate(zip(*rows[:50], strict=False))
    return next((place for place, cells in columns if sum(map(reader.cites, cells)) >= MOST * len(cells)), None)


def read_rows(
    reader: Reader, rows: Sequence[tuple[Block, Sequence[Span]]], roles: Sequence[str], form: str
) -> list[PageEntry]:
    """Return the entries that some rows are; names among the words of a title must stand in others as well."""
    found: list[tuple[PageEntry, list[Stretch]]] = []
    for row, places in rows:
        kept = order_cells(places, roles)
        if any(role == "title" for _, _, role in kept) and (entry := reader.read(row.first, row.last, form, kept)):
            found.append((entry, kept))
    signed = find_signing([entry for entry, _ in found])
    # Where people have a column, none stand beside the title.
    heeded = signed == "never" or (signed == "behind" and "authors" not in roles)
    return [
        (doubtful and reader.read(entry.first, entry.last, form, kept, signed)) or entry
        for entry, kept in found
        for doubtful in [heeded and is_doubtful(entry, signed)]
    ]


def order_cells(places: Sequence[Span], roles: Sequence[str]) -> list[Stretch]:
    """Return the cells of a row: those of one fact first, then the title's, so that no other is taken for it."""
    kept = [(start, end, roles[place] if place < len(roles) else "rest") for place, (start, end) in enumerate(places)]
    return sorted(kept, key=lambda stretch: (stretch[2] not in FACTS, stretch[2] != "title", stretch[2] == "rest"))
