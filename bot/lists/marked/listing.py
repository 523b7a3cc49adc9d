"""A Markdown list -> its headings and entries, with the lines they stand on.

Read from the tree that CommonMark makes of the text, so that a link broken over two lines is the link a reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.catalogue.paper import Link
from bot.catalogue.venues import split_venue

VENUE_TAG = re.compile(r"\[\s*(?P<venue>[^\[\]]*?)\s*(?:['’‘`]\s*(?P<year>\d{1,4})\s*['’‘`]?)?\s*\]")


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry as it stands in the text; lines count from 1 and `last` is included.

    `venue` and `year` are as written, `rest` is text that belongs to no part of an entry.
    """

    first: int
    last: int
    raw: str
    title: str
    venue: str | None = None
    year: str | None = None
    links: tuple[Link, ...] = ()
    rest: str = ""


@dataclass(slots=True)
class Heading:
    """A heading and the entries below it, up to the next heading; `level` is 1 for the list's own title."""

    level: int
    title: str
    line: int
    entries: list[ListEntry] = field(default_factory=list)


@cache
def parser() -> MarkdownIt:
    """Return a CommonMark parser that leaves addresses as they are written."""
    markdown = MarkdownIt("commonmark").enable("table")
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    return markdown


def read_list(text: str) -> list[Heading]:
    """Return the headings of a list, each with its entries; what stands before the first heading is under level 0."""
    # Markdown would count a carriage return by itself as the end of a line.
    text = text.replace("\r\n", "\n").replace("\r", " ")
    lines = text.split("\n")
    headings = [Heading(0, "", 1)]
    tokens = parser().parse(text)
    for position, token in enumerate(tokens):
        if token.type == "heading_open" and token.map:
            title = plain_text(tokens[position + 1].children or [])
            headings.append(Heading(int(token.tag[1:]), title, token.map[0] + 1))
        elif token.type == "list_item_open" and token.map:
            inline = first_inline(tokens, position)
            if inline and inline.map:
                first, last = inline.map
                entry = read_entry(inline.children or [], first + 1, last, "\n".join(lines[first:last]))
                headings[-1].entries += [entry] if entry else []
    return headings


def first_inline(tokens: Sequence[Token], position: int) -> Token | None:
    """Return the text of a list item, None if it begins with something else."""
    inside = tokens[position + 1 : position + 3]
    return inside[1] if len(inside) == 2 and inside[1].type == "inline" else None


def parse_entry(line: str) -> ListEntry | None:
    """Return the entry that one line of a list holds, None if it holds none."""
    for heading in read_list(line):
        for entry in heading.entries:
            return entry
    return None


def read_entry(children: Sequence[Token], first: int, last: int, raw: str) -> ListEntry | None:
    """Return the entry of a list item, None if it links to no other page."""
    parts = list(split_parts(children))
    links = tuple(Link(text.strip("[] "), address) for kind, text, address in parts if kind == "link")
    if not any(not link.url.startswith("#") for link in links):
        return None
    tag = next((VENUE_TAG.fullmatch(text.strip()) for kind, text, _ in parts if kind == "em"), None)
    end = next(n for n, (kind, text, _) in enumerate(parts) if kind == "link" or is_tag(kind, text))
    title = "".join(text for _, text, _ in parts[:end]).strip(" []").removesuffix(".")
    rest = "".join(text for kind, text, _ in parts[end:] if kind == "text" or (kind == "em" and not is_tag(kind, text)))
    if not title:
        title, links = links[0].label, (Link("Paper", links[0].url), *links[1:])
    venue, year = split_tag(tag) if tag else (None, None)
    return ListEntry(
        first=first,
        last=last,
        raw=raw,
        title=title,
        venue=venue,
        year=year,
        links=links,
        rest=rest.strip(" []\n"),
    )


def is_tag(kind: str, text: str) -> bool:
    """Tell whether a part is the venue's tag."""
    return kind == "em" and VENUE_TAG.fullmatch(text.strip()) is not None


def split_tag(tag: re.Match[str]) -> tuple[str, str | None]:
    """Return the venue and the year of a tag as written: of "[ICML'24]" as of "[ICML 2024]"."""
    name, year = split_venue(tag["venue"]) if tag["year"] is None else ("", None)
    return (name, str(year)) if name and year else (tag["venue"], tag["year"])


def split_parts(children: Sequence[Token]) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, text, address) for each stretch of text, emphasis or link at the top of a line."""
    depth, kind, text, address = 0, "text", "", ""
    for token in children:
        if token.nesting == 1:
            if depth == 0:
                yield kind, text, address
                kind = {"link_open": "link", "em_open": "em"}.get(token.type, "text")
                text, address = "", str(token.attrGet("href") or "")
            depth += 1
        elif token.nesting == -1:
            depth -= 1
            if depth == 0:
                yield kind, text, address
                kind, text, address = "text", "", ""
        else:
            text += token_text(token)
    yield kind, text, address


def token_text(token: Token) -> str:
    """Return what a reader sees of a token."""
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline", "text_special") else ""


def plain_text(children: Sequence[Token]) -> str:
    """Return what a reader sees of a stretch of inline text."""
    return "".join(map(token_text, children)).strip()
