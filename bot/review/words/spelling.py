"""A name with a slip of the pen -> the name that was meant, where there is hardly a doubt.

A guess that is wrong is worse than none: people in a hurry take it. Short names are acronyms, of which nearly every
neighbour is another venue (ICDM and ICDE, EACL and NAACL), so in those only two swapped letters count as a slip.
"""

from collections.abc import Collection, Mapping

from rapidfuzz.distance import OSA

from bot.catalogue.venues import fold
from bot.review.words.escape import code

#: One slip is forgiven for so many letters, and never more than the most.
LETTERS_A_SLIP, MOST_SLIPS = 6, 2
#: Shorter names have too few letters to swap two.
SHORTEST = 4
#: Nobody means a longer name.
LONGEST = 200
#: More than these are not a help to read.
MOST_CHOICES = 20


def find_near(text: str, names: Collection[str]) -> str | None:
    """Return what is meant by the name that `text` is but for a slip; None where it is none, or could be two.

    `names` are all spellings; a mapping gives what is meant by each.
    """
    wanted, meanings = fold(text[:LONGEST]), name_meanings(names)
    slips = {name: count_slips(wanted, fold(name)) for name in meanings}
    fewest = min((count for count in slips.values() if count is not None), default=None)
    meant = {meanings[name] for name, count in slips.items() if count == fewest and count is not None}
    return meant.pop() if len(meant) == 1 else None


def name_meanings(names: Collection[str]) -> Mapping[str, str]:
    return names if isinstance(names, Mapping) else {name: name for name in names}


def count_slips(one: str, other: str) -> int | None:
    """Return how many letters two folded names differ in, None where that is more than a slip of the pen."""
    forgiven = min(max(len(one), len(other)) // LETTERS_A_SLIP, MOST_SLIPS)
    count = OSA.distance(one, other)
    is_swap = count == 1 and len(one) >= SHORTEST and sorted(one) == sorted(other)
    return count if count <= forgiven or is_swap else None


def did_you_mean(text: str, names: Collection[str]) -> str:
    """Return the name that was meant as a question, or all names where none is near and they are few."""
    if near := find_near(text, names):
        return f"did you mean {code(near)}?"
    choices = dict.fromkeys(name_meanings(names).values())
    if len(choices) > MOST_CHOICES:
        return f"none of the {len(choices)} that there are is like it"
    return f"there are {', '.join(map(code, choices))}"


def ask(text: str, names: Collection[str]) -> str:
    """Return what was perhaps meant, as the end of a sentence."""
    meant = did_you_mean(text, names)
    return meant if meant.endswith("?") else f"{meant}."
