"""The list's sections: a tree whose leaves hold papers."""

from typing import NamedTuple

from bot.patterns import rare

#: How many papers a heading says that its section has.
COUNT = rare(r"(?<=\S)\s*[(\[（]\d+[)\]）]\s*$")
#: A heading that has another name in brackets.
TWO_NAMES = rare(r"([^()（）]+)[(（](?=[^()（）]*(?:\d|[^\W\d_a-zA-Z]|[A-Z]{2}))([^()（）]+)[)）]")


class SectionText(NamedTuple):
    """Lines between a section's entries that are none, a table's head or a note; `at` is their position."""

    at: int
    text: str


class Numbers(NamedTuple):
    """How the entries of a section are counted by hand: from `lowest`, upwards or downwards on the page."""

    lowest: int
    rising: bool = True


class Section(NamedTuple):
    """A heading of the list; `parent` is the id of the heading above it, None at the top.

    `papers` says that it holds papers although other sections are below it, `learned` that each of them has a line of
    its own, from which the form of a new one is learned: else the list's template gives all lines. `blank` counts the
    empty lines between two entries, `texts` stand between them, and `numbers` is None where nobody counts.
    """

    id: str
    title: str
    parent: str | None = None
    papers: bool = False
    learned: bool = False
    blank: int = 0
    numbers: Numbers | None = None
    texts: tuple[SectionText, ...] = ()


def two_names(heading: str) -> tuple[str, ...]:
    """Return both names of a heading that has another in brackets: a translation, an acronym, one with a number."""
    found = TWO_NAMES.match(heading)
    return found.groups() if found else ()


def uncounted(heading: str) -> str:
    """Return a heading without the number of its papers."""
    return COUNT.sub("", heading) if heading.rstrip().endswith((")", "]", "）")) else heading
