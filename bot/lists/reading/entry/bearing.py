"""What a text beside an entry is: a part of it, which says facts alone, or one with a title of its own."""

import re
from collections.abc import Mapping

from bot.catalogue.identity.identifiers import identify
from bot.lists.inline import Token, is_titled, scan, words
from bot.lists.reading.entry.parts import KEYED, PREFIX, TAG, says_what_follows
from bot.lists.reading.table import FACTS, PAPERS, head_role
from bot.patterns import rare

#: "The code is available ", in a sentence what a key and a colon say.
AVAILABLE = rare(r"(?:the |our )?(\w+(?: \w+)??) (?:(?:can be|is|are) )?(?:publicly )?(?:found|available)\b", re.I)
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
