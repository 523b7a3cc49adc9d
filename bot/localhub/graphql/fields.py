"""The fields of repositories, git objects, issues and what both kinds of threads have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any

import graphql

from bot.localhub.git.objects import GitCommit, Signature
from bot.localhub.graphql.queues import queue_of
from bot.localhub.graphql.view import Resolver, Viewed, make_page, not_found
from bot.localhub.operations.mergeability import read_checks, sum_up
from bot.localhub.representations.names import node_id, time
from bot.localhub.state.repositories import LocalThread

#: GitHub cuts blobs off here, in bytes.
LONGEST_TEXT = 512_000
#: The events that are served, by the name of their item type.
EVENTS = {
    "LABELED_EVENT": "labeled",
    "UNLABELED_EVENT": "unlabeled",
    "CLOSED_EVENT": "closed",
    "REOPENED_EVENT": "reopened",
    "ADDED_TO_MERGE_QUEUE_EVENT": "added_to_merge_queue",
    "REMOVED_FROM_MERGE_QUEUE_EVENT": "removed_from_merge_queue",
}
EVENT_TYPES = {
    "labeled": "LabeledEvent",
    "unlabeled": "UnlabeledEvent",
    "closed": "ClosedEvent",
    "reopened": "ReopenedEvent",
    "added_to_merge_queue": "AddedToMergeQueueEvent",
    "removed_from_merge_queue": "RemovedFromMergeQueueEvent",
}
#: REST's names of reactions, and GraphQL's.
REACTIONS: dict[str, str] = {
    "+1": "THUMBS_UP", "-1": "THUMBS_DOWN", "laugh": "LAUGH", "confused": "CONFUSED", "heart": "HEART",
    "hooray": "HOORAY", "rocket": "ROCKET", "eyes": "EYES",
}  # fmt: skip


def pulls(view: Viewed, args: Mapping[str, Any], *, at: str | None = None) -> dict[str, Any]:
    """Return the pull requests from a branch of this name, in any state, in the order that is asked for.

    With `at` only those from that branch of this repository, not from a fork's.
    """
    head, base, states = args.get("headRefName"), args.get("baseRefName"), args.get("states")
    threads = [
        thread
        for thread in view.repository.threads.values()
        if thread.pull
        and (head is None or thread.pull.head_branch == head)
        and (base is None or thread.pull.base_branch == base)
        and (at is None or (thread.pull.head_branch == at and thread.pull.head_repository is view.repository))
        and (not states or pull_state(thread) in states)
    ]
    return make_page([view.thread(thread) for thread in sort_threads(threads, args)], args)


def issues(view: Viewed, args: Mapping[str, Any]) -> dict[str, Any]:
    """Return the issues in some states, of those that moved since a time if one is given."""
    wanted = args.get("filterBy") or {}
    states = args.get("states") or wanted.get("states") or ["OPEN", "CLOSED"]
    since, author, mentioned = (wanted.get(name) for name in ("since", "createdBy", "mentioned"))
    labels = set(args.get("labels") or ())
    threads = [
        thread
        for thread in view.repository.threads.values()
        if not thread.pull
        and thread.state.upper() in states
        and (not labels or labels & {label.name for label in thread.labels})
        and (since is None or thread.updated >= datetime.fromisoformat(since))
        and (author is None or thread.author.login.lower() == author.lower())
        and (mentioned is None or f"@{mentioned}".lower() in thread.body.lower())
        and wanted.get("assignee") is None  # nobody is assigned here
    ]
    return make_page([view.thread(thread) for thread in sort_threads(threads, args)], args)


def labels(view: Viewed, args: Mapping[str, Any]) -> dict[str, Any]:
    """Return the repository's labels, of those whose name or description holds a text if one is given."""
    query = (args.get("query") or "").lower()
    found = [label for label in view.repository.labels if query in f"{label.name} {label.description or ''}".lower()]
    order = args.get("orderBy") or {"field": "CREATED_AT", "direction": "ASC"}
    found.sort(key=attrgetter("name" if order["field"] == "NAME" else "id"), reverse=order["direction"] == "DESC")
    return view.views("Label", found, args)


def sort_threads(threads: list[LocalThread], args: Mapping[str, Any]) -> list[LocalThread]:
    """Return threads in the order that is asked for, else the oldest first."""
    order = args.get("orderBy") or {"field": "CREATED_AT", "direction": "ASC"}
    moment = attrgetter("updated" if order["field"] == "UPDATED_AT" else "number")
    return sorted(threads, key=moment, reverse=order["direction"] == "DESC")


def pull_state(thread: LocalThread) -> str:
    return "MERGED" if thread.pull and thread.pull.merged else thread.state.upper()


