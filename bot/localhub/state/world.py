"""All accounts and repositories of the local GitHub, and their rights."""

import itertools
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from bot.localhub.git.storing import Signature
from bot.localhub.state.accounts import ACTIONS, REQUESTS_OF_RUNS, AccessToken, App, Installation, Kind, User
from bot.localhub.state.repositories import LocalRepository, WebhookEvent


class World:
    """All accounts and repositories; one lock protects each request.

    `listeners` receive every event in turn. `moved` are the repositories by their earlier names.
    """

    def __init__(self) -> None:
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC).replace(microsecond=0)
        self.lock = threading.RLock()
        self.numbers = itertools.count(1001)
        self.users: dict[str, User] = {}
        self.tokens: dict[str, AccessToken] = {}
        #: How much is used of the GraphQL budgets that tokens share, by their names.
        self.points: Counter[str] = Counter()
        self.apps: dict[int, tuple[App, RSAPublicKey]] = {}
        self.installations: dict[int, Installation] = {}
        #: Manifests offered for Apps not yet made, with who offered them, by their codes.
        self.manifests: dict[str, tuple[User, Mapping[str, Any]]] = {}
        self.app_listeners: list[Callable[..., None]] = []
        self.repositories: dict[str, LocalRepository] = {}
        self.moved: dict[str, LocalRepository] = {}
        #: Who blocked whom, by login.
        self.blocks: set[tuple[str, str]] = set()
        self.listeners: list[Callable[[WebhookEvent], None]] = []

    def rename(self, repository: LocalRepository, name: str, owner: User | None = None) -> None:
        """Give a repository another name, or owner; the old name leads to it until another repository takes it."""
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
        return self.users.get(login.lower())

    def add_token(self, token: AccessToken, prefix: str) -> str:
        key = f"{prefix}_{secrets.token_hex(18)}"
        self.tokens[key] = token
        return key

    def create_token(self, login: str, permissions: Mapping[str, str] | None = None) -> str:
        return self.add_token(AccessToken(self.users[login.lower()], permissions), "ghp")

    def create_fine_token(self, login: str, permissions: Mapping[str, str]) -> str:
        return self.add_token(AccessToken(self.users[login.lower()], permissions, fine_grained=True), "github_pat")

    def create_app_token(
        self, slug: str, repository: LocalRepository, permissions: Mapping[str, str], **limits: Any
    ) -> str:
        """Install an App in a repository, and return a token of that installation."""
        user = self.user(f"{slug}[bot]") or self.create_user(f"{slug}[bot]", "Bot")
        app = App(self.new_id(), slug, user, repository.owner, permissions)
        repository.roles[user.login] = "write"
        return self.add_token(AccessToken(user, permissions, app, **limits), "ghs")

    def create_run_token(self, repository: LocalRepository, permissions: Mapping[str, str]) -> str:
        """Return a token for one run of a workflow: valid in its repository, with the permissions of its job."""
        limits = {"hourly": REQUESTS_OF_RUNS, "budget": f"runs of {repository.id}"}
        return self.create_app_token(ACTIONS.removesuffix("[bot]"), repository, permissions, **limits)

    def signature(self, user: User) -> Signature:
        return Signature(user.login, user.email, self.clock().isoformat())
