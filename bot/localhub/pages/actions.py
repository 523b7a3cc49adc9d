"""What the buttons on a thread's page do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from flask import abort
from werkzeug.datastructures import MultiDict

from bot.localhub import operations
from bot.localhub.markup import tick
from bot.localhub.operations.refusal import require
from bot.localhub.pages.files import take_suggestion
from bot.localhub.state.accounts import User
from bot.localhub.state.conversation import IssueComment
from bot.localhub.state.repositories import LocalThread, Merging, Method


def perform(thread: LocalThread, user: User, action: str, form: MultiDict[str, str]) -> str:
    """Do what a button says; return the place on the page to look at next, like "#issuecomment-7"."""
    text = form.get("body", "").replace("\r\n", "\n")
    place = ""
    if action in ("comment", "close", "reopen") and text.strip():
        place = f"#issuecomment-{operations.create_comment(thread, user, text).id}"
    match action:
        case "close":
            operations.close_thread(thread, user)
        case "reopen":
            operations.reopen_thread(thread, user)
        case "edit":
            operations.edit_thread(thread, user, title=form["title"], body=text)
        case "edit-comment":
            operations.edit_comment(thread, find_comment(thread, form), user, text)
            place = f"#issuecomment-{form['comment']}"
        case "delete-comment":
            operations.delete_comment(thread, find_comment(thread, form), user)
        case "labels":
            set_labels(thread, user, form.getlist("label"))
        case "tick":
            words = tick(thread.body, int(form["box"]), ticked=form["ticked"] == "true")
            operations.edit_thread(thread, user, body=words)
        case "comment":
            pass
        case _:
            perform_on_pull(thread, user, action, form)
    return place


def perform_on_pull(thread: LocalThread, user: User, action: str, form: MultiDict[str, str]) -> None:
    """Do what a button says that only pull requests have."""
    text = form.get("body", "").replace("\r\n", "\n")
    method = cast(Method, form.get("method", "squash"))
    match action:
        case "review":
            operations.create_review(thread, user, event=form.get("event", "COMMENT"), body=text)
        case "answer":
            operations.reply_to_remark(thread, user, int(form["remark"]), text)
        case "take":
            take_suggestion(thread, user, int(form["remark"]))
        case "status":
            operations.set_status(thread.repository, user, operations.require_pull(thread).head, form)
        case "update":
            operations.update_branch(thread, user)
        case "ready":
            operations.mark_ready(thread, user)
        case "merge":
            operations.merge_pull(thread, user, Merging(method))
        case "auto":
            operations.enable_auto_merge(thread, user, Merging(method))
        case "no-auto":
            operations.disable_auto_merge(thread, user)
        case "enqueue":
            operations.enqueue(thread, user)
        case "dequeue":
            operations.dequeue(thread, user)
        case _:
            abort(404)


def find_comment(thread: LocalThread, form: MultiDict[str, str]) -> IssueComment:
    named = (comment for comment in thread.comments if str(comment.id) == form["comment"])
    return require(next(named, None), "This comment is gone.")


def set_labels(thread: LocalThread, user: User, names: Iterable[str]) -> None:
    wanted = list(names)
    for label in list(thread.labels):
        if label.name not in wanted:
            operations.remove_label(thread, user, label.name)
    operations.add_labels(thread, user, wanted)
