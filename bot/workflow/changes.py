"""What can be done on GitHub, as plain values: a plan is a sequence of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.review.rules.finding import Level

#: Path -> new text; None deletes the file.
Files = Mapping[str, str | None]
Reaction = Literal["eyes", "rocket", "confused"]
#: Stands for the number of the pull request that an earlier change of the plan opens, in texts as "#2147483647".
NEW_PULL = 2**31 - 1


@dataclass(frozen=True, slots=True)
class WriteComment:
    """Say something new in a thread."""

    number: int
    body: str


@dataclass(frozen=True, slots=True)
class EditComment:
    """Replace the bot's comment."""

    comment: int
    body: str


@dataclass(frozen=True, slots=True)
class AddLabel:
    """Put a label on a thread; it is created with its colour where the repository lacks it."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class RemoveLabel:
    """Take a label off a thread."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class React:
    """Answer a comment with a reaction: "eyes" accepted, "rocket" done, "confused" refused or not understood."""

    comment: int
    content: Reaction


@dataclass(frozen=True, slots=True)
class PushBranch:
    """Make `branch` exactly one commit on top of `base`; `head` is where it stands now, None if it does not exist.

    A branch that somebody else moved meanwhile is left as it is.
    """

    branch: str
    base: str
    head: str | None
    files: Files
    message: str


@dataclass(frozen=True, slots=True)
class OpenPull:
    """Open a pull request from `branch`."""

    branch: str
    base: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class EditPull:
    """Bring a pull request's words up to date."""

    number: int
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class ClosePull:
    """Close a pull request without merging it."""

    number: int


@dataclass(frozen=True, slots=True)
class DeleteBranch:
    """Delete a branch that has served."""

    branch: str


@dataclass(frozen=True, slots=True)
class CloseIssue:
    """Close an issue as done or as not planned."""

    number: int
    reason: Literal["completed", "not_planned"]


@dataclass(frozen=True, slots=True)
class MergeCommit:
    """How a pull request is merged: by `method`, as a commit whose first line is `title`, with `message` below it."""

    title: str
    message: str
    method: str

    @property
    def text(self) -> str:
        """The commit's whole message."""
        return f"{self.title}\n\n{self.message}"


@dataclass(frozen=True, slots=True)
class RebuildAndMerge:
    """Make the pull request's branch one commit on top of `base`, and merge exactly that commit.

    Where the branch is that commit already, because an earlier merge of it failed, it is only merged.
    """

    pull: int
    branch: str
    base: str
    head: str | None
    files: Files
    merging: MergeCommit


@dataclass(frozen=True, slots=True)
class MergeByHand:
    """Merge a hand-made pull request by one commit on `branch` with two parents, `base` and the request's `head`.

    Its files are those of `base` with `files` on top. GitHub then marks the request as merged, with its author's own
    commits; where it allows no such commit, the request is merged by `merging` and the list follows.
    """

    pull: int
    branch: str
    base: str
    head: str
    files: Files
    merging: MergeCommit


@dataclass(frozen=True, slots=True)
class Merge:
    """Merge a pull request if its newest commit is `head`."""

    pull: int
    head: str
    merging: MergeCommit


@dataclass(frozen=True, slots=True)
class EnableAutoMerge:
    """Let GitHub merge a pull request by itself once its branch's checks and reviews are there."""

    pull: int
    head: str
    merging: MergeCommit


@dataclass(frozen=True, slots=True)
class DisableAutoMerge:
    """Take back that a pull request merges by itself."""

    pull: int


@dataclass(frozen=True, slots=True)
class Enqueue:
    """Put a pull request in its branch's merge queue if its newest commit is `head`; its branch is locked from then."""

    pull: int
    head: str


@dataclass(frozen=True, slots=True)
class Dequeue:
    """Take a pull request out of the merge queue."""

    pull: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a report says of lines of a file, in plain text; `title` is the kind of fault."""

    path: str
    first: int
    last: int
    level: Level
    title: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """Say on a commit what was found: a check run where the bot is an App, else a commit status."""

    head: str
    conclusion: Literal["success", "neutral", "failure"]
    title: str
    summary: str
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on lines of a file in a pull request; `first` None means the line `line` alone."""

    path: str
    line: int
    body: str
    first: int | None = None


@dataclass(frozen=True, slots=True)
class WriteReview:
    """Put notes on lines of a pull request as it stood at commit `head`, all in one review."""

    number: int
    head: str
    body: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class CommitFiles:
    """Put one commit on the default branch if its head is still `base`.

    A branch that takes no pushes gets it by a pull request of its own, merged by `method` as soon as GitHub lets it.
    """

    branch: str
    base: str
    files: Files
    message: str
    method: str


Change = (
    WriteComment
    | EditComment
    | AddLabel
    | RemoveLabel
    | React
    | PushBranch
    | OpenPull
    | EditPull
    | ClosePull
    | DeleteBranch
    | CloseIssue
    | RebuildAndMerge
    | MergeByHand
    | Merge
    | EnableAutoMerge
    | DisableAutoMerge
    | Enqueue
    | Dequeue
    | Report
    | WriteReview
    | CommitFiles
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes in their order.

    With `again` the thread is to be read anew after them, because more depends on it; with `ends` it is over after
    them, which other threads may have waited for.
    """

    changes: tuple[Change, ...] = ()
    again: bool = False
    ends: bool = False

    @property
    def opens(self) -> bool:
        """Whether a pull request is opened."""
        return any(isinstance(change, OpenPull) for change in self.changes)
