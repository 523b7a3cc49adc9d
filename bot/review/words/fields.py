"""The fields that `/set` and `/section` can change, checked like a submission."""

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.identifiers import is_web_address, read_address
from bot.catalogue.occasions import is_topic
from bot.catalogue.venues import split_venue
from bot.errors import PaperclerkError
from bot.intake.sections import read_answer, read_number
from bot.review.draft import find_sections
from bot.review.words.spelling import did_you_mean

NAMES = ("title", "authors", "link", "code", "venue", "year", "section")
LONGEST_VALUE = 500
#: What people write for a field that is to be left out.
NOTHING = frozenset({"none", "nothing", "empty", "n/a", "-", "–", "—", "无", "なし"})


class FieldError(PaperclerkError):
    """The field or its value cannot be used; the message says why and what may have been meant."""


def read_fields(name: str, value: str, catalogue: Catalogue) -> dict[str, str]:
    """Return the fields that a value sets, in the review's form, "" for what is left out; a venue can include its year.

    Raise FieldError if the field or its value cannot be used.
    """
    name = name.lower()
    if name not in NAMES:
        raise FieldError(f"there is no such field; {did_you_mean(name, NAMES)}")
    if not value:
        raise FieldError(f"say what its `{name}` is")
    if len(value) > LONGEST_VALUE:
        raise FieldError(f"`{name}` needs a value of at most {LONGEST_VALUE} characters")
    match name:
        case "authors" | "code" | "venue" if value.casefold() in NOTHING:
            return {name: ""}
        case "year" if not (value.isascii() and value.isdecimal() and 1900 <= int(value) <= 2100):
            raise FieldError("`year` is a number like 2024")
        case "link" | "code" if not is_web_address(read_address(value)):
            raise FieldError(f"`{name}` is an address that begins with https://")
        case "link" | "code":
            return {name: read_address(value)}
        case "section" if not (find_sections(value, catalogue) or is_topic(value, catalogue)):
            if said := read_answer(value, catalogue) or read_number(value, catalogue):
                return {name: said}
            raise FieldError(f"the list has no such section; {did_you_mean(value, name_sections(catalogue))}")
        case "venue":
            venue, year = split_venue(value)
            return {"venue": catalogue.venues.name(venue or value)} | ({"year": str(year)} if year else {})
    return {name: value}


def name_sections(catalogue: Catalogue) -> dict[str, str]:
    leaves = catalogue.leaves()
    return {section.title: section.id for section in leaves} | {section.id: section.id for section in leaves}
