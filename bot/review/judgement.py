"""Applies the rules to an entry, with the list's settings and its maintainers' exceptions."""

from collections.abc import Iterator
from dataclasses import replace

from bot.review.context import ReviewContext
from bot.review.entry import Entry
from bot.review.rules.finding import LEVELS, Finding, Level
from bot.review.rules.registry import ALLOWABLE, SUBMISSION, ids
from bot.review.rules.rule import Rule
from bot.review.words.escape import code
from bot.review.words.fields import FieldError
from bot.review.words.spelling import did_you_mean


def judge(entry: Entry, context: ReviewContext) -> tuple[Finding, ...]:
    return tuple(sorted(ask(entry, context), key=lambda finding: LEVELS.index(finding.level)))


def ask(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    """Yield the rules' findings; rules that the list turned off are not asked."""
    for rule in SUBMISSION:
        if context.config.levels.get(rule.id) != "off":
            yield from (regard(finding, rule, entry, context) for finding in rule.find(entry, context))


def regard(finding: Finding, rule: Rule[[Entry, ReviewContext]], entry: Entry, context: ReviewContext) -> Finding:
    """Return a finding at the level that the list gave its rule, or as a note if a maintainer allowed it."""
    allowed = context.allowed.get(entry.key, {})
    if rule.allowable and rule.id in allowed:
        return replace(finding, level="note", hint=f"Allowed by {code(allowed[rule.id])}.")
    setting = context.config.levels.get(rule.id, rule.level)
    level: Level = rule.level if setting == "off" else setting
    leave = f"A maintainer can let it pass: `/allow {entry.choice}{rule.id}`." if rule.allowable else ""
    hint = f"{finding.hint} {leave}".strip() if level == "error" else finding.hint
    return replace(finding, level=level, hint=hint)


def read_rule(text: str) -> str:
    """Return the id of a rule that a maintainer wants to let an entry break; raise FieldError."""
    wanted = text.strip().lower()
    if wanted in ALLOWABLE:
        return wanted
    if wanted in ids(SUBMISSION):
        raise FieldError(f"`{wanted}` cannot be allowed; only {', '.join(f'`{id}`' for id in ALLOWABLE)} can")
    raise FieldError(f"there is no such rule; {did_you_mean(wanted, ALLOWABLE)}")
