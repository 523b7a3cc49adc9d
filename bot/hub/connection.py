"""Logs in to GitHub, as an account with a token or as an App, and opens repositories."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import jwt
from github import Auth, Github, GithubIntegration

from bot.hub.client import Client
from bot.hub.gateway import Gateway
from bot.hub.limits import CONTENTS_AN_HOUR, SECONDS_BETWEEN_WRITES, Pace, retry_reads
from bot.hub.login import Login
from bot.hub.names import RepositoryNames
from bot.hub.read import queries
from bot.hub.read.glances import Glance, read_glance
from bot.hub.seal import Seal

#: How many repositories are glanced at in one query, which GitHub has to answer within ten seconds.
GLANCES = 10
#: The only algorithm that GitHub accepts for an App's signature.
SIGNATURE = "RS256"


@dataclass(frozen=True)
class Connection:
    """Opens repositories and keeps them open, because what a client knows about its threads is worth keeping.

    `between_writes` is in seconds (0, only for a GitHub of one's own, means no limits); `processes` share the account's
    limits. `seal` marks the bot's comments. GitHub `signs` the commits that it makes for an account; GitHub Enterprise
    Server only if its site is set so. `clock` and `sleep` are in seconds.
    """

    api: str
    token: str | None = field(default=None, repr=False)
    app_id: int | None = None
    private_key: str | None = field(default=None, repr=False)
    between_writes: float = SECONDS_BETWEEN_WRITES
    processes: int = 1
    signs: bool = True
    seal: Seal = field(default_factory=Seal, repr=False)
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)
    clients: dict[str, tuple[int | None, Client]] = field(default_factory=dict, repr=False)
    logins: dict[int | None, Login] = field(default_factory=dict, repr=False)
    names: RepositoryNames = field(default_factory=RepositoryNames, repr=False)
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    def open(self, repository: str, installation: int | None = None) -> Client:
        """Return the client of a repository; an App looks up its installation if the caller does not know it."""
        repository = self.names.spell(repository)
        if client := self.find_open(repository, installation):
            return client
        found = installation
        if self.token is None and found is None:
            # Without a lock, because GitHub may take its time.
            found = self.app().get_repo_installation(*repository.split("/")).id
        with self.lock:
            # A client that another thread opened meanwhile may be newer than this one.
            client = self.find_open(repository, installation)
            if client is None:
                gateway = Gateway(self.login(found), repository)
                client = Client(gateway, repository, seal=self.seal, signs=self.signs)
                self.clients[repository.lower()] = (found, client)
            return client

    def find_open(self, repository: str, installation: int | None) -> Client | None:
        """Return the open client of a repository; an App installed anew has another installation."""
        known, client = self.clients.get(repository.lower(), (None, None))
        return client if installation is None or self.token is not None or known == installation else None

    def close(self, repository: str) -> None:
        """Forget a repository where the bot may no longer work."""
        with self.lock:
            self.clients.pop(repository.lower(), None)

    def identify(self, repository: str) -> str:
        """Ask GitHub for a repository's present name, and use that from then on."""
        found = self.open(repository).gateway.rest("GET", "")
        name: str = found["full_name"]
        with self.lock:
            installation, client = self.clients.pop(self.names.spell(repository).lower())
            client.rename(name)
            self.clients[name.lower()] = (installation, client)
        self.names.note(found["id"], name, former=repository)
        return name

    def glance(self, repositories: Collection[str]) -> Mapping[str, Glance]:
        """Return glances at repositories, many in one query; without those that GitHub does not show.

        A repository that is left out is asked for separately later, and its error shows then.
        """
        groups: defaultdict[int | None, dict[str, Client]] = defaultdict(dict)
        for name in repositories:
            with suppress(Exception):
                client = self.open(name)
                installation, _ = self.clients[self.names.spell(name).lower()]
                groups[installation][name] = client
        found: dict[str, Glance] = {}
        for clients in groups.values():
            names = list(clients)
            for some in (names[start : start + GLANCES] for start in range(0, len(names), GLANCES)):
                with suppress(Exception):
                    found |= ask_glances({name: clients[name] for name in some})
        return found

    def login(self, installation: int | None) -> Login:
        """Return the login of an installation; an account with a token has one for all its repositories."""
        key = None if self.token is not None else installation
        with self.lock:
            if key not in self.logins:
                hourly = CONTENTS_AN_HOUR if self.between_writes else 0
                pace = Pace(self.between_writes, hourly, processes=self.processes, clock=self.clock, sleep=self.sleep)
                self.logins[key] = Login(lambda: self.log_in(key), pace)
            return self.logins[key]

    def health(self) -> dict[str, int]:
        """Return the longest rest that GitHub asked for and the writes within an hour, for an operator."""
        with self.lock:
            found = [login.pace.health() for login in self.logins.values()]
        return {
            "resting": max((each["resting"] for each in found), default=0),
            "contents": sum(each["contents"] for each in found),
        }

    def own_login(self) -> str | None:
        """Return the account's login, None for an App, whose own deliveries cannot be recognised so cheaply."""
        return None if self.token is None else self.log_in(None).get_user().login

    def log_in(self, installation: int | None) -> Github:
        """Return PyGithub's entry point with the right to act in an `installation`; a token acts wherever it may."""
        if self.token is not None:
            return Github(auth=Auth.Token(self.token), **self.options())
        if installation is None:
            raise ValueError("an App acts in an installation")
        return self.app().get_github_for_installation(installation)

    def app(self) -> GithubIntegration:
        if self.app_id is None or self.private_key is None:
            raise ValueError("a connection needs a token, or an App with its key")
        auth = Auth.AppAuth(self.app_id, sign_func=lambda claims: jwt.encode(claims, self.key, SIGNATURE))
        return GithubIntegration(auth=auth, **self.options())

    def ask_as_app(self, address: str, method: str = "GET") -> tuple[dict[str, Any], Any]:
        """Ask GitHub as the App itself; return the headers and the content of the answer."""
        return self.app().requester.requestJsonAndCheck(method, address)

    @cached_property
    def key(self) -> Any:
        """The App's private key, read once: checking it takes longer than the rest of a request."""
        return jwt.get_algorithm_by_name(SIGNATURE).prepare_key(self.private_key)

    def options(self) -> dict[str, Any]:
        """Return the options for every PyGithub object.

        Lazy: naming a thing costs no request. PyGithub's own pauses are off, because it takes every GraphQL query for a
        write; `Pace` distinguishes them.
        """
        return {
            "base_url": self.api,
            "lazy": True,
            "retry": retry_reads(),
            "seconds_between_requests": 0,
            "seconds_between_writes": 0,
            "user_agent": "paperclerk",
        }


def ask_glances(clients: Mapping[str, Client]) -> Mapping[str, Glance]:
    """Return glances at some repositories of one login, in one query."""
    numbered = list(enumerate(clients.items()))
    variables = {f"o{n}": client.owner for n, (_, client) in numbered} | {f"n{n}": c.name for n, (_, c) in numbered}
    first = next(iter(clients.values()))
    answer = first.gateway.query(queries.glances(len(clients)), variables, partly=True)
    seen = {name: read_glance(answer[f"r{n}"]) for n, (name, _) in numbered}
    return {name: glance for name, glance in seen.items() if glance}
