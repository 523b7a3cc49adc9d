"""One comment says that the list cannot be read, and later that it can be again."""

import pytest

from bot.catalogue.data.records import DataError
from bot.workflow.changes import Change, EditComment, WriteComment
from bot.workflow.marks import write_reply_mark
from bot.workflow.messages import replies
from bot.workflow.planning.unreadable import UNREADABLE, plan_readable, plan_unreadable
from bot.workflow.thread import Comment
from tests.workflow.builders import CLERK, START, situation, thread

FAULT = DataError("no venue", "data/venues.yaml", 3)
MARK = write_reply_mark(UNREADABLE)
CANNOT, CAN = (f"{words}\n\n{MARK}" for words in (replies.unreadable(FAULT), replies.readable()))


def said(body: str, *, own: bool = True) -> Comment:
    return Comment(60, CLERK, body, START, own=own)


@pytest.mark.parametrize(
    ("comments", "changes"),
    [
        pytest.param((), [WriteComment(1, CANNOT)], id="for the first time"),
        pytest.param((said(CANNOT),), [], id="it stands there"),
        pytest.param((said(CAN),), [EditComment(1, 60, CANNOT)], id="again"),
        pytest.param((said(CANNOT, own=False),), [WriteComment(1, CANNOT)], id="somebody else copied it"),
    ],
)
def test_a_thread_hears_once_that_the_list_cannot_be_read(comments: tuple[Comment, ...], changes: list[Change]) -> None:
    assert list(plan_unreadable(thread(*comments), FAULT)) == changes


@pytest.mark.parametrize(
    ("comments", "changes"),
    [
        pytest.param((), [], id="it always could be read"),
        pytest.param((said(CANNOT),), [EditComment(1, 60, CAN)], id="it could not"),
        pytest.param((said(CAN),), [], id="it stands there"),
    ],
)
def test_who_heard_so_hears_that_it_can_be_again(comments: tuple[Comment, ...], changes: list[Change]) -> None:
    assert list(plan_readable(situation(thread(*comments)))) == changes
