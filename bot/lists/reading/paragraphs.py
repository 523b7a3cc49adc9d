"""Reads paragraphs: one entry over several lines, an entry a line, a bold heading, or only words."""

import itertools
import re
from collections.abc import Sequence

from bot.lists.inline import is_address, is_label, plain, words
from bot.lists.people import is_authors
from bot.lists.reading.below import following_parts, is_part
from bot.lists.reading.beside.likeness import FEW_ALIKE, MARKED, are_known, is_capitalized
from bot.lists.reading.blocks import BOLD_LINE, NUMBERED_LINE, Block
from bot.lists.reading.entry.bearing import is_called_paper, is_self_contained, leads_to_paper
from bot.lists.reading.entry.citation import find_citation
from bot.lists.reading.entry.words.rest import is_facts_only
from bot.lists.reading.reader import BOLD, Reader
from bot.patterns import rare

#: "[A title of three words]()" or one with an address that leads nowhere.
EMPTY_LINK = rare(r"\s*\[(?:[^\s\[\]]+\s+){2,}[^\[\]]+\]\([^#()\s]*\)")


#: So few words before a link say who wrote the paper, or what it is about.
FEW_WORDS = 2
#: More words before a link, without a mark, are a sentence.
MOST_WORDS = 3
#: What stands below a title is no more lines away.
FARTHEST = 3
#: How an entry begins, if it is no sentence.
MARKS = ("[", "**", "__", '"', "“", "*", "!", "<")
#: Where a title in marks begins.
FIRST_MARK = rare(r"\*\*|[\[\"“]")


def read_paragraph(reader: Reader, blocks: Sequence[Block], index: int) -> int:
    """Take in a paragraph or a quotation; return where to go on."""
    block = blocks[index]
    if reader.apart():
        return index + 1
    if block.kind == "quote":
        if block.first in reader.alike:
            reader.add(block.first, block.last, "paragraph")
        return index + 1
    read = read_linked if reader.web_links(reader.own(block)) else read_unlinked
    return read(reader, blocks, index)


def read_unlinked(reader: Reader, blocks: Sequence[Block], index: int) -> int:
    """Take in a paragraph without links: a title, by itself or by what stands below, a bold heading, or only words."""
    block, text = blocks[index], reader.own(blocks[index])
    last = following_parts(reader, blocks, index + 1)
    head, *below = text.split("\n")
    bold = BOLD_LINE.match(head) if all(is_part(reader, line) for line in below) else None
    if (NUMBERED_LINE.match(text) or EMPTY_LINK.match(text)) and reader.shows_paper(text.split("\n")[0]):
        reader.add(block.first, blocks[last].last, "paragraph")
        return last + 1
    alone = bold or (not below and words(text) and not text.rstrip().endswith((":", "：")))
    if last > index and alone and blocks[index + 1].first - block.last <= FARTHEST:
        reader.leave(BOLD)
        reader.add(block.first, blocks[last].last, "block")
        return last + 1
    if block.first in reader.alike:
        for span in split_paragraph(reader, block):
            reader.add(*span, "paragraph")
    elif bold and not below:
        reader.leave(BOLD)
        reader.enter(block.first, BOLD, bold[1])
    return index + 1


def read_linked(reader: Reader, blocks: Sequence[Block], index: int) -> int:
    """Take in a paragraph with links: an entry over several lines with the notes below, or an entry a line."""
    block = blocks[index]
    spans = split_paragraph(reader, block)
    shown = [span[0] in reader.alike or looks_like_entry(reader, reader.text(*span)) for span in spans]
    if len(spans) == 1:
        last = following_parts(reader, blocks, index + 1, linked=True)
        taken = shown[0] and reader.add(block.first, blocks[last].last, "paragraph")
        return last_note(reader, blocks, last) + 1 if taken else index + 1
    alike = len(spans) >= FEW_ALIKE and (
        2 * sum(shown) >= len(spans) or are_known(reader, [reader.text(*span) for span in spans])
    )
    for span, sure in zip(spans, shown, strict=True):
        if sure or alike:
            reader.add(*span, "paragraph")
    return index + 1


