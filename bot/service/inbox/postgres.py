"""The inbox in PostgreSQL, through procrastinate: any number of processes, on any number of machines.

Procrastinate's `lock` keeps the jobs of a repository apart and its `queueing_lock` folds a thread's waiting jobs. Its
own worker is not used: what a job is, when it is parked and who takes over is the same here as in the file.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta

import psycopg
from procrastinate import SyncPsycopgConnector
from procrastinate.exceptions import ProcrastinateException, UniqueViolation
from procrastinate.manager import JobManager
from procrastinate.schema import SchemaManager, migrations_path
from procrastinate.sql import queries
from psycopg import Connection
from psycopg.types.json import Jsonb

from bot.hub.delivery import Event
from bot.service.inbox import (
    COUNTED,
    DIED,
    LIST,
    LONGEST_PAUSE,
    MOST_ATTEMPTS,
    REMEMBERED,
    Bell,
    InboxError,
    Job,
    Parked,
    name_thread,
    pause_of,
)
from bot.service.inbox.arrivals import Arrivals
from bot.service.inbox.rows import FOLD, PARKED, QUEUE, end, lock_of, place, put_back, read_job

#: The form of our own tables and of what stands in a job's arguments.
VERSION = 1
#: One at a time makes the tables; any number will do.
MAKING = 7_025_316
TABLES = """
CREATE TABLE paperclerk_deliveries (guid text PRIMARY KEY, received timestamptz NOT NULL DEFAULT now());
CREATE INDEX paperclerk_deliveries_received ON paperclerk_deliveries (received);
CREATE TABLE paperclerk_version (version integer NOT NULL, migration text NOT NULL);
"""

#: In seconds, by the watcher's own steady clock: a worker whose heartbeat stood still so long is dead. It beats each
#: time that it tends, and no clock that jumps can make a live one look dead.
DEAD_AFTER = 30.0
#: A web process has few threads, and a worker needs one connection at a time.
MOST_CONNECTIONS = 8
#: In seconds. GitHub gives the door ten.
PATIENCE = 5.0

REMEMBER = """
INSERT INTO paperclerk_deliveries (guid) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING RETURNING guid
"""
RETRY = f"{FOLD} AND queue_name = %(parked)s"
PARKED_ONES = """
SELECT id, args FROM procrastinate_jobs
WHERE queue_name = %(queue)s AND status = 'todo' AND (%(thread)s::text IS NULL OR queueing_lock = %(thread)s)
ORDER BY id
"""
COUNT = """
SELECT count(*) FILTER (WHERE status = 'todo' AND queue_name = %(queue)s) AS waiting,
    count(*) FILTER (WHERE status = 'doing') AS running,
    count(*) FILTER (WHERE status = 'todo' AND queue_name = %(parked)s) AS parked,
    count(*) FILTER (WHERE status = 'todo' AND queue_name = %(queue)s AND scheduled_at > now()
        AND (args->>'paused')::boolean) AS paused
