"""Tells a sentence that names a paper from an entry that was not read."""

import re
from collections.abc import Sequence

from bot.lists.inline import Token, has_words, is_label, scan
from bot.patterns import rare

#: A quotation, a comment, the field of a citation in BibTeX.
NO_ENTRY = rare(r">|<!--|\w+ ?= ?[{\"]")
#: Lists speak of themselves where they are no list.
OWN = rare(r"\b(?:our|we|this (?:repo\w*|list|page|survey))\b", re.IGNORECASE)
#: The words of a sentence around a link, or before it and its end behind it.
BEFORE, BEHIND = rare(r"[a-z,] $"), rare(r"[*_]{0,3}(?: [a-z]+\b|[\s.,:;!)]*$)")
#: An ending that stands behind a name in a Korean, Japanese or Chinese sentence, and what nobody writes a sentence in.
ENDING, CELL = rare(r" ?[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"), rare(r"\s*(?:[-+*|#]|\d+[.)])")
TAG = rare(r"<[^<>]*>")


def is_prose(text: str) -> bool:
    """Tell whether a line's links stand in a sentence, or are badges alone: nobody meant an entry."""
    tokens = scan(text, {})
    rest = text
    for token in reversed(tokens):
        rest = f"{rest[: token.start]} {rest[token.end :]}"
    links = [token for token in tokens if token.kind == "link"]
    is_picture = not links and not has_words(TAG.sub(" ", rest))
    return (
        bool(NO_ENTRY.match(text) or OWN.search(rest))
        or is_picture
        or is_within(text, links)
        or is_inflected(text, links)
    )


def is_cited(text: str, url: str) -> bool:
    """Tell whether a link stands in a sentence below an entry's first line only: it is of what the sentence names."""
    links = [token for token in scan(text, {}) if token.kind == "link" and url in text[token.start : token.end]]
    return bool(links) and all(
        "\n" in text[: link.start] and BEFORE.search(text[: link.start]) and BEHIND.match(text, link.end)
        for link in links
    )


def is_within(text: str, links: Sequence[Token]) -> bool:
    return bool(links) and all(ends_clause(text, link) for link in links)


def ends_clause(text: str, link: Token) -> bool:
    """Tell whether words of a sentence lead up to a link, and go on or end behind it."""
    before, label = text[max(0, link.start - 3) : link.start], text[slice(*link.label)]
    return bool(BEFORE.search(before) and BEHIND.match(text, link.end)) and not is_label(label)


def is_inflected(text: str, links: Sequence[Token]) -> bool:
    """Tell whether a paragraph in a language without words to lead up to a link goes on behind each."""
    is_running = bool(links) and all(ENDING.match(text, link.end) for link in links)
    return is_running and not CELL.match(text)
