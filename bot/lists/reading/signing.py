"""Whether the entries beside one another name people among the words of their titles, as in "A. One: A title"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.lists.page import PageEntry
from bot.lists.phrases import SURE_NAMES

#: Fewer entries show no habit; no larger share of them is an exception.
OWN, RARELY = 5, 0.1
#: What stands between a title and names that have no marks of their own.
UNMARKED = re.compile(r"[\s.,;:?!]*(?:by\s+)?")


def are_unsigned(entries: Sequence[PageEntry]) -> bool:
    """Tell whether hardly any of some entries name people beside their titles without a mark between."""
    return len(entries) >= OWN and sum(map(is_signed, entries)) <= RARELY * len(entries) + 1


def is_doubtful(entry: PageEntry) -> bool:
    """Tell whether what was taken for names may be words of the title, if no other entry names people there."""
    return is_signed(entry) and not SURE_NAMES.search(entry.record.authors or "")


def is_signed(entry: PageEntry) -> bool:
    """Tell whether the names of an entry stand beside its title with no mark between."""
    places = [part for part in entry.parts if part.kind in ("title", "authors")]
    if len(places) < 2 or places[0].kind == places[1].kind:
        return False
    return UNMARKED.fullmatch(entry.raw, places[0].end, places[1].start) is not None
