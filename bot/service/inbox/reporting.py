"""Failed jobs, as text for operators and as JSON lines for programs."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.service.inbox import JobStatus
from bot.service.inbox.jobs import Inbox


def find_parked(inbox: Inbox) -> list[JobStatus]:
    return sorted((job for job in inbox.jobs() if job.state == "parked"), key=lambda job: job.since or 0)


def find_reasons(inbox: Inbox) -> list[str]:
    """Return why jobs failed, including those that will be tried again."""
    return [f"{job.thread}: {job.reason}" for job in inbox.jobs() if job.failed]


def as_text(jobs: Sequence[JobStatus]) -> str:
    """Return a line for each job, and their number. A reason may quote strangers; control characters are removed."""
    lines = [
        f"{job.thread}: {''.join(c if c.isprintable() else '�' for c in job.reason or '')}"
        f" (since {written(job.since)}, delivery {job.delivery})"
        for job in jobs
    ]
    return "\n".join([*lines, f"{len(jobs)} parked", ""])


def as_json(jobs: Sequence[JobStatus]) -> str:
    objects = (
        {"thread": job.thread, "reason": job.reason, "since": written(job.since), "delivery": job.delivery}
        for job in jobs
    )
    return "".join(f"{json.dumps(content, ensure_ascii=False)}\n" for content in objects)


def written(seconds: float | None) -> str:
    return datetime.fromtimestamp(seconds or 0, UTC).isoformat(timespec="seconds")
