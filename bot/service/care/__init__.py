"""Looking after a list when it is time: its issue is brought to what a survey of the list finds."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from bot.service.care.survey import open_survey
from bot.service.settings import Settings
from bot.workflow.clerk import Clerk, LookUp
from bot.workflow.tending import read_tended, remembered, tend

WEEK = timedelta(days=7)


def today() -> str:
    """Return the day by UTC."""
    return datetime.now(UTC).date().isoformat()


def due(clerk: Clerk, today: str) -> Literal["whole", "again", ""]:
    """Return what is due for a list that is looked after weekly: all of it, or what looked dead on another day."""
    snapshot, thread = read_tended(clerk)
    if snapshot.config.care != "weekly":
        return ""
    memory = remembered(thread)
    if not is_day(memory.looked) or date.fromisoformat(memory.looked) + WEEK <= date.fromisoformat(today):
        return "whole"
    return "again" if any(today not in days for days in memory.suspects.values()) else ""


def is_day(text: str) -> bool:
    """Tell whether a text is a day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def care_if_due(
    clerk: Clerk, settings: Settings, look_up: LookUp | None, turn: AbstractContextManager[object] | None = None
) -> None:
    """Look after a list where its settings say so and it is time; its issue is written in `turn`."""
    day = today()
    if what := due(clerk, day):
        tend(clerk, open_survey(settings, look_up, day, whole=what == "whole"), turn)
