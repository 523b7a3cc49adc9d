"""The rules for a data folder and everything rendered from it."""

from collections.abc import Iterable

from bot.review.audit.data import files, papers, rendered, settings
from bot.review.audit.data.folder import Folder
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rule

__all__ = ["FILE_RULES", "FOLDER_RULES", "SETTINGS_RULES", "Folder", "audit_folder"]

FILE_RULES, SETTINGS_RULES = tuple(files.RULES), tuple(settings.RULES)
FOLDER_RULES = (*FILE_RULES, *SETTINGS_RULES, *papers.RULES, *rendered.RULES)


def audit_folder(folder: Folder, rules: Iterable[Rule[[Folder]]] = FOLDER_RULES) -> list[Finding]:
    return [finding for rule in rules for finding in rule.find(folder)]
