"""Venues that a text mentions: "ICLR 2026", "NIPS'23", "accepted by AAAI"."""

from __future__ import annotations

import re

from bot.catalogue.matching.reading import known_venues
from bot.catalogue.venues import expand_year

MENTION = re.compile(r"\b([A-Za-z][A-Za-z]{2,11})[\s_’'‘-]{0,3}((?:20)?\d\d)\b(?!\s*(?:%|x\b|B\b|K\b|papers))")


def find_venue(text: str) -> str | None:
    """Return the first known venue with a year, as "NAME YEAR"."""
    for name, year in MENTION.findall(text):
        venue = known_venues().find_name(name)
        if venue and (name in (venue.name, *venue.aliases) or name.upper() == venue.name or len(name) > 3):
            full = int(year) if len(year) == 4 else expand_year(int(year))
            if 1990 <= full <= 2100:
                return f"{venue.name} {full}"
    return None
