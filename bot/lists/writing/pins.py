"""What a list settles itself: where the new entries of a section go, and which entry they are written like."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.catalogue.identity.titles import fold_title
from bot.catalogue.section import Section

PinnedOrder = Literal["newest-first", "oldest-first", "top", "bottom"]


@dataclass(frozen=True, slots=True)
class Pin:
    """`order` says where a new entry goes, `pattern` how the title of the entry begins that it is written like.

    What is None is learned from the entries.
    """

    order: PinnedOrder | None = None
    pattern: str | None = None


#: Everything is learned.
LEARNED = Pin()
#: By a section's id or heading; "" is for every section that has none of its own.
Pins = Mapping[str, Pin]
NO_PINS: Pins = {}


def pin_of(pins: Pins, section: Section | None) -> Pin:
    """Return what is settled for a section, by its id or its title; what is not, as it is for all."""
    names = {section.id, fold_title(section.title)} if section else set()
    own = next((pin for name, pin in pins.items() if name and (name in names or fold_title(name) in names)), Pin())
    general = pins.get("", LEARNED)
    return Pin(own.order or general.order, own.pattern or general.pattern)
