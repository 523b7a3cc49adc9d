"""One step of the rehearsal, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.errors import ExitCode
from bot.rehearsal.rehearsal import Rehearsal

#: How a step ended: as the code believes, so but slower than it reckons with, otherwise, or not at all.
Ending = Literal["ok", "limit", "error", "left out"]
EXIT_CODES = {"ok": ExitCode.FINE, "left out": ExitCode.FINE, "limit": ExitCode.FINDINGS, "error": ExitCode.REFUSED}


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
