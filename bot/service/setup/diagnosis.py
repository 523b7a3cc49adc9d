"""What is said of one thing that was looked at before the bot works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.errors import ExitCode

#: How well a thing stands: it works, it works with a limit, or the bot cannot work.
Status = Literal["ok", "limit", "error"]
EXIT_CODES: Mapping[Status, ExitCode] = {
    "ok": ExitCode.FINE,
    "limit": ExitCode.FINDINGS,
    "error": ExitCode.REFUSED,
}
SIGNS: Mapping[Status, str] = {"ok": "ok   ", "limit": "limit", "error": "ERROR"}


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at, and what to do about it where it does not stand well."""

    status: Status
    text: str

    def __str__(self) -> str:
        return f"{SIGNS[self.status]} {self.text}"
