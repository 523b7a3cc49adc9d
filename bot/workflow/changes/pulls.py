"""Changes of a pull request: open, edit and close it, and merge it now or later."""

from dataclasses import dataclass
from typing import Any

from bot.workflow.changes.change import Change, Standalone, quote, thread
from bot.workflow.changes.mutation import Mutation, NodeIds


@dataclass(frozen=True, slots=True)
class MergeCommit:
    """How a pull request is merged: by `method`, as a commit whose first line is `title`, with `message` below it."""

    title: str
    message: str
    method: str

    @property
    def text(self) -> str:
        return f"{self.title}\n\n{self.message}"

    def merge(self, pull: str, head: str) -> Mutation:
        return Mutation("mergePullRequest", self.inputs(pull, head))

    def merge_later(self, pull: str, head: str) -> Mutation:
        return Mutation("enablePullRequestAutoMerge", self.inputs(pull, head))

    def inputs(self, pull: str, head: str) -> dict[str, Any]:
        """A rebased commit keeps its own words."""
        own = self.method == "rebase"
        words = {} if own else {"commitHeadline": self.title, "commitBody": self.message}
        return {"pullRequestId": pull, "expectedHeadOid": head, "mergeMethod": self.method.upper(), **words}


@dataclass(frozen=True, slots=True)
class OpenPull(Change):
    branch: str
    base: str
    title: str
    body: str

    def preview(self) -> str:
        return f"open a pull request from {self.branch}: {quote(self.title)}"

    def mutation(self, ids: NodeIds) -> Mutation:
        names = {"repositoryId": ids.repository, "headRefName": self.branch, "baseRefName": self.base}
        values = {**names, "title": self.title, "body": self.body}
        return Mutation("createPullRequest", values, "pullRequest { id number }")


@dataclass(frozen=True, slots=True)
class EditPull(Standalone):
    number: int
    title: str
    body: str

    def preview(self) -> str:
        return f"bring the words of {thread(self.number)} up to date: {quote(self.title)}"

    def mutation(self, ids: NodeIds) -> Mutation:
        words = {"pullRequestId": ids.threads[self.number], "title": self.title, "body": self.body}
        return Mutation("updatePullRequest", words)


@dataclass(frozen=True, slots=True)
class ClosePull(Standalone):
    number: int

    def preview(self) -> str:
        return f"close {thread(self.number)} without merging it"

    def mutation(self, ids: NodeIds) -> Mutation:
        return Mutation("closePullRequest", {"pullRequestId": ids.threads[self.number]})


@dataclass(frozen=True, slots=True)
class Merge(Change):
    """Merge a pull request if its newest commit is `head`."""

    pull: int
    head: str
    merging: MergeCommit

    def preview(self) -> str:
        return f"merge {thread(self.pull)}: {quote(self.merging.title)}"

    def mutation(self, ids: NodeIds) -> Mutation:
        return self.merging.merge(ids.threads[self.pull], self.head)


@dataclass(frozen=True, slots=True)
class EnableAutoMerge(Change):
    """Let GitHub merge a pull request by itself once its branch's checks and reviews are complete."""

    pull: int
    head: str
    merging: MergeCommit

    def preview(self) -> str:
        return f"let GitHub merge {thread(self.pull)} once its checks and reviews are there"

    def mutation(self, ids: NodeIds) -> Mutation:
        return self.merging.merge_later(ids.threads[self.pull], self.head)


@dataclass(frozen=True, slots=True)
class DisableAutoMerge(Change):
    pull: int

    def preview(self) -> str:
        return f"no longer let GitHub merge {thread(self.pull)} by itself"

    def mutation(self, ids: NodeIds) -> Mutation:
        return Mutation("disablePullRequestAutoMerge", {"pullRequestId": ids.threads[self.pull]})


@dataclass(frozen=True, slots=True)
class Enqueue(Change):
    """Put a pull request in its branch's merge queue if its newest commit is `head`; its branch is locked from then.

    Unlike auto-merge it needs no setting of the repository, and words and method are the queue's.
    """

    pull: int
    head: str

    def preview(self) -> str:
        return f"put {thread(self.pull)} in the merge queue"

    def mutation(self, ids: NodeIds) -> Mutation:
        values = {"pullRequestId": ids.threads[self.pull], "expectedHeadOid": self.head}
        return Mutation("enqueuePullRequest", values)


@dataclass(frozen=True, slots=True)
class Dequeue(Change):
    """Take a pull request out of the merge queue, where its branch is locked."""

    pull: int

    def preview(self) -> str:
        return f"take {thread(self.pull)} out of the merge queue"

    def mutation(self, ids: NodeIds) -> Mutation:
        return Mutation("dequeuePullRequest", {"id": ids.threads[self.pull]})
