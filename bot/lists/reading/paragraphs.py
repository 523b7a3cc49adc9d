"""Reads paragraphs: one entry over several lines, an entry a line, a bold heading, or only words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue.identity.identifiers import identify
from bot.lists.inline import is_label, link_kind, plain, scan, words
from bot.lists.phrases import is_authors
from bot.lists.reading.blocks import BOLD_LINE, NUMBERED_LINE, Block
from bot.lists.reading.entry.bearing import is_self_contained
from bot.lists.reading.entry.citation import find_citation
from bot.lists.reading.entry.record import is_facts_only
from bot.lists.reading.likeness import FEW_ALIKE, MARKED, are_known
from bot.lists.reading.reader import (
    BOLD,
    Reader,
    following_parts,
    is_part,
)
from bot.patterns import rare

#: "[A title of three words]()" or one with an address that leads nowhere.
EMPTY_LINK = rare(r"\s*\[(?:[^\s\[\]]+\s+){2,}[^\[\]]+\]\([^#()\s]*\)")


#: So few words before a link say who wrote the paper, or what it is about.
FEW_WORDS = 2
#: Where a title in marks begins.
FIRST_MARK = rare(r"\*\*|[\[\"“]")


def read_paragraph(reader: Reader, blocks: Sequence[Block], index: int) -> int:
    """Take in a paragraph: one entry over several lines, one entry a line, a bold heading, or only words."""
    block = blocks[index]
    text = reader.own(block)
    last = following_parts(reader, blocks, index + 1)
    bold = BOLD_LINE.match(text) if block.first == block.last else None
    if reader.apart():
        return index + 1
    if block.kind == "quote":
        if block.first in reader.alike:
            reader.add(block.first, block.last, "paragraph")
        return index + 1
    if not reader.links(text):
        if (NUMBERED_LINE.match(text) or EMPTY_LINK.match(text)) and reader.shows_paper(text.split("\n")[0]):
            reader.add(block.first, blocks[max(last, index)].last, "paragraph")
            return max(last, index) + 1
        alone = block.first == block.last and words(text) and (bold or not text.rstrip().endswith((":", "：")))
        if last > index and alone and blocks[index + 1].first - block.last <= 3:
            reader.leave(BOLD)
            reader.add(block.first, blocks[last].last, "block")
            return last + 1
        if block.first in reader.alike:
            reader.add(block.first, block.last, "paragraph")
            return index + 1
        if bold and not bold[1].rstrip().endswith("."):
            reader.leave(BOLD)
            reader.enter(block.first, BOLD, bold[1])
        return index + 1
    spans = split_paragraph(reader, block)
    shown = [block.first in reader.alike or looks_like_entry(reader, reader.text(*span)) for span in spans]
    alike = len(spans) >= FEW_ALIKE and (
        2 * sum(shown) >= len(spans) or are_known(reader, [reader.text(*span) for span in spans])
    )
    after = following_parts(reader, blocks, index + 1, linked=True) if len(spans) == 1 else index
    for (first, end), sure in zip(spans, shown, strict=True):
        if sure or alike:
            taken = reader.add(first, blocks[after].last if after > index else end, "paragraph")
            index = after if taken else index
            index = last_note(reader, blocks, index) if taken and len(spans) == 1 else index
    return index + 1


def last_note(reader: Reader, blocks: Sequence[Block], index: int) -> int:
    """Return the last of the items directly below an entry that say something about it, and name no other paper."""
    while (
        index + 1 < len(blocks)
        and blocks[index + 1].kind == "item"
        and blocks[index + 1].first == blocks[index].last + 1
        and not reader.shows_paper(text := reader.own(blocks[index + 1]))
        and not reader.has_file(text)
        and not any(identify(token.address) for token in scan(text, reader.references))
    ):
        index += 1
    return index


def split_paragraph(reader: Reader, block: Block) -> list[tuple[int, int]]:
    """Return the entries of a paragraph: a line that has both a title and a link begins one."""
    starts = [block.first]
    linked = [
        line for line in range(block.first, block.last + 1)
        if reader.links(reader.bare[line]) and is_self_contained(reader.bare[line], reader.references)
        and not is_part(reader, reader.bare[line])
    ]  # fmt: skip
    every = len(linked) == block.last + 1 - block.first
    whole = [line for line in linked if every or re.match(r"\s*(?:[\[\"“*!<]|\d)", reader.bare[line])]
    bold = [
        line for line in range(block.first + 1, block.last + 1)
        if BOLD_LINE.match(reader.bare[line]) and reader.links(reader.bare[line - 1])
    ]  # fmt: skip
    led = every or (bool(whole) and not any(map(MARKED.match, reader.bare[block.first : whole[0]])))
    if len(whole) >= (2 if whole[:1] == [block.first] else FEW_ALIKE) and led:
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
    papers = [token for token in tokens if identify(token.address) or token.address.lower().endswith(".pdf")]
    head = text.lstrip().removeprefix("-")
    after = text[tokens[0].end :].strip(" *_")
    before = plain(text[: tokens[0].start])
    signed = is_authors(before, marked=True)
    led = signed or head.startswith(("[", "**[")) or len(words(before)) <= FEW_WORDS
    if (signed and not words(after)) or (led and is_facts_only(after, reader.phrases, reader.references)):
        return True
    if not papers and not any(
        is_label(text[slice(*token.label)]) and link_kind("", token.address)
        for token in tokens
        if token.label[1] > token.label[0]
    ):
        return False
    first = tokens[0]
    cited = find_citation(plain(head[: first.start]), reader.phrases) is not None
    sentence = (
        len(words(plain(text[: first.start]))) > 3
        and not head.startswith(("**", '"', "“", "[", "*", "<"))
        and "\n" not in text[: first.start]
        and not (cited or begins_with_facts(reader, head))
    )
    if sentence and not (first.label[1] > first.label[0] and is_label(text[slice(*first.label)])):
        return False
    return (
        head.startswith(("[", "**", "__", '"', "“", "*", "!", "<"))
        or cited
        or head[:1].isdigit()
        or bool(papers and is_label(text[slice(*first.label)]))
        or begins_with_facts(reader, head)
    )


def begins_with_facts(reader: Reader, text: str) -> bool:
    """Tell whether a text says nothing but facts before its first mark, as in "ICML, 2020, **A title**"."""
    found = FIRST_MARK.search(text)
    return found is not None and is_facts_only(text[: found.start()], reader.phrases, reader.references)
