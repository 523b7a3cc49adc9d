"""All accounts and repositories of the local GitHub, and who may do what."""

from __future__ import annotations

import itertools
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from bot.localhub.git.objects import Signature
from bot.localhub.state.accounts import ACTIONS, REQUESTS_OF_RUNS, AccessToken, App, Installation, Kind, User
from bot.localhub.state.repositories import LocalRepository, LocalThread

ROLES = ("none", "read", "triage", "write", "maintain", "admin")


class World:
    """All accounts and repositories; one lock keeps every request whole.

    `listeners` hear of every event in turn: (event, action, repository, sender, thread, **more). `moved` are the
    repositories by the names that they had before.
    """

    def __init__(self, clock: Callable[[], datetime] | None = None) -> None:
        self.clock = clock or (lambda: datetime.now(UTC).replace(microsecond=0))
        self.lock = threading.RLock()
        self.numbers = itertools.count(1001)
        self.users: dict[str, User] = {}
        self.tokens: dict[str, AccessToken] = {}
        #: How much of GraphQL's budgets of more than one token is used, by their names.
        self.points: Counter[str] = Counter()
        self.apps: dict[int, tuple[App, RSAPublicKey]] = {}
        self.installations: dict[int, Installation] = {}
        #: Apps that were offered and not made yet, by the code for it: who offered, and the manifest.
        self.manifests: dict[str, tuple[User, Mapping[str, Any]]] = {}
        self.app_listeners: list[Callable[..., None]] = []
        self.repositories: dict[str, LocalRepository] = {}
        self.moved: dict[str, LocalRepository] = {}
        #: Who does not want to hear of whom, by their logins.
        self.blocks: set[tuple[str, str]] = set()
        self.listeners: list[Callable[..., None]] = []

    def emit(
        self,
        event: str,
        action: str | None,
        repository: LocalRepository,
        sender: User,
        thread: LocalThread | None,
        **more: Any,
    ) -> None:
        """Say what happened, under the names of GitHub's webhooks."""
        for listener in self.listeners:
            listener(event, action, repository, sender, thread, **more)

    def rename(self, repository: LocalRepository, name: str, owner: User | None = None) -> None:
        """Give a repository another name, or owner; the old one leads to it until somebody else takes that."""
        old = repository.full_name.lower()
        self.moved[old] = self.repositories.pop(old)
        repository.name, repository.owner = name, owner or repository.owner
        self.repositories[repository.full_name.lower()] = repository

    def find(self, full_name: str) -> LocalRepository | None:
        """Return a repository by its name, or by one that it had before."""
        key = full_name.lower()
        return self.repositories.get(key) or self.moved.get(key)

    def new_id(self) -> int:
        return next(self.numbers)

    def create_user(self, login: str, kind: Kind = "User") -> User:
        self.users[login.lower()] = User(self.new_id(), login, kind, self.clock())
        return self.users[login.lower()]

    def user(self, login: str) -> User | None:
        """Return an account; GitHub compares logins without case."""
        return self.users.get(login.lower())

    def create_token(self, login: str, permissions: Mapping[str, str] | None = None) -> str:
        token = f"ghp_{secrets.token_hex(18)}"
        self.tokens[token] = AccessToken(self.users[login.lower()], permissions)
        return token

    def create_fine_token(self, login: str, permissions: Mapping[str, str]) -> str:
        """Return a fine-grained token of an account."""
        token = f"github_pat_{secrets.token_hex(30)}"
        self.tokens[token] = AccessToken(self.users[login.lower()], permissions, fine_grained=True)
        return token

    def create_app_token(self, slug: str, repository: LocalRepository, permissions: Mapping[str, str]) -> str:
        """Install an App in a repository, and return a token of that installation."""
        user = self.user(f"{slug}[bot]") or self.create_user(f"{slug}[bot]", "Bot")
        app = App(self.new_id(), slug, user, repository.owner, permissions)
        repository.roles[user.login] = "write"
        token = f"ghs_{secrets.token_hex(18)}"
        self.tokens[token] = AccessToken(user, permissions, app)
        return token

    def create_run_token(self, repository: LocalRepository, permissions: Mapping[str, str]) -> str:
        """Return a token for one run of a workflow: good in its repository, with the permissions of its job."""
        user = self.user(ACTIONS) or self.create_user(ACTIONS, "Bot")
        repository.roles[user.login] = "write"
        app = App(self.new_id(), ACTIONS.removesuffix("[bot]"), user, repository.owner, permissions)
        token = f"ghs_{secrets.token_hex(18)}"
        self.tokens[token] = AccessToken(
            user, permissions, app, hourly=REQUESTS_OF_RUNS, budget=f"runs of {repository.id}"
        )
        return token

    def role(self, repository: LocalRepository, user: User | None) -> str:
        """Return what an account may do; everybody who has one reads what is not private."""
        if user is None:
            return "none"
        if user is repository.owner:
            return "admin"
        return repository.roles.get(user.login, "none" if repository.private else "read")

    def sees(self, repository: LocalRepository, user: User | None) -> bool:
        """Tell whether an account, or None for nobody, knows that there is a repository."""
        return not repository.private or self.may(repository, user, "read")

    def may(self, repository: LocalRepository, user: User | None, role: str) -> bool:
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
