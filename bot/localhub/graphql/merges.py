"""The mutations by which a pull request comes into its base: now, later, or by the merge queue."""

from __future__ import annotations

from typing import Any

from bot.localhub import operations
from bot.localhub.graphql.nodes import find_thread
from bot.localhub.graphql.view import Asking
from bot.localhub.state.repositories import Merging

Input = dict[str, Any]


def read_merging(values: Input) -> Merging:
    """Return how both ways of merging are asked to go."""
    return Merging(values["mergeMethod"].lower(), values.get("commitHeadline"), values.get("commitBody"))


def merge_pull_request(asking: Asking, values: Input) -> dict[str, Any]:
    """Merge a pull request, if its head is still the one that was looked at."""
    view, thread = find_thread(asking, values["pullRequestId"], "PullRequest")
    operations.merge_pull(thread, asking.token.user, read_merging(values), sha=values.get("expectedHeadOid"))
    return {"pullRequest": view, "actor": view.person(asking.token.user)}


def enable_auto_merge(asking: Asking, values: Input) -> dict[str, Any]:
    """Order the merge for when nothing stands in the way."""
    view, thread = find_thread(asking, values["pullRequestId"], "PullRequest")
    operations.enable_auto_merge(thread, asking.token.user, read_merging(values), sha=values.get("expectedHeadOid"))
    return {"pullRequest": view, "actor": view.person(asking.token.user)}


def disable_auto_merge(asking: Asking, values: Input) -> dict[str, Any]:
    view, thread = find_thread(asking, values["pullRequestId"], "PullRequest")
    operations.disable_auto_merge(thread, asking.token.user)
    return {"pullRequest": view, "actor": view.person(asking.token.user)}


def enqueue(asking: Asking, values: Input) -> dict[str, Any]:
    view, thread = find_thread(asking, values["pullRequestId"], "PullRequest")
    sha, jump = values.get("expectedHeadOid"), bool(values.get("jump"))
    entry = operations.enqueue(thread, asking.token.user, sha=sha, jump=jump)
    return {"mergeQueueEntry": view.view("MergeQueueEntry", entry)}


def dequeue(asking: Asking, values: Input) -> dict[str, Any]:
    view, thread = find_thread(asking, values["id"], "PullRequest")
    entry = operations.dequeue(thread, asking.token.user)
    return {"mergeQueueEntry": view.view("MergeQueueEntry", entry)}
