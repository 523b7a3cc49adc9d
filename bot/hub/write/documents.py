"""GraphQL documents of several mutations. Pure.

GitHub runs the fields of a document one after the other, each seeing what the earlier ones did, and goes on after one
that failed: what must not happen then belongs in a later document.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.hub.read.node_ids import NodeIds, draft_name
from bot.workflow.changes import (
    AddLabel,
    Change,
    CloseIssue,
    ClosePull,
    DeleteBranch,
    Dequeue,
    DisableAutoMerge,
    EditComment,
    EditPull,
    EnableAutoMerge,
    Enqueue,
    Files,
    Merge,
    MergeCommit,
    React,
    RemoveLabel,
    WriteComment,
)
from bot.workflow.labels import Label

#: The mutations that people are told of, of which GitHub allows few.
CONTENTS = frozenset({"addComment", "createPullRequest"})
#: What stands for "no commit" where a ref is created or deleted.
NOWHERE = "0" * 40


@dataclass(frozen=True, slots=True)
class Field:
    """One mutation with its input; `answer` is what is selected of its payload."""

    mutation: str
    input: Mapping[str, Any]
    answer: str = "clientMutationId"


@dataclass(frozen=True, slots=True)
class Document:
    """A document to send; its fields answer under the names f0, f1, ..."""

    text: str
    variables: dict[str, Any]
    contents: int


def write_document(fields: Sequence[Field]) -> Document:
    """Return the document that carries out some mutations in their order."""
    types = (f"{field.mutation[0].upper()}{field.mutation[1:]}Input!" for field in fields)
    parameters = ", ".join(f"$f{n}: {type}" for n, type in enumerate(types))
    lines = "\n".join(f"  f{n}: {f.mutation}(input: $f{n}) {{ {f.answer} }}" for n, f in enumerate(fields))
    return Document(
        text=f"mutation Apply({parameters}) {{\n{lines}\n}}",
        variables={f"f{n}": dict(field.input) for n, field in enumerate(fields)},
        contents=sum(field.mutation in CONTENTS for field in fields),
    )


def create_ref(repository: str, branch: str, commit: str) -> Field:
    """Return the mutation that creates a branch."""
    return Field("createRef", {"repositoryId": repository, "name": f"refs/heads/{branch}", "oid": commit})


def create_label(repository: str, label: Label) -> Field:
    """Return the mutation that creates a label."""
    values = {"name": label.name, "color": label.color, "description": label.description}
    return Field("createLabel", {"repositoryId": repository, **values}, "label { id }")


def move_refs(repository: str, *moves: tuple[str, str, str]) -> Field:
    """Return the mutation that moves branches, all or none, each (branch, from, to) only from where it is thought."""
    updates = [
        {"name": f"refs/heads/{branch}", "beforeOid": before, "afterOid": after, "force": True}
        for branch, before, after in moves
    ]
    return Field("updateRefs", {"repositoryId": repository, "refUpdates": updates})


def commit_files(repository: str, branch: str, base: str, files: Files, message: str) -> Field:
    """Return the mutation that puts one commit on a branch (of "owner/name") that stands at `base`.

    GitHub signs it, and its author is always who asks.
    """
    title, _, body = message.partition("\n\n")
    additions = [
        {"path": path, "contents": base64.b64encode(text.encode()).decode()}
        for path, text in files.items()
        if text is not None
    ]
    deletions = [{"path": path} for path, text in files.items() if text is None]
    values = {
        "branch": {"repositoryNameWithOwner": repository, "branchName": branch},
        "expectedHeadOid": base,
        "message": {"headline": title, "body": body},
        "fileChanges": {"additions": additions, "deletions": deletions},
    }
    return Field("createCommitOnBranch", values, "commit { oid tree { oid } }")


def open_pull(repository: str, branch: str, base: str, title: str, body: str) -> Field:
    """Return the mutation that opens a pull request."""
    values = {"repositoryId": repository, "headRefName": branch, "baseRefName": base, "title": title, "body": body}
    return Field("createPullRequest", values, "pullRequest { id number }")


def merge_pull(pull: str, head: str, merging: MergeCommit, *, later: bool = False) -> Field:
    """Return the mutation that merges a pull request whose head is `head`, now or once nothing is missing.

    A rebased commit keeps its own words.
    """
    own = merging.method == "rebase"
    words = {} if own else {"commitHeadline": merging.title, "commitBody": merging.message}
    values = {"pullRequestId": pull, "expectedHeadOid": head, "mergeMethod": merging.method.upper(), **words}
    return Field("enablePullRequestAutoMerge" if later else "mergePullRequest", values)


def way_field(change: Change, nodes: NodeIds) -> Field:
    """Return the mutation that sets a pull request on its way into its base, or takes it back."""
    match change:
        case Merge(pull, head, merging):
            return merge_pull(nodes.threads[pull], head, merging)
        case EnableAutoMerge(pull, head, merging):
            return merge_pull(nodes.threads[pull], head, merging, later=True)
        case DisableAutoMerge(pull):
            return Field("disablePullRequestAutoMerge", {"pullRequestId": nodes.threads[pull]})
        case Enqueue(pull, head):
            return enqueue_pull(nodes.threads[pull], head)
        case Dequeue(pull):
            return dequeue_pull(nodes.threads[pull])
    raise TypeError(type(change).__name__)


def enqueue_pull(pull: str, head: str) -> Field:
    """Return the mutation that puts a pull request whose head is `head` in its branch's merge queue.

    Unlike an order to merge later it needs no setting of the repository, and words and method are the queue's.
    """
    return Field("enqueuePullRequest", {"pullRequestId": pull, "expectedHeadOid": head})


def dequeue_pull(pull: str) -> Field:
    """Return the mutation that takes a pull request out of the merge queue, where its branch is locked."""
    return Field("dequeuePullRequest", {"id": pull})


def small_field(change: Change, nodes: NodeIds) -> Field | None:
    """Return the mutation for a small change, None where the id that it needs is not known."""
    try:
        match change:
            case WriteComment(number, body):
                return Field("addComment", {"subjectId": nodes.threads[number], "body": body})
            case EditComment(comment, body):
                return Field("updateIssueComment", {"id": nodes.comments[comment], "body": body})
            case React(comment, content):
                return Field("addReaction", {"subjectId": nodes.comments[comment], "content": content.upper()})
            case AddLabel(number, name):
                labels = {"labelableId": nodes.threads[number], "labelIds": [nodes.labels[name]]}
                return Field("addLabelsToLabelable", labels)
            case RemoveLabel(number, name):
                labels = {"labelableId": nodes.threads[number], "labelIds": [nodes.labels[name]]}
                return Field("removeLabelsFromLabelable", labels)
            case CloseIssue(number, reason):
                return Field("closeIssue", {"issueId": nodes.threads[number], "stateReason": reason.upper()})
            case EditPull(number, title, body):
                words = {"pullRequestId": nodes.threads[number], "title": title, "body": body}
                return Field("updatePullRequest", words)
            case ClosePull(number):
                return Field("closePullRequest", {"pullRequestId": nodes.threads[number]})
            case DeleteBranch(branch):
                names = (branch, *({draft_name(branch)} & set(nodes.tips)))
                return move_refs(nodes.repository, *((name, nodes.tips[name].commit, NOWHERE) for name in names))
    except KeyError:
        return None
    raise TypeError(type(change).__name__)
