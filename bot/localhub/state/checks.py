"""Statuses and check runs."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.localhub.state.accounts import App, User


@dataclass(frozen=True, slots=True)
class Status:
    """A result for a commit under some name."""

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
