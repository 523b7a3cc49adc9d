"""Sections that are called by a year, a venue or both: which of them has the papers that appeared then and there."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.section import Section, uncounted
from bot.catalogue.venues import Venues
from bot.patterns import rare

YEAR = rare(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: Words beside a year that say nothing of what the papers are about.
FILLING = rare(r"\b(?:papers?|publications?|year|in|of|from)\b|[\W\d_]+", re.IGNORECASE)
#: Which of a year's meetings or deadlines it was.
SEASON = rare(r"\s+\(?(?:spring|summer|fall|autumn|winter)\)?(?!\w)", re.IGNORECASE)
#: Two capitals, which a venue's short name has and the name of a subject has not.
CAPITALS = rare(r"[A-Z].*[A-Z]")
#: Where so many of a list's papers stand below years and venues, those decide.
MOST = 0.8


class Occasion(NamedTuple):
    """What a section is called by; `topic` is the heading above or below that, folded."""

    topic: str
    venue: str | None
    year: int | None

    def has(self, venue: str | None, year: int | None) -> bool:
        """Whether what appeared there and then belongs to it."""
        return self.venue in (None, venue) and self.year in (None, year)

    def may_have(self, venue: str | None, year: int | None) -> bool:
        """Whether it can belong to it, where not all is known."""
        return self.has(venue or self.venue, year or self.year)


def read_occasions(catalogue: Catalogue) -> Mapping[str, Occasion]:
    """Return what the sections with papers are called by, by their ids: those that are called by a year or a venue."""
    found = ((section.id, read_occasion(section, catalogue)) for section in catalogue.leaves())
    return {id: occasion for id, occasion in found if occasion}


def read_occasion(section: Section, catalogue: Catalogue) -> Occasion | None:
    """Return what a section is called by, or the one above it; a page's may be called "Topic > 2024", with both."""
    above = catalogue.sections.get(section.parent or "")
    upper, _, heading = section.title.rpartition(" > ")
    upper = upper or (above.title if above else "")
    own, other = (read_heading(text, catalogue.venues) for text in (heading, upper))
    if own:
        return own._replace(topic=fold_title(upper))
    return other._replace(topic=fold_title(heading)) if other else None


def read_heading(text: str, venues: Venues) -> Occasion | None:
    """Return what a heading by itself is called by."""
    # A year can stand where other headings count their papers: "ICLR (2024)".
    heading, years = uncounted(text), YEAR.findall(text)
    year = int(years[0]) if len(years) == 1 else None
    if year and not FILLING.sub("", YEAR.sub(" ", heading)):
        return Occasion("", None, year)
    venue = venues.find_name(SEASON.sub("", heading))
    if venue is None or len(years) > 1 or not (year or CAPITALS.search(heading)):
        return None
    return Occasion("", venue.name, year)


def is_topic(text: str, catalogue: Catalogue) -> bool:
    """Whether a text is the heading above or below some that are called by years or venues."""
    return any(occasion.topic == fold_title(text) for occasion in catalogue.keep(read_occasions).values())


def find_occasion(
    catalogue: Catalogue, venue: str | None, year: int | None, topics: Iterable[str]
) -> tuple[str, Occasion] | None:
    """Return the only section of what appeared there and then, below the first of the topics that there is.

    Without a topic the list must be one of years or venues throughout, whose sections stand below one heading.
    """
    occasions = catalogue.keep(read_occasions)
    known = {occasion.topic for occasion in occasions.values()}
    topic = next((folded for text in topics if (folded := fold_title(text)) and folded in known), None)
    if topic is None and (len(known) != 1 or not are_usual(catalogue)):
        return None
    fit = [
        (id, occasion)
        for id, occasion in occasions.items()
        if topic in (None, occasion.topic) and occasion.has(venue, year)
    ]
    return fit[0] if len(fit) == 1 else None


def lacks_year(catalogue: Catalogue, year: int | None) -> bool:
    """Whether a list of years has no section of a paper's year yet."""
    years = {occasion.year for occasion in catalogue.keep(read_occasions).values()}
    return year is not None and are_usual(catalogue) and not years & {None, year}


def are_usual(catalogue: Catalogue) -> bool:
    """Whether most of a list's papers stand in sections that are called by a year or a venue."""
    papers = sum(len(catalogue.rows_of(id).rows) for id in catalogue.keep(read_occasions))
    return papers >= MOST * max(len(catalogue.papers), 1)
