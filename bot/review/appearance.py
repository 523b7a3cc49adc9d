"""Where a preprint appeared, by the venue table that comes with the program."""

from __future__ import annotations

from bot.catalogue.identity.titles import fold_title
from bot.catalogue.venue_table import Appearance, shipped_table

#: A preprint appears within so many years of its number, or a little before.
BEFORE, AFTER = 1, 4
#: So many letters are one work's title: of 167,000 in the table that have as many, 99 stand there twice.
TELLING = 50


def appeared(title: str | None, preprint: int | None) -> Appearance | None:
    """Return where the preprint of a year appeared by the table that comes with the program.

    Equal titles of different papers exist, so that the year of the preprint has to agree.
    """
    found = shipped_table().find(title) if title and preprint else None
    return found if found and preprint and -BEFORE <= found.year - preprint <= AFTER else None


def appeared_undated(title: str) -> Appearance | None:
    """Return where a paper appeared of which nothing but the title is known: a long one has to do."""
    return shipped_table().find(title) if len(fold_title(title)) >= TELLING else None
