"""The effects of the buttons on a thread's page."""

from collections.abc import Callable
from typing import cast

from flask import abort
from werkzeug.datastructures import MultiDict

from bot.localhub.markup import tick, version
from bot.localhub.operations import checks, merges, pulls, queues, reviews, threads
from bot.localhub.operations.refusal import require
from bot.localhub.pages.files import take_suggestion
from bot.localhub.state.accounts import User
from bot.localhub.state.conversation import IssueComment
from bot.localhub.state.threads import LocalThread, Merging, Method

Form = MultiDict[str, str]


def perform(thread: LocalThread, user: User, action: str, form: Form) -> str:
    """Do what a button says; return the anchor on the page to look at next, like "#issuecomment-7"."""
    if action not in BUTTONS:
        abort(404)
    place = f"#issuecomment-{form['comment']}" if action == "edit-comment" else ""
    if action in ("comment", "close", "reopen") and body(form).strip():
        place = f"#issuecomment-{threads.create_comment(thread, user, body(form)).id}"
    BUTTONS[action](thread, user, form)
    return place


def body(form: Form) -> str:
    """Return a text from a form; browsers end lines with CR LF."""
    return form.get("body", "").replace("\r\n", "\n")


def merging(form: Form) -> Merging:
    return Merging(cast(Method, form.get("method", "squash")))


def find_comment(thread: LocalThread, form: Form) -> IssueComment:
    named = (comment for comment in thread.comments if str(comment.id) == form["comment"])
    return require(next(named, None), "This comment is gone.")


def tick_box(thread: LocalThread, user: User, form: Form) -> None:
    # Boxes are counted, so the same number is another box in another text; GitHub refuses that as well.
    if form["version"] != version(thread.body):
        abort(409)
    words = tick(thread.body, int(form["box"]), ticked=form["ticked"] == "true")
    threads.edit_thread(thread, user, body=words)


BUTTONS: dict[str, Callable[[LocalThread, User, Form], object]] = {
    "comment": lambda thread, user, form: None,
    "close": lambda thread, user, form: threads.close_thread(thread, user),
    "reopen": lambda thread, user, form: threads.reopen_thread(thread, user),
    "edit": lambda thread, user, form: threads.edit_thread(thread, user, title=form["title"], body=body(form)),
    "edit-comment": lambda thread, user, form: threads.edit_comment(
        thread, find_comment(thread, form), user, body(form)
    ),
    "delete-comment": lambda thread, user, form: threads.delete_comment(thread, find_comment(thread, form), user),
    "labels": lambda thread, user, form: threads.set_labels(thread, user, form.getlist("label")),
    "tick": tick_box,
    "review": lambda thread, user, form: reviews.create_review(
        thread, user, event=form.get("event", "COMMENT"), body=body(form)
    ),
    "answer": lambda thread, user, form: reviews.reply_to_remark(thread, user, int(form["remark"]), body(form)),
    "take": lambda thread, user, form: take_suggestion(thread, user, int(form["remark"])),
    "status": lambda thread, user, form: checks.set_status(
        thread.repository, user, pulls.require_pull(thread).head, form
    ),
    "update": lambda thread, user, form: pulls.update_branch(thread, user),
    "ready": lambda thread, user, form: pulls.mark_ready(thread, user),
    "merge": lambda thread, user, form: merges.merge_pull(thread, user, merging(form)),
    "auto": lambda thread, user, form: queues.enable_auto_merge(thread, user, merging(form)),
    "no-auto": lambda thread, user, form: queues.disable_auto_merge(thread, user),
    "enqueue": lambda thread, user, form: queues.enqueue(thread, user),
    "dequeue": lambda thread, user, form: queues.dequeue(thread, user),
}
