"""Finds the blocks that are entries because others beside them are: they have one shape, and some show a paper.

A title without a link is a line like any other. But where lines of one shape stand together, and some of them are
titles of papers that the venue table knows, the others are titles as well; so they are where a heading says that it
stands over papers and they are written as titles are. References, and lines that are dated, are entries where most
of the page's show a paper.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.occasions import read_heading
from bot.lists.dates import find_stamp
from bot.lists.inline import Token, is_label, plain, scan, words
from bot.lists.people import SURE_NAMES
from bot.lists.reading.blocks import Block, indentation
from bot.lists.reading.entry.bearing import announces_fact, is_self_contained, is_whole, leads_to_paper
from bot.lists.reading.entry.citation import find_citation
from bot.lists.reading.entry.names import end_of_names
from bot.lists.reading.entry.parts import PREFIX
from bot.lists.reading.entry.slots import find_slots
from bot.lists.reading.entry.text import RUNS_ON, WRAPPED
from bot.lists.reading.reader import FEWEST_WORDS, LONGEST, OF_LISTS, SENTENCE_MARK, Reader, heading_text, is_apart
from bot.patterns import rare

#: So many blocks of one shape are entries if so large a share of them look like papers by themselves.
FEW_ALIKE, MOST_ALIKE = 3, 0.6
#: The table knows one title in five of a list about learning, fewer of others: so many, and so large a share, will do.
FEWEST_KNOWN, SHARE_KNOWN = 2, 0.1
#: No more blocks of one shape are looked at to learn whether their titles are known.
SAMPLE = 60
#: A line in capitals is a title, and no topic, from so many words on.
TITLE_WORDS = 5
#: A word so long begins with a capital in a title in capitals.
LONG_WORD = 5
#: How a paragraph begins that may be an entry though it has no link.
MARKED = rare(r"\s*(?:[*_\"“\[<]|\d+[.)])")
#: What a topic is explained in.
EXPLAINED = rare(r"[(（\[]")
#: What stands before a title in brackets.
TAGGED = rare(r"[(（\[][^()（）\[\]]{1,40}[)）\]]\s*")
#: How a line ends that is no title.
UNFINISHED = rare(r"[.,;:。，；：]\s*$")
#: The words of a sentence around a link.
BEFORE_LINK = re.compile(r"[a-z,] $")
BEHIND_LINK = re.compile(r" [a-z]+(?!\w)")
#: A heading over what people read.
READING = re.compile(
    r"\b(?:papers?|readings?|to[- ]read|literature|publications?|bibliography|references)\b|论文|論文|文献|논문", re.I
)
#: The shapes that are so much their own that it does not matter below which heading a block stands.
WIDE = frozenset({"beside", "alone", "title", "dated", "quote", "stated", "noted"})
T = TypeVar("T")
#: What the blocks of one group share: where they stand, if it matters, their kind, and more.
Shape = tuple[int | str, ...]


class Sign(NamedTuple):
    """A block of a shape: whether it shows a paper by itself, and whether a heading above calls it a paper."""

    block: Block
    shown: bool
    called: bool


class Over(NamedTuple):
    """What headings say of what is below: papers, what appeared somewhere or in a year, nothing of the list."""

    called: bool
    dated: bool
    apart: bool


def find_alike(reader: Reader, blocks: Sequence[Block]) -> frozenset[int]:
    """Return the first lines of the blocks that are entries by the others of their shape."""
    groups: dict[Shape, list[Sign]] = {}
    for shape, sign in read_shapes(reader, blocks):
        groups.setdefault(shape, []).append(sign)
    found = {sign.block.first for group in groups.values() if are_entries(reader, group) for sign in group}
    lines = [[sign.block.first for sign in group] for shape, group in groups.items() if "line" in shape]
    return frozenset(found.union(*(group for group in lines if not found.isdisjoint(group))))


def are_entries(reader: Reader, group: Sequence[Sign]) -> bool:
    """Tell whether the blocks of one shape are entries: most show a paper, some are known, or all are called papers."""
    shown = sum(sign.shown for sign in group)
    if len(group) >= FEW_ALIKE and shown >= MOST_ALIKE * len(group):
        return True
    texts = [reader.own(sign.block) for sign in sample(group, SAMPLE)]
    called = all(sign.called for sign in group)
    lines = called and group[0].block.kind != "heading"
    share = sum(map(is_capitalized, texts)) / len(texts)
    if called and (share >= MOST_ALIKE if len(group) >= FEW_ALIKE else lines and len(group) > 1 and share == 1):
        return True
    return are_known(reader, texts, 1 if lines else FEWEST_KNOWN)


def sample(values: Sequence[T], most: int) -> Sequence[T]:
    """Return every so manieth of some values, at the most so many of them."""
    return values[:: max(1, -(-len(values) // most))]


def are_known(reader: Reader, texts: Sequence[str], fewest: float = FEWEST_KNOWN) -> bool:
    """Tell whether enough of some texts alike have the title of a published paper that the others are titles, too."""
    fewest = max(fewest, SHARE_KNOWN * len(texts))
    return len(texts) >= fewest and sum(map(reader.knows, texts)) >= fewest


def is_capitalized(text: str) -> bool:
    """Tell whether a line has enough words for a title, the long ones with capitals, as titles are written."""
    line = TAGGED.sub("", plain(PREFIX.sub("", text.split("\n")[0], count=1)), count=1)
    found = words(EXPLAINED.split(line)[0])
    long = [word for word in found if len(word) >= LONG_WORD and word.isalpha()]
    return len(found) >= TITLE_WORDS and sum(word[0].isupper() for word in long) > MOST_ALIKE * len(long)


def read_shapes(reader: Reader, blocks: Sequence[Block]) -> Iterator[tuple[Shape, Sign]]:
    """Yield the blocks that can be entries with their shapes."""
    above: list[Block] = []
    over = stand(reader, above)
    for place, block in enumerate(blocks):
        if block.kind in ("heading", "end"):
            above = [other for other in above if other.level < block.level]
            over = stand(reader, above)
        if block.kind == "heading":
            if not over.apart:
                yield from heading_shapes(reader, blocks, place, over)
            above.append(block)
            over = stand(reader, above)
        elif not over.apart:
            for shape, sign in block_shapes(reader, block, over):
                yield (shape if shape[0] in WIDE else (above[-1].first if above else -1, *shape)), sign


def stand(reader: Reader, above: Sequence[Block]) -> Over:
    """Tell what some headings say of what stands below them."""
    headings = [heading_text(block.text) for block in above]
    last = headings[-1] if headings else ""
    dated = any(read_heading(heading, reader.phrases.venues) is not None for heading in headings)
    return Over(any(map(READING.search, headings)), dated, bool(last) and is_apart(last))


def block_shapes(reader: Reader, block: Block, over: Over) -> Iterator[tuple[Shape, Sign]]:
    """Yield the shapes of a paragraph or an item that can be an entry."""
    if block.kind == "paragraph":
        yield from paragraph_shapes(reader, block, over)
    elif block.kind == "quote" and reader.web_links(reader.own(block)):
        yield ("quote",), Sign(block, shows_paper(reader, block), called=False)
    elif block.kind == "item" and (shape := item_shape(reader, block, over)):
        text = reader.own(block)
        sign = Sign(block, reader.shows_paper(text) or reader.has_paper_file(text), over.called)
        yield shape, sign
        if shape[0] == "line" and is_capitalized(text):
            yield ("title",), sign._replace(called=False)
            if over.dated:
                yield ("dated",), sign._replace(called=True)


def paragraph_shapes(reader: Reader, block: Block, over: Over) -> Iterator[tuple[Shape, Sign]]:
    """Yield the shapes of a paragraph, or those of its lines where each may be an entry."""
    if lines := stated_lines(reader, block):
        yield from ((("stated",), sign) for sign in lines)
        return
    text = reader.own(block)
    if len(text) > LONGEST:
        return
    shape, dated = paragraph_shape(reader, block), is_dated(text)
    if not (shape or dated):
        return
    sign = Sign(block, shows_paper(reader, block), called=False)
    if dated and (stated := stated_sign(reader, text, sign)):
        yield ("stated",), stated
    if shape:
        yield shape, sign._replace(called=over.called and shape[0] == "line")
        if shape[0] == "link" and is_link(reader, block):
            yield ("alone",), sign


def is_dated(text: str) -> bool:
    """Tell whether a text has a year, and is no sentence about a list."""
    return any(find_stamp(text)) and not OF_LISTS.search(text)


def stated_sign(reader: Reader, text: str, sign: Sign) -> Sign | None:
    """Return the sign of a dated paragraph if it names people, or has no link and shows a paper, be its title short."""
    named = SURE_NAMES.search(text) is not None or end_of_names(text) is not None
    if not reader.web_links(text):
        return sign if named or reader.shows_paper(text.split("\n")[0], fewest=1) else None
    return sign._replace(shown=sign.shown or reader.shows_paper(text)) if named else None


def heading_shapes(reader: Reader, blocks: Sequence[Block], place: int, over: Over) -> Iterator[tuple[Shape, Sign]]:
    """Yield the shapes of a heading; one over notes is also like those over parts of notes."""
    block, shape = blocks[place], heading_shape(reader, blocks, place)
    if shape:
        shown = shape[0] == "cited" or links_paper(reader, block)
        sign = Sign(block, shown, called=over.called and shape[0] == "heading")
        yield shape, sign
        if shape == ("heading", block.level, 0):
            yield ("noted", block.level), sign._replace(called=False)


def heading_shape(reader: Reader, blocks: Sequence[Block], place: int) -> Shape:
    """Return the level of a heading that may be a paper, with its links; empty for one over entries."""
    block, text = blocks[place], heading_text(blocks[place].text)
    ends = (number for number in range(place + 1, len(blocks)) if blocks[number].kind in ("heading", "end"))
    end = next(ends, len(blocks))
    below = blocks[place + 1 : end]
    short = len(words(text)) < FEWEST_WORDS
    if end < len(blocks) and blocks[end].kind == "heading" and blocks[end].level > block.level:
        return () if short else ("noted", block.level)
    linked = reader.links(reader.own(block))
    if len(linked) > 1 or (linked and not linked[0].address.startswith("http")):
        return ()
    if short and not linked:
        return ()
    notes = are_notes(reader, below)
    if notes and any(find_stamp(text)) and find_citation(PREFIX.sub("", text, count=1), reader.phrases):
        return ("cited", block.level)
    return ("heading", block.level, len(linked)) if notes or (linked and not short) else ()


def are_notes(reader: Reader, blocks: Sequence[Block]) -> bool:
    """Tell whether blocks are notes about what is above them: no table, and no item with a link."""
    return bool(blocks) and all(
        block.kind in ("paragraph", "quote") or (block.kind == "item" and not reader.web_links(reader.own(block)))
        for block in blocks
    )


def links_paper(reader: Reader, block: Block) -> bool:
    """Tell whether a block's link leads to a paper."""
    return any(map(leads_to_paper, reader.links(reader.own(block))))