def last_note(reader: Reader, blocks: Sequence[Block], index: int) -> int:
    """Return the last of the items directly below an entry that say something about it, and name no other paper."""
    while (
        index + 1 < len(blocks)
        and blocks[index + 1].kind == "item"
        and blocks[index + 1].first == blocks[index].last + 1
        and not reader.shows_paper(text := reader.own(blocks[index + 1]))
        and not any(map(leads_to_paper, reader.links(text)))
    ):
        index += 1
    return index


def split_paragraph(reader: Reader, block: Block) -> list[tuple[int, int]]:
    """Return the entries of a paragraph of which several lines may begin one."""
    starts = [line for line in range(block.first, block.last + 1) if line in reader.alike]
    starts = starts if len(starts) > 1 else find_starts(reader, block)
    return [(start, end - 1) for start, end in itertools.pairwise([*starts, block.last + 1])]


def find_starts(reader: Reader, block: Block) -> list[int]:
    """Return the first lines of a paragraph's entries: a line that has both a title and a link begins one."""
    linked = [
        line for line in range(block.first, block.last + 1)
        if reader.web_links(reader.bare[line]) and is_self_contained(reader.bare[line], reader.references)
        and not is_part(reader, reader.bare[line])
    ]  # fmt: skip
    every = len(linked) == block.last + 1 - block.first
    whole = [line for line in linked if every or re.match(r"\s*(?:[\[\"“*!<]|\d)", reader.bare[line])]
    bold = [
        line for line in range(block.first + 1, block.last + 1)
        if BOLD_LINE.match(reader.bare[line]) and reader.web_links(reader.bare[line - 1])
    ]  # fmt: skip
    led = every or (bool(whole) and not any(map(MARKED.match, reader.bare[block.first : whole[0]])))
    if len(whole) >= (2 if whole[:1] == [block.first] else FEW_ALIKE) and led:
        return whole
    return [block.first, *bold] if bold and BOLD_LINE.match(reader.bare[block.first]) else [block.first]


def looks_like_entry(reader: Reader, text: str) -> bool:
    """Tell whether a paragraph is an entry and no running text: it begins with a mark, or links a paper."""
    tokens = reader.web_links(text)
    if not tokens or not is_self_contained(text, reader.references):
        return False
    first, head = tokens[0], text.lstrip().removeprefix("-")
    before, after = plain(text[: first.start]), text[first.end :].strip(" *_")
    led = head.startswith(("[", "**[")) or len(words(before)) <= FEW_WORDS or is_authors(before, marked=True)
    facts = after if words(after) else before
    if led and is_facts_only(facts, reader.phrases, reader.references):
        return True
    if text[: first.start].endswith("\n") and is_address(text[first.start : first.end]) and is_capitalized(before):
        return True
    leads = any(leads_to_paper(token) or is_called_paper(text, token) for token in tokens)
    if not leads and not any(is_label(label) for token in tokens if (label := text[slice(*token.label)])):
        return False
    marked = head.startswith(MARKS)
    known = find_citation(before, reader.phrases) is not None or begins_with_facts(reader, head)
    running = len(words(before)) > MOST_WORDS and "\n" not in text[: first.start] and not (marked or known)
    label = text[slice(*first.label)]
    if running and not (label and is_label(label)):
        return False
    return marked or known or head[:1].isdigit() or (leads and is_label(label))


def begins_with_facts(reader: Reader, text: str) -> bool:
    """Tell whether a text says nothing but facts before its first mark, as in "ICML, 2020, **A title**"."""
    found = FIRST_MARK.search(text)
    return found is not None and is_facts_only(text[: found.start()], reader.phrases, reader.references)
