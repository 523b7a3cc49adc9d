"""What happens in threads: labels, comments, reactions, events, reviews."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.localhub.git.lines import Span
from bot.localhub.state.accounts import User

#: REST's names of reactions, and GraphQL's.
REACTIONS = {
    "+1": "THUMBS_UP", "-1": "THUMBS_DOWN", "laugh": "LAUGH", "confused": "CONFUSED", "heart": "HEART",
    "hooray": "HOORAY", "rocket": "ROCKET", "eyes": "EYES",
}  # fmt: skip


@dataclass(slots=True)
class IssueLabel:
    id: int
    name: str
    color: str
    description: str = ""


@dataclass(slots=True)
class Reaction:
    id: int
    user: User
    content: str
    created: datetime


@dataclass(slots=True)
class IssueComment:
    id: int
    author: User
    body: str
    created: datetime
    updated: datetime
    edited: datetime | None = None
    editor: User | None = None
    reactions: list[Reaction] = field(default_factory=list)


@dataclass(slots=True)
class IssueEvent:
    """A line in a thread's history: labeled, closed, merged, ...

    Of a queue that was left with the reason, and the commit that was tried there.
    """

    id: int
    event: str
    actor: User
    created: datetime
    label: IssueLabel | None = None
    reason: str = ""
    commit: str = ""


@dataclass(frozen=True, slots=True)
class ContentEdit:
    """One change of a thread's text; `text` is what it became."""

    id: int
    editor: User
    created: datetime
    text: str


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
    answers: int | None = None


@dataclass(slots=True)
class PullRequestReview:
    """Somebody's opinion of a pull request at one of its commits."""

    id: int
    author: User
    body: str
    state: str
    commit: str
    created: datetime
    remarks: list[Remark] = field(default_factory=list)
