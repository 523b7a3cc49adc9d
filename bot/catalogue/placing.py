"""Where in a section a new entry stands, as a number between those of its neighbours."""

from __future__ import annotations

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.titles import fold_title

#: Positions leave room for entries between two.
STEP = 10


def position_below(title: str | None, section: str, catalogue: Catalogue) -> int | None:
    """Return the position below the paper of this title, at the top for "", None (at the end) where it is not found.

    Between two neighbouring numbers there is no room; an equal number stands below, as the later arrival.
    """
    if title is None:
        return None
    places = [(fold_title(paper.title), paper.sections[section]) for paper in catalogue.rows_of(section).papers]
    if title == "":
        first = places[0][1] if places else None
        return None if first is None else first // 2
    above = next((n for n, (known, _) in enumerate(places) if known == fold_title(title)), None)
    start = None if above is None else places[above][1]
    if above is None or start is None:
        return None
    end = places[above + 1][1] if above + 1 < len(places) else None
    return (start + (start + STEP if end is None else end)) // 2
