"""Accounts, Apps and the tokens that speak for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(slots=True)
class User:
    id: int
    login: str
    kind: Literal["User", "Bot"]
    created: datetime

    @property
    def email(self) -> str:
        """The address that GitHub gives an account which hides its own."""
        return f"{self.id}+{self.login}@users.noreply.github.com"


@dataclass(frozen=True, slots=True)
class App:
    """A GitHub App; `user` is the account it acts as."""

    id: int
    slug: str
    user: User
    owner: User
    permissions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A key to an account; `permissions` ("contents" -> "write") limit it, None leaves it all the account's rights."""

    user: User
    permissions: Mapping[str, str] | None = None
    app: App | None = None
