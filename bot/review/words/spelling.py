"""Finds the name meant by one with a slip of the pen, if there is hardly a doubt.

A wrong guess is worse than none: people in a hurry accept it. Short names are acronyms, and nearly every similar one is
another venue (ICDM and ICDE, EACL and NAACL), so in those only two swapped letters count as a slip, and an "s" behind.
"""

from collections.abc import Collection, Mapping

from rapidfuzz.distance import OSA

from bot.catalogue.venues import fold
from bot.review.words.escape import code

#: One slip is accepted for so many letters, and never more than the maximum.
LETTERS_A_SLIP, MOST_SLIPS = 6, 2
#: Shorter names have too few letters for a swap.
SHORTEST = 4
#: Nobody means a longer name.
LONGEST = 200
#: A longer list of names does not help anybody.
MOST_CHOICES = 20


def find_near(text: str, names: Collection[str]) -> str | None:
    """Return the name that `text` means except for a slip; None if there is none, or there could be two.

    `names` are all spellings; a mapping gives the name that each stands for.
    """
    wanted, meanings = fold(text[:LONGEST]), name_meanings(names)
    slips = {name: count_slips(wanted, fold(name)) for name in meanings}
    fewest = min((count for count in slips.values() if count is not None), default=None)
    meant = {meanings[name] for name, count in slips.items() if count == fewest and count is not None}
    return meant.pop() if len(meant) == 1 else None


def name_meanings(names: Collection[str]) -> Mapping[str, str]:
    return names if isinstance(names, Mapping) else {name: name for name in names}


def count_slips(one: str, other: str) -> int | None:
    """Return in how many letters two folded names differ, None if that is more than a slip of the pen."""
    forgiven = min(max(len(one), len(other)) // LETTERS_A_SLIP, MOST_SLIPS)
    count = OSA.distance(one, other)
    is_long = count == 1 and min(len(one), len(other)) >= SHORTEST
    is_slip = is_long and (sorted(one) == sorted(other) or one.removesuffix("s") == other.removesuffix("s"))
    return count if count <= forgiven or is_slip else None


def did_you_mean(text: str, names: Collection[str]) -> str:
    """Return a question with the likely name, or with all names if none is near and they are few."""
    if near := find_near(text, names):
        return f"did you mean {code(near)}?"
    choices = dict.fromkeys(name_meanings(names).values())
    if len(choices) > MOST_CHOICES:
        return f"none of the {len(choices)} that there are is like it"
    return f"there are {', '.join(map(code, choices))}"


def ask(text: str, names: Collection[str]) -> str:
    """Return what may have been meant, as the end of a sentence."""
    meant = did_you_mean(text, names)
    return meant if meant.endswith("?") else f"{meant}."