def find_thread(view: Viewed, number: int, kind: str = "") -> Viewed:
    """Return a thread by its number; GitHub makes a missing one an error of type NOT_FOUND."""
    thread = view.repository.threads.get(number)
    if thread and not thread.pull and not view.repository.has_issues:
        thread = None
    if thread is None or (kind and view.thread(thread).kind != kind):
        words = {"Issue": "an Issue", "PullRequest": "a PullRequest"}.get(kind, "an issue or pull request")
        raise not_found(f"Could not resolve to {words} with the number of {number}.")
    return view.thread(thread)


def history(view: Viewed, args: Mapping[str, Any]) -> dict[str, Any]:
    """Return the commits up to this one, of those that change a file if one is given."""
    commits = view.repository.git.log(view.value[0], 1000, args.get("path"))
    return view.views("Commit", [(commit.sha, b"") for commit in commits], args)


def commit_of(view: Viewed) -> GitCommit:
    commit = view.repository.git.read_commit(view.value[0])
    if commit is None:
        raise TypeError(view.kind)
    return commit


def account(view: Viewed) -> Viewed | None:
    """Return the person whose address signed, None if it is nobody's or a Bot's."""
    signed: Signature = view.value
    users = (
        user for user in view.repository.world.users.values() if user.email == signed.email and user.kind == "User"
    )
    return view.view("User", next(users, None))


def rollup(view: Viewed) -> Viewed | None:
    """Return what all checks of a commit say together, None where there are none."""
    word = sum_up(read_checks(view.repository, view.value[0]))
    return view.view("StatusCheckRollup", (view.value[0], word.upper()) if word else None)


def entries(view: Viewed) -> list[dict[str, Any]]:
    lines = view.repository.git.tree(view.value[0])
    return [{"name": line.path, "oid": line.sha, "type": line.type, "mode": int(line.mode, 8)} for line in lines]


def timeline(view: Viewed, args: Mapping[str, Any]) -> dict[str, Any]:
    """Return what happened to labels, the state and the merge queue; of other events nothing is served."""
    wanted = args.get("itemTypes") or ["every event"]
    unknown = [name for name in wanted if name not in EVENTS]
    if unknown:
        raise graphql.GraphQLError(f"the local GitHub does not serve {unknown[0]} in timelineItems")
    kinds = {EVENTS[name] for name in wanted}
    found = [event for event in view.value.timeline if event.event in kinds]
    return make_page([view.view(EVENT_TYPES[event.event], event) for event in found], args)


