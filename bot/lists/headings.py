"""The headings of pages -> the ids of their sections, for pages that are the truth and for those that are imported."""

from collections import Counter
from collections.abc import Sequence

from bot.catalogue.identity.ids import slug

#: The id of a section whose heading has no Latin letter or digit.
NAMELESS = "section"


def section_ids(paths: Sequence[Sequence[str]], taken: set[str]) -> list[str]:
    """Return an id for each of some sections, and take it; a path has the headings above a section and its own.

    It is the heading's, with the one above it where several are called alike, and numbered if need be.
    """
    counts = Counter(slug(path[-1]) for path in paths)
    found = []
    for path in paths:
        own = slug(path[-1])
        base = own if own and counts[own] == 1 else slug(" ".join(path[-2:])) or own
        found.append(unique(base or NAMELESS, taken))
    return found


def unique(name: str, taken: set[str]) -> str:
    """Return the name, numbered if it is taken, and take it."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name[:76]}-{number}"
    taken.add(found)
    return found
