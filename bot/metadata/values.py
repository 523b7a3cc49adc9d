"""Cleans the values of a service's answer; what the list cannot accept is left out."""

import re
import unicodedata
from collections.abc import Iterable

#: The limits of a paper's schema; longer texts are no titles and no names.
LONGEST_TITLE, LONGEST_NAME, LONGEST_VENUE, MOST_AUTHORS = 300, 200, 120, 5000
#: Markup in titles registered by publishers: HTML's typefaces, JATS, MathML.
MARKUP = re.compile(
    r"</?(?:[biu]|em|strong|su[bp]|scp|tt|br|(?:jats|mml):\w{1,20})(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)


def clean_text(value: object, longest: int) -> str | None:
    """Return a text on one line without invisible characters, None if it is empty, too long or no text."""
    if not isinstance(value, str):
        return None
    shown = (" " if char.isspace() else char for char in value)
    kept = (char for char in shown if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
    text = " ".join("".join(kept).split())
    return text if 0 < len(text) <= longest else None


def clean_names(values: Iterable[object]) -> tuple[str, ...]:
    """Return the authors' names, without what can be no name."""
    names = (clean_text(value, LONGEST_NAME) for value in values)
    return tuple(name for name in names if name)[:MOST_AUTHORS]


def clean_year(value: object) -> int | None:
    """Return a year that the list can accept, from a number or from a text that begins with it."""
    found = re.match(r"\d{4}(?!\d)", str(value)) if isinstance(value, (int, str)) else None
    return int(found[0]) if found and 1900 <= int(found[0]) <= 2100 else None
