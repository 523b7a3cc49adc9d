"""The rule book, written from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.review.audit import FOLDER_RULES, LISTING_RULES
from bot.review.finding import Rule
from bot.review.rules import RULES

CHAPTERS: tuple[tuple[str, Iterable[Rule[Any]]], ...] = (
    ("Rules for a submission", RULES),
    ("Rules for a data folder", FOLDER_RULES),
    ("Rules for a Markdown list", LISTING_RULES),
)


def write_rulebook() -> str:
    """Return the rule book in Markdown."""
    return "\n".join(line for heading, rules in CHAPTERS for line in write_chapter(heading, rules))


def write_chapter(heading: str, rules: Iterable[Rule[Any]]) -> Iterator[str]:
    """Yield one table."""
    yield from (f"## {heading}", "", "| Rule | Level | | |", "|---|---|---|---|")
    yield from (f"| `{rule.id}` | {rule.level} | {rule.title} | {rule.docs} |" for rule in rules)
    yield ""
