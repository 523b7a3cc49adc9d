"""What the bot remembers of a thread, brought up to what happened since."""

from dataclasses import replace

import pytest

from bot.workflow.commands.requests import pending_requests
from bot.workflow.memory import is_news, recall
from bot.workflow.state import Decision, State, append_decisions, write_holds, write_state
from bot.workflow.thread import Person, Thread
from tests.workflow.builders import ENTRY, approved, pull, shown, thread

HOLDS = write_holds({ENTRY.key: "a-new-paper"})
REJECTED = Decision("rejected", "ada", reason="too old")


def remembers(state: State, **more: object) -> Thread:
    main = replace(thread().comments[0], body=f"### Ready\n\n{write_state(state)}")
    return thread(comments=(main,), **{"labelled_by": frozenset({"maintainer"})} | more)


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


@pytest.mark.parametrize(("end", "over"), [("closed", True), ("merged", False)])
def test_what_is_over_goes_on_only_after_an_end_that_is_news(end: str, over: bool) -> None:
    found = remembers(replace(shown(), over=True), open=False, pull=pull(state=end, body=HOLDS))
    assert recall(found).over is over


@pytest.mark.parametrize(
    ("by", "spoke", "counts"),
    [
        pytest.param("ada", ("ada",), "ada", id="who commented"),
        pytest.param("ada grace", ("ada",), "ada", id="a name that was added"),
        pytest.param("grace", ("ada",), None, id="somebody who said nothing"),
        pytest.param("", ("ada",), None, id="nobody"),
    ],
)
def test_an_approval_counts_of_whom_github_shows_to_have_spoken(
    by: str, spoke: tuple[str, ...], counts: str | None
) -> None:
    found = remembers(approved(by=by), labelled_by=frozenset(spoke))
    made = recall(found).decisions.get(ENTRY.key)
    assert (made.by if made else None) == counts


def test_of_a_memory_that_somebody_changed_nothing_is_asked_again() -> None:
    asked = replace(thread().comments[0], id=77, own=False, body="/approve", author=Person("maintainer", 2))
    changed = replace(remembers(approved()).comments[0], body="### Ready\n\n<!-- paperclerk:state {} -->")
    found = thread(comments=(changed, asked))
    assert recall(found).handled[0] == "77"
    assert recall(found) == State(handled=("77", str(changed.id)))
    assert pending_requests(found, recall(found)) == []


def test_a_comment_of_somebody_else_is_no_memory() -> None:
    foreign = replace(remembers(approved()).comments[0], own=False)
    assert recall(thread(comments=(foreign,))) == State()


def test_what_is_on_the_list_is_there_whatever_was_said_before() -> None:
    listed = Decision("listed", "", paper="x")
    assert is_news(listed, REJECTED)
    assert is_news(listed, None)
    assert not is_news(listed, listed)
    assert not is_news(REJECTED, listed)
