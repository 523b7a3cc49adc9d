"""What the buttons on a thread's page do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from flask import abort
from werkzeug.datastructures import MultiDict

from bot.localhub.deeds import Deeds, RefusalError
from bot.localhub.pages.files import take_suggestion
from bot.localhub.state.accounts import User
from bot.localhub.state.conversation import IssueComment
from bot.localhub.state.repositories import LocalRepository, LocalThread, Method


def act(
    deeds: Deeds, repository: LocalRepository, thread: LocalThread, user: User, deed: str, form: MultiDict[str, str]
) -> str:
    """Do what a button says; return the place on the page to look at next, like "#issuecomment-7"."""
    text = form.get("body", "").replace("\r\n", "\n")
    place = ""
    if deed in ("comment", "close", "reopen") and text.strip():
        place = f"#issuecomment-{deeds.comment(repository, thread, user, text).id}"
    match deed:
        case "close":
            deeds.close(repository, thread, user)
        case "reopen":
            deeds.reopen(repository, thread, user)
        case "edit":
            deeds.edit(repository, thread, user, title=form["title"], body=text)
        case "edit-comment":
            deeds.edit_comment(repository, thread, find_comment(thread, form), user, text)
            place = f"#issuecomment-{form['comment']}"
        case "delete-comment":
            deeds.delete_comment(repository, thread, find_comment(thread, form), user)
        case "labels":
            set_labels(deeds, repository, thread, user, form.getlist("label"))
        case "comment":
            pass
        case _:
            act_on_pull(deeds, repository, thread, user, deed, form)
    return place


def act_on_pull(
    deeds: Deeds, repository: LocalRepository, thread: LocalThread, user: User, deed: str, form: MultiDict[str, str]
) -> None:
    """Do what a button says that only pull requests have."""
    text = form.get("body", "").replace("\r\n", "\n")
    method = cast(Method, form.get("method", "squash"))
    match deed:
        case "review":
            deeds.review(repository, thread, user, event=form.get("event", "COMMENT"), body=text)
        case "answer":
            deeds.answer(repository, thread, user, int(form["remark"]), text)
        case "take":
            take_suggestion(deeds, repository, thread, user, int(form["remark"]))
        case "status":
            deeds.set_status(repository, user, deeds.pull_of(thread).head, form)
        case "update":
            deeds.update_branch(repository, thread, user, None)
        case "ready":
            deeds.mark_ready(repository, thread, user)
        case "merge":
            deeds.merge(repository, thread, user, method=method)
        case "auto":
            deeds.enable_auto_merge(repository, thread, user, method=method)
        case "no-auto":
            deeds.disable_auto_merge(repository, thread, user)
        case "enqueue":
            deeds.enqueue(repository, thread, user)
        case "dequeue":
            deeds.dequeue(repository, thread, user)
        case _:
            abort(404)


def find_comment(thread: LocalThread, form: MultiDict[str, str]) -> IssueComment:
    """Return the comment that a form is about."""
    for comment in thread.comments:
        if str(comment.id) == form["comment"]:
            return comment
    raise RefusalError(404, "This comment is gone.")


def set_labels(
    deeds: Deeds, repository: LocalRepository, thread: LocalThread, user: User, names: Iterable[str]
) -> None:
    """Let a thread have these labels and no others."""
    wanted = list(names)
    for label in list(thread.labels):
        if label.name not in wanted:
            deeds.remove_label(repository, thread, user, label.name)
    deeds.add_labels(repository, thread, user, wanted)
