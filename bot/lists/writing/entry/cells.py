"""The cells of a new row, and lines that begin with a key: none is empty where the list has a word for it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.lists.inline import labelled_kind
from bot.lists.page import PageEntry, Part
from bot.lists.reading.entry.words.cells import is_unknown
from bot.lists.reading.table import split_cells, split_html_cells

Cell = tuple[int, int]
#: Signs and nothing else, as "⚠️" or ":x:"; stars and fires rate.
NO_WORD = re.compile(r"(?:(?![⭐🔥★])[\W_]|:\w+:)*")
#: A line that says nothing behind its key, as "- Code:".
KEY_ALONE = re.compile(r"[ \t]*(?:[-*+][ \t]+)?[^\s:：][^:：\n]{0,30}[:：][*_]{0,2}[ \t]*")


def fill_keys(text: str, entries: Sequence[PageEntry]) -> str:
    """Write the section's own "unknown" behind the keys of an entry's lines that name a link and have none."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        key = line.rstrip()
        if KEY_ALONE.fullmatch(line) and labelled_kind(key):
            rests = (other.removeprefix(key) for entry in entries for other in entry.raw.split("\n") if key in other)
            said = Counter(rest.rstrip() for rest in rests if rest.strip() and is_unknown(rest)).most_common(1)
            lines[number] = key + said[0][0] if said else line
    return "\n".join(lines)


def fill_cells(text: str, template: PageEntry, entries: Sequence[PageEntry], facts: Mapping[str, str]) -> str:
    """Write the section's own "unknown" into cells that are empty now, and pad where the table is padded.

    `facts`: those that the template has none of, by their kinds; they go where other rows have them.
    """
    edged = template.form == "html" or template.raw.lstrip(" >").startswith("|")
    closed = template.raw.rstrip().endswith("|")
    if not edged:
        text, template = edge(text, closed=closed), template._replace(raw=edge(template.raw, closed=closed))
        entries = [entry._replace(raw=edge(entry.raw, closed=closed)) for entry in entries]
    split = split_html_cells if template.form == "html" else split_cells
    if len(split(text)) == len(split(template.raw)):
        for kind, fact in facts.items() if template.form == "table" else ():
            text = put_fact(text, kind, fact, entries)
        text = filled(text, template, [entry.raw for entry in entries if entry.form == template.form], split)
    return text if edged else without_edges(text, closed=closed)


def cell_for(entry: PageEntry, peer: PageEntry, link: Part) -> tuple[int, int] | None:
    """Return the stretch of the cell in the column of a peer's link, None where it says something already."""
    theirs, own = split_cells(peer.raw), split_cells(entry.raw)
    column = next((number for number, (start, end) in enumerate(theirs) if start <= link.start < end), None)
    if column is None or len(own) != len(theirs):
        return None
    start, end = own[column]
    words = entry.raw[start:end]
    if "://" in words or re.search(r"\w{3}", words):
        return None
    left = len(words) - len(words.lstrip()) if words.strip() else min(1, len(words))
    return start + left, max(start + left, start + len(words.rstrip()))


def put_fact(text: str, kind: str, fact: str, entries: Sequence[PageEntry]) -> str:
    """Return a row with a fact in its empty cell of the column in which other rows have it and nothing else."""
    cells = split_cells(text)
    for entry in entries:
        others = split_cells(entry.raw)
        place = next((part.span for part in entry.parts if part.kind == kind), (-1, -1))
        column = next((n for n, cell in enumerate(others) if cell[0] <= place[0] < place[1] <= cell[1]), None)
        if column is None or len(others) != len(cells) or text[slice(*cells[column])].strip():
            continue
        if entry.raw[slice(*others[column])].strip() == entry.raw[slice(*place)]:
            return f"{text[: cells[column][0]]} {fact} {text[cells[column][1] :]}"
    return text


def filled(text: str, template: PageEntry, others: Iterable[str], split: Callable[[str], Sequence[Cell]]) -> str:
    """Return a row with as many cells as its template, none of them emptied without the section's word for it."""
    cells, old = split(text), split(template.raw)
    rows = [(raw, places) for raw in others if len(places := split(raw)) == len(old)][-200:]
    padded = (
        template.form == "table" and len(rows) > 2 and len({tuple(places) for _, places in rows}) <= 0.2 * len(rows) + 1
    )
    result = text[: cells[0][0]]
    for number, (start, end) in enumerate(cells):
        content = text[start:end]
        if not content.strip() and template.raw[slice(*old[number])].strip():
            content = unknown_cell([raw[slice(*places[number])] for raw, places in rows], html=template.form == "html")
        elif content.strip() and template.raw[slice(*old[number])] in (" ", "  "):
            content = f" {content.strip()} "
        if padded:
            content = pad(content, [raw[slice(*places[number])] for raw, places in rows])
        result += content + text[end : cells[number + 1][0] if number + 1 < len(cells) else len(text)]
    return result


def pad(content: str, cells: Sequence[str]) -> str:
    """Return a cell as wide as most others of its column, in their middle where the others' words are."""
    width = Counter(map(len, cells)).most_common(1)[0][0]
    told = [cell for cell in cells if cell.strip()]
    if 2 * sum(cell.startswith("  ") for cell in told) > len(told):
        words = content.strip()
        content = " " * max(1, (width - len(words)) // 2) + words
    return content.rstrip().ljust(width - 1) + " "


def edge(row: str, *, closed: bool) -> str:
    """Return a row of a table without a bar at its beginning with one, and one at its end unless it is closed."""
    return f"| {row.rstrip()}" if closed else f"| {row.rstrip()} |"


def without_edges(row: str, *, closed: bool) -> str:
    """Return the row without them again; the first stays before an empty cell, which would be lost."""
    inner = row if closed else row.removesuffix("|").rstrip()
    bare = inner.removeprefix("| ")
    return inner if not bare.split("|")[0].strip() else bare


def unknown_cell(cells: Sequence[str], *, html: bool) -> str:
    """Return what a column has where nothing is known; a rating, a number and one of several signs are not that."""
    signs = {cell.strip() for cell in cells if NO_WORD.fullmatch(cell) and not is_unknown(cell)}
    empty = [cell for cell in cells if is_unknown(cell) or (len(signs) == 1 and NO_WORD.fullmatch(cell))]
    if not empty:
        return "" if html else " "
    usual = Counter(cell.strip() for cell in empty).most_common(1)[0][0]
    return Counter(cell for cell in empty if cell.strip() == usual).most_common(1)[0][0]
