"""Findings in the words of the comment, and of the notes on a pull request's lines."""

from bot.review.entry import Entry
from bot.review.rules.finding import Finding, is_question
from bot.review.words.escape import block
from bot.workflow.messages.fitting import first_of_each

QUESTION = "❓"
SIGNS = {"error": "❌", "warning": "⚠️", "note": "ℹ️"}
#: How many findings of one rule are shown for an entry.
MOST_OF_A_RULE = 3
SUMMARY = "Details on the lines; what I make of it all is in my comment."


def say_findings(entry: Entry, book: str) -> str:
    """Return the findings that are not suggestions on their own lines; the first few of each rule."""
    said = ((finding.rule, say_finding(finding, book)) for finding in entry.findings if finding.suggestion is None)
    return "\n".join(first_of_each(said, MOST_OF_A_RULE))


def say_finding(finding: Finding, book: str = "") -> str:
    """Return one finding with the name of its rule, linked to the rule book if the list has one."""
    hint, _, choices = finding.hint.partition("\n")
    sign = QUESTION if is_question(finding) else SIGNS[finding.level]
    rule = f"[{finding.rule}]({book}#{finding.rule})" if book else finding.rule
    said = f"- {sign} {' '.join(filter(None, (finding.message, hint)))} <sub>{rule}</sub>"
    return f"{said}\n{choices}" if choices else said


def note(finding: Finding) -> str:
    """Return a note on some lines; if they can be corrected mechanically, with the new lines to accept."""
    said = say_finding(finding).removeprefix("- ")
    return said if finding.suggestion is None else f"{said}\n\n{block(finding.suggestion, 'suggestion')}"
