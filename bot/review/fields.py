"""The fields that `/set` and `/section` can change, checked like a submission."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identifiers import is_web_address
from bot.catalogue.venues import split_venue
from bot.review.draft import find_sections, name_venue
from bot.review.escape import code

NAMES = ("title", "link", "code", "venue", "year", "section")
LONGEST_VALUE = 500
#: More than these are not a help to read.
MOST_CHOICES = 20


class FieldError(Exception):
    """The field or its value cannot be used; the message says why and what was perhaps meant."""


def read_fields(name: str, value: str, catalogue: Catalogue) -> dict[str, str]:
    """Return the fields that a value sets, in the form that the review uses; a venue can bring its year.

    Raise FieldError where the field or its value cannot be used.
    """
    name = name.lower()
    if name not in NAMES:
        raise FieldError(f"there is no such field; {did_you_mean(name, NAMES)}")
    if not value or len(value) > LONGEST_VALUE:
        raise FieldError(f"`{name}` needs a value of at most {LONGEST_VALUE} characters")
    match name:
        case "year" if not (value.isascii() and value.isdecimal() and 1900 <= int(value) <= 2100):
            raise FieldError("`year` is a number like 2024")
        case "link" | "code" if not is_web_address(value):
            raise FieldError(f"`{name}` is an address that begins with https://")
        case "section" if not find_sections(value, catalogue):
            names = {section.id: section.title for section in catalogue.leaves()}
            raise FieldError(f"the list has no such section; {did_you_mean(value, [*names, *names.values()])}")
        case "venue":
            venue, year = split_venue(value)
            return {"venue": name_venue(venue or value, catalogue.venues)} | ({"year": str(year)} if year else {})
    return {name: value}


def did_you_mean(text: str, choices: Sequence[str]) -> str:
    """Return the nearest choice as a question, or all of them where none is near and they are few."""
    near = process.extractOne(text[:LONGEST_VALUE].lower(), choices, score_cutoff=60, processor=str.lower)
    if near:
        return f"did you mean {code(near[0])}?"
    if len(choices) > MOST_CHOICES:
        return f"none of the {len(choices)} that there are is like it"
    return f"there are {', '.join(map(code, choices))}"


def ask(text: str, choices: Sequence[str]) -> str:
    """Return what was perhaps meant, as the end of a sentence."""
    meant = did_you_mean(text, choices)
    return meant if meant.endswith("?") else f"{meant}."
