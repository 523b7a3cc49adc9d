"""The rule book, written from the rules themselves."""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.review.config import CONFIG
from bot.review.rules import config_file, proposed_settings, registry
from bot.review.rules.registry import RuleChapter
from bot.review.rules.rule import Rule

#: The rules for the settings come last, because they need to know which of the others a list can set.
CHAPTERS = (
    *registry.CHAPTERS,
    RuleChapter("Rules for a change of the settings", (*config_file.RULES, *proposed_settings.RULES)),
)
INTRODUCTION = f"""\
# Rule book

An error holds an entry up; a warning or a note does not. A list sets the level of some rules under `rules` in
`{CONFIG}`, and a maintainer lets one entry pass some of them with `/allow RULE`; the others keep the
data valid.
"""


def write_rulebook() -> str:
    chapters = (line for chapter in CHAPTERS for line in write_chapter(chapter.heading, chapter.rules))
    return "\n".join([INTRODUCTION, *chapters])


def write_chapter(heading: str, rules: Iterable[Rule[Any]]) -> Iterator[str]:
    yield from (
        f"## {heading}",
        "",
        "| Rule | Level | A list can set it to | `/allow` | | |",
        "|---|---|---|---|---|---|",
    )
    yield from (write_rule(rule) for rule in rules)
    yield ""


def write_rule(rule: Rule[Any]) -> str:
    settings, allowable = ", ".join(rule.settings) or "—", "yes" if rule.allowable else "—"
    # The bot's comment links to a rule's row.
    return (
        f'| <a id="{rule.id}"></a>`{rule.id}` | {rule.level} | {settings} | {allowable} | {rule.title} | {rule.docs} |'
    )
