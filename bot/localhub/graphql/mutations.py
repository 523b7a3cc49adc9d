"""Mutations: each is one operation, with GitHub's own input and payload.

They run one after the other; a failed one is null with an entry under `errors`, and the later ones still run.
"""

import base64
import binascii
from collections.abc import Callable
from functools import partial
from typing import Any

from bot.localhub.access import check_permission, speaking
from bot.localhub.git import ZERO
from bot.localhub.graphql.view import Asking, Ref, Viewed, find_node, find_ref, not_found
from bot.localhub.operations import branches, merges, pulls, queues, reviews, threads
from bot.localhub.operations.refusal import RequestError, require_role
from bot.localhub.state.accounts import User
from bot.localhub.state.conversation import REACTIONS
from bot.localhub.state.threads import LocalThread, Merging

Input = dict[str, Any]
#: Returns the object with a global id.
Find = Callable[..., Any]
#: Changes an object, and returns the payload.
Change = Callable[[Viewed, Input, Find], Input]
#: A key of the input that names an object, and the types it may have.
Subject = tuple[str, ...]


def mutate(asking: Asking, name: str, values: Input) -> Input:
    needs, (key, *kinds), change = MUTATIONS[name]
    view = find_node(asking, values[key], *kinds) if kinds else find_branch(asking, values[key])
    check_permission(asking.token, needs or speaking(thread_of(view)), view.repository)
    payload = change(view, values, lambda id, *kinds: find_node(asking, id, *kinds).value)
    said: Input = view.show({**payload, "actor": view.viewer})
    return {**said, "clientMutationId": values.get("clientMutationId")}


def find_branch(asking: Asking, named: Input) -> Viewed:
    found = asking.world.repositories.get(str(named.get("repositoryNameWithOwner")).lower())
    if found is None or not named.get("branchName"):
        raise not_found("Could not resolve the branch.")
    name = named["branchName"].removeprefix("refs/heads/")
    return Viewed("Ref", Ref(f"refs/heads/{name}", ""), found, asking.token.user)


def thread_of(view: Viewed) -> LocalThread:
    known = view.repository.threads.values()
    return next(thread for thread in known if view.value is thread or view.value in thread.comments)


def changing(field: str, change: Callable[[Any, User, Input], object]) -> Change:
    """Return a change whose payload is the changed object, under the name of a field."""

    def mutation(view: Viewed, values: Input, _: Find) -> Input:
        change(view.value, view.viewer, values)
        return {field: view.value}

    return mutation


def plainly(operation: Callable[..., object], **how: bool) -> Callable[[Any, User, Input], object]:
    """Return a change by an operation that needs nothing else from the input."""
    return lambda subject, user, _: operation(subject, user, **how)


def create_ref(view: Viewed, values: Input, _: Find) -> Input:
    branches.move_ref(view.repository, view.viewer, values["name"], values["oid"], create=True)
    return {"ref": find_ref(view.repository, values["name"])}


def update_refs(view: Viewed, values: Input, _: Find) -> Input:
    """Create, move and delete branches, all or none; zeros stand for none."""
    moves = []
    for each in values["refUpdates"]:
        new = None if each["afterOid"] == ZERO else each["afterOid"]
        moves.append(branches.Move(each["name"], new, each.get("beforeOid"), each["force"]))
    branches.move_refs(view.repository, view.viewer, moves)
    return {}


def create_commit_on_branch(view: Viewed, values: Input, _: Find) -> Input:
    """Put a commit on a branch that is at the expected one; its author is the viewer."""
    repository, branch, head = view.repository, view.value.branch, values["expectedHeadOid"]
    changes, message = values.get("fileChanges") or {}, values["message"]
    files: dict[str, bytes | None] = {file["path"]: None for file in changes.get("deletions") or ()}
    for path in files:
        if repository.git.resolve(f"{head}:{path}") is None:
            raise RequestError(422, f"A path was requested for deletion which does not exist: {path}")
    files |= {file["path"]: decode(file["contents"]) for file in changes.get("additions") or ()}
    text = f"{message['headline']}\n\n{message['body']}" if message.get("body") else message["headline"]
    commit = branches.commit_files(repository, view.viewer, branch, files, text, head=head)
    return {"commit": commit, "ref": find_ref(repository, branch)}


