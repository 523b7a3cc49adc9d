"""What the bot remembers of a thread, brought up to what happened since."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.workflow.memory import is_news, recall
from bot.workflow.state import Decision, State, append_decisions, write_holds, write_state
from bot.workflow.thread import Thread
from tests.workflow.builders import ENTRY, approved, pull, shown, thread

HOLDS = write_holds({ENTRY.key: "a-new-paper"})
REJECTED = Decision("rejected", "ada", "too old")


def remembers(state: State, **more: object) -> Thread:
    main = replace(thread().comments[0], body=f"### Ready\n\n{write_state(state)}")
    return thread(comments=(main,), labelled_by=frozenset({"maintainer"}), **more)


@pytest.mark.parametrize(
    ("found", "kinds"),
    [
        pytest.param(remembers(shown()), {}, id="nothing happened"),
        pytest.param(remembers(approved()), {ENTRY.key: "approved"}, id="what was decided stays"),
        pytest.param(
            remembers(shown(), pull=pull(state="merged", body=HOLDS)), {ENTRY.key: "listed"}, id="a person merged it"
        ),
        pytest.param(remembers(shown(), pull=pull(state="closed", body=HOLDS)), {}, id="a person closed it"),
        pytest.param(
            remembers(shown(), pull=pull(state="closed", body=append_decisions(HOLDS, {"a-new-paper": REJECTED}))),
            {ENTRY.key: "rejected"},
            id="rejected in the request that somebody pushed to",
        ),
        pytest.param(
            remembers(replace(shown(), proposed={ENTRY.key: "x"}), merged=True, kind="pr", open=False),
            {ENTRY.key: "listed"},
            id="a hand-made request was merged",
        ),
        pytest.param(remembers(replace(approved(), over=True)), {}, id="opened again: nothing counts any more"),
        pytest.param(
            remembers(replace(shown(), handled=("#7",)), pull=pull(state="merged", body=HOLDS)),
            {},
            id="an end that was dealt with",
        ),
    ],
)
def test_what_is_remembered_follows_what_happened(found: Thread, kinds: dict[str, str]) -> None:
    assert {key: made.kind for key, made in recall(found).decisions.items()} == kinds


def test_a_comment_of_somebody_else_is_no_memory() -> None:
    foreign = replace(remembers(approved()).comments[0], own=False)
    assert recall(thread(comments=(foreign,))) == State()


def test_what_is_on_the_list_is_there_whatever_was_said_before() -> None:
    listed = Decision("listed", "", "x")
    assert is_news(listed, REJECTED)
    assert is_news(listed, None)
    assert not is_news(listed, listed)
    assert not is_news(REJECTED, listed)
