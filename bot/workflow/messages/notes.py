"""The words of the bot's notes on the lines of a pull request."""

from __future__ import annotations

from bot.review.rules.finding import Finding
from bot.review.words.escape import block
from bot.workflow.messages.comment import say_finding

SUMMARY = "Details on the lines; what I make of it all is in my comment."


def note(finding: Finding) -> str:
    """Return what is said about some lines; where they can be mended mechanically, with the mended lines to accept."""
    said = say_finding(finding).removeprefix("- ")
    return said if finding.suggestion is None else f"{said}\n\n{block(finding.suggestion, 'suggestion')}"
