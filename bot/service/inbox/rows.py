"""A job as a row of procrastinate's, which the functions here write inside the caller's transaction."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job as Row
from procrastinate.manager import JobManager
from procrastinate.sql import queries
from psycopg import Connection
from psycopg.errors import RaiseException
from psycopg.types.json import Jsonb

from bot.hub.delivery import Event
from bot.service.inbox import LIST, Job

#: Each repository's jobs are a queue by its name, beside this one, out of which nobody takes jobs but an operator. They
#: hold their thread's queueing lock, so that a delivery finds them, but not their repository's lock.
PARKED = "paperclerk-parked"
#: PostgreSQL's limit of 63 for the channel that procrastinate names after a queue; GitHub's names have up to 140.
LONGEST_QUEUE = 40
TASK = "look"

#: A due job waits for no other of its repository but fresh ones and those due before it, if its priority says when it
#: is due; procrastinate's numbers have 32 bits, which lasts from this moment until 2088.
FRESH, BEGINNING = 0, datetime(2020, 1, 1, tzinfo=UTC)

#: A later delivery for a thread makes its waiting job due at once, wherever it waited.
FOLD = """
UPDATE procrastinate_jobs SET queue_name = %(queue)s, lock = %(repository)s, scheduled_at = NULL, priority = 0,
    args = args || %(args)s
WHERE queueing_lock = %(thread)s AND status = 'todo'
"""
#: Lets parked jobs of a repository run again: a thread's, or with NULL all.
REVIVE = """
UPDATE procrastinate_jobs SET queue_name = %(queue)s, lock = %(repository)s, args = args || %(args)s
WHERE queue_name = %(parked)s AND status = 'todo' AND args->>'repository' = %(repository)s
    AND (%(thread)s::text IS NULL OR queueing_lock = %(thread)s)
"""
HAS_JOB = "SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = %s AND status IN ('todo', 'doing')"


def queue_of(repository: str) -> str:
    """Return the queue of a repository's jobs that are not parked."""
    if len(repository) <= LONGEST_QUEUE:
        return repository
    return f"{repository[:23]}~{sha256(repository.encode()).hexdigest()[:16]}"


def lock_of(repository: str, number: int | None) -> str:
    """Return the lock that a thread's waiting job holds."""
    return f"{repository}#{number or LIST}"


def thread_order(thread: Event | Job) -> tuple[str, int]:
    """Return what jobs are sorted by where one transaction stores several, the older threads first."""
    return thread.repository, thread.number or LIST


def write_args(job: Job) -> dict[str, Any]:
    """Return what is stored of a job: `attempts` are those that were made."""
    return {
        "repository": job.repository,
        "number": job.number,
        "installation": job.installation,
        "delivery": job.delivery,
        "attempts": job.attempts,
        "reason": None,
        "paused": False,
    }


def read_job(id: int, args: dict[str, Any]) -> Job:
    """Return the stored job, with the attempt that is being made."""
    return Job(
        args["repository"], args["number"], args["installation"], args["delivery"], args["attempts"] + 1, ticket=id
    )


def place(jobs: JobManager, connection: Connection, job: Job) -> None:
    """Queue a fresh job, or fold it into the one that waits for this thread."""
    thread = lock_of(job.repository, job.number)
    args = write_args(job)
    values = {"queue": queue_of(job.repository), "repository": job.repository, "thread": thread, "args": Jsonb(args)}
    if not connection.execute(FOLD, values).rowcount:
        row = Row(
            queue=queue_of(job.repository), lock=job.repository, queueing_lock=thread, task_name=TASK, task_kwargs=args
        )
        # Already enqueued: another door did so since the line before, and its job has not begun.
        with suppress(AlreadyEnqueued), connection.transaction():
            jobs.defer_job(row, connection=connection)


def fill(jobs: JobManager, connection: Connection, job: Job) -> None:
    """Queue a job for a thread that has none, be it one that waits, runs or is parked."""
    if not connection.execute(HAS_JOB, (lock_of(job.repository, job.number),)).fetchone():
        place(jobs, connection, job)


def revive(connection: Connection, repository: str, thread: str | None = None) -> bool:
    """Let the parked job of a thread (its lock), or all of a repository, run again; tell whether there was any."""
    values = {"queue": queue_of(repository), "parked": PARKED, "repository": repository, "thread": thread}
    return bool(connection.execute(REVIVE, {**values, "args": Jsonb({"attempts": 0})}).rowcount)


def end(connection: Connection, job: Job) -> bool:
    """Delete a job; return False if others have taken it over."""
    try:
        with connection.transaction():
            connection.execute(queries["finish_job"], {"job_id": job.ticket, "status": "succeeded", "delete_job": True})
    except RaiseException:
        return False
    return True


def put_back(
    jobs: JobManager, connection: Connection, job: Job, reason: str, *, seconds: float, parked: bool, paused: bool
) -> bool:
    """Let a job that has ended wait or park it; return False if it is parked.

    What was asked for again meanwhile waits already, and starts afresh.
    """
    ((now,),) = connection.execute("SELECT now()").fetchall()
    due = now + timedelta(seconds=seconds)
    row = Row(
        queue=PARKED if parked else queue_of(job.repository),
        lock=None if parked else job.repository,
        queueing_lock=lock_of(job.repository, job.number),
        task_name=TASK,
        task_kwargs={**write_args(job), "reason": reason, "paused": paused, "since": now.timestamp()},
        scheduled_at=due if seconds else None,
        priority=FRESH - int((due - BEGINNING).total_seconds()) if seconds else FRESH,
    )
    try:
        with connection.transaction():
            jobs.defer_job(row, connection=connection)
    except AlreadyEnqueued:
        return True
    return not parked
