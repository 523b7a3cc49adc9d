"""The list's own scope, as catalogue.yaml states it: from which year on, and which venues."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.catalogue import Policy
from bot.catalogue.venues import Venue
from bot.review.case import Case
from bot.review.rules.finding import Fault
from bot.review.words.escape import code, enumerate_words, markdown

SHOWN_VENUES = 10


def check_year(case: Case) -> Iterator[Fault]:
    """Notice papers older than the list's scope; where the scope binds, ask for a year that is not known."""
    year, minimum = case.draft.year, case.catalogue.policy.minimum_year
    if minimum is None or not case.is_new:
        return
    scope = f"this list {how_strictly('year-policy', case)}has papers since {minimum}"
    if year is None and case.binds("year-policy"):
        yield Fault(f"The year is not known, and {scope}.", f"Comment `/set {case.choice}year …`.")
    elif year and year < minimum:
        yield Fault(f"It is of {year}; {scope}.", way_out("year", case), by="maintainer")


def check_venue(case: Case) -> Iterator[Fault]:
    """Notice venues outside the list's scope; where the scope binds, those that are not known as well."""
    policy, venue = case.catalogue.policy, case.draft.venue
    if policy.venues == "any" or not case.is_new:
        return
    scope = f"this list {how_strictly('venue-policy', case)}follows {name_scope(policy)}"
    found = case.catalogue.venues.find(venue) if venue else None
    if venue is None and case.binds("venue-policy"):
        yield Fault(f"The venue is not known, and {scope}.", f"Comment `/set {case.choice}venue …`.")
    elif found and not follows(policy, found):
        yield Fault(f"{markdown(found.name)} is outside the scope; {scope}.", way_out("venue", case), by="maintainer")
    elif venue and not found and case.binds("venue-policy"):
        yield Fault(f"{code(venue)} is outside the scope; {scope}.", way_out("venue", case), by="maintainer")


def how_strictly(rule: str, case: Case) -> str:
    """Return the word that leaves room, where the list does."""
    return "" if case.binds(rule) else "mainly "


def way_out(field: str, case: Case) -> str:
    """Return what a contributor can do about a scope that binds: only correct what is not so."""
    binding = case.binds(f"{field}-policy")
    return f"If that is not its {field}, comment `/set {case.choice}{field} …`." if binding else ""


def follows(policy: Policy, venue: Venue) -> bool:
    """Tell whether a venue is in the list's scope."""
    return venue.name in policy.extra_venues or (policy.venues == "csrankings" and venue.ranked != "no")


def name_scope(policy: Policy) -> str:
    """Return the venues of the list's scope in words."""
    ranked = ["the venues that CSRankings counts"] if policy.venues == "csrankings" else []
    names = [*ranked, *map(markdown, policy.extra_venues[:SHOWN_VENUES])]
    hidden = len(policy.extra_venues) - SHOWN_VENUES
    names += [f"{hidden} more"] if hidden > 0 else []
    return enumerate_words(names)
