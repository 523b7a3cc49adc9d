"""Changes of branches and commits."""

from dataclasses import dataclass

from bot.workflow.changes.change import Change, Files, Standalone, files, first_words, quote, thread
from bot.workflow.changes.mutation import NOWHERE, Mutation, NodeIds, draft_name, move_refs
from bot.workflow.changes.pulls import MergeCommit
from bot.workflow.thread import Repository


@dataclass(frozen=True, slots=True)
class PushBranch(Change):
    """Make `branch` exactly one commit on top of `base`; `head` is its present commit, None if it does not exist.

    A branch that somebody else moved meanwhile is left as it is.
    """

    branch: str
    base: str
    head: str | None
    files: Files
    message: str

    def preview(self) -> str:
        how = "create" if self.head is None else "rewrite"
        return f"{how} the branch {self.branch} with {files(self.files)}"


@dataclass(frozen=True, slots=True)
class DeleteBranch(Standalone):
    """Delete a branch that is no longer needed, with any leftover draft of it."""

    branch: str

    def preview(self) -> str:
        return f"delete the branch {self.branch}"

    def mutation(self, ids: NodeIds) -> Mutation:
        names = (self.branch, *({draft_name(self.branch)} & set(ids.tips)))
        return move_refs(ids.repository, *((name, ids.tips[name].commit, NOWHERE) for name in names))


@dataclass(frozen=True, slots=True)
class RebuildAndMerge(Change):
    """Make the pull request's branch one commit on top of `base`, and merge exactly that commit.

    If the branch is that commit already, because an earlier merge failed, it is only merged.
    """

    pull: int
    branch: str
    base: str
    files: Files
    merging: MergeCommit

    def preview(self) -> str:
        return f"merge {thread(self.pull)} with {files(self.files)}: {quote(self.merging.title)}"


@dataclass(frozen=True, slots=True)
class MergeByHand(Change):
    """Merge a hand-made pull request by one commit on `branch` with two parents, `base` and its own `head`.

    The commit has the files of `base` with `files` on top. GitHub then marks the pull request as merged, with its
    author's own commits. If GitHub refuses such a commit, the pull request is merged by `merging` and the list follows
    later. Commits with two parents exist in REST only.
    """

    pull: int
    branch: str
    base: str
    head: str
    files: Files
    merging: MergeCommit

    def preview(self) -> str:
        return f"merge {thread(self.pull)} with {files(self.files)}: {quote(self.merging.title)}"


@dataclass(frozen=True, slots=True)
class CommitFiles(Change):
    """Put one commit on the default branch if its head is still `base`.

    A branch that accepts no pushes gets it through a pull request, merged by `method` as soon as GitHub permits.
    """

    branch: str
    base: str
    files: Files
    message: str
    method: str

    def preview(self) -> str:
        return f"commit {files(self.files)} to {self.branch}: {quote(first_words(self.message))}"


def commit_to(repository: Repository, files: Files, message: str) -> CommitFiles:
    """Return a commit on top of the default branch as it was read, by the method that the repository prefers."""
    return CommitFiles(repository.default_branch, repository.head, files, message, repository.merge_methods[0])
