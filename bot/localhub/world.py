"""What the local GitHub knows besides git: accounts, tokens, Apps, repositories with threads, checks and hooks."""

from __future__ import annotations

import itertools
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from bot.localhub.git import Git
from bot.localhub.git.objects import Signature
from bot.localhub.threads import IssueLabel, Method, LocalThread, User

ROLES = ("none", "read", "triage", "write", "maintain", "admin")
#: How a repository's pull requests may be merged, under the names of REST.
SETTINGS = {
    "allow_squash_merge": True,
    "allow_merge_commit": True,
    "allow_rebase_merge": True,
    "allow_auto_merge": False,
    "delete_branch_on_merge": False,
}


@dataclass(slots=True)
class Hook:
    """A webhook of a repository, or what an App is told of it."""

    id: int
    url: str
    secret: str
    events: tuple[str, ...]
    app: App | None = None


@dataclass(frozen=True, slots=True)
class App:
    """A GitHub App; `user` is the account it acts as."""

    id: int
    slug: str
    user: User
    owner: User
    permissions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Status:
    """What somebody said of a commit under a name."""

    id: int
    context: str
    state: str
    description: str | None
    target: str | None
    creator: User
    created: datetime


@dataclass(slots=True)
class CheckRun:
    """An App's check of a commit, with remarks on its lines as REST writes them."""

    id: int
    app: App
    name: str
    commit: str
    status: str
    conclusion: str | None
    started: datetime
    completed: datetime | None = None
    details: str | None = None
    external: str = ""
    output: dict[str, Any] = field(default_factory=dict)
    annotations: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Protection:
    """What the default branch asks of everybody, its owner too: pull requests, with these checks and approvals.

    `up_to_date` asks for a head that holds all of the branch. With a method for `queue` a merge queue is the only way
    in, and makes its commits so.
    """

    required_checks: tuple[str, ...] = ()
    required_approvals: int = 0
    linear_history: bool = False
    up_to_date: bool = False
    queue: Method | None = None


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
    """A repository; `roles` are the rights of its collaborators."""

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
    settings: dict[str, bool] = field(default_factory=lambda: dict(SETTINGS))
    protection: Protection | None = None
    queue: list[QueueEntry] = field(default_factory=list)
    statuses: dict[str, list[Status]] = field(default_factory=dict)
    checks: list[CheckRun] = field(default_factory=list)
    fork_of: LocalRepository | None = None

    @property
    def full_name(self) -> str:
        """Owner and name."""
        return f"{self.owner.login}/{self.name}"

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


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A key to an account; `permissions` ("contents" -> "write") limit it, None leaves it all the account's rights."""

    user: User
    permissions: Mapping[str, str] | None = None
    app: App | None = None


class World:
    """All accounts and repositories; one lock keeps every request whole."""

    def __init__(self, clock: Callable[[], datetime] | None = None) -> None:
        self.clock = clock or (lambda: datetime.now(UTC).replace(microsecond=0))
        self.lock = threading.RLock()
        self.numbers = itertools.count(1001)
        self.users: dict[str, User] = {}
        self.tokens: dict[str, AccessToken] = {}
        self.apps: dict[int, tuple[App, RSAPublicKey]] = {}
        self.repositories: dict[str, LocalRepository] = {}

    def new_id(self) -> int:
        """Return a number that nothing else has."""
        return next(self.numbers)

    def create_user(self, login: str, kind: Literal["User", "Bot"] = "User") -> User:
        """Create an account."""
        self.users[login.lower()] = User(self.new_id(), login, kind, self.clock())
        return self.users[login.lower()]

    def user(self, login: str) -> User | None:
        """Return an account; GitHub compares logins without case."""
        return self.users.get(login.lower())

    def create_token(self, login: str, permissions: Mapping[str, str] | None = None) -> str:
        """Return a new token of an account."""
        token = f"ghp_{secrets.token_hex(18)}"
        self.tokens[token] = AccessToken(self.users[login.lower()], permissions)
        return token

    def create_app_token(self, slug: str, repository: LocalRepository, permissions: Mapping[str, str]) -> str:
        """Install an App in a repository, and return a token of that installation."""
        user = self.user(f"{slug}[bot]") or self.create_user(f"{slug}[bot]", "Bot")
        app = App(self.new_id(), slug, user, repository.owner, permissions)
        repository.roles[user.login] = "write"
        token = f"ghs_{secrets.token_hex(18)}"
        self.tokens[token] = AccessToken(user, permissions, app)
        return token

    def role(self, repository: LocalRepository, user: User | None) -> str:
        """Return what an account may do; everybody reads, because all repositories are public here."""
        if user is None:
            return "none"
        if user is repository.owner:
            return "admin"
        return repository.roles.get(user.login, "read")

    def may(self, repository: LocalRepository, user: User | None, role: str) -> bool:
        """Tell whether an account has at least a role."""
        return ROLES.index(self.role(repository, user)) >= ROLES.index(role)

    def may_push(self, repository: LocalRepository, user: User, branch: str) -> bool:
        """Tell whether an account may move a branch: by its role, or as maintainer of where it is proposed to."""
        if self.may(repository, user, "write"):
            return True
        origin = repository.fork_of
        return origin is not None and any(
            thread.pull and thread.pull.maintainers_may_push and self.may(origin, user, "write")
            for thread in origin.pulls_of(repository, branch)
        )

    def signature(self, user: User) -> Signature:
        """Return how an account signs a commit now."""
        return Signature(user.login, user.email, self.clock().isoformat())
