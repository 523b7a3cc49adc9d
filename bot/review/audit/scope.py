"""The rules for the scope of a list: its policy applies to the papers already listed, too.

A data folder has its policy in catalogue.yaml; a page states it in its own words above the first paper.
"""

import re
from collections.abc import Iterator

from bot.catalogue.catalogue import Policy
from bot.catalogue.venues import FULL_YEAR, Venues
from bot.patterns import rare
from bot.review.audit.items import Item, Items
from bot.review.rules.finding import Finding
from bot.review.rules.rule import FREELY, Rules
from bot.review.words.escape import code

RULES: Rules[[Items]] = Rules()
SINCE = rare(
    r"\b(?:papers?|works?|published|publications?|literature|collect\w*|survey\w*)\b"
    r"(?:(?!\b(?:I|we|read|discussed|presented|ha[sd]|have|was|grow\w*|maintain\w*|updat\w*|add\w*|mark\w*|start\w*)\b)"
    r"[^.\n]){0,60}?"
    r"\b(?:since|after|from)\b(?: the)?(?: years?)?(?: of)? ((?:19|20)\d\d)\b(?! ?(?:to|and|-|–)\b)",
    re.IGNORECASE,
)
#: What comes before such words when they say when somebody began to collect, when one thing appeared, or what is new.
NO_SCOPE = rare(
    r"\b(?:(?:been|start\w*|began|initiated)\b[^.\n]*|(?:was|is)\s*)$|\b20\d\d[./-]\d\d?(?:[./-]\d\d?)?\b[^\n]*$", re.I
)
CSRANKINGS = rare(
    r"\b(?:venue|conference|journal)s?\b[^\n]{0,80}?\b(?:in|by|of|on|to|from)\s{1,3}(?:the\s{1,3})?\[?CSRankings\b",
    re.IGNORECASE,
)
#: In characters: the text around the mention that names the list's other venues.
AROUND = 300
#: In characters: the text before a year that shows what it is about.
BEFORE = 100
#: In characters: the text above a page's papers that describes them.
OPENING = 10_000


def read_scope(opening: str, venues: Venues) -> tuple[Policy, str]:
    """Return the scope that a page states above its papers, and the words that state it; "" if none do."""
    opening = opening[:OPENING]
    said = SINCE.finditer(opening) if FULL_YEAR.search(opening) else ()
    dated = (found for found in said if not NO_SCOPE.search(opening[: found.start()][-BEFORE:]))
    since, ranked = next(dated, None), CSRANKINGS.search(opening) if "csrankings" in opening.lower() else None
    around = opening[max(0, ranked.start() - AROUND) : ranked.end() + AROUND] if ranked else ""
    extra = tuple(name for name in venues.by_name if name in around and re.search(rf"\b{re.escape(name)}\b", around))
    policy = Policy(int(since[1]) if since else None, "csrankings" if ranked else "any", extra)
    return policy, " … ".join(line_around(opening, found) for found in (ranked, since) if found)


def line_around(text: str, found: re.Match[str]) -> str:
    start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
    return " ".join(text[max(start, found.start() - 100) : end if end > 0 else None][:AROUND].split())


@RULES.declare(
    "venue-policy", "note", "Venue outside the scope", "The list says which venues it follows.", settings=FREELY
)
def check_venue_scope(items: Items) -> Iterator[Finding]:
    """Report papers at venues outside the list's scope, and at those CSRankings counts only on request."""
    for item in items if items.policy.venues != "any" else ():
        venue = items.venues.find(item.venue) if item.venue else None
        name = venue.name if venue else item.venue
        if name is None or name in items.policy.extra_venues:
            continue
        if items.policy.venues == "own":
            yield outside(item, items, f"{code(name)} is not among the venues of the list")
        elif venue is None or venue.ranked == "no":
            yield outside(item, items, f"{code(name)} is no venue that CSRankings counts")
        elif venue.ranked == "next-tier":
            yield outside(item, items, f"{code(name)} is of CSRankings' next tier, which it counts only when asked to")


@RULES.declare(
    "year-policy", "note", "Older than the scope", "The list says from which year on it collects.", settings=FREELY
)
def check_year_scope(items: Items) -> Iterator[Finding]:
    minimum = items.policy.minimum_year
    for item in items if minimum else ():
        if minimum and item.year and item.year < minimum:
            yield outside(item, items, f"It is of {item.year}; the list has papers since {minimum}")


def outside(item: Item, items: Items, message: str) -> Finding:
    hint = f"The list says: {code(items.scope)}." if items.scope else ""
    return Finding(f"{message}.", hint, item.path, item.first, evidence=items.scope, by="maintainer")
