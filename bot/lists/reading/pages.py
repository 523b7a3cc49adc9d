"""Reads any Markdown page of papers: which lines are entries, in which section, and what each says."""

import itertools
import re
from collections.abc import Mapping, Sequence

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.venues import Venues
from bot.lists.inline import Token, scan, words
from bot.lists.page import EntryRecord, Page, PageEntry, bare, split_lines
from bot.lists.phrases import Phrases
from bot.lists.reading.below import MOST_PARTS, following_parts
from bot.lists.reading.beside.agreement import agree
from bot.lists.reading.beside.apart import set_apart
from bot.lists.reading.beside.likeness import find_alike
from bot.lists.reading.blocks import REFERENCE, Block, Scanner, read_references
from bot.lists.reading.entry.bearing import begins_with_key, holds_title, is_whole
from bot.lists.reading.entry.parts import PREFIX
from bot.lists.reading.entry.words.rest import stated_facts
from bot.lists.reading.items import read_items
from bot.lists.reading.paragraphs import read_paragraph
from bot.lists.reading.reader import FEWEST_WORDS, LONGEST, Reader, heading_text, is_apart
from bot.lists.reading.rows import read_html_table, read_table
from bot.lists.reading.yamlpage import is_yaml_list, read_yaml


def read_page(text: str, venues: Venues) -> Page:
    """Return the page with its sections and entries; any text gives a page, if one without entries."""
    lines = split_lines(text)
    stripped = [bare(line) for line in lines]
    if stripped and stripped[0].startswith("\ufeff"):
        stripped[0] = stripped[0][1:]
    phrases = Phrases(venues)
    if is_yaml_list(stripped):
        mappings = read_yaml(stripped)
        return Page(lines, (), mappings, unread_lines(stripped, {}, mappings))
    # A line too long for an entry is a text about something, and takes its time.
    short = [line if len(line) <= LONGEST else "" for line in stripped]
    reader = Reader(lines, short, read_references(short), phrases)
    blocks = Scanner(short).scan()
    reader.alike = find_alike(reader, blocks)
    read_blocks(reader, blocks)
    entries = agree(sorted(reader.entries, key=lambda entry: entry.first), reader.references, phrases)
    entries = set_apart(entries, reader.sections, phrases)
    return Page(
        lines, tuple(reader.sections), entries, unread_lines(stripped, reader.references, entries), tuple(reader.uneven)
    )


#: Blocks that below a heading that is a paper say more of it.
NOTES = frozenset({"item", "paragraph", "quote"})
#: A line below a heading that says where its paper appeared has no more words than this.
FEW_WORDS = 15


def read_heading(reader: Reader, blocks: Sequence[Block], index: int) -> int:
    """Take in a heading, a paper or a section; return where to go on."""
    block = blocks[index]
    last = None if reader.apart() else end_of_paper(reader, blocks, index)
    if last is not None:
        reader.leave(block.level)
        entry = reader.read(block.first, blocks[last].last, "heading")
        if entry and (states_more(entry.record) or block.first in reader.alike or are_papers(reader, blocks, index)):
            reader.entries.append(entry)
            return (end_of_notes(blocks, last) if are_papers(reader, blocks, index) else last) + 1
    reader.enter(block.first, block.level, block.text)
    return index + 1


def end_of_notes(blocks: Sequence[Block], last: int) -> int:
    """Return the last of the items and paragraphs behind the block that ends a paper: notes about it."""
    while last + 1 < len(blocks) and blocks[last + 1].kind in NOTES:
        last += 1
    return last


def states_more(record: EntryRecord) -> bool:
    """Tell whether a heading is a linked title, or who wrote a paper, where or when is said with it.

    Below a section there may be nothing but links as well.
    """
    linked = any(link.label == "title" for link in record.links)
    return linked or bool(record.authors or record.venue or record.year)


def are_papers(reader: Reader, blocks: Sequence[Block], index: int) -> bool:
    """Tell whether most headings of the level of one, but for those over others, can be papers."""
    level = blocks[index].level
    if level not in reader.levels:
        heads = [place for place, block in enumerate(blocks) if block.kind == "heading"]
        deeper = {one for one, two in itertools.pairwise(heads) if blocks[two].level > blocks[one].level}
        beside = [place for place in heads if blocks[place].level == level and place not in deeper]
        papers = sum(end_of_paper(reader, blocks, place) is not None for place in beside)
        reader.levels[level] = 2 * papers > len(beside)
    return reader.levels[level]


