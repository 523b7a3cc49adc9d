"""Where a preprint appeared, by the venue table that comes with the program."""

from __future__ import annotations

from bot.catalogue.venue_table import Appearance, shipped_table

#: A preprint appears within so many years of its number, or a little before.
BEFORE, AFTER = 1, 4


def appeared(title: str | None, preprint: int | None) -> Appearance | None:
    """Return where the preprint of a year appeared by the table that comes with the program.

    Equal titles of different papers exist, so that the year of the preprint has to agree.
    """
    found = shipped_table().find(title) if title and preprint else None
    return found if found and preprint and -BEFORE <= found.year - preprint <= AFTER else None
