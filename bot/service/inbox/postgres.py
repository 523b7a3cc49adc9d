"""The inbox in PostgreSQL, through procrastinate: any number of processes, on any number of machines.

Procrastinate's `lock` keeps the jobs of a repository apart and its `queueing_lock` folds a thread's waiting jobs. Its
own worker is not used: what a job is, when it is parked and who takes over is the same here as in the file.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta

import psycopg
from procrastinate import SyncPsycopgConnector
from procrastinate.exceptions import ProcrastinateException, UniqueViolation
from procrastinate.manager import JobManager
from procrastinate.sql import queries
from psycopg import Connection

from bot.hub.delivery import Event
from bot.service.inbox import (
    COUNTED,
    LONGEST_PAUSE,
    MOST_ATTEMPTS,
    REMEMBERED,
    SWEEP,
    InboxError,
    Job,
    Notifier,
    Parked,
    Standing,
    name_thread,
    pause_of,
)
from bot.service.inbox.arrivals import BatchWriter
from bot.service.inbox.migrations import upgrade
from bot.service.inbox.rows import (
    PARKED,
    end,
    fill,
    lock_of,
    place,
    put_back,
    read_job,
    revive,
    thread_order,
)
from bot.service.inbox.turns import Turns
from bot.service.inbox.workers import Workers

#: A web process has few threads, and a worker needs one connection at a time.
MOST_CONNECTIONS = 8
#: In seconds. GitHub gives the door ten.
PATIENCE = 5.0

REMEMBER = """
INSERT INTO paperclerk_deliveries (guid) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING RETURNING guid
"""
#: Of each repository that is free, the first job that is due.
DUE = """
SELECT queue_name, min(id) FROM procrastinate_jobs AS job
WHERE status = 'todo' AND queue_name <> %(parked)s AND (scheduled_at IS NULL OR scheduled_at <= now())
    AND NOT EXISTS (SELECT 1 FROM procrastinate_jobs AS other WHERE other.lock = job.lock AND other.status = 'doing')
GROUP BY queue_name
"""
PARKED_ONES = """
SELECT id, args FROM procrastinate_jobs
WHERE queue_name = %(parked)s AND status = 'todo' AND (%(thread)s::text IS NULL OR queueing_lock = %(thread)s)
ORDER BY id
"""
OF_REPOSITORY = """
SELECT id FROM procrastinate_jobs WHERE status = 'todo' AND lower(args ->> 'repository') = lower(%(repository)s)
"""
COUNT = """
SELECT count(*) FILTER (WHERE status = 'todo' AND queue_name <> %(parked)s) AS waiting,
    count(*) FILTER (WHERE status = 'doing') AS running,
    count(*) FILTER (WHERE status = 'todo' AND queue_name = %(parked)s) AS parked,
    count(*) FILTER (WHERE status = 'todo' AND queue_name <> %(parked)s AND scheduled_at > now()
        AND (args->>'paused')::boolean) AS paused
FROM procrastinate_jobs
"""
REASONS = "SELECT id, args FROM procrastinate_jobs WHERE args->>'reason' IS NOT NULL ORDER BY id"
STANDING = """
SELECT id, args,
    CASE WHEN status = 'doing' THEN 'running' WHEN queue_name = %(parked)s THEN 'parked' ELSE 'waiting' END,
    extract(epoch FROM received)::float8