def decode(text: str) -> bytes:
    """Return the content of a Base64 text; GitHub requires padding."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise RequestError(422, "A path was requested for addition with contents that are not Base64.") from error


def create_pull_request(view: Viewed, values: Input, find: Find) -> Input:
    head = values["headRefName"]
    if values.get("headRepositoryId"):
        head = f"{find(values['headRepositoryId'], 'Repository').owner.login}:{head}"
    thread = pulls.open_pull(
        view.repository,
        view.viewer,
        title=values["title"],
        body=values.get("body") or "",
        head=head.removeprefix("refs/heads/"),
        base=values["baseRefName"].removeprefix("refs/heads/"),
        draft=values["draft"],
        maintainers_may_push=values["maintainerCanModify"],
    )
    return {"pullRequest": thread}


def create_issue(view: Viewed, values: Input, find: Find) -> Input:
    labels = [find(id, "Label").name for id in values.get("labelIds") or ()]
    body = values.get("body") or ""
    return {"issue": threads.open_issue(view.repository, view.viewer, values["title"], body, labels)}


def update_thread(thread: LocalThread, user: User, values: Input) -> None:
    if values.get("baseRefName"):
        raise RequestError(501, "the local GitHub does not serve a change of the base")
    threads.edit_thread(thread, user, title=values.get("title"), body=values.get("body"))
    match values.get("state"):
        case "CLOSED":
            threads.close_thread(thread, user)
        case "OPEN":
            threads.reopen_thread(thread, user)


def close(thread: LocalThread, user: User, values: Input) -> None:
    reason = values.get("stateReason")
    threads.close_thread(thread, user, reason.lower() if reason else None)


def delete_issue(view: Viewed, _values: Input, _: Find) -> Input:
    threads.delete_issue(view.value, view.viewer)
    return {"repository": view.repository}


def update_issue_comment(view: Viewed, values: Input, _: Find) -> Input:
    threads.edit_comment(thread_of(view), view.value, view.viewer, values["body"])
    return {"issueComment": view.value}


def add_comment(view: Viewed, values: Input, _: Find) -> Input:
    comment = threads.create_comment(view.value, view.viewer, values["body"])
    return {"commentEdge": {"node": comment, "cursor": str(len(view.value.comments))}, "subject": view.value}


def create_label(view: Viewed, values: Input, _: Find) -> Input:
    require_role(view.repository, view.viewer, "triage")
    words = (values["name"], values["color"], values.get("description") or "")
    return {"label": threads.create_label(view.repository, *words)}


def add_labels(view: Viewed, values: Input, find: Find) -> Input:
    threads.add_labels(view.value, view.viewer, [find(id, "Label").name for id in values["labelIds"]])
    return {"labelable": view.value}


def remove_labels(view: Viewed, values: Input, find: Find) -> Input:
    """Take labels off a thread; a label that it does not have is no error here."""
    for label in [find(id, "Label") for id in values["labelIds"]]:
        if label in view.value.labels:
            threads.remove_label(view.value, view.viewer, label.name)
    return {"labelable": view.value}


def add_reaction(view: Viewed, values: Input, _: Find) -> Input:
    content = next(name for name, shouted in REACTIONS.items() if shouted == values["content"])
    reaction, _fresh = threads.add_reaction(view.repository.world, view.value, view.viewer, content)
    return {"reaction": reaction, "subject": view.value}


def add_review(view: Viewed, values: Input, _: Find) -> Input:
    made = reviews.create_review(
        view.value,
        view.viewer,
        event=values.get("event") or "",
        body=values.get("body") or "",
        commit=values.get("commitOID"),
        comments=values.get("comments") or (),
    )
    return {"pullRequestReview": made}


def merge(operation: Callable[..., object], thread: LocalThread, user: User, values: Input) -> None:
    """Merge a pull request now or later, if its head is still the one that was looked at."""
    merging = Merging(values["mergeMethod"].lower(), values.get("commitHeadline"), values.get("commitBody"))
    operation(thread, user, merging, sha=values.get("expectedHeadOid"))


def enqueue(view: Viewed, values: Input, _: Find) -> Input:
    sha, jump = values.get("expectedHeadOid"), bool(values.get("jump"))
    return {"mergeQueueEntry": queues.enqueue(view.value, view.viewer, sha=sha, jump=jump)}


def dequeue(view: Viewed, _values: Input, _: Find) -> Input:
    return {"mergeQueueEntry": queues.dequeue(view.value, view.viewer)}


CONTENTS, ISSUES, PULLS = "contents:write", "issues:write", "pull_requests:write"
BRANCH: Subject = ("branch",)
REPOSITORY: Subject = ("repositoryId", "Repository")
ISSUE: Subject = ("issueId", "Issue")
PULL: Subject = ("pullRequestId", "PullRequest")
LABELABLE: Subject = ("labelableId", "Issue", "PullRequest")
LOCKABLE: Subject = ("lockableId", "Issue", "PullRequest")
#: The permission that each needs, "" if that depends on the thread, on what it changes, and how.
MUTATIONS: dict[str, tuple[str, Subject, Change]] = {
    "createRef": (CONTENTS, REPOSITORY, create_ref),
    "updateRefs": (CONTENTS, REPOSITORY, update_refs),
    "createCommitOnBranch": (CONTENTS, BRANCH, create_commit_on_branch),
    "createIssue": (ISSUES, REPOSITORY, create_issue),
    "updateIssue": (ISSUES, ("id", "Issue"), changing("issue", update_thread)),
    "closeIssue": (ISSUES, ISSUE, changing("issue", close)),
    "reopenIssue": (ISSUES, ISSUE, changing("issue", plainly(threads.reopen_thread))),
    "deleteIssue": (ISSUES, ISSUE, delete_issue),
    "lockLockable": (ISSUES, LOCKABLE, changing("lockedRecord", plainly(threads.lock_thread, locked=True))),
    "unlockLockable": (ISSUES, LOCKABLE, changing("unlockedRecord", plainly(threads.lock_thread, locked=False))),
    "addComment": ("", ("subjectId", "Issue", "PullRequest"), add_comment),
    "updateIssueComment": ("", ("id", "IssueComment"), update_issue_comment),
    "addReaction": ("", ("subjectId", "Issue", "PullRequest", "IssueComment"), add_reaction),
    "createLabel": ("issues,pull_requests:write", REPOSITORY, create_label),
    "addLabelsToLabelable": ("", LABELABLE, add_labels),
    "removeLabelsFromLabelable": ("", LABELABLE, remove_labels),
    "createPullRequest": (PULLS, REPOSITORY, create_pull_request),
    "updatePullRequest": (PULLS, PULL, changing("pullRequest", update_thread)),
    "closePullRequest": (PULLS, PULL, changing("pullRequest", close)),
    "reopenPullRequest": (PULLS, PULL, changing("pullRequest", plainly(threads.reopen_thread))),
    "addPullRequestReview": (PULLS, PULL, add_review),
    "mergePullRequest": (CONTENTS, PULL, changing("pullRequest", partial(merge, merges.merge_pull))),
    "enablePullRequestAutoMerge": (CONTENTS, PULL, changing("pullRequest", partial(merge, queues.enable_auto_merge))),
    "disablePullRequestAutoMerge": (CONTENTS, PULL, changing("pullRequest", plainly(queues.disable_auto_merge))),
    "enqueuePullRequest": (PULLS, PULL, enqueue),
    "dequeuePullRequest": (PULLS, ("id", "PullRequest"), dequeue),
}