def end_of_paper(reader: Reader, blocks: Sequence[Block], index: int) -> int | None:
    """Return the last block of the paper that a heading is, None for one that is no paper.

    It is one where it links to one, is like others that are, or where only parts follow.
    """
    block, text = blocks[index], reader.own(blocks[index])
    alike = block.first in reader.alike
    if (block.level < 2 and not alike) or is_apart(heading_text(block.text)):
        return None
    last = following_parts(reader, blocks, index + 1)
    titles = sum(holds_title(reader.own(part), reader.references) for part in blocks[index + 1 : last + 1])
    linked = [token for token in reader.links(text) if identify(token.address)]
    whole = len(linked) == 1 and is_whole(text, linked[0]) and linked[0].label[0] < linked[0].label[1]
    fewest = 1 if alike else FEWEST_WORDS - whole
    if titles != 1 and len(words(heading_text(block.text))) < fewest:
        return None
    stated = states_facts(reader, blocks, index + 1)
    linked = linked or (whole_link(reader, text) if alike or stated else [])
    if last == index and (linked or (alike and stated)):
        return following_parts(reader, blocks, index + 1 + stated, linked=True)
    if last == index and alike:
        return last_keyed(reader, blocks, index)
    return last if last > index or alike else None


def last_keyed(reader: Reader, blocks: Sequence[Block], index: int) -> int:
    """Return the last paragraph below a heading that begins with a word and a colon, whatever stands between them."""
    last = index
    for place in range(index + 1, min(len(blocks), index + MOST_PARTS)):
        text = reader.own(blocks[place])
        if blocks[place].kind != "paragraph" or holds_title(text, reader.references):
            break
        last = place if begins_with_key(text) else last
    return last


def whole_link(reader: Reader, text: str) -> list[Token]:
    """Return the link that is all that a heading of several words says, to the web or to a file beside the page."""
    title = PREFIX.sub("", text, count=1)
    links = [link for link in reader.links(title) if not link.address.startswith("#")]
    several = len(links) == 1 and len(words(title[slice(*links[0].label)])) >= FEWEST_WORDS
    return links if several and is_whole(title, links[0]) else []


def states_facts(reader: Reader, blocks: Sequence[Block], index: int) -> bool:
    """Tell whether the paragraph behind a heading that is a paper says where it appeared, or who wrote it."""
    if index >= len(blocks) or blocks[index].kind != "paragraph" or blocks[index].first != blocks[index].last:
        return False
    text = reader.own(blocks[index])
    return len(words(text)) <= FEW_WORDS and not reader.web_links(text) and bool(stated_facts(text, reader.phrases))


def read_end(reader: Reader, blocks: Sequence[Block], index: int) -> int:
    """Leave the section that a heading folds away; return where to go on."""
    reader.leave(blocks[index].level)
    return index + 1


#: What reads the blocks of a kind from one on and returns where to go on; a paragraph's reader reads all others.
READERS = {
    "heading": read_heading,
    "end": read_end,
    "head": read_table,
    "row": read_table,
    "cellrow": read_html_table,
    "item": read_items,
}


def read_blocks(reader: Reader, blocks: Sequence[Block]) -> None:
    """Go through the blocks and take in the entries."""
    index = 0
    while index < len(blocks):
        read = READERS.get(blocks[index].kind, read_paragraph)
        index = read(reader, blocks, index)


#: A sentence about the list's own paper, as "please cite our survey"; no item, row or heading begins so.
ABOUT_ITSELF = re.compile(r"(?i)[ \t>]*+(?![-*+][ \t]|[|#<]|\d+[.)]).*\b(?:our|cite|citing)\b")


def unread_lines(lines: Sequence[str], references: Mapping[str, str], entries: Sequence[PageEntry]) -> tuple[int, ...]:
    """Return the lines that link to a paper and that no entry holds, but for those about the list itself."""
    covered = bytearray(len(lines))
    for entry in entries:
        covered[entry.first : entry.last + 1] = b"\x01" * (entry.last + 1 - entry.first)
    return tuple(
        number
        for number, line in enumerate(lines)
        if not covered[number]
        and "://" in line
        and not REFERENCE.match(line)
        and not ABOUT_ITSELF.match(line[:LONGEST])
        and any(token.kind != "image" and identify(token.address) for token in scan(line[:LONGEST], references))
    )
