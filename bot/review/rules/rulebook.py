"""The rule book, written from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.review.audit import FOLDER_RULES, LISTING_RULES
from bot.review.config import CONFIG, CONFIG_RULE
from bot.review.rules.configuration import CONFIGURATION_RULES
from bot.review.rules.entry import RULES
from bot.review.rules.finding import Rule
from bot.review.rules.record import RECORD_RULES
from bot.review.rules.unparsed import UNPARSED_RULES

CHAPTERS: tuple[tuple[str, Iterable[Rule[Any]]], ...] = (
    ("Rules for a submission", RULES),
    ("Rules for the list's lines in a pull request", UNPARSED_RULES),
    ("Rules for a paper's file in a pull request", RECORD_RULES),
    ("Rules for a data folder", FOLDER_RULES),
    ("Rules for a Markdown list", LISTING_RULES),
    ("Rules for a change of the settings", (CONFIG_RULE, *CONFIGURATION_RULES)),
)
INTRODUCTION = f"""\
# Rule book

An error holds an entry up; a warning or a note does not. A list sets the level of some rules under `rules` in
`{CONFIG}`, and a maintainer lets one entry pass some of them with `/allow RULE`; the others keep the
data valid.
"""


def write_rulebook() -> str:
    """Return the rule book in Markdown."""
    chapters = (line for heading, rules in CHAPTERS for line in write_chapter(heading, rules))
    return "\n".join([INTRODUCTION, *chapters])


def write_chapter(heading: str, rules: Iterable[Rule[Any]]) -> Iterator[str]:
    """Yield one table."""
    yield from (
        f"## {heading}",
        "",
        "| Rule | Level | A list can set it to | `/allow` | | |",
        "|---|---|---|---|---|---|",
    )
    yield from (write_rule(rule) for rule in rules)
    yield ""


def write_rule(rule: Rule[Any]) -> str:
    """Return a rule's row."""
    settings, allowable = ", ".join(rule.settings) or "—", "yes" if rule.allowable else "—"
    return f"| `{rule.id}` | {rule.level} | {settings} | {allowable} | {rule.title} | {rule.docs} |"
