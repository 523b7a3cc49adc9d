"""What depends on the time: reminders, silence, gates."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.intake.commands import Command
from bot.review.config import Config, Gates, Reminder
from bot.review.review import Review
from bot.review.rules.finding import Finding
from bot.workflow.changes import (
    AddLabel,
    EditComment,
    OpenPull,
    React,
    Reaction,
    RemoveLabel,
    ReopenIssue,
    Report,
    WriteComment,
)
from bot.workflow.commands.requests import Answer, Request
from bot.workflow.labels import PAUSED
from bot.workflow.marks import write_reply_mark
from bot.workflow.planning.comment import plan_reminder
from bot.workflow.planning.gates import hold_back
from bot.workflow.planning.plan import plan_settings, plan_thread
from bot.workflow.situation import Situation
from bot.workflow.state import Decision, State, read_state
from bot.workflow.thread import Comment, MergeStatus, Person, Thread, TimelineEvent
from tests.review.builders import GOOD, review
from tests.workflow.builders import AUTHOR, CLERK, ENTRY, START, situation, thread

INCOMPLETE = review(replace(GOOD, urls=()))


def silent(found: Thread, *, days: int, after: int = 14, state: State | None = None) -> Situation:
    """A thread that needs information, of a list that reminds after some days."""
    return situation(found, INCOMPLETE, days=days, state=state, config=Config(reminder=Reminder(after)))


@pytest.mark.parametrize(
    ("days", "after", "reminds"),
    [
        pytest.param(13, 14, False, id="not yet"),
        pytest.param(14, 14, True, id="on the day"),
        pytest.param(400, 14, True, id="long ago"),
        pytest.param(400, 0, False, id="a list that does not remind"),
    ],
)
def test_a_silence_ends_with_one_reminder(days: int, after: int, reminds: bool) -> None:
    assert bool(list(plan_reminder(silent(thread(), days=days, after=after)))) == reminds


def test_nobody_is_reminded_twice_of_one_silence_but_of_the_next() -> None:
    plan = plan_thread(silent(thread(), days=20))
    (edit,) = (change for change in plan.changes if isinstance(change, EditComment))
    state = read_state(edit.body)
    assert state is not None
    assert not list(plan_reminder(silent(thread(), days=60, state=state)))

    answer = Comment(70, AUTHOR, "I am working on it", START + timedelta(days=61))
    assert not list(plan_reminder(silent(thread(answer), days=62, state=state)))
    assert list(plan_reminder(silent(thread(answer), days=90, state=state)))


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(thread(open=False), id="a closed thread"),
        pytest.param(thread(comments=()), id="a thread without an answer yet"),
    ],
)
def test_what_waits_for_nobody_is_left_in_peace(found: Thread) -> None:
    assert not list(plan_reminder(silent(found, days=400)))
    held = State(shown={INCOMPLETE.key: INCOMPLETE.hash}, held="maintainer")
    assert not list(plan_reminder(silent(thread(), days=400, state=held)))


def chatter(count: int, minutes: int) -> tuple[Comment, ...]:
    """Return so many comments of the bot's, some minutes apart, and one of a person after them."""
    own = [
        Comment(51 + n, CLERK, f"x {write_reply_mark(str(n))}", START + timedelta(minutes=minutes * n), own=True)
        for n in range(count)
    ]
    last = own[-1].created + timedelta(minutes=1) if own else START
    return (*own, Comment(90, AUTHOR, "hello", last))


@pytest.mark.parametrize(
    ("count", "minutes", "falls_silent"),
    [
        pytest.param(3, 1, False, id="few"),
        pytest.param(4, 1, True, id="five with the first, within minutes"),
        pytest.param(8, 1, True, id="many"),
        pytest.param(8, 30, False, id="many, over hours"),
    ],
)
def test_who_spoke_too_often_within_an_hour_falls_silent(count: int, minutes: int, falls_silent: bool) -> None:
    plan = plan_thread(silent(thread(*chatter(count, minutes)), days=400))
    assert (plan.changes[0] == AddLabel(1, PAUSED)) == falls_silent
    assert any(isinstance(change, WriteComment) for change in plan.changes) != falls_silent
    (edit,) = (change for change in plan.changes if isinstance(change, EditComment))
    assert ("takes the label `paper: paused` off" in edit.body) == falls_silent


