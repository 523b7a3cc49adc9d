"""The releases of a repository."""

from dataclasses import dataclass
from datetime import datetime

from bot.localhub.state.accounts import User


@dataclass(slots=True)
class Release:
    """A version with a tag; a draft has no tag in git yet, and is not `published`. It has no files."""

    id: int
    tag: str
    target: str
    name: str
    body: str
    author: User
    created: datetime
    published: datetime | None
    draft: bool = False
    prerelease: bool = False