FROM procrastinate_jobs
"""
REASONS = "SELECT id, args FROM procrastinate_jobs WHERE args->>'reason' IS NOT NULL ORDER BY id"
#: Once a clock that was ahead is set right, what was to wait until then waits no longer than anything else.
SET_RIGHT = """
UPDATE procrastinate_jobs SET scheduled_at = NULL, priority = 0
WHERE status = 'todo' AND queue_name = %(queue)s AND scheduled_at > now() + %(longest)s
"""
LEFT_BEHIND = """
SELECT id, args FROM procrastinate_jobs
WHERE status = 'doing' AND queue_name = %(queue)s AND worker_id = %(worker)s FOR UPDATE
"""


class PostgresInbox(Bell):
    """The jobs of all repositories, in a database that any number of doors and workers share."""

    def __init__(self, url: str, *, serving: bool, steady: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.steady = steady
        self.connector = SyncPsycopgConnector(
            conninfo=url, min_size=1, max_size=MOST_CONNECTIONS, timeout=PATIENCE, configure=prepare
        )
        self.jobs = JobManager(self.connector)
        #: When each worker's heartbeat was first seen to be what it still is.
        self.beats: dict[int, tuple[datetime, float]] = {}
        self.worker: int | None = None
        self.arrivals = Arrivals(self.store)
        try:
            with self.guarded():
                # The pool would go on trying for half a minute, and not say why.
                psycopg.connect(url, connect_timeout=int(PATIENCE)).close()
                self.connector.open()
                self.upgrade()
                if serving:
                    self.register()
        except InboxError:
            self.close()
            raise

    def upgrade(self) -> None:
        """Make the tables, or bring those that an older paperclerk made into today's form; refuse a newer's."""
        migrations = sorted(path.name for path in migrations_path.glob("*.sql"))
        with self.working() as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (MAKING,))
            found = connection.execute("SELECT to_regclass('paperclerk_version')").fetchone()
            if found == (None,):
                connection.execute(SchemaManager.get_schema())
                connection.execute(TABLES)
                connection.execute("INSERT INTO paperclerk_version VALUES (%s, %s)", (VERSION, migrations[-1]))
                return
            ((version, migration),) = connection.execute("SELECT version, migration FROM paperclerk_version").fetchall()
            if version > VERSION or migration > migrations[-1]:
                raise InboxError("the inbox was written by a newer paperclerk or procrastinate; upgrade this one")
            for name in migrations:
                if name > migration:
                    connection.execute((migrations_path / name).read_bytes())
            connection.execute("UPDATE paperclerk_version SET migration = %s", (migrations[-1],))

    def register(self) -> None:
        """Become a worker that others can see alive."""
        self.worker = self.connector.execute_query_one(queries["register_worker"])["worker_id"]

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
            newest = {name_order(event): event for event in events if event.delivery in new}
            for _, event in sorted(newest.items()):
                job = Job(event.repository, event.number, event.installation, event.delivery, 0, 0)
                place(self.jobs, connection, job)
        self.wake()
        return [event.delivery in new and first[event.delivery] is event for event in events]

    def ask(self, repository: str, number: int | None, *, installation: int | None = None, why: str = "sweep") -> None:
        """Queue a look at a thread that no delivery told of."""
        with self.working() as connection:
            place(self.jobs, connection, Job(repository, number, installation, why, 0, 0))
        self.wake()

    def take(self) -> Job | None:
        """Mark the first job in the queue that is due as running and return it; None when there is none."""
        with self.guarded():
            try:
                row = self.connector.execute_query_one(queries["fetch_job"], queues=[QUEUE], worker_id=self.worker)
            except UniqueViolation:
                return None  # another worker took a job of the same repository at this moment
        return None if row["id"] is None else read_job(row["id"], row["args"])

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
            rows = connection.execute(PARKED_ONES, {"queue": PARKED, "thread": None}).fetchall()
        jobs = [(read_job(id, args), args) for id, args in rows]
        return [Parked(job.repository, job.number, job.delivery, args["reason"], args["since"]) for job, args in jobs]

    def retry(self, repository: str, number: int | None) -> bool:
        """Let a parked job run again; return False if there is none for this thread."""
        values = {"queue": QUEUE, "parked": PARKED, "repository": repository, "thread": lock_of(repository, number)}
        with self.working() as connection:
            found = connection.execute(RETRY, {**values, "args": Jsonb({"attempts": 0})}).rowcount
        self.wake()
        return bool(found)

    def drop(self, repository: str, number: int | None) -> bool:
        """Forget a parked job; return False if there is none for this thread."""
        with self.working() as connection:
            rows = connection.execute(PARKED_ONES, {"queue": PARKED, "thread": lock_of(repository, number)}).fetchall()
            found = [self.jobs.cancel_job_by_id(id, delete_job=True, connection=connection) for id, _ in rows]
        return any(found)

    def tend(self) -> None:
        """Beat, take over what dead workers left, forget what is old."""
        with self.working() as connection:
            connection.execute(queries["update_heartbeat"], {"worker_id": self.worker})
            connection.execute(
                "DELETE FROM paperclerk_deliveries WHERE received < now() - %s", (timedelta(seconds=REMEMBERED),)
            )
            connection.execute(SET_RIGHT, {"queue": QUEUE, "longest": timedelta(seconds=LONGEST_PAUSE)})
            beats = dict(connection.execute("SELECT id, last_heartbeat FROM procrastinate_workers").fetchall())
        now = self.steady()
        known = self.beats
        self.beats = {
            id: known[id] if id in known and known[id][0] == beat else (beat, now) for id, beat in beats.items()
        }
        for worker, (_, since) in self.beats.items():
            if worker != self.worker and now - since >= DEAD_AFTER:
                self.take_over(worker)
        if self.worker is not None and self.worker not in beats:
            # Others gave this one up for dead, while its machine slept for example.
            with self.guarded():
                self.register()

    def take_over(self, worker: int) -> None:
        """Put back what a worker left behind, but park what has killed one worker after the other."""
        with self.working() as connection:
            rows = connection.execute(LEFT_BEHIND, {"queue": QUEUE, "worker": worker}).fetchall()
            # In the order in which deliveries are stored too.
            for job in sorted((read_job(*row) for row in rows), key=name_order):
                end(connection, job)
                put_back(
                    self.jobs, connection, job, DIED, seconds=0, parked=job.attempts >= MOST_ATTEMPTS, paused=False
                )
            connection.execute(queries["unregister_worker"], {"worker_id": worker})
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
            (row,) = connection.execute(COUNT, {"queue": QUEUE, "parked": PARKED}).fetchall()
        return dict(zip(COUNTED, row, strict=True))

    def reasons(self) -> list[str]:
        """Return why jobs failed, those that will be tried again included."""
        with self.working() as connection:
            rows = connection.execute(REASONS).fetchall()
        jobs = [(read_job(id, args), args["reason"]) for id, args in rows]
        return [f"{name_thread(job.repository, job.number)}: {reason}" for job, reason in jobs]

    def close(self) -> None:
        """Let go of everything; what still runs is for others to take over, at once."""
        self.arrivals.close()
        if self.worker is not None:
            with suppress(InboxError):
                self.take_over(self.worker)
        self.connector.close()


def name_order(thread: Event | Job) -> tuple[str, int]:
    """Return what jobs are sorted by where one transaction stores several, the older threads first."""
    return thread.repository, thread.number or LIST


def prepare(connection: Connection) -> None:
    """Make a connection answer in time, and a commit wait for the disk even where the database is set not to."""
    connection.execute("SELECT set_config('statement_timeout', %s, false)", (f"{PATIENCE:.0f}s",))
    connection.execute(
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
    )
    connection.commit()
