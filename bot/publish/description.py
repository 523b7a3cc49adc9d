"""Finds a list's description of itself on its page, in a sentence or two."""

import re

from markdown_it import MarkdownIt

#: Shorter paragraphs are badges, tables of contents and language switches.
FEWEST_WORDS = 6
LONGEST = 300


def first_paragraph(text: str) -> str:
    """Return a page's first paragraph of prose as plain text, cut after a sentence; "" if there is none."""
    for token in MarkdownIt("commonmark").parse(text[:20_000]):
        if token.type == "inline" and token.level == 1 and token.children:
            words = "".join(
                child.content if child.type in ("text", "code_inline") else " "
                for child in token.children
                if child.type in ("text", "code_inline", "softbreak", "hardbreak")
            ).split()
            if len(words) >= FEWEST_WORDS:
                return shorten(" ".join(words))
    return ""


def shorten(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    cut = text[:LONGEST]
    sentence = re.match(r".*[.!?](?=\s)", cut)
    return sentence[0] if sentence else f"{cut.rsplit(' ', 1)[0]} …"
