"""Accounts, Apps and their tokens."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

#: GitHub's budget in requests an hour, for an account, and for the token of a workflow's run in its repository.
REQUESTS_AN_HOUR, REQUESTS_OF_RUNS = 5000, 1000
#: The account that acts for all workflows.
ACTIONS = "github-actions[bot]"


#: A mannequin stands for an account of another server, from which its words were imported.
Kind = Literal["User", "Bot", "Organization", "Mannequin"]


@dataclass(slots=True)
class User:
    """An account; one that is `gone` leaves its words to nobody."""

    id: int
    login: str
    kind: Kind
    created: datetime
    gone: bool = False

    @property
    def email(self) -> str:
        """The address that GitHub gives to an account that hides its own."""
        return f"{self.id}+{self.login}@users.noreply.github.com"


@dataclass(frozen=True, slots=True)
class App:
    """A GitHub App; `user` is the account it acts as. Its webhook receives `events`; "" if it has none."""

    id: int
    slug: str
    user: User
    owner: User
    permissions: Mapping[str, str]
    events: tuple[str, ...] = ()
    webhook: str = ""
    secret: str = ""
    #: Where a browser is sent once the App is installed.
    setup_url: str = ""


@dataclass(slots=True)
class Installation:
    """An App in an account, with the right to some of its repositories, by their full names in small letters."""

    id: int
    app: App
    account: User
    repositories: list[str]
    created: datetime


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A key to an account; `permissions` ("contents" -> "write") limit it, None leaves it all the account's rights.

    `hourly` is its number of requests an hour, of REST and of GraphQL each; tokens with the same `budget` share it (""
    is its own). A `fine_grained` one writes only where its account or an organisation is the owner. `expires` is only
    reported.
    """

    user: User
    permissions: Mapping[str, str] | None = None
    app: App | None = None
    hourly: int = REQUESTS_AN_HOUR
    budget: str = ""
    installation: Installation | None = None
    fine_grained: bool = False
    expires: str = ""
