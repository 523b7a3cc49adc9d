"""Parked jobs -> text for people, JSON lines for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.service.inbox import Parked


def as_text(parked: Sequence[Parked]) -> str:
    """Return a line for each job, and the sum. A reason may quote strangers, whose controls no terminal may obey."""
    lines = [
        f"{job.thread}: {''.join(c if c.isprintable() else '�' for c in job.reason)}"
        f" (since {written(job.since)}, delivery {job.delivery})"
        for job in parked
    ]
    return "\n".join([*lines, f"{len(parked)} parked", ""])


def as_json(parked: Sequence[Parked]) -> str:
    """Return one object for each job."""
    objects = (
        {"thread": job.thread, "reason": job.reason, "since": written(job.since), "delivery": job.delivery}
        for job in parked
    )
    return "".join(f"{json.dumps(content, ensure_ascii=False)}\n" for content in objects)


def written(seconds: float) -> str:
    """Return a moment as people and programs can read it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
