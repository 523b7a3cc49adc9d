"""Whose the bot's branches are, and which comment is its one."""

from dataclasses import replace

import pytest

from bot.workflow.changes import Change, ClosePull, DeleteBranch
from bot.workflow.marks import write_reply_mark
from bot.workflow.planning.merge import plan_withdrawal
from bot.workflow.thread import HAND_EDITS, NOBODY, Branch, Comment, OwnBranch, Person, Pull, Repository
from tests.workflow.builders import CLERK, START, thread

REPOSITORY = Repository("o/r", "main", "b" * 40)
OWN, THEIRS = f"Add it\n\nPaperclerk-Entry: {'0' * 32}", "By hand"
GHOST = Person("ghost", NOBODY)
OPEN = Pull(7, "Add it", "", "a" * 40, "open")


@pytest.mark.parametrize(
    ("head", "message", "foreign"),
    [
        pytest.param("a" * 40, OWN, False, id="the bot's commit"),
        pytest.param("a" * 40, THEIRS, True, id="somebody else's commit"),
        pytest.param("b" * 40, THEIRS, False, id="no commit of its own yet"),
    ],
)
def test_only_what_others_pushed_is_left_to_them(head: str, message: str, foreign: bool) -> None:
    branch = Branch(HAND_EDITS, head, message)
    assert branch.is_foreign(REPOSITORY.head) == foreign
    taken: list[Change] = [] if foreign else [ClosePull(7), DeleteBranch(HAND_EDITS)]
    assert list(plan_withdrawal(OwnBranch(REPOSITORY, branch, OPEN))) == taken


def test_an_answer_is_not_the_comment() -> None:
    answer = Comment(60, CLERK, f"No.\n\n{write_reply_mark('7')}", START, own=True)
    alone, found = thread(comments=(answer,)), thread(answer)
    assert alone.main_comment is None
    assert found.main_comment == found.comments[0]
    assert alone.replied == found.replied == {"7"}


@pytest.mark.parametrize(
    ("opened", "asks", "is_one"),
    [
        pytest.param(Person("ada", 9), Person("ada-renamed", 9), True, id="under another name"),
        pytest.param(Person("ada", 9), Person("ada", 10), False, id="another account of that name"),
        pytest.param(GHOST, GHOST, False, id="two that are gone"),
    ],
)
def test_an_author_is_known_by_the_accounts_number(opened: Person, asks: Person, is_one: bool) -> None:
    assert replace(thread(), author=opened).is_author(asks) is is_one