def item_shape(reader: Reader, block: Block, over: Over) -> Shape:
    """Return the shape of an item without a link to the web: with a link to a file beside the page, or a line."""
    text = reader.own(block)
    if "://" in text or reader.web_links(text):
        return ()
    if reader.titles_file(text) or (reader.has_paper_file(text) and is_self_contained(text, reader.references)):
        return ("beside",)
    for token in reversed(reader.files(text)):
        text = text[: token.start] + text[token.end :]
    closed = text.rstrip().rstrip(".~") if over.dated else text
    return ("line", indentation(text)) if is_line(closed) else ()


def is_line(text: str) -> bool:
    """Tell whether a text is one line, maybe a wrapped one, that could be a title and nothing else."""
    line = plain(PREFIX.sub("", text, count=1))
    return (
        "\n" not in WRAPPED.sub(" ", text.strip())
        and "](" not in text
        and len(words(line)) > 1
        and not UNFINISHED.search(line)
        and not SENTENCE_MARK.search(line)
        and not line[:1].islower()
    )


def paragraph_shape(reader: Reader, block: Block) -> Shape:
    """Return what a paragraph begins with: words, and which mark comes first; empty where it is no entry's shape."""
    text = reader.own(block)
    slots = find_slots(text, reader.references)
    marked = next((slot.key[0] for slot in slots if slot.key[0] != "text"), "")
    if marked and (reader.web_links(text) or MARKED.match(text)):
        return slots[0].key[0], marked
    head, *below = text.split("\n")
    if below and all(line.startswith(("  ", "\t")) for line in below):
        return ("noted",) if is_line(head) and not head[:1].isspace() else ()
    return ("line",) if not marked and is_line(text) else ()


