"""The fields of the merge queue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.localhub.graphql.view import Resolver, Viewed
from bot.localhub.operations.queues import judge_group
from bot.localhub.representations.names import node_id, time
from bot.localhub.state.repositories import QueueEntry


def queue_of(view: Viewed, branch: str | None = None) -> Viewed | None:
    """Return the merge queue of a branch, by default of the default one, None where it has none."""
    method = view.repository.queue_method(branch or view.repository.default_branch)
    return view.view("MergeQueue", view.repository if method else None)


def entry_of(view: Viewed) -> Viewed | None:
    return view.view("MergeQueueEntry", view.repository.queue_entry(view.value))


def entries(view: Viewed, args: Mapping[str, Any]) -> dict[str, Any]:
    return view.views("MergeQueueEntry", view.repository.queue, args)


def position(entry: QueueEntry) -> int:
    """Return an entry's place, the front being 1; one that has left stands nowhere."""
    return entry.repository.queue.index(entry) + 1 if entry in entry.repository.queue else 0


FIELDS: dict[str, dict[str, Resolver]] = {
    "MergeQueue": {
        "id": lambda v: node_id("MergeQueue", v.repository.id),
        "entries": lambda v, **args: entries(v, args),
        "repository": lambda v: v.view("Repository", v.repository),
        "configuration": lambda v: v.view("MergeQueueConfiguration", v.repository),
    },
    "MergeQueueConfiguration": {
        "mergeMethod": lambda v: (v.repository.queue_method(v.repository.default_branch) or "").upper(),
        "mergingStrategy": lambda v: "ALLGREEN",
        "maximumEntriesToMerge": lambda v: 1,
        "minimumEntriesToMerge": lambda v: 1,
    },
    "MergeQueueEntry": {
        "id": lambda v: node_id("MergeQueueEntry", v.value.id),
        "position": lambda v: position(v.value),
        "state": lambda v: "MERGEABLE" if judge_group(v.value) == "success" else "AWAITING_CHECKS",
        "enqueuedAt": lambda v: time(v.value.since),
        "enqueuer": lambda v: v.person(v.value.by),
        "baseCommit": lambda v: v.object(v.value.base) if v.value.base else None,
        "headCommit": lambda v: v.object(v.value.group) if v.value.group else None,
        "jump": lambda v: False,
        "solo": lambda v: False,
        "mergeQueue": queue_of,
        "pullRequest": lambda v: v.thread(v.value.thread),
    },
}
