"""Reads paragraphs: one entry over several lines, an entry a line, a bold heading, or only words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue.identity.identifiers import identify
from bot.lists.inline import is_label, link_kind, plain, scan, words
from bot.lists.reading.blocks import BOLD_LINE, NUMBERED_LINE, Block
from bot.lists.reading.reader import (
    BOLD,
    Reader,
    following_parts,
    is_part,
)
from bot.lists.reading.record import is_facts_only, is_self_contained

#: "[A title of three words]()" or one with an address that leads nowhere.
EMPTY_LINK = re.compile(r"\s*\[(?:[^\s\[\]]+\s+){2,}[^\[\]]+\]\([^#()\s]*\)")


def read_paragraph(reader: Reader, blocks: Sequence[Block], index: int) -> int:
    """Take in a paragraph: one entry over several lines, one entry a line, a bold heading, or only words."""
    block = blocks[index]
    text = reader.own(block)
    last = following_parts(reader, blocks, index + 1)
    bold = BOLD_LINE.match(text) if block.first == block.last else None
    if block.kind == "quote" or reader.apart():
        return index + 1
    if not reader.links(text):
        if (NUMBERED_LINE.match(text) or EMPTY_LINK.match(text)) and reader.shows_paper(text.split("\n")[0]):
            reader.add(block.first, block.last, "paragraph")
            return index + 1
        if last > index and block.first == block.last and words(text) and blocks[index + 1].first - block.last <= 3:
            reader.leave(BOLD)
            reader.add(block.first, blocks[last].last, "block")
            return last + 1
        if bold and not bold[1].rstrip().endswith("."):
            reader.leave(BOLD)
            reader.enter(block.first, BOLD, bold[1])
        return index + 1
    for first, end in split_paragraph(reader, block):
        if looks_like_entry(reader, reader.text(first, end)):
            reader.add(first, end, "paragraph")
    return index + 1


def split_paragraph(reader: Reader, block: Block) -> list[tuple[int, int]]:
    """Return the entries of a paragraph: a line that has both a title and a link begins one."""
    starts = [block.first]
    whole = [
        line for line in range(block.first, block.last + 1)
        if reader.links(reader.bare[line]) and is_self_contained(reader.bare[line], reader.references)
        and not is_part(reader, reader.bare[line]) and re.match(r"\s*(?:[\[\"“*!<]|\d)", reader.bare[line])
    ]  # fmt: skip
    bold = [
        line for line in range(block.first + 1, block.last + 1)
        if BOLD_LINE.match(reader.bare[line]) and reader.links(reader.bare[line - 1])
    ]  # fmt: skip
    if whole and whole[0] == block.first and len(whole) >= 2:
        starts = whole
    elif bold and BOLD_LINE.match(reader.bare[block.first]):
        starts = [block.first, *bold]
    return [
        (start, (starts[place + 1] if place + 1 < len(starts) else block.last + 1) - 1)
        for place, start in enumerate(starts)
    ]


def looks_like_entry(reader: Reader, text: str) -> bool:
    """Tell whether a paragraph is an entry and no running text: it begins with a mark, or links a paper."""
    tokens = [
        token for token in scan(text, reader.references) if token.kind != "image" and token.address.startswith("http")
    ]
    if not tokens or not is_self_contained(text, reader.references):
        return False
    papers = [token for token in tokens if identify(token.address)]
    head = text.lstrip()
    after = text[tokens[0].end :].strip(" *_")
    if head.startswith(("[", "**[")) and is_facts_only(after, reader.phrases, reader.references):
        return True
    if not papers and not any(
        is_label(text[slice(*token.label)]) and link_kind("", token.address)
        for token in tokens
        if token.label[1] > token.label[0]
    ):
        return False
    first = tokens[0]
    sentence = (
        len(words(plain(text[: first.start]))) > 3
        and not head.startswith(("**", '"', "“", "[", "*", "<"))
        and "\n" not in text[: first.start]
    )
    if sentence and not (first.label[1] > first.label[0] and is_label(text[slice(*first.label)])):
        return False
    return (
        head.startswith(("[", "**", "__", '"', "“", "*", "!", "<"))
        or head[:1].isdigit()
        or bool(papers and is_label(text[slice(*first.label)]))
    )
