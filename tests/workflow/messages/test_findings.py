"""What is said about the lines of a pull request."""

import pytest

from bot.review.rules.finding import Finding
from bot.workflow.messages.findings import note

WRONG = "The year is no number."


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        pytest.param(
            Finding(WRONG, "Write it in digits.", rule="year-form"),
            f"❌ {WRONG} Write it in digits. <sub>year-form</sub>",
            id="words",
        ),
        pytest.param(
            Finding(WRONG, rule="year-form", level="warning", suggestion="year: 2024"),
            f"⚠️ {WRONG} <sub>year-form</sub>\n\n```suggestion\nyear: 2024\n```",
            id="lines to accept",
        ),
        pytest.param(
            Finding(WRONG, rule="year-form", level="note", suggestion=""),
            f"ℹ️ {WRONG} <sub>year-form</sub>\n\n```suggestion\n\n```",
            id="lines to take out",
        ),
        pytest.param(
            Finding(WRONG, rule="year-form", suggestion="```\nx\n```"),
            f"❌ {WRONG} <sub>year-form</sub>\n\n````suggestion\n```\nx\n```\n````",
            id="lines with a fence of their own",
        ),
    ],
)
def test_a_note_says_what_is_wrong_and_offers_the_mended_lines(finding: Finding, words: str) -> None:
    assert note(finding) == words
