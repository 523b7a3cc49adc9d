"""Reviews of pull requests, and the remarks on lines in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.localhub.git.lines import Span
from bot.localhub.state.accounts import User
from bot.localhub.state.conversation import Reaction


@dataclass(slots=True)
class Remark:
    """A comment on lines of a pull request as they are at its review's commit; `hunk` is the diff down to them."""

    id: int
    author: User
    span: Span
    body: str
    hunk: str
    position: int
    created: datetime
    updated: datetime
    edited: datetime | None = None
    answers: int | None = None
    resolved: bool = False
    reactions: list[Reaction] = field(default_factory=list)


@dataclass(slots=True)
class PullRequestReview:
    """What somebody thinks of a pull request as it stood at a commit; until it is submitted only its author sees it."""

    id: int
    author: User
    body: str
    state: str
    commit: str
    created: datetime
    submitted: datetime | None = None
    remarks: list[Remark] = field(default_factory=list)
