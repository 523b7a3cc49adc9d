"""Takes away what facts leave behind that the new paper does not have: brackets, separators, empty cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.lists.page import Entry
from bot.lists.reading.table import split_cells

#: Stands where a fact was that the new paper does not have; private use, so no page has it by chance.
GONE = "\ue0ff"
TRACES = (
    (re.compile(rf"{GONE}[ \t]*[,;/|·&+]?[ \t]*{GONE}"), GONE),
    (
        re.compile(
            rf"\*\*[ \t.,:'’]*{GONE}[ \t.,:'’]*\*\*|(?<!\*)\*(?:[.,:'’][ \t]*)*{GONE}[ \t.,:'’]*\*(?!\*)"
            rf"|(?<!_)_[ \t.,]*{GONE}[ \t.,:]*_"
        ),
        GONE,
    ),
    (
        re.compile(
            rf"\[[ \t.,:'’]*{GONE}[ \t.,:'’]*\](?:\({GONE}\))?|\([ \t.,:@'’]*{GONE}[ \t.,:'’]*\)"
            rf"|`[ \t]*{GONE}[ \t]*`|\"{GONE}\""
        ),
        GONE,
    ),
    (re.compile(rf"<(ins|i|b|em|strong|sub|sup|small|u)>[ \t.,]*{GONE}[ \t.,]*</\1>", re.I), GONE),
)


def drop_traces(text: str, *, table: bool) -> str:
    """Take away brackets, stars and separators that stand around nothing; the cells of a table all stay."""
    if GONE not in text:
        return text
    if table:
        cells = re.split(r"(?<!\\)(\|)", text)
        return "".join(drop_traces(cell, table=False) for cell in cells)
    for _ in range(6):
        before = text
        for pattern, new in TRACES:
            text = pattern.sub(new, text)
        if text == before:
            break
    text = re.sub(rf"(?m)^([ \t]*(?:[-*+][ \t]+)?[^\W\d_][\w -]{{0,24}}[:：])[ \t]*{GONE}[ \t]*$", r"\1 ", text)
    text = re.sub(rf"(?m)^([ \t]*(?:[-*+]|\d+[.)])?[ \t]*){GONE}[ \t]*[.,:;]?[ \t]*", r"\1", text)
    text = re.sub(rf"[ \t]*[,;:·][ \t]*{GONE}(?=[ \t]*(?:[.,;:|\])*]|\n|$))", "", text)
    text = re.sub(rf"[ \t]+{GONE}(?=[*_`\])>])", "", text)
    text = re.sub(rf"(?<=[.,;:!?])(\S?)[ \t]+{GONE}[.,;]?(?=[ \t\n]|$)", r"\1", text)
    text = re.sub(rf"[ \t]+{GONE}[,;]?(?=[ \t.])", "", text)
    text = re.sub(rf"[ \t]+{GONE}[,;]?[ \t]*(?=\n|$)", "", text)
    return text.replace(GONE, "")


def tidy(text: str) -> str:
    """Drop lines of an entry over several lines that have nothing left."""
    lines = text.split("\n")
    kept = [
        lines[0],
        *(line for line in lines[1:] if not re.fullmatch(r"\s*(?:[-*+])?\s*\\?\s*", line) or not line.strip()),
    ]
    return "\n".join(kept)


def fill_cells(text: str, template: Entry, entries: Sequence[Entry]) -> str:
    """Write the section's own "unknown" into cells that are empty now, and pad where the table is padded."""
    cells, old = split_cells(text), split_cells(template.raw)
    if len(cells) != len(old):
        return text
    rows = [(entry.raw, split_cells(entry.raw)) for entry in entries if entry.form == "table"]
    rows = [(raw, places) for raw, places in rows if len(places) == len(old)][-200:]
    padded = len(rows) > 2 and len({tuple(places) for _, places in rows}) <= 0.2 * len(rows) + 1
    result = text[: cells[0][0]]
    for number, (start, end) in enumerate(cells):
        content = text[start:end]
        if not content.strip() and template.raw[slice(*old[number])].strip():
            content = unknown_cell([raw[slice(*places[number])] for raw, places in rows])
        if padded:
            content = content.rstrip().ljust(old[number][1] - old[number][0])
        result += content + text[end : cells[number + 1][0] if number + 1 < len(cells) else len(text)]
    return result


def unknown_cell(cells: Sequence[str]) -> str:
    """Return what a column has where nothing is known; a rating or a number is not that."""
    empty = [cell for cell in cells if not re.search(r"[^\W\d_]{4,}|\d|://|[⭐🔥★]", cell)]
    if not empty:
        return " "
    usual = Counter(cell.strip() for cell in empty).most_common(1)[0][0]
    return Counter(cell for cell in empty if cell.strip() == usual).most_common(1)[0][0]
