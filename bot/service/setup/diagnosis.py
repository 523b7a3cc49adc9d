"""The result of one check by `doctor`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.errors import ExitCode

#: Whether the condition is met, met with a limit, or keeps the bot from working.
Status = Literal["ok", "limit", "error"]
EXIT_CODES: Mapping[Status, ExitCode] = {"ok": ExitCode.FINE, "limit": ExitCode.FINDINGS, "error": ExitCode.REFUSED}
SIGNS: Mapping[Status, str] = {"ok": "ok   ", "limit": "limit", "error": "ERROR"}


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Whether one condition is met, and what to do if not."""

    status: Status
    text: str

    def __str__(self) -> str:
        return f"{SIGNS[self.status]} {self.text}"
