"""A login to GitHub, an account's or an App's in one installation; its repositories share it and its limits."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from github import Auth, Github, GithubException
from github.Requester import Requester

from bot.hub.limits import Pace

Answer = TypeVar("Answer")


class Login:
    """Lends connections to GitHub, each to one thread at a time; `log_in` opens another one.

    PyGithub keeps a request between two of its own calls, so that a thread could send another's. It also keeps a
    connection open: there are as many as threads used at the same time, however many repositories there are.
    """

    def __init__(self, log_in: Callable[[], Github], pace: Pace) -> None:
        self.log_in = log_in
        self.pace = pace
        self.idle: list[Github] = []

    @property
    def is_app(self) -> bool:
        """Whether this is an App's login, which may do what no account may."""
        return not self.use(lambda requester: isinstance(requester.auth, Auth.Token))

    def ask(self, ask: Callable[[Requester], Answer]) -> Answer:
        """Send one request; if GitHub no longer knows the login, nothing was done, so log in and send it again."""
        try:
            return self.use(ask)
        except GithubException as error:
            if error.status != HTTPStatus.UNAUTHORIZED:
                raise
        self.idle.clear()
        # Another thread may have returned a login that GitHub no longer knows.
        return self.lend(self.log_in(), ask)

    def use(self, ask: Callable[[Requester], Answer]) -> Answer:
        """Lend a connection that no other thread uses meanwhile."""
        try:
            github = self.idle.pop()
        except IndexError:
            github = self.log_in()
        return self.lend(github, ask)

    def lend(self, github: Github, ask: Callable[[Requester], Answer]) -> Answer:
        """Lend a connection that anybody may use afterwards."""
        try:
            return ask(github.requester)
        finally:
            self.idle.append(github)
