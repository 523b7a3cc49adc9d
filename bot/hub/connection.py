"""Logs in to GitHub, as an account with a token or as an App, and opens repositories."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from github import Auth, Github, GithubException, GithubIntegration, GithubRetry

from bot.hub.client import Client

#: PyGithub's own retry repeats a POST after a 502, although the first may have had its effect: two comments.
RETRIED = frozenset({"GET", "HEAD"})
#: GitHub asks for a second between writes, and for a minute's rest where it names no time.
SECONDS_BETWEEN_WRITES = 1.0
UNNAMED_PAUSE, LONGEST_PAUSE = 60.0, 3600.0


@dataclass(frozen=True)
class Connection:
    """Opens repositories; `between_writes` is in seconds (0 only for a GitHub of one's own)."""

    api: str
    token: str | None = field(default=None, repr=False)
    app_id: int | None = None
    private_key: str | None = field(default=None, repr=False)
    between_writes: float = SECONDS_BETWEEN_WRITES
    blobs: dict[str, str] = field(default_factory=dict, repr=False)

    def open(self, repository: str, installation: int | None = None) -> Client:
        """Return the bot's view of a repository; an App looks its installation up where the caller does not know it."""
        return Client(self.log_in(repository, installation), repository, blobs=self.blobs)

    def own_login(self) -> str | None:
        """Return the account's login; an App's deliveries carry a sender of type Bot instead."""
        return None if self.token is None else Github(auth=Auth.Token(self.token), **self.options()).get_user().login

    def log_in(self, repository: str, installation: int | None) -> Github:
        """Return PyGithub's entry point with the right to act in a repository."""
        if self.token is not None:
            return Github(auth=Auth.Token(self.token), **self.options())
        if self.app_id is None or self.private_key is None:
            raise ValueError("a connection needs a token, or an App with its key")
        app = GithubIntegration(auth=Auth.AppAuth(self.app_id, self.private_key), **self.options())
        if installation is None:
            installation = app.get_repo_installation(*repository.split("/")).id
        return app.get_github_for_installation(installation)

    def options(self) -> dict[str, Any]:
        """Return the options that every PyGithub object is made with; lazy: naming a thing costs no request."""
        return {
            "base_url": self.api,
            "lazy": True,
            "retry": GithubRetry(total=3, allowed_methods=RETRIED),
            "seconds_between_requests": 0,
            "seconds_between_writes": self.between_writes,
            "user_agent": "paperclerk",
        }


def pause_after(error: Exception, *, clock: Callable[[], float] = time.time) -> float | None:
    """Return how many seconds GitHub asks to wait, None if the error is not about limits."""
    if not isinstance(error, GithubException):
        return None
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    if error.status not in (403, 429) and not is_graphql_limit(error.data):
        return None
    if "retry-after" in headers:
        return min(float(headers["retry-after"]), LONGEST_PAUSE)
    if headers.get("x-ratelimit-remaining") == "0" and "x-ratelimit-reset" in headers:
        return min(max(1.0, float(headers["x-ratelimit-reset"]) - clock()), LONGEST_PAUSE)
    return UNNAMED_PAUSE if error.status == 429 or "rate limit" in str(error.data).lower() else None


def is_graphql_limit(data: object) -> bool:
    """Tell whether GraphQL is exhausted, which it says in a body with status 200."""
    errors = data.get("errors") if isinstance(data, dict) else None
    return isinstance(errors, list) and any(
        isinstance(error, dict) and error.get("type") == "RATE_LIMITED" for error in errors
    )
