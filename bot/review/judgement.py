"""Case x rules -> findings, as the list and its maintainers regard them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.review.case import Case
from bot.review.rules.entry import RULES
from bot.review.rules.finding import Finding, Level, Rule
from bot.review.words.escape import code
from bot.review.words.fields import FieldError, did_you_mean

LEVELS: tuple[Level, ...] = ("error", "warning", "note")
#: The rules that a maintainer may let one entry break.
ALLOWABLE = tuple(rule.id for rule in RULES if rule.allowable)


def judge(case: Case, rules: Iterable[Rule[Case]] = RULES) -> list[Finding]:
    """Return what the rules find, errors first; rules that the list put off are not asked."""
    asked = (rule for rule in rules if case.levels.get(rule.id) != "off")
    found = (regard(finding, rule, case) for rule in asked for finding in rule.find(case))
    return sorted(found, key=lambda finding: LEVELS.index(finding.level))


def regard(finding: Finding, rule: Rule[Case], case: Case) -> Finding:
    """Return a finding at the list's level, or as a note where a maintainer allowed it."""
    if rule.allowable and rule.id in case.allowed:
        return replace(finding, level="note", hint=f"Allowed by {code(case.allowed[rule.id])}.")
    setting = case.levels.get(rule.id, rule.level)
    level: Level = rule.level if setting == "off" else setting
    leave = f"A maintainer can let it pass: `/allow {case.choice}{rule.id}`." if rule.allowable else ""
    hint = f"{finding.hint} {leave}".strip() if level == "error" else finding.hint
    return replace(finding, level=level, hint=hint)


def read_rule(text: str) -> str:
    """Return the id of the rule that a maintainer wants to let an entry break; raise FieldError."""
    wanted = text.strip().lower()
    if wanted in ALLOWABLE:
        return wanted
    if any(rule.id == wanted for rule in RULES):
        raise FieldError(f"`{wanted}` cannot be allowed; only {', '.join(f'`{id}`' for id in ALLOWABLE)} can")
    raise FieldError(f"there is no such rule; {did_you_mean(wanted, ALLOWABLE)}")
