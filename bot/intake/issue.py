"""An issue's title, text and its author's later comments -> the Submission they make."""

from __future__ import annotations

from collections.abc import Sequence

from bot.intake.form import read_form, read_proposal
from bot.intake.submission import Submission
from bot.intake.text.prose import read_prose


def read_issue(title: str, body: str, replies: Sequence[str] = ()) -> Submission:
    """Return what an issue proposes now; `replies` are its author's comments, the newest last."""
    answers = read_form(body)
    return read_proposal(answers) if answers is not None else read_prose(title, body, replies)
