"""Reads list items, nested as they are indented: entries, parts of entries, headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from bot.lists.inline import is_titled, scan, words
from bot.lists.reading.below import FEWEST_FACTS, SEVERAL, following_parts, is_part
from bot.lists.reading.blocks import Block
from bot.lists.reading.entry.bearing import (
    announces_fact,
    is_called_paper,
    is_keyed,
    is_self_contained,
    leads_to_paper,
)
from bot.lists.reading.entry.parts import PREFIX
from bot.lists.reading.reader import FEWEST_WORDS, NESTED, Reader
from bot.patterns import rare

#: Of so many items without a link, this share must look like papers; of fewer, all.
FEW, MOST = 4, 0.6
#: A sentence behind another.
RUNNING_ON = rare(r"[a-z]{2}\.\s+[A-Z][a-z]*\s+[a-z-]+\s+[a-z]+")
#: An item is below another where it is indented by so much more.
NEST = 2
#: Nobody nests a list deeper on purpose; what is deeper counts as this deep.
DEEPEST = 8


class Node(NamedTuple):
    """A list item with the items below it."""

    block: Block
    below: list[Node]

    def last(self) -> int:
        """Return the last line of the item with all below it."""
        return self.below[-1].last() if self.below else self.block.last


def read_items(reader: Reader, blocks: Sequence[Block], index: int) -> int:
    """Take in a run of list items, nested as they are indented."""
    roots: list[Node] = []
    stack: list[Node] = []
    while index < len(blocks) and blocks[index].kind == "item":
        node = Node(blocks[index], [])
        while stack and stack[-1].block.level + NEST > node.block.level and not tells_of(reader, stack[-1], node):
            stack.pop()
        del stack[DEEPEST:]
        (stack[-1].below if stack else roots).append(node)
        stack.append(node)
        index += 1
    reader.leave(NESTED)
    if len(roots) == 1 and not roots[0].below and not reader.web_links(reader.own(roots[0].block)):
        last = following_parts(reader, blocks, index)
        if last >= index:
            roots[0].block.last, index = blocks[last].last, last + 1
    if not reader.apart():
        read_nodes(reader, roots, NESTED)
    return index


def tells_of(reader: Reader, above: Node, node: Node) -> bool:
    """Tell whether a bullet behind a numbered item, as deep as it, begins with a word and a colon: "- Paper: ..."."""
    if not reader.bare[above.block.first].lstrip()[:1].isdigit():
        return False
    own = reader.own(node.block).lstrip()
    return not own[:1].isdigit() and is_keyed(PREFIX.sub("", own, count=1))


def read_nodes(reader: Reader, nodes: Sequence[Node], level: int) -> None:
    """Take in sibling items."""
    nodes = [node for node in nodes if not is_contents(reader, node)]
    alone = not any(reader.web_links(reader.text(node.block.first, node.last())) for node in nodes)
    form = list_form(reader, nodes)
    if alone and are_papers(reader, nodes):
        for node in nodes:
            others = are_others(reader, node.below)
            reader.add(node.block.first, node.block.last if others else node.last(), form)
            if others:
                read_nodes(reader, node.below, level)
        reader.leave(level)
        return
    paired = are_pairs(reader, nodes)
    whole = sum(bool(node.below) and not count_entries(reader, node) for node in nodes)
    parted = len(nodes) >= FEW and 0 < whole >= MOST * sum(bool(node.below) for node in nodes)
    for node in nodes:
        if paired or (node.block.first in reader.alike and not count_entries(reader, node)):
            reader.add(node.block.first, node.last(), form)
        else:
            read_node(reader, node, level, form, alone=alone, parted=parted)
    reader.leave(level)


def count_entries(reader: Reader, node: Node) -> int:
    """Return how many of the items below one are entries of their own."""
    return sum(has_title(reader, below) for below in node.below) if node.below else 0


def count_references(reader: Reader, node: Node) -> int:
    """Return how many of the items below one are papers with their links below themselves, if most are."""
    found = sum(map(partial(is_reference, reader), node.below)) if any(below.below for below in node.below) else 0
    return found if found >= SEVERAL and 2 * found >= len(node.below) else 0


def is_reference(reader: Reader, node: Node) -> bool:
    """Tell whether an item without a link has one to a paper below, and is a paper or has the reference to it there."""
    own = reader.own(node.block)
    if not node.below or reader.web_links(own):
        return False
    texts = [reader.own(below.block) for below in node.below]
    leads = any(leads_to_paper(token) or is_called_paper(text, token) for text in texts for token in reader.links(text))
    return leads and any(map(reader.shows_paper, (own, *texts)))


def links_titles(reader: Reader, node: Node) -> bool:
    """Tell whether an item has others below it that link a title, so that they are no parts of it."""
    texts = [reader.own(below.block) for below in node.below]
    return any(below.below for below in node.below) or any(
        is_titled(text, token) for text in texts for token in scan(text, reader.references)
    )


def list_form(reader: Reader, nodes: Sequence[Node]) -> str:
    """Return the form of sibling items."""
    return "numbered" if nodes and re.match(r"\s*\d", reader.bare[nodes[0].block.first]) else "bullet"


def are_papers(reader: Reader, nodes: Sequence[Node]) -> bool:
    """Tell whether sibling items without a link are papers: most have names, say where they appeared, or are alike."""
    shown = sum(
        node.block.first in reader.alike or reader.shows_paper(reader.own(node.block)) or states_facts(reader, node)
        for node in nodes
    )
    return shown == len(nodes) or (len(nodes) >= FEW and shown >= MOST * len(nodes))


def are_others(reader: Reader, nodes: Sequence[Node]) -> bool:
    """Tell whether items below a paper without a link are papers themselves and no parts of it."""
    texts = [reader.own(node.block) for node in nodes]
    return bool(texts) and all(reader.shows_paper(text) and not is_part(reader, text) for text in texts)


def hold_papers(reader: Reader, nodes: Sequence[Node]) -> bool:
    """Tell whether items without a link, or those below them, are several papers."""
    return (len(nodes) > 1 and are_papers(reader, nodes)) or any(
        node.block.first in reader.alike or hold_papers(reader, node.below) for node in nodes
    )


def are_pairs(reader: Reader, nodes: Sequence[Node]) -> bool:
    """Tell whether each of some items is a title without a link, over one item that has it."""
    return len(nodes) >= FEW and all(
        len(node.below) == 1
        and not reader.web_links(own := reader.own(node.block))
        and reader.web_links(reader.own(node.below[0].block))
        and len(words(own)) > FEWEST_WORDS
        for node in nodes
    )


def states_facts(reader: Reader, node: Node) -> bool:
    """Tell whether the items below one announce facts of a paper by their names."""
    return sum(announces_fact(reader.own(below.block)) for below in node.below) >= FEWEST_FACTS


def read_node(reader: Reader, node: Node, level: int, form: str, *, alone: bool, parted: bool) -> None:
    """Take in one item: an entry, an entry with parts below it, or a heading over the items below it.

    `parted`: the others beside it have parts below them.
    """
    own = reader.own(node.block)
    webbed = bool(reader.web_links(own))
    linked = webbed or reader.titles_file(own)
    whole = reader.text(node.block.first, node.last()) if node.below else own
    cited = bool(node.below) and not reader.web_links(whole) and hold_papers(reader, node.below)
    entries_below = len(node.below) if cited else count_entries(reader, node)
    if parted and not cited and not links_titles(reader, node):
        entries_below = 0
    entries_below = entries_below or count_references(reader, node)
    if entries_below and (entries_below * 2 >= len(node.below) or not linked):
        reader.leave(level)
        if linked:
            reader.add(node.block.first, node.block.last, form)
        else:
            reader.enter(node.block.first, level, PREFIX.sub("", own.split("\n")[0], count=1))
        read_nodes(reader, node.below, level + 1)
        reader.leave(level)
        return
    if not linked and not reader.web_links(whole) and (alone or not is_unlinked_entry(reader, own)):
        return
    if alone:
        return
    reader.add(node.block.first, node.last(), form)


def is_contents(reader: Reader, node: Node) -> bool:
    """Tell whether an item is of a table of contents: its words, or those below it, lead to places on the page."""
    if node.below:
        return not reader.web_links(reader.own(node.block)) and all(is_contents(reader, below) for below in node.below)
    kept = reader.own(node.block)
    if "](#" not in kept:
        return False
    tokens = reader.links(kept)
    for token in reversed(tokens):
        kept = kept[: token.start] + kept[token.end :]
    return all(token.address.startswith("#") for token in tokens) and len(words(kept)) < FEWEST_WORDS


def is_unlinked_entry(reader: Reader, text: str) -> bool:
    """Tell whether an item without a link can be a paper: it is long enough, and no sentence, or a reference."""
    return len(words(text)) >= FEWEST_WORDS and (not RUNNING_ON.search(text) or reader.shows_paper(text))


def has_title(reader: Reader, node: Node) -> bool:
    """Tell whether an item below another is an entry of its own, no part of the one above."""
    text = reader.own(node.block)
    if reader.web_links(text):
        return is_self_contained(text, reader.references) and not is_part(reader, text)
    return any(has_title(reader, below) for below in node.below)
