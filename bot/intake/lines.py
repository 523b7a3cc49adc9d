"""Markdown -> the lines that a reader sees, with the links, marked words and quotations in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from markdown_it.token import Token

from bot.catalogue.listing import parser
from bot.intake.addresses import Anchor, find_bare

Place = Literal["text", "item", "heading", "row", "cell"]

#: Markdown beyond this is not read: a proposal is short, and odd Markdown costs the square of its length.
LONGEST_READ = 16_000
#: Beyond this many, opening brackets are dropped: each one that is never closed is searched to the end of its block.
MOST_BRACKETS = 1_500
QUOTED = re.compile(
    r"\"([^\"\n]{3,300})\"|“([^”\n]{3,300})”|‘([^’\n]{3,300}(?:’[a-z][^’\n]{0,200})?)’|《([^》\n]{2,300})》"
    r"|「([^」\n]{2,300})」"
    r"|(?<!\w)'(?=\S)((?:[^'\n]|'(?=[a-z])){3,300})'(?!\w)"
)
TAG = re.compile(r"(<[^<>]{1,1000}>)")
HREF = re.compile(r"""<a\s[^<>]{0,500}?href\s?=\s?["']?([^"'\s<>]{1,2000})""", re.IGNORECASE)
NEW_LINE = re.compile(r"</?(?:br|p|li|tr|td|th|div|h\d|summary|details|table|ul|ol)\b", re.IGNORECASE)
UNSEEN = re.compile(r"<(script|style|template)\b", re.IGNORECASE)
#: A parser keeps nothing between two texts, and takes longer to make than most texts to read.
markdown = cache(parser)
FENCE_AS_TEXT = ("", "md", "markdown", "text", "txt", "plain", "plaintext")


@dataclass(slots=True)
class Line:
    """One line: its text, links and words in bold, italics or code; `group` is its list or table (0: none).

    `place` says what it begins, `level` a heading's (1 to 6), `depth` how many lists are around it, `column` what heads
    its table's column.
    """

    text: str = ""
    links: list[Anchor] = field(default_factory=list)
    bold: list[str] = field(default_factory=list)
    italics: list[str] = field(default_factory=list)
    place: Place = "text"
    group: int = 0
    level: int = 0
    depth: int = 0
    column: str = ""

    @property
    def quoted(self) -> list[str]:
        """What stands between quotation marks."""
        return [next(filter(None, found)).strip(" .,，。") for found in QUOTED.findall(self.text)]

    @property
    def is_all_bold(self) -> bool:
        """Whether nothing but bold words stands in the line."""
        return len(self.bold) == 1 and self.text.strip(" :：*.") == self.bold[0].strip(" :：*.")


def read_lines(text: str) -> list[Line]:
    """Return the lines of a text; what is hidden in HTML comments and what is quoted with ">" is not read."""
    return list(read_blocks(tame(text)))


def is_seen(line: Line) -> bool:
    """Tell whether a line holds anything."""
    return bool(line.text.strip() or line.links)


def tame(text: str) -> str:
    """Return the part of a text that is read, without what no reader sees and without endless brackets."""
    text = text[:LONGEST_READ].replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    text = text.encode("utf-8", "replace").decode("utf-8")
    if text.count("[") <= MOST_BRACKETS:
        return text
    parts = text.split("[", MOST_BRACKETS)
    return "[".join(parts[:-1]) + parts[-1].replace("[", " ")


def read_blocks(text: str, *, in_fence: bool = False) -> Iterator[Line]:
    """Yield the lines of a text's blocks."""
    quotes = depth = group = level = column = 0
    place: Place = "text"
    columns: list[str] = []
    for token in markdown().parse(text):
        quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        match token.type:
            case "bullet_list_open" | "ordered_list_open" | "table_open":
                depth += 1
                group += depth == 1
                columns = []
            case "bullet_list_close" | "ordered_list_close" | "table_close":
                depth -= 1
            case "list_item_open":
                place = "item"
            case "heading_open":
                place, level = "heading", int(token.tag[1:])
            case "tr_open":
                place, column = "row", 0
            case "inline" | "html_block" if quotes == 0:
                children = token.children or [] if token.type == "inline" else list(read_html(token.content))
                found = list(filter(is_seen, split_lines(children)))
                is_head = token.type == "inline" and place in ("row", "cell") and column_is_head(columns, token)
                for line in found:
                    line.place, line.group, line.depth = place, group if depth else 0, depth
                    line.level = level if place == "heading" else 0
                    line.column = columns[column] if place in ("row", "cell") and column < len(columns) else ""
                    place = "cell" if place in ("row", "cell") else "text"
                yield from () if is_head else found
                place = place if place in ("row", "cell") else "text"
            case "th_open":
                columns.append("?")
            case "th_close" | "td_close":
                column += 1
            case "table_body_open" | "tbody_open":
                column = 0
            case "fence" | "code_block" if quotes == 0 and not in_fence and is_text(token):
                yield from read_blocks(token.content, in_fence=True)
        if token.type in ("table_close", "paragraph_close", "heading_close"):
            place = "text"


def column_is_head(columns: list[str], token: Token) -> bool:
    """Tell whether a cell is a table's head, and remember what it says."""
    if not columns or columns[-1] != "?":
        return False
    columns[-1] = token.content.strip("* ")
    return True


def is_text(token: Token) -> bool:
    """Tell whether a block of code holds an entry in Markdown: indented by mistake, or fenced to be copied."""
    if token.type == "code_block":
        return True
    language = token.info.strip().lower()
    return language in FENCE_AS_TEXT and "@" not in token.content.lstrip()[:1]


def read_html(content: str) -> Iterator[Token]:
    """Yield the inline tokens of a block of HTML, without its comments and what is no text."""
    if UNSEEN.match(content.lstrip()):
        return
    for part in TAG.split(strip_comments(content)):
        if TAG.fullmatch(part):
            yield Token("html_inline", "", 0, content=part)
        elif part.strip():
            for token in markdown().parseInline(part):
                yield from token.children or []


def strip_comments(text: str) -> str:
    """Return HTML without comments; one that is never closed hides the rest."""
    kept, start = [], 0
    while (opened := text.find("<!--", start)) >= 0:
        kept.append(text[start:opened])
        closed = text.find("-->", opened + 4)
        if closed < 0:
            return "".join(kept)
        start = closed + 3
    return "".join(kept) + text[start:]


def split_lines(children: Sequence[Token]) -> Iterator[Line]:
    """Yield the lines of a paragraph."""
    line, address, bold, italic, start, alt = Line(), "", -1, -1, 0, ""
    for token in children:
        kind = token.type if token.type != "html_inline" else html_kind(token.content)
        match kind:
            case "softbreak" | "hardbreak":
                yield finish(line)
                line, bold, italic, start = Line(), -1, -1, 0
            case "link_open":
                found = HREF.match(token.content) if token.type == "html_inline" else None
                address = found[1] if found else str(token.attrGet("href") or "")
                start, alt = len(line.text), ""
            case "link_close" if address:
                text = line.text[start:].strip("[]* ") or alt
                line.links.append(Anchor(text, address.strip(), start, len(line.text)))
                address = ""
            case "strong_open":
                bold = len(line.text)
            case "strong_close" if bold >= 0:
                line.bold.append(line.text[bold:].strip())
                bold = -1
            case "em_open":
                italic = len(line.text)
            case "em_close" if italic >= 0:
                line.italics.append(line.text[italic:].strip())
                italic = -1
            case "image":
                alt = token.content
            case "code_inline":
                line.italics.append(token.content.strip())
                line.text += token.content
            case "text" | "text_special":
                line.text += token.content
    yield finish(line)


def html_kind(tag: str) -> str:
    """Return the kind of Markdown token that an HTML tag is like, "" for a tag that says nothing."""
    if NEW_LINE.match(tag):
        return "softbreak"
    if HREF.match(tag):
        return "link_open"
    name = tag.strip("<>/ ").lower()
    kinds = {"a": "link_close", "b": "strong", "strong": "strong", "i": "em", "em": "em"}
    kind = kinds.get(name, "")
    return kind if kind in ("", "link_close") else f"{kind}_{'close' if tag.startswith('</') else 'open'}"


def finish(line: Line) -> Line:
    """Add to a line's links the addresses and numbers that stand bare in its text, in the order of the text."""
    line.links = sorted([*line.links, *find_bare(line.text, line.links)], key=lambda anchor: anchor.start)
    return line
