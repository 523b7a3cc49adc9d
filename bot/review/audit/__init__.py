"""The rules for a Markdown list, and for its papers wherever they stand; `data` has those for a data folder."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.review.audit import addresses, listing, places, reading, scope
from bot.review.audit.certainty import weigh
from bot.review.audit.items import Items
from bot.review.audit.listing import Listing
from bot.review.rules.finding import Finding, Setting
from bot.review.rules.rule import Rule

__all__ = ["ITEM_RULES", "LISTING_RULES", "Listing", "audit_items", "audit_listing"]

LISTING_RULES = (*reading.RULES, *listing.RULES)
NO_LEVELS: Mapping[str, Setting] = {}
#: The rules for a listed paper, wherever it stands.
ITEM_RULES: tuple[Rule[Any], ...] = (*addresses.RULES, *places.RULES, *scope.RULES)


def audit_items(items: Items, levels: Mapping[str, Setting] = NO_LEVELS) -> list[Finding]:
    """Return the findings of the rules for listed papers; `levels` are the list's settings of rules, by their ids."""
    found: dict[str, list[Finding]] = {rule.id: [] for rule in ITEM_RULES}
    # Paper by paper, so that each address is parsed only once, however long the list is.
    for item in items:
        for each in addresses.RULES:
            found[each.id] += each.find(item, items)
    for rule in (*places.RULES, *scope.RULES):
        found[rule.id] += rule.find(items)
    asked = {rule.id: levels.get(rule.id, rule.level) for rule in ITEM_RULES}
    weighed = {id: [replace(each, level=level) for each in found[id]] for id, level in asked.items() if level != "off"}
    return [finding for id, some in weighed.items() for finding in weigh(id, some, items)]


def audit_listing(page: Listing) -> list[Finding]:
    found = (finding for rule in LISTING_RULES for finding in rule.find(page))
    return sorted(found, key=lambda finding: finding.line or 0)
