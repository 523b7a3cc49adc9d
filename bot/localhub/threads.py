"""Accounts, and what they write: issues, pull requests, comments, reviews, labels, reactions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.localhub.world import LocalRepository

Side = Literal["LEFT", "RIGHT"]
Method = Literal["merge", "squash", "rebase"]


@dataclass(slots=True)
class User:
    """An account."""

    id: int
    login: str
    kind: Literal["User", "Bot"]
    created: datetime

    @property
    def email(self) -> str:
        """The address that GitHub gives an account which hides its own."""
        return f"{self.id}+{self.login}@users.noreply.github.com"


@dataclass(slots=True)
class IssueLabel:
    """A label of a repository."""

    id: int
    name: str
    color: str
    description: str = ""


@dataclass(slots=True)
class Reaction:
    """One account's reaction."""

    id: int
    user: User
    content: str
    created: datetime


@dataclass(slots=True)
class IssueComment:
    """A comment in a thread."""

    id: int
    author: User
    body: str
    created: datetime
    updated: datetime
    edited: datetime | None = None
    reactions: list[Reaction] = field(default_factory=list)


@dataclass(slots=True)
class IssueEvent:
    """A line in a thread's history: labeled, closed, merged, ...

    Of a queue that was left with the reason, and the commit that was tried there.
    """

    id: int
    event: str
    actor: User
    created: datetime
    label: IssueLabel | None = None
    reason: str = ""
    commit: str = ""


@dataclass(frozen=True, slots=True)
class ContentEdit:
    """One change of a thread's text; `text` is what it became."""

    id: int
    editor: User
    created: datetime
    text: str


@dataclass(slots=True)
class LocalThread:
    """An issue; with `pull`, a pull request. `edits` are those of its text, a new title is none."""

    id: int
    number: int
    title: str
    body: str
    author: User
    created: datetime
    updated: datetime
    state: Literal["open", "closed"] = "open"
    reason: str | None = None
    closed: datetime | None = None
    labels: list[IssueLabel] = field(default_factory=list)
    comments: list[IssueComment] = field(default_factory=list)
    reactions: list[Reaction] = field(default_factory=list)
    timeline: list[IssueEvent] = field(default_factory=list)
    edits: list[ContentEdit] = field(default_factory=list)
    pull: PullRequest | None = None

    @property
    def edited(self) -> datetime | None:
        """When the text was last changed."""
        return self.edits[-1].created if self.edits else None


@dataclass(frozen=True, slots=True)
class Span:
    """Lines of a file on one side of a diff; `line` is the last of them."""

    path: str
    line: int
    side: Side = "RIGHT"
    start_line: int | None = None
    start_side: Side | None = None

    @property
    def first(self) -> int:
        """The first of the lines."""
        return self.line if self.start_line is None else self.start_line


@dataclass(slots=True)
class Remark:
    """A comment on lines of a pull request as they are at its review's commit; `hunk` is the diff down to them."""

    id: int
    author: User
    span: Span
    body: str
    hunk: str
    position: int
    created: datetime
    updated: datetime
    edited: datetime | None = None
    answers: int | None = None
    resolved: bool = False
    reactions: list[Reaction] = field(default_factory=list)


@dataclass(slots=True)
class PullRequestReview:
    """What somebody thinks of a pull request as it stood at a commit; until it is submitted only its author sees it."""

    id: int
    author: User
    body: str
    state: str
    commit: str
    created: datetime
    submitted: datetime | None = None
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AutoMerge:
    """An order to merge as soon as nothing stands in the way."""

    by: User
    method: Method
    title: str | None
    message: str | None
    enabled: datetime


@dataclass(slots=True)
class PullRequest:
    """What makes a thread a pull request; `head_repository` differs from its own for one from a fork."""

    id: int
    head_repository: LocalRepository
    head_branch: str
    base_branch: str
    head: str
    base: str
    draft: bool = False
    maintainers_may_push: bool = False
    merged: datetime | None = None
    merged_by: User | None = None
    merge_commit: str | None = None
    auto: AutoMerge | None = None
    reviews: list[PullRequestReview] = field(default_factory=list)
