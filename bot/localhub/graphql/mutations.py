"""Mutations: each is one operation, with GitHub's own input and payload.

They run one after the other; a failed one is null with an entry under `errors`, and the later ones still run.
"""

from __future__ import annotations

import base64
import binascii
from typing import Any

import graphql

from bot.localhub import operations
from bot.localhub.access import check_permission, speaking
from bot.localhub.git import ZERO
from bot.localhub.graphql import editing, merges
from bot.localhub.graphql.editing import Input, Mutation, change_thread
from bot.localhub.graphql.fields import REACTIONS
from bot.localhub.graphql.nodes import find_node, find_thread
from bot.localhub.graphql.view import Asking, Viewed, not_found
from bot.localhub.operations.refusal import RequestError
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import LocalRepository, LocalThread


def mutate(asking: Asking, name: str, values: Input) -> dict[str, Any]:
    if name not in MUTATIONS:
        raise graphql.GraphQLError(f"the local GitHub does not serve Mutation.{name}")
    needs, operation = MUTATIONS[name]
    check_permission(asking.token, needs or speaking(subject_of(asking, values)), repository_of(asking, values))
    return {**operation(asking, values), "clientMutationId": values.get("clientMutationId")}


def repository_of(asking: Asking, values: Input) -> LocalRepository:
    if "branch" in values:
        return find_branch(asking, values["branch"])[0]
    id = next(id for key, id in values.items() if key == "id" or (key.endswith("Id") and key != "clientMutationId"))
    return find_node(asking, id).repository


def subject_of(asking: Asking, values: Input) -> LocalThread:
    """Return the thread in which something is said."""
    view = find_node(asking, next(values[key] for key in ("subjectId", "labelableId", "id") if key in values))
    return view.value if isinstance(view.value, LocalThread) else thread_of(view, view.value)


def thread_of(view: Viewed, comment: Any) -> LocalThread:
    return next(thread for thread in view.repository.threads.values() if comment in thread.comments)


def create_ref(asking: Asking, values: Input) -> dict[str, Any]:
    view = find_node(asking, values["repositoryId"], "Repository")
    operations.move_ref(view.repository, asking.token.user, values["name"], values["oid"], create=True)
    return {"ref": view.ref(values["name"])}


def update_refs(asking: Asking, values: Input) -> dict[str, Any]:
    """Create, move and delete branches, all or none; zeros stand for none."""
    view = find_node(asking, values["repositoryId"], "Repository")
    moves = [
        (move["name"], move.get("beforeOid"), None if move["afterOid"] == ZERO else move["afterOid"], move["force"])
        for move in values["refUpdates"]
    ]
    operations.move_refs(view.repository, asking.token.user, moves)
    return {}


def create_commit_on_branch(asking: Asking, values: Input) -> dict[str, Any]:
    """Put a commit on a branch that is at the expected one; its author is who asks."""
    repository, branch = find_branch(asking, values["branch"])
    changes, message = values.get("fileChanges") or {}, values["message"]
    files: dict[str, bytes | None] = {file["path"]: None for file in changes.get("deletions") or ()}
    for path in files:
        if repository.git.resolve(f"{values['expectedHeadOid']}:{path}") is None:
            raise RequestError(422, f"A path was requested for deletion which does not exist: {path}")
    files |= {file["path"]: decode(file["contents"]) for file in changes.get("additions") or ()}
    text = f"{message['headline']}\n\n{message['body']}" if message.get("body") else message["headline"]
    head = values["expectedHeadOid"]
    commit = operations.commit_files(repository, asking.token.user, branch, files, text, head=head)
    view = Viewed("Repository", repository, repository, asking.token.user)
    return {"commit": view.object(commit.sha), "ref": view.ref(branch)}


def find_branch(asking: Asking, named: Input) -> tuple[LocalRepository, str]:
    """Return a branch that a ref's id names, or its repository's and its own name."""
    if named.get("id"):
        view = find_node(asking, named["id"], "Ref")
        return view.repository, view.value[0].removeprefix("refs/heads/")
    found = asking.world.repositories.get(str(named.get("repositoryNameWithOwner")).lower())
    if found is None or not named.get("branchName"):
        raise not_found("Could not resolve the branch.")
    return found, named["branchName"].removeprefix("refs/heads/")


