"""The registry: every rule about papers and lists, chapter by chapter in the order of the rule book.

Each module declares its own rules; only a new module has to be added here. The order of the modules is the order of the
findings.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.review.audit import ITEM_RULES, LISTING_RULES
from bot.review.audit.data import FOLDER_RULES
from bot.review.context import ReviewContext
from bot.review.entry import Entry
from bot.review.rules import paper_file, unparsed
from bot.review.rules.finding import LEVELS
from bot.review.rules.rule import Rule, Rules
from bot.review.rules.submission import (
    duplicates,
    facts,
    form,
    letters,
    links,
    policy,
    records,
    remarks,
    sections,
    titles,
)


@dataclass(frozen=True, slots=True)
class RuleChapter:
    """The rules for submissions, or for one kind of file, as a chapter of the rule book."""

    heading: str
    rules: tuple[Rule[Any], ...]


def in_order(*modules: Rules[[Entry, ReviewContext]]) -> tuple[Rule[[Entry, ReviewContext]], ...]:
    """Return the rules of some modules, errors first, and within a level in the order of the modules."""
    declared = [rule for rules in modules for rule in rules]
    return tuple(sorted(declared, key=lambda rule: LEVELS.index(rule.level)))


#: The rules for an entry.
SUBMISSION = in_order(
    links.RULES,
    titles.RULES,
    sections.RULES,
    records.RULES,
    facts.RULES,
    duplicates.RULES,
    letters.RULES,
    policy.RULES,
    form.RULES,
    remarks.RULES,
)
CHAPTERS = (
    RuleChapter("Rules for a submission", SUBMISSION),
    RuleChapter("Rules for the list's lines in a pull request", tuple(unparsed.RULES)),
    RuleChapter("Rules for a paper's file in a pull request", tuple(paper_file.RULES)),
    RuleChapter("Rules for a data folder", FOLDER_RULES),
    RuleChapter("Rules for a Markdown list", LISTING_RULES),
    RuleChapter("Rules for listed papers", ITEM_RULES),
)


def ids(rules: Iterable[Rule[Any]]) -> tuple[str, ...]:
    return tuple(rule.id for rule in rules)


#: The rules that a maintainer may let one entry break.
ALLOWABLE = ids(rule for rule in SUBMISSION if rule.allowable)
#: The rules that apply to every list, whatever its configuration.
FIXED = frozenset(ids(rule for chapter in CHAPTERS for rule in chapter.rules if not rule.settings))
