"""What a list's maintainer settled about its form: where new entries of a section go, and which entry they are like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.catalogue.identity.titles import fold_title
from bot.catalogue.section import Section
from bot.lists.page import EntryRecord, PageEntry
from bot.lists.writing.order import MEASURES, fit

Order = Literal["newest-first", "oldest-first", "top", "bottom"]


@dataclass(frozen=True, slots=True)
class Pin:
    """`order` says where a new entry goes, `pattern` how the title of the entry begins that it is written like.

    What is None is learned from the entries.
    """

    order: Order | None = None
    pattern: str | None = None


#: Everything is learned.
LEARNED = Pin()
#: By a section's id or heading; "" is for every section that has none of its own.
Pins = Mapping[str, Pin]
NOTHING: Pins = {}


def pin_of(pins: Pins, section: Section | None) -> Pin:
    """Return what is settled for a section, by its id or its title; what is not, as it is for all."""
    names = {section.id, fold_title(section.title)} if section else set()
    own = next((pin for name, pin in pins.items() if name and (name in names or fold_title(name) in names)), Pin())
    general = pins.get("", Pin())
    return Pin(own.order or general.order, own.pattern or general.pattern)


def pinned_place(order: Order, entries: Sequence[PageEntry], record: EntryRecord) -> int:
    """Return before which of a section's entries a record goes; len(entries): behind the last."""
    direction = {"newest-first": -1, "oldest-first": 1}.get(order, 0)
    for measure in MEASURES if direction else ():
        key = measure(record)
        if key is not None and any(measure(entry.record) for entry in entries):
            return fit(entries, measure, key, direction, record)
    return len(entries) if order in ("bottom", "oldest-first") else 0


def pattern_of(title: str | None, entries: Sequence[PageEntry]) -> PageEntry | None:
    """Return the first entry whose title begins so, None where there is none."""
    wanted = fold_title(title or "")
    return next((entry for entry in entries if wanted and fold_title(entry.record.title).startswith(wanted)), None)
