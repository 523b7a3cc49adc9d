"""The rules for a whole list: a data folder with all that is rendered from it, or a Markdown list."""

from __future__ import annotations

from collections.abc import Iterable

from bot.review.audit import files, listing, papers, reading, rendered, settings
from bot.review.audit.folder import Folder
from bot.review.audit.listing import Listing
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rule

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

FILE_RULES, SETTINGS_RULES = tuple(files.RULES), tuple(settings.RULES)
FOLDER_RULES = (*FILE_RULES, *SETTINGS_RULES, *papers.RULES, *rendered.RULES)
LISTING_RULES = (*reading.RULES, *listing.RULES)


def audit_folder(folder: Folder, rules: Iterable[Rule[[Folder]]] = FOLDER_RULES) -> list[Finding]:
    return [finding for rule in rules for finding in rule.find(folder)]


def audit_listing(page: Listing) -> list[Finding]:
    """Return what the rules find in a Markdown list, in the order of its lines."""
    found = (finding for rule in LISTING_RULES for finding in rule.find(page))
    return sorted(found, key=lambda finding: finding.line or 0)
