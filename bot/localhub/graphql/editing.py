"""Mutations that the bot does not ask for, but people's programs do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.localhub import operations
from bot.localhub.graphql.nodes import find_node, find_thread
from bot.localhub.graphql.view import Asking
from bot.localhub.state.repositories import LocalRepository, LocalThread

Input = dict[str, Any]
Mutation = Callable[[Asking, Input], dict[str, Any]]


def create_issue(asking: Asking, values: Input) -> dict[str, Any]:
    view = find_node(asking, values["repositoryId"], "Repository")
    labels = [find_node(asking, id, "Label").value.name for id in values.get("labelIds") or ()]
    user, body = asking.token.user, values.get("body") or ""
    thread = operations.open_issue(asking.world, view.repository, user, values["title"], body, labels)
    return {"issue": view.thread(thread)}


def update_issue(asking: Asking, values: Input) -> dict[str, Any]:
    view, repository, thread = find_thread(asking, values["id"], "Issue")
    user, words = asking.token.user, {name: values.get(name) for name in ("title", "body")}
    operations.edit_thread(asking.world, repository, thread, user, **words)
    open_or_close(asking, repository, thread, values)
    return {"issue": view}


def open_or_close(asking: Asking, repository: LocalRepository, thread: LocalThread, values: Input) -> None:
    """Bring an issue or pull request into the state that is asked for, if one is."""
    match values.get("state"):
        case "CLOSED":
            operations.close_thread(asking.world, repository, thread, asking.token.user)
        case "OPEN":
            operations.reopen_thread(asking.world, repository, thread, asking.token.user)


def delete_issue(asking: Asking, values: Input) -> dict[str, Any]:
    view, repository, thread = find_thread(asking, values["issueId"], "Issue")
    operations.delete_issue(asking.world, repository, thread, asking.token.user)
    return {"repository": view.view("Repository", repository)}


def reopen_pull(asking: Asking, values: Input) -> dict[str, Any]:
    view, repository, thread = find_thread(asking, values["pullRequestId"], "PullRequest")
    operations.reopen_thread(asking.world, repository, thread, asking.token.user)
    return {"pullRequest": view}


def review(asking: Asking, values: Input) -> dict[str, Any]:
    """Review a pull request; without an event the review waits for its author."""
    view, repository, thread = find_thread(asking, values["pullRequestId"], "PullRequest")
    made = operations.create_review(
        asking.world,
        repository,
        thread,
        asking.token.user,
        event=values.get("event") or "",
        body=values.get("body") or "",
        commit=values.get("commitOID"),
        comments=values.get("comments") or (),
    )
    return {"pullRequestReview": view.view("PullRequestReview", made)}


def lock(asking: Asking, values: Input) -> dict[str, Any]:
    """Let only collaborators speak in a thread; why is not kept."""
    return turn_lock(asking, values["lockableId"], locked=True, name="lockedRecord")


def unlock(asking: Asking, values: Input) -> dict[str, Any]:
    return turn_lock(asking, values["lockableId"], locked=False, name="unlockedRecord")


def turn_lock(asking: Asking, id: str, *, locked: bool, name: str) -> dict[str, Any]:
    view, repository, thread = find_thread(asking, id)
    operations.lock_thread(asking.world, repository, thread, asking.token.user, locked=locked)
    return {name: view}


#: The permission that each asks of a token, and what it does.
MUTATIONS: dict[str, tuple[str, Mutation]] = {
    "createIssue": ("issues:write", create_issue),
    "updateIssue": ("issues:write", update_issue),
    "deleteIssue": ("issues:write", delete_issue),
    "lockLockable": ("issues:write", lock),
    "unlockLockable": ("issues:write", unlock),
    "reopenPullRequest": ("pull_requests:write", reopen_pull),
    "addPullRequestReview": ("pull_requests:write", review),
}
