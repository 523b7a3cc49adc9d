"""Repositories and their branch protection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from bot.localhub.git import Git
from bot.localhub.state.accounts import App, User
from bot.localhub.state.checks import CheckRun, Status
from bot.localhub.state.conversation import IssueLabel
from bot.localhub.state.releases import Release
from bot.localhub.state.threads import LocalThread, Method, QueueEntry

if TYPE_CHECKING:
    from bot.localhub.state.world import World

#: An account's roles, each with all rights of those before it.
ROLES = ("none", "read", "triage", "write", "maintain", "admin")
#: REST's names for the merge methods.
SETTINGS = {
    "allow_squash_merge": True,
    "allow_merge_commit": True,
    "allow_rebase_merge": True,
    "allow_auto_merge": False,
    "delete_branch_on_merge": False,
}


@dataclass(slots=True)
class Hook:
    """A webhook of a repository, or an App's."""

    id: int
    url: str
    secret: str
    events: tuple[str, ...]
    app: App | None = None


@dataclass(frozen=True, slots=True)
class Protection:
    """What the default branch asks of everybody, its owner too: pull requests, with these checks and approvals.

    `up_to_date` asks for a head that holds all of the branch. `queue` names the method of a merge queue, then the only
    way in. `signed` asks for signatures that GitHub knows. Without `pulls_only` the branch takes pushes too. One of the
    `code_owners` has to approve; no rule binds the `bypassing` accounts.
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
class LocalRepository:
    """A repository; `roles` are the rights of its collaborators.

    `left` are the issues that left it, by number: None for a deleted one, else where it is now. To the accounts in
    `misjudged_for` GitHub wrongly says that their merges are blocked; for `settles_after` a push to a pull request it
    refuses to merge it.
    """

    world: World = field(repr=False, compare=False)
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
    #: The commits that GitHub made for an account, and so signed.
    signed: set[str] = field(default_factory=set)

    @property
    def full_name(self) -> str:
        return f"{self.owner.login}/{self.name}"

    @property
    def latest_release(self) -> Release | None:
        """The newest release that is neither a draft nor a trial."""
        return next((each for each in reversed(self.releases) if not each.draft and not each.prerelease), None)

    @property
    def next_number(self) -> int:
        """The number of the next thread; none is ever used again."""
        return max((*self.threads, *self.left), default=0) + 1

    def label(self, name: str) -> IssueLabel | None:
        """Return a label; GitHub compares their names without case."""
        return next((label for label in self.labels if label.name.lower() == name.lower()), None)

    def newest_statuses(self, commit: str) -> dict[str, Status]:
        """Return the last result for a commit under each name."""
        return {status.context: status for status in self.statuses.get(commit, ())}

    def runs_of(self, commit: str) -> list[CheckRun]:
        return [run for run in self.checks if run.commit == commit]

    def pulls_of(self, repository: LocalRepository, branch: str) -> Iterator[LocalThread]:
        for thread in self.threads.values():
            pull = thread.pull
            if pull and thread.state == "open" and pull.head_repository is repository and pull.head_branch == branch:
                yield thread

    def protection_of(self, branch: str) -> Protection | None:
        return self.protection if branch == self.default_branch else None

    def queue_method(self, branch: str) -> Method | None:
        protection = self.protection_of(branch)
        return protection.queue if protection else None

    def queue_entry(self, thread: LocalThread) -> QueueEntry | None:
        return next((entry for entry in self.queue if entry.thread is thread), None)

    def role(self, user: User | None) -> str:
        """Return an account's role; everybody with one can read what is not private."""
        if user is None:
            return "none"
        if user is self.owner:
            return "admin"
        return self.roles.get(user.login, "none" if self.private else "read")

    def may(self, user: User | None, role: str) -> bool:
        return ROLES.index(self.role(user)) >= ROLES.index(role)

    def is_seen_by(self, user: User | None) -> bool:
        """Whether an account can see it, or with None, everybody."""
        return not self.private or self.may(user, "read")

    def may_push(self, user: User, branch: str) -> bool:
        """Whether an account may move a branch: by its role, or as maintainer of the repository it is proposed to."""
        if self.may(user, "write"):
            return True
        origin = self.fork_of
        return origin is not None and any(
            thread.pull and thread.pull.maintainers_may_push and origin.may(user, "write")
            for thread in origin.pulls_of(self, branch)
        )

    def emit(
        self, event: str, action: str | None, sender: User, thread: LocalThread | None = None, **about: Any
    ) -> None:
        """Emit an event under GitHub's name for it."""
        happened = WebhookEvent(event, action, self, sender, thread, about)
        for listener in self.world.listeners:
            listener(happened)


@dataclass(frozen=True, slots=True)
class WebhookEvent:
    """An event as GitHub's webhooks describe it; `about` has the additional values of events with its `name`."""

    name: str
    action: str | None
    repository: LocalRepository
    sender: User
    thread: LocalThread | None
    about: Mapping[str, Any]
