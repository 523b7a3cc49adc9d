"""What the buttons on a thread's page do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from werkzeug.datastructures import MultiDict

from bot.localhub.deeds import Deeds
from bot.localhub.pages.files import take_suggestion
from bot.localhub.threads import Method, Thread, User
from bot.localhub.world import Repository


def act(deeds: Deeds, repository: Repository, thread: Thread, user: User, deed: str, form: MultiDict[str, str]) -> None:
    """Do what a button says."""
    text = form.get("body", "").replace("\r\n", "\n")
    method = cast(Method, form.get("method", "squash"))
    if deed in ("comment", "close", "reopen") and text.strip():
        deeds.comment(repository, thread, user, text)
    match deed:
        case "close":
            deeds.close(repository, thread, user)
        case "reopen":
            deeds.reopen(repository, thread, user)
        case "edit":
            deeds.edit(repository, thread, user, title=form["title"], body=text)
        case "labels":
            set_labels(deeds, repository, thread, user, form.getlist("label"))
        case "review":
            deeds.review(repository, thread, user, event=form.get("event", "COMMENT"), body=text)
        case "answer":
            deeds.answer(repository, thread, user, int(form["remark"]), text)
        case "take":
            take_suggestion(deeds, repository, thread, user, int(form["remark"]))
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


def set_labels(deeds: Deeds, repository: Repository, thread: Thread, user: User, names: Iterable[str]) -> None:
    """Let a thread have these labels and no others."""
    wanted = list(names)
    for label in list(thread.labels):
        if label.name not in wanted:
            deeds.remove_label(repository, thread, user, label.name)
    deeds.add_labels(repository, thread, user, wanted)
