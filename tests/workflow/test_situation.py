"""What follows from a situation: the verdict, what the request should hold, what is approved."""

from dataclasses import replace

import pytest

from bot.review.config import Approvals, Config
from bot.workflow.situation import Situation
from bot.workflow.state import Decision, State
from bot.workflow.thread import MergeStatus
from tests.workflow.builders import ENTRY, HEAD, OTHER, approved, asks, branch, pull, shown, situation, thread, unsure

ASKS, UNSURE = asks(ENTRY), unsure(OTHER)
LISTED = Decision("listed", "", paper="x")
DROPPED = MergeStatus(queue_required=True, queue_removal_reason="checks")


@pytest.mark.parametrize(
    ("before", "verdict"),
    [
        pytest.param(situation(), "ready", id="ready"),
        pytest.param(situation(None, ASKS, UNSURE), "needs-info", id="the contributor first"),
        pytest.param(
            situation(None, ASKS, UNSURE, state=State(decisions={ASKS.key: LISTED})),
            "needs-maintainer",
            id="what is decided asks nobody",
        ),
        pytest.param(replace(situation(), gate="x"), "needs-maintainer", id="held back"),
        pytest.param(replace(situation(state=approved()), gate="x"), "ready", id="held back and approved"),
    ],
)
def test_the_verdict_says_who_acts_next(before: Situation, verdict: str) -> None:
    assert before.verdict == verdict


@pytest.mark.parametrize(
    ("before", "target"),
    [
        pytest.param(situation(None, ENTRY, OTHER), [1, 2], id="all that is ready"),
        pytest.param(situation(None, ENTRY, UNSURE), [1], id="not what is asked about"),
        pytest.param(
            situation(None, ENTRY, OTHER, state=replace(shown(ENTRY, OTHER), decisions=approved(OTHER).decisions)),
            [2],
            id="the approved ones",
        ),
        pytest.param(situation(config=Config(pull_request="on-approval")), [], id="only when approved"),
        pytest.param(situation(state=replace(approved(), held="ada")), [1], id="on hold nothing counts as approved"),
    ],
)
def test_the_request_holds_what_is_approved_or_ready(before: Situation, target: list[int]) -> None:
    assert [entry.number for entry in before.target()] == target


def test_two_approvals_are_two_people() -> None:
    two = Config(approvals=Approvals(needed=2))
    assert not situation(state=approved(), config=two).approved()
    assert situation(state=approved(by="ada grace"), config=two).approved()
    assert situation(state=approved(by=""), config=two).approved(), "who merged by hand needs nobody else"


def test_an_approval_is_bound_to_the_entry_as_it_is() -> None:
    edited = replace(ENTRY, change=OTHER.change)
    assert not situation(None, edited, state=approved(ENTRY)).approved()


@pytest.mark.parametrize(
    ("status", "queued", "dropped"),
    [
        pytest.param(DROPPED, HEAD, "checks", id="dropped"),
        pytest.param(replace(DROPPED, in_queue=True), HEAD, "", id="there again"),
        pytest.param(DROPPED, "c" * 40, "", id="another commit"),
        pytest.param(DROPPED, "", "", id="never put there"),
    ],
)
def test_what_the_queue_dropped_is_known_by_its_commit(status: MergeStatus, queued: str, dropped: str) -> None:
    state = replace(approved(), queued=queued)
    assert situation(thread(branch=branch(), pull=pull(status)), state=state).dropped == dropped
