"""Repositories with their threads, which are issues or pull requests, and what guards their branches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.localhub.git import Git
from bot.localhub.state.accounts import App, User
from bot.localhub.state.checks import CheckRun, Status
from bot.localhub.state.conversation import ContentEdit, IssueComment, IssueEvent, IssueLabel, Reaction
from bot.localhub.state.releases import Release
from bot.localhub.state.reviews import PullRequestReview

Method = Literal["merge", "squash", "rebase"]
#: How a repository's pull requests may be merged, under the names of REST.
SETTINGS = {
    "allow_squash_merge": True,
    "allow_merge_commit": True,
    "allow_rebase_merge": True,
    "allow_auto_merge": False,
    "delete_branch_on_merge": False,
}


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
    locked: bool = False

    @property
    def edited(self) -> datetime | None:
        """When the text was last changed."""
        return self.edits[-1].created if self.edits else None


@dataclass(slots=True)
class Hook:
    """A webhook of a repository, or what an App is told of it."""

    id: int
    url: str
    secret: str
    events: tuple[str, ...]
    app: App | None = None


@dataclass(frozen=True, slots=True)
class Protection:
    """What the default branch asks of everybody, its owner too: pull requests, with these checks and approvals.

    `up_to_date` asks for a head that holds all of the branch. With a method for `queue` a merge queue is the only way
    in, and makes its commits so. `signed` asks for commits with a signature that GitHub knows, and without `pulls_only`
    the branch takes pushes too. One of the `code_owners` has to approve, and no rule binds the `bypassing` accounts.
    """

    required_checks: tuple[str, ...] = ()
    required_approvals: int = 0
    linear_history: bool = False
    up_to_date: bool = False
    queue: Method | None = None
    signed: bool = False
    pulls_only: bool = True
    code_owners: frozenset[str] = frozenset()
    bypassing: frozenset[str] = frozenset()


@dataclass(slots=True)
class QueueEntry:
    """A pull request in the merge queue; `group` is the commit that is tried, on top of `base`, "" until it is made."""

    id: int
    thread: LocalThread
    by: User
    since: datetime
    base: str = ""
    group: str = ""


@dataclass(slots=True)
class LocalRepository:
    """A repository; `roles` are the rights of its collaborators.

    `left` are the issues that are here no more, by number: None for one that was deleted, or where it is now. Of
    `misjudged_for` GitHub says to these accounts that their merges are blocked, which they are not; and for
    `settles_after` a push to a pull request no merge of it goes through.
    """

    id: int
    owner: User
    name: str
    default_branch: str
    git: Git
    created: datetime
    roles: dict[str, str] = field(default_factory=dict)
    labels: list[IssueLabel] = field(default_factory=list)
    threads: dict[int, LocalThread] = field(default_factory=dict)
    hooks: list[Hook] = field(default_factory=list)
    description: str = ""
    topics: tuple[str, ...] = ()
    squash_title: Literal["PR_TITLE", "COMMIT_OR_PR_TITLE"] = "COMMIT_OR_PR_TITLE"
    squash_message: Literal["PR_BODY", "COMMIT_MESSAGES", "BLANK"] = "COMMIT_MESSAGES"
    settings: dict[str, bool] = field(default_factory=lambda: dict(SETTINGS))
    protection: Protection | None = None
    queue: list[QueueEntry] = field(default_factory=list)
    #: The switch "Allow GitHub Actions to create and approve pull requests", which is off in a new repository.
    runs_open_pulls: bool = False
    statuses: dict[str, list[Status]] = field(default_factory=dict)
    checks: list[CheckRun] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)
    fork_of: LocalRepository | None = None
    deleted: bool = False
    archived: bool = False
    private: bool = False
    has_issues: bool = True
    left: dict[int, tuple[LocalRepository, int] | None] = field(default_factory=dict)
    misjudged_for: frozenset[str] = frozenset()
    settles_after: timedelta = timedelta()
    #: The commits that GitHub made itself for an account, and so signed.
    signed: set[str] = field(default_factory=set)

    @property
    def full_name(self) -> str:
        return f"{self.owner.login}/{self.name}"

    @property
    def latest_release(self) -> Release | None:
        """The newest release that is no draft and no trial."""
        return next((each for each in reversed(self.releases) if not each.draft and not each.prerelease), None)

    @property
    def next_number(self) -> int:
        """The number of the next thread; none is ever given again."""
        return max((*self.threads, *self.left), default=0) + 1

    def label(self, name: str) -> IssueLabel | None:
        """Return a label; GitHub compares their names without case."""
        return next((label for label in self.labels if label.name.lower() == name.lower()), None)

    def pulls_of(self, repository: LocalRepository, branch: str) -> Iterator[LocalThread]:
        """Yield the open pull requests whose head is a branch."""
        for thread in self.threads.values():
            pull = thread.pull
            if pull and thread.state == "open" and pull.head_repository is repository and pull.head_branch == branch:
                yield thread

    def protection_of(self, branch: str) -> Protection | None:
        """Return what protects a branch, None where nothing does."""
        return self.protection if branch == self.default_branch else None

    def queue_method(self, branch: str) -> Method | None:
        """Return how a branch's merge queue merges, None where it has no queue."""
        protection = self.protection_of(branch)
        return protection.queue if protection else None

    def queue_entry(self, thread: LocalThread) -> QueueEntry | None:
        """Return a pull request's place in the merge queue."""
        return next((entry for entry in self.queue if entry.thread is thread), None)
