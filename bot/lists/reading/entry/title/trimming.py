"""Cuts from a title what stands around it: the venue and the date before it, venue, year and names behind it."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from bot.lists.inline import Span
from bot.lists.phrases import signs
from bot.lists.reading.entry.parts import Reading, trim
from bot.lists.reading.entry.title.ends import (
    start_of_account,
    start_of_bare,
    start_of_dashed,
    start_of_date,
    start_of_document,
    start_of_file,
    start_of_known,
    start_of_lead,
    start_of_led,
    start_of_nickname,
    start_of_note,
    start_of_open,
    start_of_place,
    start_of_preprint,
    start_of_tail,
)
from bot.lists.reading.entry.title.signatures import (
    start_of_attribution,
    start_of_byline,
    start_of_names,
    start_of_signature,
)
from bot.lists.reading.entry.title.starts import STARTS

#: Finds where a title begins or ends.
Find = Callable[[Reading, int, int], int]
Ends = frozenset[Find]


def trim_title(reading: Reading, start: int, end: int, *, without: Ends | None = None) -> Span:
    """Cut from a title, one after the other, what stands before it and what stands behind it.

    `without`: the ends that are not looked for; unless it is said, UNSURE in a table's row, and none elsewhere.
    """
    text = reading.text
    start, end = trim(text, start, end)
    starts, ends = sought(signs(text[start:end]))
    if without is None:
        without = UNSURE if reading.row else NO_ENDS
    for find_start in starts:
        if (place := find_start(reading, start, end)) != start:
            start, end = trim(text, place, end)
    for find_end in ends:
        if find_end not in without and (place := find_end(reading, start, end)) != end:
            start, end = trim(text, start, place)
            if find_end is start_of_names:
                # Where it appeared may stand before them.
                return trim_title(reading, start, end, without=without | END_OF_NAMES)
    return start, end


#: Most titles have the same few signs.
@lru_cache(maxsize=1024)
def sought(said: frozenset[str]) -> tuple[Sequence[Find], Sequence[Find]]:
    """Return what can find a start, and what an end, of a title that has these signs."""
    starts, ends = ([find for find, needed in each if not said.isdisjoint(needed)] for each in (STARTS, ENDS))
    return starts, ends


ENDS = (
    (start_of_file, "."),
    (start_of_document, "]"),
    (start_of_attribution, "-–—·•/;"),
    (start_of_dashed, "-–—·•/;"),
    (start_of_nickname, "-–—"),
    (start_of_open, "(（"),
    (start_of_account, "@"),
    (start_of_lead, " "),
    (start_of_byline, "(（"),
    (start_of_signature, ",:"),
    (start_of_note, "(（"),
    (start_of_place, "."),
    (start_of_preprint, "0"),
    (start_of_tail, "0"),
    (start_of_bare, " "),
    (start_of_led, "0"),
    (start_of_known, ","),
    (start_of_date, "0"),
    (start_of_names, ".,?!"),
)
NO_ENDS: Ends = frozenset()
END_OF_NAMES: Ends = frozenset({start_of_names})
#: Words of the title where bold or a cell of a table shows where it ends.
UNSURE = END_OF_NAMES | {start_of_date}
