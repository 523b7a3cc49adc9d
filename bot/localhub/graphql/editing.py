"""Mutations that the bot does not ask for, but people's programs do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.localhub import operations
from bot.localhub.graphql.nodes import find_node, find_thread
from bot.localhub.graphql.view import Asking
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import LocalThread

Input = dict[str, Any]
Mutation = Callable[[Asking, Input], dict[str, Any]]


def change_thread(key: str, answer: str, change: Callable[[LocalThread, User, Input], object]) -> Mutation:
    """Return the mutation that changes the thread which `key` of its input names, and is answered under a name."""
    kinds = {"issueId": ("Issue",), "pullRequestId": ("PullRequest",)}.get(key, ())

    def mutation(asking: Asking, values: Input) -> dict[str, Any]:
        view, thread = find_thread(asking, values[key], *kinds)
        change(thread, asking.token.user, values)
        return {answer: view}

    return mutation


def create_issue(asking: Asking, values: Input) -> dict[str, Any]:
    view = find_node(asking, values["repositoryId"], "Repository")
    labels = [find_node(asking, id, "Label").value.name for id in values.get("labelIds") or ()]
    user, body = asking.token.user, values.get("body") or ""
    thread = operations.open_issue(view.repository, user, values["title"], body, labels)
    return {"issue": view.thread(thread)}


def update_issue(asking: Asking, values: Input) -> dict[str, Any]:
    view, thread = find_thread(asking, values["id"], "Issue")
    user, words = asking.token.user, {name: values.get(name) for name in ("title", "body")}
    operations.edit_thread(thread, user, **words)
    open_or_close(asking, thread, values)
    return {"issue": view}


def open_or_close(asking: Asking, thread: LocalThread, values: Input) -> None:
    """Bring an issue or pull request into the state that is asked for, if one is."""
    match values.get("state"):
        case "CLOSED":
            operations.close_thread(thread, asking.token.user)
        case "OPEN":
            operations.reopen_thread(thread, asking.token.user)


def delete_issue(asking: Asking, values: Input) -> dict[str, Any]:
    view, thread = find_thread(asking, values["issueId"], "Issue")
    operations.delete_issue(thread, asking.token.user)
    return {"repository": view.view("Repository", thread.repository)}


def review(asking: Asking, values: Input) -> dict[str, Any]:
    view, thread = find_thread(asking, values["pullRequestId"], "PullRequest")
    made = operations.create_review(
        thread,
        asking.token.user,
        event=values.get("event") or "",
        body=values.get("body") or "",
        commit=values.get("commitOID"),
        comments=values.get("comments") or (),
    )
    return {"pullRequestReview": view.view("PullRequestReview", made)}


def lock(thread: LocalThread, user: User, _values: Input) -> None:
    operations.lock_thread(thread, user, locked=True)


def unlock(thread: LocalThread, user: User, _values: Input) -> None:
    operations.lock_thread(thread, user, locked=False)


#: The permission that each asks of a token, and what it does.
MUTATIONS: dict[str, tuple[str, Mutation]] = {
    "createIssue": ("issues:write", create_issue),
    "updateIssue": ("issues:write", update_issue),
    "deleteIssue": ("issues:write", delete_issue),
    "lockLockable": ("issues:write", change_thread("lockableId", "lockedRecord", lock)),
    "unlockLockable": ("issues:write", change_thread("lockableId", "unlockedRecord", unlock)),
    "addPullRequestReview": ("pull_requests:write", review),
}
