"""What the local GitHub knows besides git: accounts, repositories, threads, comments, labels, hooks."""

from __future__ import annotations

import itertools
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from bot.localhub.git import Git, Signature

ROLES = ("none", "read", "triage", "write", "maintain", "admin")


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
class Label:
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
class Comment:
    """A comment in a thread."""

    id: int
    author: User
    body: str
    created: datetime
    updated: datetime
    edited: datetime | None = None
    reactions: list[Reaction] = field(default_factory=list)


@dataclass(slots=True)
class Happening:
    """A line in a thread's history: labeled, closed, merged, ..."""

    id: int
    event: str
    actor: User
    created: datetime
    label: Label | None = None


@dataclass(slots=True)
class Thread:
    """An issue; with `pull`, a pull request."""

    id: int
    number: int
    title: str
    body: str
    author: User
    created: datetime
    updated: datetime
    edited: datetime | None = None
    state: Literal["open", "closed"] = "open"
    reason: str | None = None
    closed: datetime | None = None
    labels: list[Label] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    reactions: list[Reaction] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    pull: Pull | None = None


@dataclass(slots=True)
class ReviewNote:
    """A remark on lines of a pull request; `line` is the last of them in the file at the review's commit."""

    id: int
    path: str
    line: int
    body: str
    created: datetime
    start_line: int | None = None


@dataclass(slots=True)
class Review:
    """What somebody thinks of a pull request as it stood at a commit, with remarks on its lines."""

    id: int
    author: User
    body: str
    state: str
    commit: str
    created: datetime
    notes: list[ReviewNote] = field(default_factory=list)


@dataclass(slots=True)
class Pull:
    """What makes a thread a pull request; `head_repository` differs from its own for one from a fork."""

    id: int
    head_repository: Repository
    head_branch: str
    base_branch: str
    head: str
    base: str
    merged: datetime | None = None
    merged_by: User | None = None
    merge_commit: str | None = None
    reviews: list[Review] = field(default_factory=list)


@dataclass(slots=True)
class Hook:
    """A webhook of a repository."""

    id: int
    url: str
    secret: str
    events: tuple[str, ...]


@dataclass(slots=True)
class Repository:
    """A repository; `roles` are the rights of its collaborators."""

    id: int
    owner: User
    name: str
    default_branch: str
    git: Git
    created: datetime
    roles: dict[str, str] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    threads: dict[int, Thread] = field(default_factory=dict)
    hooks: list[Hook] = field(default_factory=list)
    fork_of: Repository | None = None

    @property
    def full_name(self) -> str:
        """Owner and name."""
        return f"{self.owner.login}/{self.name}"

    def label(self, name: str) -> Label | None:
        """Return a label; GitHub compares their names without case."""
        return next((label for label in self.labels if label.name.lower() == name.lower()), None)

    def pulls_of(self, repository: Repository, branch: str) -> Iterator[Thread]:
        """Yield the open pull requests whose head is a branch."""
        for thread in self.threads.values():
            pull = thread.pull
            if pull and thread.state == "open" and pull.head_repository is repository and pull.head_branch == branch:
                yield thread


@dataclass(frozen=True, slots=True)
class Token:
    """A key to an account; `permissions` ("contents" -> "write") limit it, None leaves it all the account's rights."""

    user: User
    permissions: Mapping[str, str] | None = None


class World:
    """All accounts and repositories; one lock keeps every request whole."""

    def __init__(self, clock: Callable[[], datetime] | None = None) -> None:
        self.clock = clock or (lambda: datetime.now(UTC).replace(microsecond=0))
        self.lock = threading.RLock()
        self.numbers = itertools.count(1001)
        self.users: dict[str, User] = {}
        self.tokens: dict[str, Token] = {}
        self.repositories: dict[str, Repository] = {}

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
        self.tokens[token] = Token(self.users[login.lower()], permissions)
        return token

    def role(self, repository: Repository, user: User | None) -> str:
        """Return what an account may do; everybody reads, because all repositories are public here."""
        if user is None:
            return "none"
        if user is repository.owner:
            return "admin"
        return repository.roles.get(user.login, "read")

    def may(self, repository: Repository, user: User | None, role: str) -> bool:
        """Tell whether an account has at least a role."""
        return ROLES.index(self.role(repository, user)) >= ROLES.index(role)

    def signature(self, user: User) -> Signature:
        """Return how an account signs a commit now."""
        return Signature(user.login, user.email, self.clock().isoformat())