def decode(text: str) -> bytes:
    """Return what Base64 says; GitHub wants it padded."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise RequestError(422, "A path was requested for addition with contents that are not Base64.") from error


def create_pull_request(asking: Asking, values: Input) -> dict[str, Any]:
    view = find_node(asking, values["repositoryId"], "Repository")
    head = values["headRefName"]
    if values.get("headRepositoryId"):
        source = find_node(asking, values["headRepositoryId"], "Repository").repository
        head = f"{source.owner.login}:{head}"
    thread = operations.open_pull(
        view.repository,
        asking.token.user,
        title=values["title"],
        body=values.get("body") or "",
        head=head.removeprefix("refs/heads/"),
        base=values["baseRefName"].removeprefix("refs/heads/"),
        draft=values["draft"],
        maintainers_may_push=values["maintainerCanModify"],
    )
    return {"pullRequest": view.thread(thread)}


def update_pull_request(asking: Asking, values: Input) -> dict[str, Any]:
    view, thread = find_thread(asking, values["pullRequestId"], "PullRequest")
    user = asking.token.user
    operations.edit_thread(thread, user, title=values.get("title"), body=values.get("body"))
    if values.get("baseRefName"):
        raise RequestError(501, "the local GitHub does not serve a change of the base")
    editing.open_or_close(asking, thread, values)
    return {"pullRequest": view}


def close(thread: LocalThread, user: User, values: Input) -> None:
    reason = values.get("stateReason")
    operations.close_thread(thread, user, reason.lower() if reason else None)


def reopen(thread: LocalThread, user: User, _values: Input) -> None:
    operations.reopen_thread(thread, user)


def add_comment(asking: Asking, values: Input) -> dict[str, Any]:
    view, thread = find_thread(asking, values["subjectId"])
    comment = operations.create_comment(thread, asking.token.user, values["body"])
    edge = {"node": view.view("IssueComment", comment), "cursor": str(len(thread.comments))}
    return {"commentEdge": edge, "subject": view}


def update_issue_comment(asking: Asking, values: Input) -> dict[str, Any]:
    view = find_node(asking, values["id"], "IssueComment")
    thread = thread_of(view, view.value)
    operations.edit_comment(thread, view.value, asking.token.user, values["body"])
    return {"issueComment": view}


def create_label(asking: Asking, values: Input) -> dict[str, Any]:
    view = find_node(asking, values["repositoryId"], "Repository")
    operations.require_role(view.repository, asking.token.user, "triage")
    label = operations.create_label(view.repository, values["name"], values["color"], values.get("description") or "")
    return {"label": view.view("Label", label)}


def add_labels(asking: Asking, values: Input) -> dict[str, Any]:
    view, thread = find_thread(asking, values["labelableId"])
    names = [find_node(asking, id, "Label").value.name for id in values["labelIds"]]
    operations.add_labels(thread, asking.token.user, names)
    return {"labelable": view}


def remove_labels(asking: Asking, values: Input) -> dict[str, Any]:
    """Take labels off a thread; one that it does not have is no error here."""
    view, thread = find_thread(asking, values["labelableId"])
    for label in [find_node(asking, id, "Label").value for id in values["labelIds"]]:
        if label in thread.labels:
            operations.remove_label(thread, asking.token.user, label.name)
    return {"labelable": view}


def add_reaction(asking: Asking, values: Input) -> dict[str, Any]:
    view = find_node(asking, values["subjectId"], "Issue", "PullRequest", "IssueComment")
    content = next(name for name, shouted in REACTIONS.items() if shouted == values["content"])
    reaction, _ = operations.add_reaction(asking.world, view.value, asking.token.user, content)
    return {"reaction": view.view("Reaction", reaction), "subject": view}


#: The permission that each asks of a token, "" where that depends on the thread, and what it does.
MUTATIONS: dict[str, tuple[str, Mutation]] = {
    **editing.MUTATIONS,
    "createRef": ("contents:write", create_ref),
    "updateRefs": ("contents:write", update_refs),
    "createCommitOnBranch": ("contents:write", create_commit_on_branch),
    "createPullRequest": ("pull_requests:write", create_pull_request),
    "updatePullRequest": ("pull_requests:write", update_pull_request),
    "closePullRequest": ("pull_requests:write", change_thread("pullRequestId", "pullRequest", close)),
    "reopenPullRequest": ("pull_requests:write", change_thread("pullRequestId", "pullRequest", reopen)),
    "closeIssue": ("issues:write", change_thread("issueId", "issue", close)),
    "reopenIssue": ("issues:write", change_thread("issueId", "issue", reopen)),
    "addComment": ("", add_comment),
    "updateIssueComment": ("", update_issue_comment),
    "createLabel": ("issues,pull_requests:write", create_label),
    "addLabelsToLabelable": ("", add_labels),
    "removeLabelsFromLabelable": ("", remove_labels),
    "addReaction": ("", add_reaction),
    "mergePullRequest": ("contents:write", merges.merge_pull_request),
    "enablePullRequestAutoMerge": ("contents:write", merges.enable_auto_merge),
    "disablePullRequestAutoMerge": ("contents:write", merges.disable_auto_merge),
    "enqueuePullRequest": ("pull_requests:write", merges.enqueue),
    "dequeuePullRequest": ("pull_requests:write", merges.dequeue),
}
