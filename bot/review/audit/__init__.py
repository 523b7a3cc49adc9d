"""The rules for a whole list: a data folder with all that is rendered from it, or a Markdown list."""

from __future__ import annotations

from collections.abc import Iterable

from bot.review.audit.folder import FILE_RULES, LIST_RULES, Folder
from bot.review.audit.listing import LISTING_RULES, Listing
from bot.review.audit.settings import SETTINGS_RULES
from bot.review.rules.finding import Finding, Rule

__all__ = [
    "FILE_RULES",
    "FOLDER_RULES",
    "LISTING_RULES",
    "SETTINGS_RULES",
    "Folder",
    "Listing",
    "audit_folder",
    "audit_listing",
]

FOLDER_RULES = (*FILE_RULES, *SETTINGS_RULES, *LIST_RULES)


def audit_folder(folder: Folder, rules: Iterable[Rule[Folder]] = FOLDER_RULES) -> list[Finding]:
    """Return what the rules find in a data folder."""
    return [finding for rule in rules for finding in rule.find(folder)]


def audit_listing(listing: Listing, rules: Iterable[Rule[Listing]] = LISTING_RULES) -> list[Finding]:
    """Return what the rules find in a Markdown list, in the order of its lines."""
    return sorted((f for rule in rules for f in rule.find(listing)), key=lambda finding: finding.line or 0)
