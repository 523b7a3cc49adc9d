"""What people see of a thread: labels, the one comment, answers, notes."""

from dataclasses import replace

import pytest

from bot.intake.commands import Command
from bot.review.rules.finding import Finding
from bot.workflow.changes import EditComment, React, WriteComment, WriteReview
from bot.workflow.commands.requests import Answer, Request, stamp
from bot.workflow.labels import APPROVED, ON_HOLD, PAUSED
from bot.workflow.marks import read_note_mark, read_reply_mark
from bot.workflow.planning.comment import (
    expected_labels,
    last_word,
    plan_answers,
    plan_comment,
    plan_labels,
    plan_notes,
)
from bot.workflow.situation import Situation
from bot.workflow.state import Decision, State, read_state
from bot.workflow.thread import Comment, Thread
from tests.workflow.builders import (
    AUTHOR,
    CLERK,
    ENTRY,
    HEAD,
    OTHER,
    START,
    approved,
    asks,
    names,
    own_file,
    shown,
    situation,
    thread,
)

READY, ASKS = "paper: ready", "paper: needs-info"
OPEN = asks(ENTRY)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param(situation(), {READY}, id="ready"),
        pytest.param(situation(None, OPEN), {ASKS}, id="a question"),
        pytest.param(situation(None, OPEN, OTHER), {READY}, id="of several the first step that somebody can take"),
        pytest.param(situation(state=approved()), {READY, APPROVED}, id="approved"),
        pytest.param(situation(state=replace(shown(), held="ada")), {READY, ON_HOLD}, id="on hold"),
        pytest.param(situation(thread(labels=frozenset({PAUSED}))), {READY, PAUSED}, id="paused stays"),
        pytest.param(replace(situation(), gate="x"), {"paper: needs-maintainer"}, id="held back"),
        pytest.param(
            situation(state=State(decisions={ENTRY.key: Decision("listed", "", paper="x")}, over=True)),
            {APPROVED},
            id="over",
        ),
        pytest.param(
            situation(state=State(decisions={ENTRY.key: Decision("rejected", "ada")}, over=True)),
            set(),
            id="refused",
        ),
    ],
)
def test_labels_say_who_must_act(before: Situation, expected: set[str]) -> None:
    assert expected_labels(before) == expected


def test_labels_of_others_are_theirs() -> None:
    found = situation(thread(labels=frozenset({"good first issue", ASKS})))
    assert [change.preview() for change in plan_labels(found)] == [
        f'put the label "{READY}" on #1',
        f'take the label "{ASKS}" off #1',
    ]


def test_there_is_one_comment_which_is_brought_up_to_date() -> None:
    (first,) = plan_comment(situation(thread(comments=())))
    assert isinstance(first, WriteComment)
    (edit,) = plan_comment(situation())
    assert isinstance(edit, EditComment)
    assert edit.comment == 50
    assert (known := read_state(edit.body)) is not None
    assert known.shown == {ENTRY.key: ENTRY.hash}
    main = replace(thread().comments[0], body=edit.body)
    assert not list(plan_comment(situation(thread(comments=(main,)))))


def test_an_edit_keeps_since_when_the_comment_says_what_stays() -> None:
    (first,) = plan_comment(situation(thread(comments=())))
    assert isinstance(first, WriteComment)
    main, state = replace(thread().comments[0], body=first.body), read_state(first.body)
    assert state is not None
    held = replace(situation(thread(comments=(main,))), state=replace(state, handled=("77",)))
    (edit,) = plan_comment(held)
    assert isinstance(edit, EditComment)
    known = read_state(edit.body)
    assert known is not None
    assert (state.since[ENTRY.key][0], known.since[ENTRY.key][0]) == ("", stamp(main.written))


def answer(line: str = "", *, comment: int | None = 60) -> Answer:
    return Answer(Request("60", AUTHOR, START, (Command("approve"),), comment), "confused", line)


@pytest.mark.parametrize(
    ("before", "kinds"),
    [
        pytest.param(situation(), [], id="nothing was asked"),
        pytest.param(replace(situation(), answers=(answer(),)), ["React"], id="a reaction"),
        pytest.param(replace(situation(), answers=(answer("no"),)), ["React", "WriteComment"], id="a refusal"),
        pytest.param(replace(situation(), answers=(answer("no", comment=None),)), ["WriteComment"], id="of a label"),
        pytest.param(
            replace(situation(thread(labels=frozenset({PAUSED}))), answers=(answer("no"),)), ["React"], id="paused"
        ),
        pytest.param(situation(state=replace(shown(), accepted=(9,))), ["React"], id="what was accepted is done"),
        pytest.param(situation(state=replace(approved(), accepted=(9,))), [], id="what was accepted still waits"),
    ],
)
def test_a_command_is_answered_by_a_reaction_and_a_line_only_where_needed(before: Situation, kinds: list[str]) -> None:
    changes = list(plan_answers(before))
    assert names(changes) == kinds
    for change in changes:
        if isinstance(change, WriteComment):
            assert read_reply_mark(change.body) == "60"
        if isinstance(change, React):
            assert change.content == ("rocket" if change.comment == 9 else "confused")


def test_notes_stand_on_lines_of_the_diff_and_are_made_once() -> None:
    path = "data/papers/x.yaml"
    on_line = Finding("Wrong.", path=path, line=3, rule="x", title="t")
    entry = replace(own_file(ENTRY, path, [3]), findings=(on_line, replace(on_line, line=9)))
    found = situation(thread(kind="pr", head=HEAD), entry)
    (review,) = plan_notes(found)
    assert isinstance(review, WriteReview)
    assert [note.line for note in review.notes] == [3]
    mark = read_note_mark(review.notes[0].body)
    assert mark
    # A mark on the last line of a block of code would be shown as a part of it.
    assert "\n\n<!--" in review.notes[0].body
    assert not list(plan_notes(situation(thread(kind="pr", head=HEAD, noted=frozenset({mark})), entry)))


@pytest.mark.parametrize(
    ("found", "number"),
    [
        pytest.param(thread(), 1, id="nobody's"),
        pytest.param(
            thread(Comment(60, AUTHOR, "a", START), Comment(61, CLERK, "b", START, own=True)), 60, id="a person's"
        ),
    ],
)
def test_the_last_word_is_a_persons(found: Thread, number: int) -> None:
    assert last_word(found) == number
