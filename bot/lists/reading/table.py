"""Tables: the cells of a row, and what each column holds, known by its head and its content."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from bot.lists.inline import is_label, plain, scan, words
from bot.lists.phrases import DATE, YEAR

#: A column's role by its head, the first that fits; "any" where the content must tell.
HEADS = (
    ("authors", r"authors?|作者"),
    ("year", r"year|年份?"),
    ("date", r"date|time|month|released?( date)?|published( on)?|日期|时间"),
    (
        "venue",
        r"(pub(lication)?|publisher|published in)\b.*|venues?|conf(erence)?s?(\W.*)?|journal(\W.*)?|where|booktitle"
        r"|来源|会议|期刊",
    ),
    ("title", r"(paper )?titles?( .{0,30})?|论文标题|标题|题目"),
    (
        "any",
        r"papers?( .{0,30})?|name|works?|论文|publications?|articles?|methods?|models?"
        r"|introduction|links?|resources?|materials?|code.*|git.*|repo.*|pdf|url",
    ),
)
CELL = re.compile(r"<t[dh]\b[^<>]*>", re.I)


def split_cells(text: str) -> list[tuple[int, int]]:
    """Return the places of the cells of one pipe row; an escaped bar, or one in code, divides nothing."""
    bars = []
    code = False
    for found in re.finditer(r"\\.|`|\|", text):
        if found[0] == "`":
            code = not code and "`" in text[found.end() :]
        elif found[0] == "|" and not code:
            bars.append(found.start())
    edges = [*bars]
    if not bars or text[: bars[0]].strip(" \t>"):
        edges.insert(0, -1)
    if not bars or text[bars[-1] + 1 :].strip():
        edges.append(len(text))
    return [(left + 1, right) for left, right in itertools.pairwise(edges)]


def split_html_cells(text: str) -> list[tuple[int, int]]:
    """Return the places of the cells of one row of an HTML table."""
    starts = [found.span() for found in CELL.finditer(text)]
    cells = []
    for number, (_, begin) in enumerate(starts):
        upto = starts[number + 1][0] if number + 1 < len(starts) else len(text)
        close = re.search(r"</t[dhr]>", text[begin:upto], re.I)
        cells.append((begin, begin + close.start() if close else upto))
    return cells


def head_role(head: str) -> str:
    """Return what a column's head says of it: a role, "any", or "extra" for what no paper's record has."""
    text = plain(head).strip(" :*_").casefold()
    text = re.sub(r"[^\w\s/()&.-]", "", text).strip()
    if not text:
        return "any"
    return next((role for role, pattern in HEADS if re.fullmatch(pattern, text)), "extra")


def column_roles(heads: Sequence[str], rows: Sequence[Sequence[str]], references: Mapping[str, str]) -> list[str]:
    """Return the role of each column; exactly one is the title's, if any has titles."""
    width = max([len(heads), *(len(row) for row in rows[:50])], default=0)
    roles = [head_role(heads[place]) if place < len(heads) else "any" for place in range(width)]
    columns = [[row[place] for row in rows[:50] if place < len(row)] for place in range(width)]
    named = [place for place, role in enumerate(roles) if role == "title"]
    length = [title_words(cells, references) for cells in columns]
    options = named or [place for place, role in enumerate(roles) if role == "any"] or list(range(width))
    title = max(options, key=lambda place: (length[place], -place), default=None)
    if title is not None and length[title] < 2 and not named:
        others = [place for place in range(width) if roles[place] in ("any", "extra")]
        title = max(others, key=lambda place: (length[place], -place), default=title)
    for place, role in enumerate(roles):
        if place == title:
            roles[place] = "title"
        elif role in ("any", "title"):
            roles[place] = content_role(columns[place])
    return roles


def content_role(cells: Sequence[str]) -> str:
    """Return the role of a column whose head says nothing: dates, years, or a rest that is looked through."""
    filled = [plain(cell) for cell in cells if plain(cell)]
    if filled and sum(bool(DATE.fullmatch(cell)) for cell in filled) > len(filled) / 2:
        return "date"
    if filled and sum(bool(YEAR.fullmatch(cell)) for cell in filled) > len(filled) / 2:
        return "year"
    return "rest"


def title_words(cells: Sequence[str], references: Mapping[str, str]) -> float:
    """Return how many words the cells of a column have that could be a title's, at the median."""
    counts = sorted(count_title(cell, references) for cell in cells if cell.strip())
    return counts[len(counts) // 2] if counts else 0


def count_title(cell: str, references: Mapping[str, str]) -> int:
    """Return the words of a cell without the labels of its links; a long text is an abstract, no title."""
    rest, place, linked = [], 0, 0
    for token in scan(cell, references):
        rest.append(cell[place : token.start])
        place = token.end
        label = cell[slice(*token.label)]
        if token.kind == "link" and not is_label(label):
            linked = max(linked, len(words(plain(label))) + 1)
    rest.append(cell[place:])
    free = len(words(plain(" ".join(rest))))
    return linked or (free if free <= 40 else 1)
