"""Applies a Change through GitHub's REST API. Every write can be repeated: what is there already is left as it is."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import quote

from github import GithubException

from bot.hub.gateway import Gateway, NotServedError
from bot.hub.read.file_cache import FileCache
from bot.hub.read.node_ids import NodeIds, Tip
from bot.hub.write.reports import Reporter
from bot.workflow.changes import (
    AddLabel,
    Change,
    CloseIssue,
    ClosePull,
    CommitFiles,
    DeleteBranch,
    Dequeue,
    DisableAutoMerge,
    EditComment,
    EditPull,
    EnableAutoMerge,
    Enqueue,
    Files,
    Merge,
    MergeByHand,
    MergeCommit,
    OpenPull,
    PushBranch,
    React,
    RebuildAndMerge,
    RemoveLabel,
    Report,
    WriteComment,
    WriteReview,
)
from bot.workflow.hub import MovedError
from bot.workflow.labels import LABELS
from bot.workflow.messages.pull import UPKEEP_BODY
from bot.workflow.thread import UPKEEP

#: How GitHub says that something is gone, no longer as the request supposes, or there already.
NOT_FOUND, NOT_ALLOWED, CONFLICT, UNPROCESSABLE = 404, 405, 409, 422


class Writer:
    """Carries changes out in one repository, one request after the other; `checkout` takes in the files it writes."""

    def __init__(self, gateway: Gateway, checkout: FileCache) -> None:
        self.gateway = gateway
        self.checkout = checkout
        self.reporter = Reporter(gateway)

    def apply(self, change: Change, nodes: NodeIds) -> int | None:
        """Carry out one change, and return the number of a pull request that it opened.

        Raise MovedError if GitHub does not stand as the change supposes.
        """
        rest = self.gateway.rest
        match change:
            case WriteComment(number, body):
                rest("POST", f"/issues/{number}/comments", contents=1, body=body)
            case EditComment(comment, body):
                rest("PATCH", f"/issues/comments/{comment}", body=body)
            case React(comment, content):
                rest("POST", f"/issues/comments/{comment}/reactions", content=content)
            case AddLabel(number, name):
                self.find_label(name, nodes)
                rest("POST", f"/issues/{number}/labels", labels=[name])
            case RemoveLabel(number, name):
                self.remove_label(number, name)
            case CloseIssue(number, reason):
                rest("PATCH", f"/issues/{number}", state="closed", state_reason=reason)
            case PushBranch(branch, base, head, files, message):
                self.set_branch(
                    branch, Tip(self.commit(base, files, message, nodes), message, (base,)), nodes, head=head
                )
            case OpenPull(branch, base, title, body):
                return self.open_pull(branch, base, title=title, body=body)
            case EditPull(number, title, body):
                rest("PATCH", f"/pulls/{number}", title=title, body=body)
            case ClosePull(number):
                rest("PATCH", f"/pulls/{number}", state="closed")
            case DeleteBranch(branch):
                self.delete_branch(branch, nodes)
            case RebuildAndMerge():
                self.land(change, nodes)
            case MergeByHand():
                self.join(change, nodes)
            case Merge(pull, head, merging):
                self.merge(pull, head, merging)
            case Report():
                self.reporter.report(change)
            case WriteReview():
                self.review(change)
            case CommitFiles(branch, base, files, message):
                self.advance(branch, self.commit(base, files, message, nodes))
            case EnableAutoMerge() | DisableAutoMerge() | Enqueue() | Dequeue():
                raise NotServedError("only GraphQL can merge later, or by the queue")
        return None

    def find_label(self, name: str, nodes: NodeIds) -> str:
        """Return the id of one of the bot's labels; a missing one is created, since GitHub would create it grey."""
        if name not in nodes.labels:
            label = LABELS[name]
            values: dict[str, Any] = {"name": label.name, "color": label.color, "description": label.description}
            try:
                nodes.labels[name] = self.gateway.rest("POST", "/labels", **values)["node_id"]
            except GithubException as error:
                if error.status != UNPROCESSABLE:
                    raise
                nodes.labels[name] = self.gateway.rest("GET", f"/labels/{quote(name)}")["node_id"]
        return nodes.labels[name]

    def remove_label(self, number: int, name: str) -> None:
        """Take a label off a thread, unless it is off already."""
        try:
            self.gateway.rest("DELETE", f"/issues/{number}/labels/{quote(name)}")
        except GithubException as error:
            if error.status != NOT_FOUND:
                raise

    def review(self, change: WriteReview) -> None:
        """Put all notes on the lines in one review; lines that the diff no longer has are not worth a failure."""
        notes = [
            {"path": note.path, "line": note.line, "side": "RIGHT", "body": note.body}
            | ({"start_line": note.first, "start_side": "RIGHT"} if note.first else {})
            for note in change.notes
        ]
        content: dict[str, Any] = {"commit_id": change.head, "body": change.body, "event": "COMMENT", "comments": notes}
        self.gateway.rest("POST", f"/pulls/{change.number}/reviews", contents=1, **content)

    def commit(self, base: str, files: Files, message: str, nodes: NodeIds, *, also: str | None = None) -> str:
        """Create a commit on top of `base` that no branch holds yet; `also` is a second parent."""
        rest = self.gateway.rest
        under = nodes.tree if base == nodes.head else rest("GET", f"/git/commits/{base}")["tree"]["sha"]
        entries = [
            {"path": path, "mode": "100644", "type": "blob"} | ({"sha": None} if text is None else {"content": text})
            for path, text in files.items()
        ]
        tree: str = rest("POST", "/git/trees", base_tree=under, tree=entries)["sha"]
        self.checkout.write(base, tree, files)
        parents = [base, also] if also else [base]
        sha: str = rest("POST", "/git/commits", message=message, tree=tree, parents=parents)["sha"]
        return sha

    def set_branch(self, branch: str, tip: Tip, nodes: NodeIds, *, head: str | None) -> None:
        """Make the bot's branch point to a commit; `head` None means that it does not exist yet."""
        try:
            if head is None:
                self.gateway.rest("POST", "/git/refs", ref=f"refs/heads/{branch}", sha=tip.commit)
            elif self.find_head(branch) == head:
                self.move(branch, tip.commit, force=True)
            else:
                raise MovedError(branch)
        except GithubException as error:
            if error.status != UNPROCESSABLE:
                raise
            raise MovedError(branch) from error
        nodes.tips[branch] = tip

    def find_head(self, branch: str) -> str | None:
        """Return the commit that a branch points to now, None if it is gone."""
        try:
            found: str = self.gateway.rest("GET", f"/git/ref/heads/{quote(branch)}")["object"]["sha"]
        except GithubException as error:
            if error.status != NOT_FOUND:
                raise
            return None
        return found

    def move(self, branch: str, commit: str, *, force: bool) -> None:
        """Point a branch to a commit."""
        self.gateway.rest("PATCH", f"/git/refs/heads/{quote(branch)}", sha=commit, force=force)

    def advance(self, branch: str, commit: str) -> None:
        """Move a shared branch forward; GitHub refuses if the commit is not on top of where it stands."""
        try:
            self.move(branch, commit, force=False)
        except GithubException as error:
            if error.status not in (CONFLICT, UNPROCESSABLE) or is_protection(error):
                raise
            raise MovedError(branch) from error

    def open_pull(self, branch: str, base: str, *, title: str, body: str) -> int:
        """Open the pull request and return its number; one that is there already has to be read first."""
        try:
            values = {"title": title, "body": body, "head": branch, "base": base}
            number: int = self.gateway.rest("POST", "/pulls", contents=1, **values)["number"]
        except GithubException as error:
            if error.status != UNPROCESSABLE or "already exists" not in str(error.data):
                raise
            raise MovedError(branch) from error
        return number

    def delete_branch(self, branch: str, nodes: NodeIds) -> None:
        """Delete a branch, unless it is gone or somebody pushed to it."""
        found = self.find_head(branch)
        if found is None or (branch in nodes.tips and found != nodes.tips[branch].commit):
            return
        try:
            self.gateway.rest("DELETE", f"/git/refs/heads/{quote(branch)}")
        except GithubException as error:
            if error.status not in (NOT_FOUND, UNPROCESSABLE):
                raise

    def land(self, change: RebuildAndMerge, nodes: NodeIds) -> None:
        """Put one commit on top of the base, and merge exactly that commit."""
        message = change.merging.text
        commit = self.commit(change.base, change.files, message, nodes)
        self.set_branch(change.branch, Tip(commit, message, (change.base,)), nodes, head=change.head)
        self.merge(change.pull, commit, change.merging)

    def join(self, change: MergeByHand, nodes: NodeIds) -> None:
        """Merge a hand-made request with the list; a protected branch takes only GitHub's own merge."""
        commit = self.commit(change.base, change.files, change.merging.text, nodes, also=change.head)
        try:
            self.advance(change.branch, commit)
        except GithubException as error:
            if not is_protection(error):
                raise
            self.merge(change.pull, change.head, change.merging)

    def prepare(self, change: CommitFiles, nodes: NodeIds) -> tuple[str, str]:
        """Put a commit on a branch of its own, unless it is there; return the branch and the commit."""
        branch = upkeep_branch(change.message)
        head = self.find_head(branch)
        if head:
            parents = self.gateway.rest("GET", f"/git/commits/{head}")["parents"]
            if [parent["sha"] for parent in parents] == [change.base]:
                return branch, head
        made = self.commit(change.base, change.files, change.message, nodes)
        self.set_branch(branch, Tip(made, change.message, (change.base,)), nodes, head=head)
        return branch, made

    def find_pull(self, branch: str, base: str, title: str) -> dict[str, Any]:
        """Return the open pull request from a branch, which is opened if there is none."""
        found = self.find_pulls(branch)
        values = {"title": title, "body": UPKEEP_BODY, "head": branch, "base": base}
        pull: dict[str, Any] = found[0] if found else self.gateway.rest("POST", "/pulls", contents=1, **values)
        return pull

    def find_pulls(self, branch: str) -> list[dict[str, Any]]:
        """Return the open pull requests from a branch."""
        owner = self.gateway.repository.partition("/")[0]
        found: list[dict[str, Any]] = self.gateway.rest("GET", f"/pulls?state=open&head={owner}:{quote(branch)}")
        return found

    def merge(self, pull: int, head: str, merging: MergeCommit) -> None:
        """Merge a pull request if its head is still the one that was looked at."""
        values: dict[str, Any] = {"sha": head, "merge_method": merging.method}
        values |= {"commit_title": merging.title, "commit_message": merging.message}
        try:
            self.gateway.rest("PUT", f"/pulls/{pull}/merge", **values)
        except GithubException as error:
            if error.status not in (NOT_ALLOWED, CONFLICT):
                raise
            raise MovedError(str(pull)) from error


def upkeep_branch(message: str) -> str:
    """Return the name of the branch for a commit that keeps data and list together."""
    return f"{UPKEEP}{hashlib.sha256(message.encode()).hexdigest()[:8]}"


def is_protection(error: GithubException) -> bool:
    """Tell whether GitHub refuses a push because the branch takes changes by pull requests only.

    A branch whose request waits in the merge queue is locked in much the same words, until it is taken out.
    """
    text = str(error.data).lower()
    if "queued for merging" in text:
        return False
    return error.status in (403, CONFLICT, UNPROCESSABLE) and ("protected branch" in text or "rule violations" in text)
