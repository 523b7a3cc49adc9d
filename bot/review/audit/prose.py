"""Distinguishes a sentence that mentions a paper from an entry that was not read."""

import re
from collections.abc import Sequence

from bot.lists.inline import Token, has_words, is_label, scan
from bot.patterns import rare

#: A quotation, a comment, the field of a citation in BibTeX.
NO_ENTRY = rare(r">|<!--|\w+ ?= ?[{\"]")
#: Words with which lists speak about themselves, outside their entries.
OWN = rare(r"\b(?:our|we|this (?:repo\w*|list|page|survey))\b", re.IGNORECASE)
#: The words of a sentence before a link, and after it.
BEFORE, BEHIND = rare(r"[a-z,] $"), rare(r"[*_]{0,3}(?: [a-z]+\b|[\s.,:;!)]*$)")
#: What follows a name in a Korean, Japanese or Chinese sentence, and the beginning of a line that is no sentence.
ENDING, CELL = rare(r" ?[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"), rare(r"\s*(?:[-+*|#]|\d+[.)])")
TAG = rare(r"<[^<>]*>")


def is_prose(text: str) -> bool:
    """Whether a line's links are in a sentence, or are only badges: it is not meant as an entry."""
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
    """Whether a link is in a sentence below an entry's first line: it belongs to what the sentence mentions."""
    links = [token for token in scan(text, {}) if token.kind == "link" and url in text[token.start : token.end]]
    return bool(links) and all(
        "\n" in text[: link.start] and BEFORE.search(text[: link.start]) and BEHIND.match(text, link.end)
        for link in links
    )


def is_within(text: str, links: Sequence[Token]) -> bool:
    return bool(links) and all(ends_clause(text, link) for link in links)


def ends_clause(text: str, link: Token) -> bool:
    """Whether words of a sentence lead up to a link, and continue or end after it."""
    before, label = text[max(0, link.start - 3) : link.start], text[slice(*link.label)]
    return bool(BEFORE.search(before) and BEHIND.match(text, link.end)) and not is_label(label)


def is_inflected(text: str, links: Sequence[Token]) -> bool:
    """Whether a paragraph, in a language without such leading words, continues after each link."""
    is_running = bool(links) and all(ENDING.match(text, link.end) for link in links)
    return is_running and not CELL.match(text)
