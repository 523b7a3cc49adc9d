"""The change of a page, entry by entry: both of its sides as they read, and which entry became which."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.catalogue.identity.identifiers import clean_link
from bot.catalogue.identity.likeness import EDITED, likeness
from bot.intake.diff.parting import close_entries, part_entries
from bot.intake.diff.patch import FileDiff
from bot.lists.page import Page, PageEntry
from bot.lists.reading.entry.parts import PREFIX
from bot.lists.writing.counting import count_anew

#: More changed entries are no contribution but another list.
MOST_ENTRIES = 200


@dataclass(frozen=True)
class PageChange:
    """The change of a file that is a page, with both of its sides as they read; each entry asks for the same of it.

    Entries of the new side that stood in one another are parted.
    """

    file: FileDiff
    before: Page = field(compare=False, repr=False)
    after: Page = field(compare=False, repr=False)

    @cached_property
    def is_parted(self) -> bool:
        """Whether some were, so that its lines are not those of the file."""
        return self.after.text != self.file.after

    @cached_property
    def pairs(self) -> Pairs:
        """Which entry was which."""
        return pair_sides(self)

    @cached_property
    def counted(self) -> Mapping[int, str]:
        """The lines of the new side that say a number wrong which was right."""
        return count_anew(self.before, self.after)


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One entry of a side of the change, with the headings above it and the title of the entry above it.

    `text` is how it is compared: without its number and its table's blanks. `is_last` tells that its section ends
    with it.
    """

    entry: PageEntry
    section: tuple[str, ...]
    follows: str
    text: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which entry of a page was which.

    Those that `stay` read as they were, each with what it was; those that `come` were written anew or moved to another
    section, with what they were, None for a new one; `gone` are the others that there were.
    """

    stay: tuple[tuple[Side, Side], ...]
    come: tuple[tuple[Side, Side | None], ...]
    gone: tuple[Side, ...]


def read_change(file: FileDiff, read: Callable[[str], Page]) -> PageChange:
    """Return the change of a page; `read` reads a side."""
    before, after = read(file.before), read(file.after)
    after = part_entries(before, after, read)
    return PageChange(file, before, close_entries(before, after, read))


def pair_sides(change: PageChange) -> Pairs:
    """Return which entry of a page was which; of those written anew no more than MOST_ENTRIES are looked at."""
    before, after = list(sides(change.before)), list(sides(change.after))
    stay = find_unchanged(before, after)
    kept = set(stay.values())
    free = {side: addresses(side.entry) for side in before if side not in kept}
    come: list[tuple[Side, Side | None]] = []
    for side in [side for side in after if side not in stay][:MOST_ENTRIES]:
        twin = find_twin(side, free)
        come.append((side, twin))
        if twin:
            del free[twin]
    return Pairs(tuple(stay.items()), tuple(come), tuple(free))


def sides(page: Page) -> Iterator[Side]:
    """Yield the entries of a page that are papers."""
    listed = [entry for entry in page.entries if entry.paper]
    for above, entry, below in zip([None, *listed], listed, [*listed[1:], None], strict=False):
        follows = above.record.title if above and above.section == entry.section else ""
        is_last = below is None or below.section != entry.section
        prefix = PREFIX.match(entry.raw)
        text = re.sub(r"\s+", " ", entry.raw[prefix.end() if prefix else 0 :]).strip()
        yield Side(entry, page.path(entry), follows, text, is_last)


def find_unchanged(before: Sequence[Side], after: Sequence[Side]) -> dict[Side, Side]:
    """Return the entries that both sides have, as they read.

    One that stands below another heading now has moved, but for where the heading itself was changed.
    """
    places: dict[str, list[Side]] = defaultdict(list)
    for side in before:
        places[side.text].append(side)
    headings = {side.section for side in before}
    twins: dict[Side, Side] = {}
    for side in after:
        same = places.get(side.text, [])
        twin = next((other for other in same if other.section == side.section), None)
        twin = twin or next((other for other in same if side.section not in headings), None)
        if twin:
            same.remove(twin)
            twins[side] = twin
    return twins


def find_twin(side: Side, gone: Mapping[Side, set[str]]) -> Side | None:
    """Return the entry of the other side that became this one: the same text, address or nearly the same title.

    `gone` are the entries to choose from with their addresses; one of the same section is preferred.
    """
    own, title = addresses(side.entry), side.entry.record.title
    found = [other for other in gone if other.text == side.text] or [
        other for other, named in gone.items() if own & named or likeness(other.entry.record.title, title) >= EDITED
    ]
    return next((other for other in found if other.section == side.section), found[0] if found else None)


def addresses(entry: PageEntry) -> set[str]:
    """Return the canonical names of what an entry links to, but for its code, which papers share."""
    return {clean_link(link.url).page for link in entry.record.links if link.url != entry.record.code}
