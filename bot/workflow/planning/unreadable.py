"""The comment on a list that cannot be read for a while: its data or its settings are faulty. Pure."""

from collections.abc import Iterator

from bot.catalogue.data.records import DataError
from bot.workflow.changes import Change, EditComment, reply
from bot.workflow.marks import read_reply_mark
from bot.workflow.messages import replies
from bot.workflow.situation import Situation
from bot.workflow.thread import Comment, Thread

UNREADABLE = "unreadable"


def plan_unreadable(thread: Thread, error: DataError) -> Iterator[Change]:
    """Comment once that the list cannot be read now; the bot's main comment replaces it later."""
    return plan_said(thread, replies.unreadable(error))


def plan_readable(situation: Situation) -> Iterator[Change]:
    """Comment that the list can be read again, if another comment says everything else."""
    if situation.thread.main_comment and find_unreadable(situation.thread):
        yield from plan_said(situation.thread, replies.readable())


def plan_said(thread: Thread, words: str) -> Iterator[Change]:
    said, wanted = find_unreadable(thread), reply(thread.number, words, UNREADABLE)
    if said is None:
        yield wanted
    elif said.body != wanted.body:
        yield EditComment(thread.number, said.id, wanted.body)


def find_unreadable(thread: Thread) -> Comment | None:
    said = (comment for comment in thread.comments if comment.own and read_reply_mark(comment.body) == UNREADABLE)
    return next(said, None)
