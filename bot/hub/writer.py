"""Applies a Change through GitHub's REST API. Every write can be repeated: what is there already is left as it is."""

from __future__ import annotations

import base64
from urllib.parse import quote

from github import GithubException, InputGitTreeElement, UnknownObjectException
from github.GitCommit import GitCommit
from github.IssueComment import IssueComment
from github.Repository import Repository

from bot.hub.reporter import Reporter
from bot.workflow.changes import (
    AddLabel,
    Change,
    CloseIssue,
    ClosePull,
    CommitFiles,
    DeleteBranch,
    EditComment,
    EditPull,
    Files,
    Join,
    Land,
    Merge,
    MergeLater,
    NeverMind,
    OpenPull,
    PushBranch,
    React,
    RemoveLabel,
    Report,
    WriteComment,
    WriteReview,
)
from bot.workflow.hub import MovedError
from bot.workflow.labels import LABELS

#: How GitHub says that something is no longer as the request supposes, or is there already.
NOT_ALLOWED, CONFLICT, UNPROCESSABLE = 405, 409, 422


class Writer:
    """Carries changes out in one repository (a lazy PyGithub object: naming a thing costs no request)."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.reporter = Reporter(repository)

    def read_blob(self, number: str) -> str:
        """Return the text of a blob that is too large for GraphQL."""
        content: str = self.repository.get_git_blob(number).content
        return base64.b64decode(content).decode("utf-8", "replace")

    def apply(self, change: Change) -> None:
        """Carry out one change; raise MovedError if GitHub does not stand as the change supposes."""
        match change:
            case WriteComment(number, body):
                self.repository.get_issue(number).create_comment(body)
            case EditComment(comment, body):
                self.comment(comment).edit(body)
            case React(comment, content):
                self.comment(comment).create_reaction(content)
            case AddLabel(number, name):
                self.add_label(number, name)
            case RemoveLabel(number, name):
                self.remove_label(number, name)
            case CloseIssue(number, reason):
                self.repository.get_issue(number).edit(state="closed", state_reason=reason)
            case PushBranch(branch, base, head, files, message):
                self.set_branch(branch, self.commit(base, files, message).sha, head=head)
            case OpenPull(branch, base, title, body):
                self.open_pull(branch, base, title=title, body=body)
            case EditPull(number, title, body):
                self.repository.get_pull(number).edit(title=title, body=body)
            case ClosePull(number):
                self.repository.get_pull(number).edit(state="closed")
            case DeleteBranch(branch):
                self.delete_branch(branch)
            case Land():
                self.land(change)
            case Join():
                self.join(change)
            case Merge(pull, head, title, message, method):
                self.merge(pull, head, title, message, method)
            case MergeLater():
                self.merge_later(change)
            case NeverMind(pull):
                self.never_mind(pull)
            case Report():
                self.reporter.report(change)
            case WriteReview():
                self.review(change)
            case CommitFiles(branch, base, files, message):
                self.advance(branch, self.commit(base, files, message).sha)

    def comment(self, number: int) -> IssueComment:
        """Return a comment by its number, without asking for it."""
        return self.repository.get_issue(0).get_comment(number)

    def add_label(self, number: int, name: str) -> None:
        """Put a label on a thread; a missing one is created first, since GitHub would create it grey."""
        try:
            self.repository.get_label(name).update()
        except UnknownObjectException:
            self.create_label(name)
        self.repository.get_issue(number).add_to_labels(name)

    def create_label(self, name: str) -> None:
        """Create one of the bot's labels, unless somebody just did."""
        label = LABELS[name]
        try:
            self.repository.create_label(label.name, label.color, label.description)
        except GithubException as error:
            if error.status != UNPROCESSABLE:
                raise

    def remove_label(self, number: int, name: str) -> None:
        """Take a label off a thread, unless it is off already."""
        try:
            self.repository.get_issue(number).remove_from_labels(name)
        except UnknownObjectException:
            return

    def review(self, change: WriteReview) -> None:
        """Put all notes on the lines in one review; lines that the diff no longer has are not worth a failure."""
        notes = [
            {"path": note.path, "line": note.line, "side": "RIGHT", "body": note.body}
            | ({"start_line": note.first, "start_side": "RIGHT"} if note.first else {})
            for note in change.notes
        ]
        self.repository.requester.requestJsonAndCheck(
            "POST",
            f"{self.repository.url}/pulls/{change.number}/reviews",
            input={"commit_id": change.head, "body": change.body, "event": "COMMENT", "comments": notes},
        )

    def commit(self, base: str, files: Files, message: str, *, also: str | None = None) -> GitCommit:
        """Create a commit on top of `base` that no branch holds yet; `also` is a second parent."""
        parent = self.repository.get_git_commit(base)
        elements = [
            InputGitTreeElement(path, "100644", "blob", sha=None)
            if text is None
            else InputGitTreeElement(path, "100644", "blob", content=text)
            for path, text in files.items()
        ]
        tree = self.repository.create_git_tree(elements, base_tree=parent.tree)
        parents = [parent, *([self.repository.get_git_commit(also)] if also else [])]
        return self.repository.create_git_commit(message, tree, parents)

    def set_branch(self, branch: str, commit: str, *, head: str | None) -> None:
        """Make the bot's branch point to a commit; `head` None means that it does not exist yet."""
        try:
            if head is None:
                self.repository.create_git_ref(f"refs/heads/{branch}", commit)
            else:
                self.move(branch, commit, force=True)
        except GithubException as error:
            if error.status != UNPROCESSABLE:
                raise
            raise MovedError(branch) from error

    def move(self, branch: str, commit: str, *, force: bool) -> None:
        """Point a branch to a commit; a lazy GitRef would ask under /git/ref/, where nothing can be written."""
        self.repository.requester.requestJsonAndCheck(
            "PATCH", self.ref_address(branch), input={"sha": commit, "force": force}
        )

    def ref_address(self, branch: str) -> str:
        """Return the address of a branch's ref."""
        return f"{self.repository.url}/git/refs/heads/{quote(branch)}"

    def advance(self, branch: str, commit: str) -> None:
        """Move a shared branch forward; GitHub refuses if the commit is not on top of where it stands."""
        try:
            self.move(branch, commit, force=False)
        except GithubException as error:
            if error.status not in (CONFLICT, UNPROCESSABLE):
                raise
            raise MovedError(branch) from error

    def open_pull(self, branch: str, base: str, *, title: str, body: str) -> None:
        """Open the pull request, unless there is one from this branch."""
        try:
            self.repository.create_pull(base, branch, title=title, body=body)
        except GithubException as error:
            if error.status != UNPROCESSABLE or "already exists" not in str(error.data):
                raise

    def delete_branch(self, branch: str) -> None:
        """Delete a branch, unless it is gone."""
        try:
            self.repository.requester.requestJsonAndCheck("DELETE", self.ref_address(branch))
        except UnknownObjectException:
            return
        except GithubException as error:
            if error.status != UNPROCESSABLE:
                raise

    def land(self, change: Land) -> None:
        """Put one commit on top of the base, and merge exactly that commit."""
        commit = self.commit(change.base, change.files, f"{change.title}\n\n{change.message}")
        self.set_branch(change.branch, commit.sha, head=change.head)
        self.merge(change.pull, commit.sha, change.title, change.message, change.method)

    def join(self, change: Join) -> None:
        """Merge a hand-made request with the list; a protected branch takes only GitHub's own merge."""
        message = f"{change.title}\n\n{change.message}"
        commit = self.commit(change.base, change.files, message, also=change.head)
        try:
            self.move(change.branch, commit.sha, force=False)
        except GithubException as error:
            if not is_protection(error):
                if error.status in (CONFLICT, UNPROCESSABLE):
                    raise MovedError(change.branch) from error
                raise
            self.merge(change.pull, change.head, change.title, change.message, change.method)

    def merge(self, pull: int, head: str, title: str, message: str, method: str) -> None:
        """Merge a pull request if its head is still the one that was looked at."""
        try:
            self.repository.get_pull(pull).merge(
                commit_title=title, commit_message=message, merge_method=method, sha=head
            )
        except GithubException as error:
            if error.status not in (NOT_ALLOWED, CONFLICT):
                raise
            raise MovedError(str(pull)) from error

    def merge_later(self, change: MergeLater) -> None:
        """Let GitHub merge a pull request once nothing is missing; if nothing is missing any more, look again."""
        try:
            self.repository.get_pull(change.pull).enable_automerge(
                merge_method=change.method.upper(),
                commit_headline=change.title,
                commit_body=change.message,
                expected_head_oid=change.head,
            )
        except GithubException as error:
            if "rate limit" in str(error.data).lower():
                raise
            raise MovedError(str(change.pull)) from error

    def never_mind(self, pull: int) -> None:
        """Take back that a pull request merges by itself, unless it does not."""
        try:
            self.repository.get_pull(pull).disable_automerge()
        except GithubException as error:
            if "rate limit" in str(error.data).lower():
                raise
            raise MovedError(str(pull)) from error


def is_protection(error: GithubException) -> bool:
    """Tell whether GitHub refuses a push because the branch takes changes by pull requests only."""
    text = str(error.data).lower()
    return error.status in (403, CONFLICT, UNPROCESSABLE) and ("protected branch" in text or "rule violations" in text)