def stated_lines(reader: Reader, block: Block) -> list[Sign]:
    """Return the lines of a paragraph in which most are dated and show a paper, and none goes on in the next."""
    lines = [Block(block.kind, line, line) for line in range(block.first, block.last + 1)]
    texts = [reader.own(line) for line in lines]
    fewest = MOST_ALIKE * len(lines)
    if len(lines) < 2 or RUNS_ON.search(reader.own(block)) or sum(any(find_stamp(text)) for text in texts) < fewest:
        return []
    signs = [Sign(line, reader.shows_paper(text), called=False) for line, text in zip(lines, texts, strict=True)]
    most = sum(sign.shown for sign in signs) >= fewest
    return signs if most else []


def is_link(reader: Reader, block: Block) -> bool:
    """Tell whether a paragraph is a link and nothing else."""
    text = reader.own(block)
    tokens = scan(text, reader.references)
    return len(tokens) == 1 and is_whole(text, tokens[0])


def shows_paper(reader: Reader, block: Block) -> bool:
    """Tell whether a paragraph links to one paper, not within a sentence, or without a link is a paper all the same."""
    text = reader.own(block)
    if not reader.web_links(text):
        lines = text.split("\n")
        return reader.shows_paper(lines[0]) or any(map(announces_fact, lines[1:]))
    tokens = reader.links(text)
    papers = {identify(token.address) for token in tokens} - {None}
    direct = any(token.address.lower().endswith(".pdf") for token in tokens)
    return (len(papers) in (1, 2) or direct) and not is_sentence(text, tokens)


def is_sentence(text: str, tokens: Sequence[Token]) -> bool:
    """Tell whether a text's links stand in the middle of its words, as in "see [a paper](u) about it"."""
    return bool(tokens) and all(
        BEFORE_LINK.search(text, max(0, token.start - 3), token.start)
        and BEHIND_LINK.match(text, token.end)
        and not is_label(text[slice(*token.label)])
        for token in tokens
    )
