"""Whose proposals wait for a maintainer before anything is opened for them."""

from datetime import timedelta

import pytest

from bot.review.config import Gates
from bot.workflow.planning.gates import hold_back
from bot.workflow.thread import Person
from tests.workflow.builders import START, thread

YOUNG = "This list first looks at what comes from accounts younger than 7 days."


@pytest.mark.parametrize(
    ("gates", "age", "before", "reason"),
    [
        pytest.param(Gates(open_submissions=0), 0, 99, "", id="all gates are off"),
        pytest.param(Gates(), 0, 19, "", id="nineteen others without a word of the list's"),
        pytest.param(
            Gates(),
            0,
            20,
            "You have 20 other proposals open here; this one waits its turn.",
            id="twenty others without a word of the list's",
        ),
        pytest.param(Gates(account_age_days=7), 6, 0, YOUNG, id="a young account"),
        pytest.param(Gates(account_age_days=7), 7, 0, "", id="old enough"),
        pytest.param(Gates(account_age_days=7), None, 0, "", id="an age that is not known lets people in"),
        pytest.param(Gates(open_submissions=2), 0, 1, "", id="few are open"),
        pytest.param(
            Gates(open_submissions=2), 0, 2, "You have 2 other proposals open here; this one waits its turn.", id="many"
        ),
        pytest.param(
            Gates(open_submissions=1), 0, 1, "You have another proposal open here; this one waits its turn.", id="one"
        ),
        pytest.param(Gates(account_age_days=7, open_submissions=1), 0, 1, YOUNG, id="the account's age is said first"),
    ],
)
def test_a_gate_says_why_a_proposal_waits(gates: Gates, age: int | None, before: int, reason: str) -> None:
    author = Person("ada", 9, since=None if age is None else START - timedelta(days=age))
    assert hold_back(thread(author=author), gates, now=START, open_before=before) == reason
