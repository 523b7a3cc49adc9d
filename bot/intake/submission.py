"""What a thread proposes, as its author put it: nothing is checked or completed yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Intent = Literal["add", "update", "fix-link", "remove", "question", "spam", "other"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One paper as somebody proposed it; None and () mean "not said".

    `urls` are links to the paper, `code` a link to its code. `venue` may carry the year ("ICLR 2026"); `section` is
    the section asked for, in the contributor's words. `replaces` quotes the listed entry that an update, a fix or a
    removal is about, where the text or the diff shows it.
    """

    title: str | None = None
    urls: tuple[str, ...] = ()
    code: str | None = None
    venue: str | None = None
    year: int | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    replaces: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """What a thread wants (`intent`) and the papers it names, in the order of the text."""

    intent: Intent
    proposals: tuple[Proposal, ...] = ()
