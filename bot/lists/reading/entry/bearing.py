"""What a text beside an entry is: a part of it, which says facts alone, or one with a title of its own."""

import re
from collections.abc import Mapping

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.venue_table import is_published
from bot.lists.inline import Token, is_titled, scan, words
from bot.lists.reading.entry.parts import KEYED, PREFIX, TAG, says_what_follows
from bot.lists.reading.table import FACTS, PAPERS, head_role
from bot.patterns import rare

#: "The code is available ", in a sentence what a key and a colon say.
AVAILABLE = rare(r"(?:the |our )?(\w+(?: \w+)??) (?:(?:can be|is|are) )?(?:publicly )?(?:found|available)\b", re.I)
#: "**PondNet** ([arXiv](u)) - What it does.", with its links blanked out, or with the number of a preprint, and what
#: stands behind them or in the next line; years in brackets are passed.
CALLED = rare(
    r"\s*(?:\*\*|__)([^*_\[\]\n\x00]{2,60}?)(?:\*\*|__)[ \t]*(?:\((?:19|20)\d\d\)[ \t]*)?"
    r"(?:[\[(]*+\x00[\x00\[\]() \t,|/]*+|\((?i:arxiv):[ \t]?\d{4}\.\d{4,5}(?:v\d)?\)[ \t]*)"
    r"(?:(?:[-–—]\s+|:\s+)(?=(?P<beside>[^\n\x00]+))|\n[ \t]*[-*+][ \t]+(?=(?P<below>[^\n\x00]+)))"
)
#: How a line ends that is no title.
TOLD = (":", ".", "：", "。")
#: A title has more words; in it more of the long ones begin with capitals.
FEW_WORDS, LONG_WORD, MOST = 3, 4, 0.6
#: What a link to a paper is called.
PAPER = frozenset({"paper", "pdf", "arxiv", "doi", "论文", "論文", "논문"})


def is_keyed(text: str) -> bool:
    """Tell whether a text begins with what says what follows, as "Code: " or "Code is available", and no title."""
    found = KEYED.match(text) or AVAILABLE.match(text)
    return found is not None and says_what_follows(found[1])


def begins_with_key(text: str) -> bool:
    """Tell whether a text begins with a word or two and a colon, whatever they say: "**Impact**: ..."."""
    return KEYED.match(PREFIX.sub("", text, count=1)) is not None


def announces_fact(text: str) -> bool:
    """Tell whether a text begins with the name of a fact and a colon, as in "Authors: ..."."""
    found = KEYED.match(PREFIX.sub("", text, count=1))
    return found is not None and head_role(found[1]) in FACTS


def announces_title(key: str, rest: str, references: Mapping[str, str]) -> bool:
    """Tell whether a title stands behind the word before a colon, as in "Title: ..." or "Paper: [A title](u)"."""
    role = head_role(key)
    if role == "title" or key.casefold() not in PAPERS:
        return role == "title"
    if role in FACTS:
        # "Publication: Proceedings of ..." says where, unless a title is linked.
        return any(is_titled(rest, token) and count_label(rest, token) >= 3 for token in scan(rest, references))
    return is_self_contained(rest, references, fewest=3)


def holds_title(text: str, references: Mapping[str, str]) -> bool:
    """Tell whether a text begins so."""
    found = KEYED.match(PREFIX.sub("", text, count=1))
    return found is not None and announces_title(found[1], found.string[found.end() :].split("\n")[0], references)


def leads_to_paper(token: Token) -> bool:
    """Tell whether a link leads to a paper."""
    return identify(token.address) is not None or token.address.lower().endswith(".pdf")


def is_called_paper(text: str, token: Token) -> bool:
    """Tell whether a link's text says that it leads to a paper, wherever that is."""
    return text[slice(*token.label)].strip("[] ").casefold() in PAPER


def is_whole(text: str, link: Token) -> bool:
    """Tell whether a link is all that a text says."""
    return not words(text[: link.start] + text[link.end :])


def count_label(text: str, token: Token) -> int:
    """Return how many words a link has."""
    return len(words(text[slice(*token.label)]))


def is_self_contained(text: str, references: Mapping[str, str], *, fewest: int = 1) -> bool:
    """Tell whether a text has a title of its own, as a link one of at least so many words, beside its links' labels."""
    rest = PREFIX.sub("", text, count=1)
    if is_keyed(rest):
        return False
    kept, place = [], 0
    for token in scan(rest, references):
        kept.append(rest[place : token.start])
        place = token.end
        if is_titled(rest, token) and count_label(rest, token) >= fewest:
            return True
    kept.append(rest[place:])
    plain_words = words(TAG.sub(" ", " ".join(kept)))
    return len(plain_words) >= 3


def find_called(mask: str) -> re.Match[str] | None:
    """Return the name in bold that an entry has for a title: what stands behind its links only tells of the paper."""
    found = CALLED.match(mask) if "**" in mask or "__" in mask else None
    told = (found["beside"] or found["below"]).strip() if found else ""
    below = found is not None and found["below"] is not None
    return found if told and tells(told) and not (below and not told.endswith(TOLD)) else None


def tells(text: str) -> bool:
    """Tell whether a text is what somebody says of a paper, in small letters, and neither a title nor a fact."""
    found = words(text)
    long = [word for word in found[1:] if len(word) >= LONG_WORD and word.isalpha()]
    capital = sum(word[0].isupper() for word in long)
    if len(found) < FEW_WORDS or is_published(text.rstrip(" .")):
        return False
    return text.endswith(":") or (bool(long) and capital < MOST * len(long))
