"""The rules for the scope of a list: its policy holds for the papers that stand in it, too.

A data folder has its policy in catalogue.yaml; a page says it in its own words above the first paper.
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
#: What stands before such words where they say when somebody began to collect, when one thing appeared, or what is new.
NO_SCOPE = rare(
    r"\b(?:(?:been|start\w*|began|initiated)\b[^.\n]*|(?:was|is)\s*)$|\b20\d\d[./-]\d\d?(?:[./-]\d\d?)?\b[^\n]*$", re.I
)
CSRANKINGS = rare(
    r"\b(?:venue|conference|journal)s?\b[^\n]{0,80}?\b(?:in|by|of|on|to|from)\s{1,3}(?:the\s{1,3})?\[?CSRankings\b",
    re.IGNORECASE,
)
#: So much of the text around its mention says which other venues the list has, in characters.
AROUND = 300
#: In characters: so much before a year says of what it is.
BEFORE = 100
#: In characters: what stands above the papers of a page says what they are.
OPENING = 10_000


def read_scope(opening: str, venues: Venues) -> tuple[Policy, str]:
    """Return the scope that a page states above its papers, and the words in which it does; "" where it states none."""
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
    """Report papers at venues that are not in the list's scope, and at those that CSRankings counts only if asked."""
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