def test_many_refusals_at_once_are_too_many() -> None:
    requests = [Request(str(n), AUTHOR, START, (), n) for n in range(60, 66)]
    answers = [Answer(request, "confused", "no") for request in requests]
    changes = plan_thread(replace(silent(thread(), days=0), answers=answers)).changes
    assert changes[0] == AddLabel(1, PAUSED)
    assert [change.comment for change in changes if isinstance(change, React)] == list(range(60, 66))
    assert not any(isinstance(change, WriteComment) for change in changes)


def test_counting_begins_anew_where_a_person_let_it_write_again() -> None:
    comments, person = chatter(8, 1), Person("maintainer", 11)
    freed = TimelineEvent("ULE_1", "unlabeled", PAUSED, person, START + timedelta(minutes=7))
    assert any(
        isinstance(change, WriteComment)
        for change in plan_thread(silent(thread(*comments, events=(freed,)), days=400)).changes
    )


def test_a_paused_thread_gets_no_line_but_all_else() -> None:
    changes = plan_thread(silent(thread(labels=frozenset({PAUSED, "paper: ready"})), days=400)).changes
    assert {RemoveLabel(1, "paper: ready"), AddLabel(1, "paper: needs-info")} <= set(changes)
    assert not any(isinstance(change, WriteComment) for change in changes)


NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    ("gates", "since", "others", "says"),
    [
        pytest.param(Gates(), NOW, 19, "", id="open to most by default"),
        pytest.param(Gates(account_age_days=7), NOW - timedelta(days=6), 0, "younger than 7 days", id="too young"),
        pytest.param(Gates(account_age_days=7), NOW - timedelta(days=7), 0, "", id="old enough"),
        pytest.param(Gates(account_age_days=7), None, 0, "", id="an unknown age lets in"),
        pytest.param(Gates(open_submissions=2), None, 1, "", id="few others"),
        pytest.param(Gates(open_submissions=2), None, 2, "2 other proposals", id="many others"),
        pytest.param(Gates(open_submissions=1), None, 1, "another proposal", id="one other"),
    ],
)
def test_a_gate_says_why_it_is_closed(gates: Gates, since: datetime | None, others: int, says: str) -> None:
    reason = hold_back(thread(author=Person("x", 5, since=since)), gates, now=NOW, open_before=others)
    assert says in reason
    assert bool(says) == bool(reason)


def test_what_was_listed_is_written_down_before_the_next_request_hides_it() -> None:
    listed = State(decisions={"another": Decision("listed", "", paper="another-paper")})
    plan = plan_thread(replace(silent(thread(), days=0, state=listed), review=Review("add", (ENTRY,))))
    assert plan.again
    (edit,) = (change for change in plan.changes if isinstance(change, EditComment))
    state = read_state(edit.body)
    assert state is not None
    assert state.decisions == listed.decisions
    assert not any(isinstance(change, OpenPull) for change in plan.changes)


@pytest.mark.parametrize(
    ("command", "reaction", "reopened"),
    [
        pytest.param("reopen", "rocket", True, id="who may ask for it"),
        pytest.param("reopen", "confused", False, id="who may not"),
        pytest.param("help", "rocket", False, id="another command"),
    ],
)
def test_a_closed_issue_is_opened_again_for_who_may_ask(command: str, reaction: Reaction, reopened: bool) -> None:
    answer = Answer(Request("60", AUTHOR, START, (Command(command),), 60), reaction)
    plan = plan_thread(replace(situation(thread(open=False)), answers=(answer,)))
    assert (ReopenIssue(1) in plan.changes) == reopened
    assert ReopenIssue(1) not in plan_thread(replace(situation(), answers=(answer,))).changes


@pytest.mark.parametrize(
    ("found", "faults", "head"),
    [
        pytest.param(thread(head="a" * 40), (), "a" * 40, id="settings that are right"),
        pytest.param(thread(head="a" * 40), None, None, id="no settings changed"),
        pytest.param(thread(), (), None, id="nothing to say it on"),
        pytest.param(thread(head="a" * 40, open=False), (), None, id="over"),
        pytest.param(
            thread(head="a" * 40, merge_status=MergeStatus(queue_commit="c" * 40)),
            (),
            "c" * 40,
            id="what the merge queue tries",
        ),
    ],
)
def test_changed_settings_are_judged_on_the_newest_commit(
    found: Thread, faults: tuple[Finding, ...] | None, head: str | None
) -> None:
    assert [change.head for change in plan_settings(found, faults).changes if isinstance(change, Report)] == (
        [head] if head else []
    )
