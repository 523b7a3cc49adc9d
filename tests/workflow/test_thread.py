"""Whose the bot's branches are, and which comment is its one."""

from __future__ import annotations

import pytest

from bot.workflow.changes import Change, ClosePull, DeleteBranch
from bot.workflow.marks import write_reply_mark
from bot.workflow.planning.merge import plan_withdrawal
from bot.workflow.thread import HAND_EDITS, Branch, Comment, OwnBranch, Pull, Repository
from tests.workflow.builders import CLERK, START, thread

REPOSITORY = Repository("o/r", "main", "b" * 40)
OWN, THEIRS = f"Add it\n\nPaperclerk-Entry: {'0' * 32}", "By hand"
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