FROM procrastinate_jobs LEFT JOIN paperclerk_deliveries ON guid = args->>'delivery'
WHERE status IN ('todo', 'doing') ORDER BY id
"""
#: Once a clock that was ahead is set right, what was to wait until then waits no longer than anything else.
SET_RIGHT = """
UPDATE procrastinate_jobs SET scheduled_at = NULL, priority = 0
WHERE status = 'todo' AND queue_name <> %(parked)s AND scheduled_at > now() + %(longest)s
"""


class PostgresInbox(Notifier):
    """The jobs of all repositories, in a database that any number of doors and workers share."""

    def __init__(self, url: str, *, serving: bool, steady: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.connector = SyncPsycopgConnector(
            conninfo=url, min_size=1, max_size=MOST_CONNECTIONS, timeout=PATIENCE, configure=prepare
        )
        self.jobs = JobManager(self.connector)
        self.workers = Workers(self.jobs, steady)
        self.turns = Turns()
        self.arrivals = BatchWriter(self.store)
        try:
            with self.guarded():
                # The pool would go on trying for half a minute, and not say why.
                psycopg.connect(url, connect_timeout=int(PATIENCE)).close()
                self.connector.open()
                with self.working() as connection:
                    upgrade(connection)
                    if serving:
                        self.workers.register(connection)
        except InboxError:
            self.close()
            raise

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Say of every trouble with the database that the inbox cannot be used."""
        try:
            yield
        except (psycopg.Error, ProcrastinateException) as error:
            # Procrastinate wraps errors in one that says nothing; the rest of a message may quote what was stored.
            reason = str(error.__cause__ or error).partition("\n")[0]
            raise InboxError(f"the inbox in PostgreSQL cannot be used: {reason}") from error

    @contextmanager
    def working(self) -> Iterator[Connection]:
        """Lend a connection, in a transaction that is on the disk when this ends."""
        with self.guarded(), self.connector.pool.connection() as connection:
            yield connection

    def put(self, event: Event) -> bool:
        """Store a delivery and its job; return False if this GUID was stored before."""
        return self.arrivals.put(event)

    def store(self, events: Sequence[Event]) -> list[bool]:
        """Store deliveries and their jobs in one transaction; return of each whether it was new."""
        first = {event.delivery: event for event in reversed(events)}
        with self.working() as connection:
            # Two servers that store at once take what both want in one order, or each would wait for the other.
            rows = connection.execute(REMEMBER, (sorted(first),)).fetchall()
            new = {guid for (guid,) in rows}
            newest = {thread_order(event): event for event in events if event.delivery in new}
            for _, event in sorted(newest.items()):
                job = Job(event.repository, event.number, event.installation, event.delivery, 0, 0)
                place(self.jobs, connection, job)
                if event.number is None:
                    revive(connection, event.repository)
        self.wake()
        return [event.delivery in new and first[event.delivery] is event for event in events]

    def ask(self, repository: str, number: int | None, *, installation: int | None = None, why: str = "asked") -> None:
        """Queue a look at a thread that no delivery told of, as if one had."""
        with self.working() as connection:
            place(self.jobs, connection, Job(repository, number, installation, why, 0, 0))
        self.wake()

    def sweep(self, repository: str, numbers: Iterable[int | None]) -> None:
        """Queue a look at those threads that have no job."""
        jobs = [Job(repository, number, None, SWEEP, 0, 0) for number in numbers]
        with self.working() as connection:
            for job in sorted(jobs, key=thread_order):
                fill(self.jobs, connection, job)
        self.wake()

    def take(self) -> Job | None:
        """Mark the first due job of the repository whose turn it is as running; None when nothing is due."""
        with self.working() as connection:
            first = connection.execute(DUE, {"parked": PARKED}).fetchall()
        for queue in self.turns.order(first):
            with self.guarded(), suppress(UniqueViolation):  # another worker took one of the same repository just now
                row = self.connector.execute_query_one(queries["fetch_job"], queues=[queue], worker_id=self.workers.own)
                if row["id"] is not None:
                    self.turns.take(queue)
                    return read_job(row["id"], row["args"])
        return None

    def finish(self, job: Job) -> None:
        """Forget a job that is done; if it was asked for again meanwhile, that is a row of its own."""
        with self.working() as connection:
            end(connection, job)
        self.wake()

    def fail(self, job: Job, reason: str, *, pause: float | None = None) -> bool:
        """Let a job wait and try again, `pause` seconds if GitHub named them; return False once it is parked."""
        parked = pause is None and job.attempts >= MOST_ATTEMPTS
        attempts = job.attempts - (pause is not None)
        with self.working() as connection:
            kept = not end(connection, job) or put_back(
                self.jobs,
                connection,
                replace(job, attempts=attempts),
                reason,
                seconds=0 if parked else pause_of(job.attempts, pause),
                parked=parked,
                paused=bool(pause),
            )
        self.wake()
        return kept

    def parked(self) -> Sequence[Parked]:
        """Return the jobs that wait for an operator, the oldest first."""
        with self.working() as connection:
            rows = connection.execute(PARKED_ONES, {"parked": PARKED, "thread": None}).fetchall()
        jobs = [(read_job(id, args), args) for id, args in rows]
        return [Parked(job.repository, job.number, job.delivery, args["reason"], args["since"]) for job, args in jobs]

    def retry(self, repository: str, number: int | None) -> bool:
        """Let a parked job run again; return False if there is none for this thread."""
        with self.working() as connection:
            found = revive(connection, repository, lock_of(repository, number))
        self.wake()
        return found

    def drop(self, repository: str, number: int | None) -> bool:
        """Forget a parked job; return False if there is none for this thread."""
        with self.working() as connection:
            rows = connection.execute(PARKED_ONES, {"parked": PARKED, "thread": lock_of(repository, number)}).fetchall()
            found = [self.jobs.cancel_job_by_id(id, delete_job=True, connection=connection) for id, _ in rows]
        return any(found)

    def forget(self, repository: str) -> None:
        """Forget every job of a repository but one that runs."""
        with self.working() as connection:
            for (id,) in connection.execute(OF_REPOSITORY, {"repository": repository}).fetchall():
                self.jobs.cancel_job_by_id(id, delete_job=True, connection=connection)

    def tend(self) -> None:
        """Beat, take over what dead workers left, forget what is old."""
        with self.working() as connection:
            self.workers.beat(connection)
            connection.execute(
                "DELETE FROM paperclerk_deliveries WHERE received < now() - %s", (timedelta(seconds=REMEMBERED),)
            )
            connection.execute(SET_RIGHT, {"parked": PARKED, "longest": timedelta(seconds=LONGEST_PAUSE)})
        for worker in self.workers.dead():
            self.take_over(worker)

    def take_over(self, worker: int) -> None:
        """Put back what a worker left behind."""
        with self.working() as connection:
            self.workers.take_over(connection, worker)
        self.wake()

    def probe(self) -> None:
        """Store something and remove it; raise InboxError unless a delivery could be stored now."""
        with self.working() as connection:
            guid = f"probe {uuid.uuid4()}"
            connection.execute("INSERT INTO paperclerk_deliveries (guid) VALUES (%s)", (guid,))
            connection.execute("DELETE FROM paperclerk_deliveries WHERE guid = %s", (guid,))

    def count(self) -> dict[str, int]:
        """Return how many jobs are in each state."""
        with self.working() as connection:
            (row,) = connection.execute(COUNT, {"parked": PARKED}).fetchall()
        return dict(zip(COUNTED, row, strict=True))

    def reasons(self) -> list[str]:
        """Return why jobs failed, those that will be tried again included."""
        with self.working() as connection:
            rows = connection.execute(REASONS).fetchall()
        jobs = [(read_job(id, args), args["reason"]) for id, args in rows]
        return [f"{name_thread(job.repository, job.number)}: {reason}" for job, reason in jobs]

    def standing(self) -> Sequence[Standing]:
        """Return where every job stands, in the order in which they were queued."""
        with self.working() as connection:
            rows = connection.execute(STANDING, {"parked": PARKED}).fetchall()
        found = [(read_job(id, args), args, state, received) for id, args, state, received in rows]
        return [
            Standing(
                job.repository,
                job.number,
                state,
                args["since"] if state == "parked" else received,
                args["reason"] is not None,
            )
            for job, args, state, received in found
        ]

    def close(self) -> None:
        """Let go of everything; what still runs is for others to take over, at once."""
        self.arrivals.close()
        if self.workers.own is not None:
            with suppress(InboxError):
                self.take_over(self.workers.own)
        self.connector.close()


def prepare(connection: Connection) -> None:
    """Make a connection answer in time, and a commit wait for the disk even where the database is set not to."""
    connection.execute("SELECT set_config('statement_timeout', %s, false)", (f"{PATIENCE:.0f}s",))
    connection.execute(
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
    )
    connection.commit()
