"""What people wait for in a thread: by a command, or by a button of GitHub's."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.intake.commands import Command
from bot.workflow.commands.requests import pending_requests, read_event, stamp, was_visible
from bot.workflow.labels import APPROVED, ON_HOLD
from bot.workflow.marks import write_reply_mark
from bot.workflow.state import State
from bot.workflow.thread import Comment, Person, Thread, TimelineEvent
from tests.workflow.builders import CLERK, START, thread

ADA = Person("ada", 9)


def said(number: int, body: str, **more: object) -> Comment:
    return replace(Comment(number, ADA, body, START + timedelta(minutes=number)), **more)  # type: ignore[arg-type]


def done(act: str, subject: str, minute: int = 55) -> TimelineEvent:
    return TimelineEvent(f"E_{minute}", act, subject, ADA, START + timedelta(minutes=minute))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("event", "name"),
    [
        pytest.param(done("labeled", APPROVED), "approve", id="the label that approves"),
        pytest.param(done("unlabeled", APPROVED), None, id="that label taken off"),
        pytest.param(done("labeled", ON_HOLD), "hold", id="the label that holds"),
        pytest.param(done("unlabeled", ON_HOLD), "unhold", id="that label taken off again"),
        pytest.param(done("labeled", "good first issue"), None, id="another label"),
        pytest.param(done("closed", "#7"), "hold", id="the bot's request closed"),
        pytest.param(done("reopened", "#7"), "unhold", id="and opened again"),
    ],
)
def test_a_button_stands_for_a_command(event: TimelineEvent, name: str | None) -> None:
    found = read_event(event)
    assert (found.commands if found else None) == ((Command(name),) if name else None)


REPLY = said(61, f"Done.\n\n{write_reply_mark('60')}", author=CLERK, own=True)


@pytest.mark.parametrize(
    ("found", "state", "waiting"),
    [
        pytest.param(thread(said(60, "/approve")), State(), ["60"], id="a command"),
        pytest.param(thread(said(60, "Nice paper")), State(), [], id="only words"),
        pytest.param(thread(said(60, "/approve")), State(handled=("60",)), [], id="dealt with"),
        pytest.param(thread(said(60, "/approve", edited=START)), State(), [], id="edited since"),
        pytest.param(thread(said(60, "/approve", own=True)), State(), [], id="the bot's own words"),
        pytest.param(
            thread(said(60, "/approve", author=Person("ci[bot]", 4, bot=True))), State(), [], id="a machine's"
        ),
        pytest.param(
            thread(said(60, "/hold"), events=(done("labeled", APPROVED, 55),)),
            State(),
            ["E_55", "60"],
            id="oldest first",
        ),
        pytest.param(
            thread(events=(done("labeled", APPROVED),), open=False), State(), [], id="a button once it is over"
        ),
        pytest.param(
            thread(comments=(), events=(done("labeled", APPROVED),)),
            State(),
            [],
            id="an approval of what was not shown",
        ),
        pytest.param(
            thread(comments=(), events=(done("labeled", ON_HOLD),)), State(), ["E_55"], id="a hold before that"
        ),
        pytest.param(
            thread(comments=(said(60, "/help"), REPLY)),
            State(),
            [],
            id="answered where the bot has no comment of its own",
        ),
    ],
)
def test_what_waits_is_known_from_the_thread(found: Thread, state: State, waiting: list[str]) -> None:
    assert [request.id for request in pending_requests(found, state)] == waiting


@pytest.mark.parametrize(
    ("edited", "since", "at", "visible"),
    [
        pytest.param(None, None, 0, True, id="written before"),
        pytest.param(10, None, 9, False, id="changed after"),
        pytest.param(10, None, 10, True, id="changed in the same moment"),
        pytest.param(10, 8, 9, True, id="something else changed after"),
        pytest.param(10, 8, 7, False, id="changed after, and then something else"),
    ],
)
def test_what_was_on_the_page_is_known_by_its_time(
    edited: int | None, since: int | None, at: int, visible: bool
) -> None:
    main = replace(thread().comments[0], edited=None if edited is None else START + timedelta(minutes=edited))
    found = thread(comments=(main, said(at, "/approve")))
    (request,) = pending_requests(found, State())
    time = "" if since is None else stamp(START + timedelta(minutes=since))
    assert was_visible(request, found, time) == visible
