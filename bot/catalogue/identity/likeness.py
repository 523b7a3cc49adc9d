"""How alike two titles are, and how alike they have to be for each question that is asked of them.

Whether two records are one paper is for the matching model to say, which also weighs authors, venues and addresses;
this is for where there is nothing but two titles, one of which may be the other written differently.
"""

import re

from rapidfuzz import fuzz

from bot.catalogue.identity.titles import fold_title

#: One title: written alike but for case, marks and alphabet, or one of them cut short.
SAME = 100.0
#: One entry of a list before and after somebody edited its line.
EDITED = 80.0
#: What a contributor wrote, and their later correction of it.
CORRECTED = 75.0
#: What a contributor wrote, and what a service says of the paper: one may be an older or a translated title.
POSSIBLE = 60.0
#: A shorter beginning or end is a word that many titles share.
SHORTEST_PART = 15
NUMERAL = re.compile(r"[ivx]{1,4}|\d{1,2}")


def likeness(one: str, other: str) -> float:
    """Return how alike two titles are, from 0 to 100.

    A title cut short, to its short name ("SEATS" of "SEATS: Token Selection") or to a long beginning or end, is the
    same; one that only stands somewhere in the other is possible.
    """
    short, long = sorted((fold_title(one), fold_title(other)), key=len)
    if short == long or is_short_name(short, one, other) or is_long_part(short, long):
        return SAME
    ratio = fuzz.ratio(short, long)
    return max(ratio, POSSIBLE) if short and short in long else ratio


def is_short_name(folded: str, *titles: str) -> bool:
    """Whether a folded title is what stands before the colon of both titles."""
    return bool(folded) and all(fold_title(title.partition(":")[0]) == folded for title in titles)


def is_long_part(short: str, long: str) -> bool:
    """Whether one folded title begins or ends with the other, and that is long enough to be no accident.

    Two parts of one work differ by a numeral at the end.
    """
    is_end = long.endswith(short)
    is_beginning = long.startswith(short) and not NUMERAL.fullmatch(long[len(short) :].strip())
    return len(short) >= SHORTEST_PART and (is_beginning or is_end)