THREAD: dict[str, Resolver] = {
    "id": lambda v: node_id(v.kind, v.value.id),
    "number": lambda v: v.value.number,
    "title": lambda v: v.value.title,
    "body": lambda v: v.value.body,
    "createdAt": lambda v: time(v.value.created),
    "updatedAt": lambda v: time(v.value.updated),
    "closedAt": lambda v: time(v.value.closed),
    "closed": lambda v: v.value.state == "closed",
    "locked": lambda v: v.value.locked,
    "lastEditedAt": lambda v: time(v.value.edited),
    "editor": lambda v: v.person(v.value.edits[-1].editor) if v.value.edits else None,
    "userContentEdits": lambda v, **args: v.views("UserContentEdit", v.value.edits[::-1], args),
    "author": lambda v: v.person(v.value.author),
    "viewerDidAuthor": lambda v: v.value.author is v.viewer,
    "labels": lambda v, **args: v.views("Label", v.value.labels, args),
    "comments": lambda v, **args: v.views("IssueComment", v.value.comments, args),
    "timelineItems": lambda v, **args: timeline(v, args),
}
PERSON: dict[str, Resolver] = {
    "id": lambda v: node_id("User", v.value.id),
    "login": lambda v: v.value.login,
    "databaseId": lambda v: v.value.id,
    "createdAt": lambda v: time(v.value.created),
}
OBJECT: dict[str, Resolver] = {"oid": lambda v: v.value[0]}
EVENT: dict[str, Resolver] = {
    "id": lambda v: node_id(v.kind, v.value.id),
    "actor": lambda v: v.person(v.value.actor),
    "createdAt": lambda v: time(v.value.created),
}
LABELING: dict[str, Resolver] = {**EVENT, "label": lambda v: v.view("Label", v.value.label)}
FIELDS: dict[str, dict[str, Resolver]] = {
    "Repository": {
        "id": lambda v: node_id("Repository", v.repository.id),
        "databaseId": lambda v: v.repository.id,
        "nameWithOwner": lambda v: v.repository.full_name,
        "squashMergeAllowed": lambda v: v.repository.settings["allow_squash_merge"],
        "mergeCommitAllowed": lambda v: v.repository.settings["allow_merge_commit"],
        "rebaseMergeAllowed": lambda v: v.repository.settings["allow_rebase_merge"],
        "isArchived": lambda v: v.repository.archived,
        "isPrivate": lambda v: v.repository.private,
        "hasIssuesEnabled": lambda v: v.repository.has_issues,
        "autoMergeAllowed": lambda v: v.repository.settings["allow_auto_merge"],
        "deleteBranchOnMerge": lambda v: v.repository.settings["delete_branch_on_merge"],
        "defaultBranchRef": lambda v: v.ref(v.repository.default_branch),
        "ref": lambda v, **args: v.ref(args["qualifiedName"]),
        "label": lambda v, name: v.view("Label", v.repository.label(name)),
        "mergeQueue": queue_of,
        "labels": lambda v, **args: labels(v, args),
        "pullRequests": lambda v, **args: pulls(v, args),
        "issues": lambda v, **args: issues(v, args),
        "issue": lambda v, number: find_thread(v, number, "Issue"),
        "pullRequest": lambda v, number: find_thread(v, number, "PullRequest"),
        "issueOrPullRequest": lambda v, number: find_thread(v, number),
        "object": lambda v, expression=None, oid=None: v.object(expression or oid),
    },
    "Ref": {
        "id": lambda v: node_id("Ref", f"{v.repository.id}:{v.value[0]}"),
        "name": lambda v: v.value[0].removeprefix("refs/heads/"),
        "target": lambda v: v.object(v.value[1]),
        "associatedPullRequests": lambda v, **args: pulls(v, args, at=v.value[0].removeprefix("refs/heads/")),
    },
    "Commit": {
        **OBJECT,
        "message": lambda v: commit_of(v).message,
        "tree": lambda v: v.object(f"{v.value[0]}^{{tree}}"),
        "parents": lambda v, **args: v.views("Commit", [(sha, b"") for sha in commit_of(v).parents], args),
        "author": lambda v: v.view("GitActor", commit_of(v).author),
        "committer": lambda v: v.view("GitActor", commit_of(v).committer),
        "history": lambda v, **args: history(v, args),
        "statusCheckRollup": rollup,
        "signature": lambda v: v.view("GpgSignature", v.value[0] if v.value[0] in v.repository.signed else None),
    },
    "GpgSignature": {"wasSignedByGitHub": lambda _: True, "isValid": lambda _: True},
    "GitActor": {"name": lambda v: v.value.name, "email": lambda v: v.value.email, "user": account},
    "StatusCheckRollup": {"state": lambda v: v.value[1]},
    "Tree": {**OBJECT, "entries": entries},
    "Blob": {
        **OBJECT,
        "text": lambda v: None if b"\0" in v.value[1] else v.value[1][:LONGEST_TEXT].decode("utf-8", "replace"),
        "isBinary": lambda v: b"\0" in v.value[1],
        "isTruncated": lambda v: len(v.value[1]) > LONGEST_TEXT,
        "byteSize": lambda v: len(v.value[1]),
    },
    "Issue": {
        **THREAD,
        "state": lambda v: v.value.state.upper(),
        "stateReason": lambda v, **args: v.value.reason.upper() if v.value.reason else None,
    },
    "IssueComment": {
        "id": lambda v: node_id("IssueComment", v.value.id),
        "fullDatabaseId": lambda v: str(v.value.id),
        "body": lambda v: v.value.body,
        "createdAt": lambda v: time(v.value.created),
        "updatedAt": lambda v: time(v.value.updated),
        "lastEditedAt": lambda v: time(v.value.edited),
        "editor": lambda v: v.person(v.value.editor) if v.value.editor else None,
        "viewerDidAuthor": lambda v: v.value.author is v.viewer,
        "author": lambda v: v.person(v.value.author),
    },
    "UserContentEdit": {
        "id": lambda v: node_id("UserContentEdit", v.value.id),
        "editor": lambda v: v.person(v.value.editor),
        "editedAt": lambda v: time(v.value.created),
        "createdAt": lambda v: time(v.value.created),
        "updatedAt": lambda v: time(v.value.created),
        "diff": lambda v: v.value.text,
    },
    "Reaction": {
        "id": lambda v: node_id("Reaction", v.value.id),
        "content": lambda v: REACTIONS[v.value.content],
        "user": lambda v: v.view("User", v.value.user),
    },
    "LabeledEvent": LABELING,
    "UnlabeledEvent": LABELING,
    "ClosedEvent": EVENT,
    "ReopenedEvent": EVENT,
    "AddedToMergeQueueEvent": EVENT,
    "RemovedFromMergeQueueEvent": {**EVENT, "reason": lambda v: v.value.reason},
    "Label": {
        "id": lambda v: node_id("Label", v.value.id),
        "name": lambda v: v.value.name,
        "color": lambda v: v.value.color,
        "description": lambda v: v.value.description or None,
    },
    **dict.fromkeys(("User", "Bot", "Organization", "Mannequin"), PERSON),
}
