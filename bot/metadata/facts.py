"""What a service says of the paper that an identifier names, as plain values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

#: What the schema of a paper takes; longer texts are no titles and no names.
LONGEST_TITLE, LONGEST_NAME, LONGEST_VENUE, MOST_AUTHORS = 300, 200, 120, 5000
#: Markup that publishers register with titles: HTML's faces, JATS, MathML.
MARKUP = re.compile(
    r"</?(?:[biu]|em|strong|su[bp]|scp|tt|br|(?:jats|mml):\w{1,20})(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a service says of a paper; `source` is the name of that service, and None and () are what it does not say.

    `year` is the venue's, or without a venue the year of the first version. `exists` is False where the service knows
    that nobody ever gave this identifier to a paper; nothing else is said then.
    """

    source: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    venue: str | None = None
    year: int | None = None
    exists: bool = True


def clean_text(value: object, longest: int) -> str | None:
    """Return a text on one line without hidden characters, None for what is empty, too long or no text."""
    if not isinstance(value, str):
        return None
    shown = (" " if char.isspace() else char for char in value)
    kept = (char for char in shown if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
    text = " ".join("".join(kept).split())
    return text if 0 < len(text) <= longest else None


def clean_names(values: Iterable[object]) -> tuple[str, ...]:
    """Return the authors' names that can be names, in their order."""
    names = (clean_text(value, LONGEST_NAME) for value in values)
    return tuple(name for name in names if name)[:MOST_AUTHORS]


def clean_year(value: object) -> int | None:
    """Return a year that the list can take, of a number or of a text that begins with it."""
    found = re.match(r"\d{4}(?!\d)", str(value)) if isinstance(value, (int, str)) else None
    return int(found[0]) if found and 1900 <= int(found[0]) <= 2100 else None
