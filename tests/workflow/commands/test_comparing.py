"""What an entry is said to be or not to be: a listed paper by its id or letter, or another thread."""

from dataclasses import replace

import pytest

from bot.intake.commands import Command
from bot.workflow.commands.arguments import RefusedError
from bot.workflow.commands.comparing import mark_distinct, mark_duplicate, named_threads
from bot.workflow.commands.requests import Request
from bot.workflow.situation import Situation
from bot.workflow.state import Decision, State
from bot.workflow.thread import Person
from tests.workflow.builders import ENTRY, OTHER, START, pull, shown, situation, thread
from tests.workflow.messages.entries import SIMILAR

LISTED, LONGFORMER = "attention-is-all-you-need", "longformer-the-long-document-transformer"
ALIKE = situation(None, SIMILAR, state=replace(shown(SIMILAR), letters={SIMILAR.key: (LONGFORMER,)}))
LETTERS = situation(state=replace(shown(), letters={ENTRY.key: (LISTED, "#12", "flexgen-is-gone")}))


def request(*commands: Command) -> Request:
    return Request("60", Person("maintainer", 11), START, commands, 60)


@pytest.mark.parametrize(
    ("argument", "before", "subject"),
    [
        pytest.param(LISTED, situation(), LISTED, id="a listed paper"),
        pytest.param("#12", situation(), "#12", id="another thread"),
        pytest.param("#0012", situation(), "#12", id="its number with zeros"),
        pytest.param("A", LETTERS, LISTED, id="a paper by its letter"),
        pytest.param("b", LETTERS, "#12", id="a thread by its letter, in small"),
        pytest.param("", ALIKE, LONGFORMER, id="the only one that it is compared with"),
    ],
)
def test_both_commands_mean_the_same_paper(argument: str, before: Situation, subject: str) -> None:
    (entry,) = before.review.entries
    assert mark_duplicate(argument, request(), before).decisions == {
        entry.key: Decision("duplicate", "maintainer", original=subject)
    }
    assert mark_distinct(argument, request(), before).distinct == {entry.key: subject}


@pytest.mark.parametrize(
    ("argument", "before", "refusal"),
    [
        pytest.param("#1", situation(), "this proposal itself", id="the thread itself"),
        pytest.param("#7", situation(thread(pull=pull())), "this proposal itself", id="its own request"),
        pytest.param("#100", situation(), "there is no thread", id="a number that is no thread's"),
        pytest.param("", situation(), "is no paper of this list", id="nothing, where it is compared with nothing"),
        pytest.param("a-paper-that-is-not-there", situation(), "a-paper-that-is-not-there", id="no listed paper"),
        pytest.param("D", LETTERS, "with no paper `D`", id="a letter too far"),
        pytest.param("C", LETTERS, "the comparison changed", id="a paper that is gone"),
        pytest.param(
            "A",
            replace(LETTERS, state=replace(LETTERS.state, since={ENTRY.key: ("20261101000001", "x")})),
            "the comparison changed",
            id="a letter that was shown later",
        ),
        pytest.param(LISTED, situation(None, ENTRY, OTHER), "several entries", id="which of two entries is not said"),
    ],
)
def test_what_names_nothing_is_refused_by_both(argument: str, before: Situation, refusal: str) -> None:
    for mark in (mark_duplicate, mark_distinct):
        with pytest.raises(RefusedError, match=refusal):
            mark(argument, request(), before)


def test_the_entry_that_is_named_is_meant() -> None:
    before = situation(None, ENTRY, OTHER)
    assert list(mark_duplicate(f"2 {LISTED}", request(), before).decisions) == [OTHER.key]


@pytest.mark.parametrize(
    ("argument", "known", "others", "distinct"),
    [
        pytest.param(LISTED, "", {}, LISTED, id="the first"),
        pytest.param(LISTED, "#3", {}, f"#3 {LISTED}", id="one more"),
        pytest.param(LISTED, LISTED, {}, LISTED, id="said before"),
        pytest.param(
            "#12", "", {12: State(proposed={"k": "its-paper"})}, "#12 its-paper", id="a thread with its paper"
        ),
        pytest.param("#12", "", {13: State(proposed={"k": "its-paper"})}, "#12", id="not the paper of another thread"),
    ],
)
def test_it_is_remembered_what_an_entry_is_not(
    argument: str, known: str, others: dict[int, State], distinct: str
) -> None:
    state = replace(shown(), distinct={ENTRY.key: known} if known else {})
    before = replace(situation(state=state), others=others)
    assert mark_distinct(argument, request(), before).distinct == {ENTRY.key: distinct}


@pytest.mark.parametrize(
    ("command", "numbers"),
    [
        pytest.param(Command("duplicate", "#12"), {12}, id="the same as a thread"),
        pytest.param(Command("not-duplicate", "2 #12"), {12}, id="another than a thread's"),
        pytest.param(Command("not-duplicate", "#12 #13"), {13}, id="of several, which mean none, not all"),
        pytest.param(Command("reject", "see #12"), set(), id="another command"),
        pytest.param(Command("duplicate", "#1234567890"), set(), id="no number of a thread's"),
    ],
)
def test_threads_are_looked_for_that_a_comparison_names(command: Command, numbers: set[int]) -> None:
    assert named_threads([request(command)]) == numbers
