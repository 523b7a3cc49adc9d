"""What stands below an entry, or beside it: parts of it, which say facts and link, or entries of their own."""

from collections.abc import Sequence
from itertools import takewhile

from bot.lists.inline import is_titled, plain, scan, words
from bot.lists.people import is_authors
from bot.lists.reading.blocks import BOLD_LINE, Block
from bot.lists.reading.entry.bearing import (
    announces_fact,
    begins_with_key,
    holds_title,
    is_keyed,
    is_self_contained,
)
from bot.lists.reading.entry.names import named_first
from bot.lists.reading.entry.parts import BOLD, PREFIX
from bot.lists.reading.entry.title.finding import QUOTED
from bot.lists.reading.entry.words.rest import is_facts_only
from bot.lists.reading.reader import FEWEST_WORDS, Reader
from bot.patterns import rare

#: So many facts announced by their names make what stands above them a paper, without a link.
FEWEST_FACTS = 2
#: So many known names of what follows make the unknown ones beside them names, too.
FEWEST_NAMES = 3
#: So many titles below are other papers.
SEVERAL = 2
#: No entry has more blocks of parts.
MOST_PARTS = 14
PARTS = frozenset({"item", "paragraph", "quote"})
#: Few titles have more words.
LONG_TITLE = 12
#: What stands around a title.
TITLE_MARK = rare(r"[\[\"“*]")


def following_parts(reader: Reader, blocks: Sequence[Block], index: int, *, linked: bool = False) -> int:
    """Return the last of the blocks from `index` on that only hold parts of an entry above them, index - 1 for none.

    `linked`: the entry above has its link already, so that it needs none in its parts; then no line in bold is one.
    """
    needed, last, stated, titles = not linked, index - 1, 0, 0
    titled = holds_title(reader.own(blocks[index - 1]), reader.references)
    told = index + count_told(reader, blocks[index : index + MOST_PARTS])
    for place in range(index, min(len(blocks), index + MOST_PARTS)):
        block, text = blocks[place], reader.own(blocks[place])
        if block.kind not in PARTS or begins_another(reader, text, titled=titled, stated=stated > 0 or place < told):
            break
        if block.kind == "paragraph" and BOLD_LINE.match(text) and not (needed and place == index):
            break
        if not needed and not reader.web_links(text) and not is_part(reader, text):
            break
        linked = linked or bool(reader.web_links(text)) or reader.has_paper_file(text)
        stated += announces_fact(text)
        titles += holds_title(text, reader.references)
        last = place
    # What stands above several titles is a heading.
    return last if titles < SEVERAL and (linked or stated >= FEWEST_FACTS) else index - 1


def count_told(reader: Reader, blocks: Sequence[Block]) -> int:
    """Return how many items at the beginning of some blocks say facts of one paper, each behind its name.

    Not all names need be known: there is one of a fact, and others that are.
    """
    items = takewhile(lambda block: block.kind == "item", blocks)
    texts = list(takewhile(begins_with_key, map(reader.own, items)))
    known = sum(is_keyed(PREFIX.sub("", text, count=1)) for text in texts)
    return len(texts) if known >= FEWEST_NAMES and any(map(announces_fact, texts)) else 0


def begins_another(reader: Reader, text: str, *, titled: bool, stated: bool) -> bool:
    """Tell whether a text below an entry is another one: it has a title of its own, where the entry has one, too.

    `titled`: the entry announces its title; `stated`: facts of it stand between.
    """
    if named_first(text):
        return True
    if holds_title(text, reader.references):
        return titled
    few = len(plain(PREFIX.sub("", text, count=1)).split()) <= FEWEST_WORDS
    beside = stated and (few or begins_with_key(text))
    return not beside and is_self_contained(text, reader.references) and not is_part(reader, text)


def is_part(reader: Reader, text: str) -> bool:
    """Tell whether a text only says something about the paper above it: facts, or names, or what it announces."""
    rest = PREFIX.sub("", text, count=1).lstrip()
    first, _, remark = rest.partition("\n")
    facts = first if is_remark(remark) else rest
    if is_keyed(rest) or is_facts_only(facts, reader.phrases, reader.references):
        return True
    marked = rest[:1] in ("*", "_") and rest[:2] not in ("**", "__")
    if not is_authors(plain(first.split("[")[0]), marked=marked) or not (marked or TITLE_MARK.search(first) is None):
        return False
    titles = [rest[slice(*token.label)] for token in scan(rest, reader.references) if is_titled(rest, token)]
    below = max(0, rest.find("\n"))
    marked_below = [found[1] for pattern in (BOLD, QUOTED) for found in pattern.finditer(rest, below)]
    named = all(len(words(title)) < FEWEST_WORDS for title in titles) and all(
        len(words(said)) <= FEWEST_WORDS for said in marked_below
    )
    return named and not reader.cites(rest)


def is_remark(text: str) -> bool:
    """Tell whether lines are sentences about a paper: long, closed by a stop, with nothing marked as a title is."""
    closed = text.rstrip().endswith((".", "。"))
    return closed and len(words(text)) > LONG_TITLE and TITLE_MARK.search(text) is None
