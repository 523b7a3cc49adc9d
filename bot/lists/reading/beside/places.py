"""Tells whether a text can name a venue, whatever it is called."""

from __future__ import annotations

import re

from bot.lists.inline import words
from bot.lists.phrases import DATE, INSTITUTION, JOINING, YEAR, has_capitals
from bot.lists.reading.beside.columns import NUMBERED
from bot.lists.reading.entry.parts import AWARD, GLUE, LEAD

#: What stands in no venue's name.
DIVIDED = frozenset(",:;@")


def undated(text: str) -> str:
    """Return a text without its date or year and what stands around it."""
    return YEAR.sub("", DATE.sub("", text)).strip(GLUE + "()[]")


def names_place(text: str) -> bool:
    """Tell whether a text can name a venue: it has words besides a year, and without one they have capitals."""
    name = LEAD.sub("", undated(text), count=1)
    capital = YEAR.search(text) is not None or is_named(NUMBERED.split(name)[0])
    return bool(words(name)) and capital and not AWARD.fullmatch(name) and not re.search(INSTITUTION, name, re.I)


def is_named(text: str) -> bool:
    """Tell whether words have capitals, or half of them do and nothing divides them: "npj Climate Action"."""
    said = [word for word in text.split() if word.lower() not in JOINING]
    some = 2 * sum(word != word.lower() for word in said) >= len(said)
    return has_capitals(text) or (some and DIVIDED.isdisjoint(text))
