"""Markdown -> the lines that a reader sees, with the links, bold words and quotations in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from bot.catalogue.listing import parser

#: Markdown beyond this is not read; reading 65,536 opening brackets takes seconds.
LONGEST_READ = 16_000
#: Runs of one mark, and lines of many, make a Markdown parser slow; no line that anybody reads has so many.
RUN, LONGEST_RUN = re.compile(r"([\[\](){}<>!*_`~|&\\])\1{8,}|(?:> ?){12,}|[ \t]{40,}"), 8
MARKS, MOST_MARKS = "[]<*_`", 300
ADDRESS = re.compile(r"https?://[^\s<>\"'`|\[\]（），。；]{4,2000}")
QUOTED = re.compile(
    r"\"([^\"\n]{6,300})\"|“([^”\n]{6,300})”|‘([^’\n]{6,300}(?:’[a-z][^’\n]{0,200}){0,5})’|《([^》\n]{2,300})》"
    r"|(?<![\w'])'([^'\n]{12,300})'(?![\w'])"
)
ARXIV = re.compile(r"\barxiv[\s:]{1,3}(\d{4}\.\d{4,5})(?:v\d+)?\b", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """One line: its text, links as (text, address), and the stretches set in bold; `is_item` begins a list item."""

    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    bold: list[str] = field(default_factory=list)
    is_item: bool = False

    @property
    def quoted(self) -> list[str]:
        """What stands between quotation marks."""
        return [next(filter(None, found)).strip(" .,") for found in QUOTED.findall(self.text)]


def read_lines(text: str) -> list[Line]:
    """Return the lines of a text; what is hidden in HTML comments, in quotes and in code fences is not read.

    A row of a table is one line, with its cells between bars; a table's head is no line.
    """
    lines: list[Line] = []
    row: list[Line] | None = None
    depth, in_head, is_item = 0, False, False
    for token in parser().parse(calm(text)):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        match token.type:
            case "thead_open" | "thead_close":
                in_head = token.nesting == 1
            case "list_item_open":
                is_item = True
            case "tr_open":
                row = []
            case "tr_close":
                lines += [join(row)] if row and not in_head and depth == 0 else []
                row = None
            case "inline" if row is not None:
                row += split_lines(token.children or [])
            case "inline" if depth == 0:
                found = list(split_lines(token.children or []))
                if found:
                    found[0].is_item = is_item
                for line in found:
                    line.is_item |= line.text.startswith("|")
                is_item = False
                lines += found
    return [line for line in lines if line.text.strip() or line.links]


def join(cells: list[Line]) -> Line:
    """Return a row of a table as one line."""
    return Line(
        " | ".join(cell.text for cell in cells),
        [link for cell in cells for link in cell.links],
        [bold for cell in cells for bold in cell.bold],
        is_item=True,
    )


def calm(text: str) -> str:
    """Return what of a text is read, without what nobody writes but to keep a parser busy."""
    text = "".join(char if char >= " " or char in "\n\t" else " " for char in text[:LONGEST_READ].replace("\r\n", "\n"))
    text = RUN.sub(lambda run: run[0][:LONGEST_RUN], text)
    return "\n".join(line for line in text.split("\n") if sum(map(line.count, MARKS)) <= MOST_MARKS)


def split_lines(children: list[Token]) -> Iterator[Line]:
    """Yield the lines of a paragraph."""
    line, address, bold, start = Line(), "", -1, 0
    for token in children:
        match token.type:
            case "softbreak" | "hardbreak":
                yield finish(line)
                line, bold = Line(), -1
            case "link_open":
                address, start = str(token.attrGet("href") or ""), len(line.text)
            case "link_close":
                line.links.append((line.text[start:].strip("[]* "), address.strip()))
            case "strong_open":
                bold = len(line.text)
            case "strong_close" if bold >= 0:
                line.bold.append(line.text[bold:].strip())
                bold = -1
            case "text" | "text_special" | "code_inline":
                line.text += token.content
    yield finish(line)


def finish(line: Line) -> Line:
    """Add the bare addresses of a line to its links, and the arXiv numbers that stand without one."""
    known = {address for _, address in line.links}
    for found in ADDRESS.findall(line.text):
        address = trim(found)
        if address not in known:
            line.links.append(("", address))
    for number in ARXIV.findall(line.text):
        if not any(number in address for _, address in line.links):
            line.links.append(("", f"https://arxiv.org/abs/{number}"))
    return line


def trim(address: str) -> str:
    """Return an address without the punctuation that a sentence glued to it."""
    address = address.rstrip(".,;:!?*_~")
    return address if "(" in address else address.rstrip(")")
