"""The links of an entry: there is one, and a browser can open it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.identity.identifiers import is_web_address
from bot.review.context import ReviewContext
from bot.review.entry import Entry
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules
from bot.review.words.escape import code

RULES: Rules[[Entry, ReviewContext]] = Rules()


@RULES.declare("link-missing", "error", "Link missing", "An entry needs a link to the paper.")
def check_link(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    if entry.is_new and not entry.draft.links:
        yield Finding("There is no link to the paper.", "Add one: arXiv, DOI, OpenReview or the publisher's page.")


@RULES.declare("link-form", "error", "Unusable link", "Links are http or https addresses without a password.")
def check_address(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    """Refuse addresses that a browser cannot open or that hide something."""
    for link in entry.draft.links:
        if not is_web_address(link.url):
            yield Finding(f"{code(link.url)} is no address that I can list.", "It has to begin with https://.")
