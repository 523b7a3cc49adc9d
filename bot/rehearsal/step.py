"""One step of the rehearsal, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.errors import ExitCode, RefusalError

if TYPE_CHECKING:
    from bot.rehearsal.rehearsal import Rehearsal

#: How a step ended: as the code believes, so but slower than it reckons with, otherwise, or not at all.
Ending = Literal["ok", "limit", "error", "left out"]
EXIT_CODES = {"ok": ExitCode.FINE, "left out": ExitCode.FINE, "limit": ExitCode.FINDINGS, "error": ExitCode.REFUSED}


class UnexpectedError(RefusalError):
    """GitHub answered other than the code believes; the message says what it answered."""


def expect(is_so: object, words: str) -> None:
    """Raise UnexpectedError where something is not so; the words say what is, and what GitHub shows instead."""
    if not is_so:
        raise UnexpectedError(words)


class LeftOutError(RefusalError):
    """A step cannot be made because an earlier one failed; the message names that."""


@dataclass(frozen=True, slots=True)
class Step:
    """`expects` ends the sentence "GitHub should show ..."; `real` is what no GitHub but the real one can show."""

    name: str
    does: str
    expects: str
    real: str
    act: Callable[[Rehearsal], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step ended, after how many seconds; `lag` is how long what was written was not to be read."""

    step: Step
    ending: Ending
    words: str
    seconds: float
    lag: float
