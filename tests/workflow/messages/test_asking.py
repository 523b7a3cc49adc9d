"""What a thread waits for, as anybody may read it: the comment's words, and nobody's else."""

from dataclasses import replace

import pytest

from bot.review.rules.finding import Finding
from bot.workflow.messages.asking import MOST_ASKED, say_openly
from bot.workflow.situation import Situation
from bot.workflow.state import Decision, State
from tests.workflow.builders import ENTRY, OTHER, approved, asks, pull, situation, thread
from tests.workflow.messages.entries import DUPLICATE, NO_LINK, NO_SECTION, SIMILAR

CANARY = "canary"
REJECTED = State(decisions={ENTRY.key: Decision("rejected", "ada", reason=CANARY)}, over=True)
QUOTING = tuple(
    Finding(f"The list has no section `{CANARY}`.", rule="section-missing", title="Section missing")
    for _ in range(MOST_ASKED + 1)
)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        pytest.param(situation(), "Ready. A maintainer decides.", id="ready"),
        pytest.param(situation(thread(pull=pull()), state=approved()), "Approved.", id="approved"),
        pytest.param(situation(None, NO_LINK), "One question. There is no link to the paper.", id="no link"),
        pytest.param(situation(None, NO_SECTION), "One question. Which section does it belong to?", id="no section"),
        pytest.param(
            situation(None, asks(ENTRY), OTHER),
            "Ready. Entry 1: The title is not known. A maintainer decides.",
            id="one of two",
        ),
        pytest.param(
            situation(None, SIMILAR),
            "A maintainer will look. The list has a paper with nearly this title. Is it the same paper?",
            id="a similar paper",
        ),
        pytest.param(situation(None, DUPLICATE), "Already known.", id="a duplicate"),
        pytest.param(situation(state=State(held="ada", held_for=CANARY)), "On hold.", id="on hold, for a reason"),
        pytest.param(situation(state=REJECTED), "Not added.", id="rejected, for a reason"),
        pytest.param(
            situation(None, replace(ENTRY, findings=QUOTING)),
            f"{MOST_ASKED + 1} questions. {'Section missing. ' * MOST_ASKED}And 1 more.",
            id="many, in a stranger's words",
        ),
    ],
)
def test_what_is_asked_is_said_in_words_that_quote_nobody(found: Situation, words: str) -> None:
    assert say_openly(found) == words
