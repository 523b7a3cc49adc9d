"""Threads, which are issues or pull requests, and how these are merged."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from bot.localhub.state.accounts import User
from bot.localhub.state.conversation import (
    ContentEdit,
    IssueComment,
    IssueEvent,
    IssueLabel,
    PullRequestReview,
    Reaction,
)

if TYPE_CHECKING:
    from bot.localhub.state.repositories import LocalRepository
    from bot.localhub.state.world import World

Method = Literal["merge", "squash", "rebase"]


@dataclass(frozen=True, slots=True)
class Merging:
    """How a pull request is merged and with which words, None for GitHub's own."""

    method: Method
    title: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class AutoMerge:
    """An order to merge as soon as nothing is missing."""

    by: User
    merging: Merging
    enabled: datetime


@dataclass(slots=True)
class PullRequest:
    """What makes a thread a pull request; `head_repository` differs from its own for one from a fork.

    `pushed` is when its head moved last.
    """

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
    pushed: datetime | None = None

    @property
    def head_label(self) -> str:
        """Its branch with the owner, as in "kim:topic"."""
        return f"{self.head_repository.owner.login}:{self.head_branch}"


@dataclass(slots=True)
class LocalThread:
    """An issue; with `pull`, a pull request. `edits` are those of its text, without those of the title."""

    repository: LocalRepository = field(repr=False, compare=False)
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
    locked: bool = False

    @property
    def edited(self) -> datetime | None:
        """When the text was last changed."""
        return self.edits[-1].created if self.edits else None

    @property
    def world(self) -> World:
        return self.repository.world

    @property
    def page(self) -> str:
        """The address of its page, below the root."""
        return f"/{self.repository.full_name}/{'pull' if self.pull else 'issues'}/{self.number}"

    @property
    def event(self) -> str:
        """The webhook event about it."""
        return "pull_request" if self.pull else "issues"

    def emit(self, action: str, sender: User, *, event: str = "", **about: Any) -> None:
        self.repository.emit(event or self.event, action, sender, self, **about)

    def add_event(
        self, event: str, actor: User, label: IssueLabel | None = None, *, reason: str = "", commit: str = ""
    ) -> None:
        self.updated = self.world.clock()
        self.timeline.append(IssueEvent(self.world.new_id(), event, actor, self.updated, label, reason, commit))

    def close(self, user: User, reason: str = "completed", *, sender: User | None = None) -> None:
        """Close it and emit the event; `sender` is named as the one who did it, if given."""
        self.state, self.closed = "closed", self.world.clock()
        self.reason = None if self.pull else reason
        self.add_event("closed", user)
        self.emit("closed", sender or user)


@dataclass(slots=True)
class QueueEntry:
    """A pull request in the merge queue; `group` is the commit being tried, on top of `base`, "" until it exists."""

    id: int
    thread: LocalThread
    by: User
    since: datetime
    base: str = ""
    group: str = ""

    @property
    def repository(self) -> LocalRepository:
        return self.thread.repository
