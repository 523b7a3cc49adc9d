"""Venues and years: the list's own names, and its scope as catalogue.yaml states it."""

from collections.abc import Iterator

from bot.catalogue.catalogue import Policy
from bot.catalogue.venues import Venue
from bot.review.context import ReviewContext
from bot.review.entry import Entry
from bot.review.rules.finding import Finding
from bot.review.rules.rule import FREELY, Rules
from bot.review.words.escape import code, enumerate_words, markdown
from bot.review.words.spelling import find_near

RULES: Rules[[Entry, ReviewContext]] = Rules()

SHOWN_VENUES = 10


@RULES.declare(
    "venue-unknown",
    "warning",
    "Unknown venue",
    "Venues have one canonical name, from venues.yaml.",
    settings=FREELY,
    allowable=True,
)
def check_venue(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    venue, venues = entry.draft.venue, context.catalogue.venues
    if venue and venues.find(venue) is None:
        near = find_near(venue, venues.spellings())
        if entry.written and not near:
            # A page contains its authors' own words.
            return
        year = f" {entry.draft.year}" if entry.draft.year else ""
        command = code(f"/set {entry.choice}venue {near or 'NAME'}{year}")
        hint = f"Did you mean {near}? Then comment {command}." if near else f"If it is misspelt, comment {command}."
        yield Finding(f"The list does not know the venue {code(venue)}.", hint)


@RULES.declare(
    "venue-policy",
    "note",
    "Venue outside the scope",
    "The list says which venues it follows.",
    settings=FREELY,
    allowable=True,
)
def check_venue_policy(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    """Report venues outside the list's scope, and unknown ones too if the scope is binding."""
    policy, venue = context.catalogue.policy, entry.draft.venue
    if policy.venues == "any" or not entry.is_new:
        return
    scope = f"this list {how_strictly('venue-policy', context)}follows {name_scope(policy)}"
    found = context.catalogue.venues.find(venue) if venue else None
    if venue is None and context.binds("venue-policy"):
        yield Finding(f"The venue is not known, and {scope}.", f"Comment `/set {entry.choice}venue …`.")
    elif venue and (not follows(policy, found) if found else context.binds("venue-policy")):
        name = markdown(found.name) if found else code(venue)
        yield Finding(f"{name} is outside the scope; {scope}.", way_out("venue", entry, context), by="maintainer")


@RULES.declare(
    "year-policy",
    "note",
    "Older than the scope",
    "The list says from which year on it collects.",
    settings=FREELY,
    allowable=True,
)
def check_year_policy(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    """Report papers older than the list's scope; ask for an unknown year if the scope is binding."""
    year, minimum = entry.draft.year, context.catalogue.policy.minimum_year
    if minimum is None or not entry.is_new:
        return
    scope = f"this list {how_strictly('year-policy', context)}has papers since {minimum}"
    if year is None and context.binds("year-policy"):
        yield Finding(f"The year is not known, and {scope}.", f"Comment `/set {entry.choice}year …`.")
    elif year and year < minimum:
        yield Finding(f"It is of {year}; {scope}.", way_out("year", entry, context), by="maintainer")


def how_strictly(rule: str, context: ReviewContext) -> str:
    """Return the word that leaves room for exceptions, if the list does."""
    return "" if context.binds(rule) else "mainly "


def way_out(field: str, entry: Entry, context: ReviewContext) -> str:
    """Return what a contributor can do about a binding scope: only correct wrong facts."""
    binding = context.binds(f"{field}-policy")
    return f"If that is not its {field}, comment `/set {entry.choice}{field} …`." if binding else ""


def follows(policy: Policy, venue: Venue) -> bool:
    return venue.name in policy.extra_venues or (policy.venues == "csrankings" and venue.ranked != "no")


def name_scope(policy: Policy) -> str:
    ranked = ["the venues that CSRankings counts"] if policy.venues == "csrankings" else []
    names = [*ranked, *map(markdown, policy.extra_venues[:SHOWN_VENUES])]
    hidden = len(policy.extra_venues) - SHOWN_VENUES
    names += [f"{hidden} more"] if hidden > 0 else []
    return enumerate_words(names)
