"""The inbox in one SQLite file: no server, one serving process, any number of its threads."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.hub.delivery import Event
from bot.service.inbox import (
    COUNTED,
    DIED,
    LIST,
    LONGEST_PAUSE,
    MOST_ATTEMPTS,
    MOST_TOLD,
    REMEMBERED,
    SWEEP,
    Happened,
    InboxError,
    Job,
    Retry,
    Standing,
)
from bot.service.inbox.arrivals import BatchWriter
from bot.service.inbox.lock import lock_beside
from bot.service.inbox.tables import NOTE, TABLES, TELL, VERSION
from bot.service.inbox.threads import Threads
from bot.service.inbox.turns import Due, Turns

ASK = """
INSERT INTO jobs (repository, number, installation, delivery, actor, state) VALUES (?, ?, ?, ?, ?, 'waiting')
ON CONFLICT (repository, number) DO UPDATE SET
    delivery = excluded.delivery, actor = excluded.actor, installation = excluded.installation,
    due = 0, paused = 0, reason = NULL,
    attempts = CASE state WHEN 'running' THEN attempts ELSE 0 END,
    state = CASE state WHEN 'running' THEN 'again' ELSE 'waiting' END
WHERE state IN ('running', 'parked') OR due > 0 OR delivery = 'sweep'
"""
#: Lets the threads of a list run again that are parked.
REVIVE = "UPDATE jobs SET state = 'waiting', attempts = 0, due = 0 WHERE repository = ? AND state = 'parked'"
SWEEPING = "INSERT OR IGNORE INTO jobs (repository, number, delivery, state) VALUES (?, ?, ?, 'waiting')"
#: Of each repository that is free, the first job of each account that is due, and whether a sweep alone asked for it:
#: fresh ones go before those that failed, and news before sweeps.
DUE = """
SELECT repository, actor, due, swept, ticket FROM (
    SELECT repository, actor, due, delivery = 'sweep' AS swept, ticket,
        row_number() OVER (PARTITION BY repository, actor ORDER BY due, delivery = 'sweep', ticket) AS place
    FROM jobs WHERE state = 'waiting' AND (due <= :now OR due > :now + :longest)
        AND repository NOT IN (SELECT repository FROM jobs WHERE state IN ('running', 'again'))
) WHERE place = 1
"""
TAKE = """
UPDATE jobs SET state = 'running', attempts = attempts + 1, paused = 0 WHERE ticket = ?
RETURNING repository, number, installation, delivery, attempts, ticket
"""
#: Puts a job that was asked for again while it ran at the end of the queue.
START_AFRESH = """
UPDATE jobs SET state = 'waiting', attempts = 0, due = 0, paused = 0, reason = NULL,
    ticket = (SELECT max(ticket) + 1 FROM jobs) WHERE ticket = ? AND state = 'again'
"""
#: What ran when its process died runs again, every step looks before it acts; but not what killed it time and again.
TAKE_OVER = """
UPDATE jobs SET due = 0, state = 'waiting', attempts = CASE state WHEN 'again' THEN 0 ELSE attempts END
    WHERE state = 'again' OR (state = 'running' AND attempts < :most);
UPDATE jobs SET due = :now, state = 'parked', reason = :reason WHERE state = 'running'
"""
#: What runs and was asked for again is running and waits too.
STANDING = """
SELECT repository, number, shown.state, CASE shown.state WHEN 'parked' THEN due ELSE received END, delivery, reason
FROM jobs LEFT JOIN deliveries ON guid = delivery
    JOIN (SELECT 'waiting' AS state UNION SELECT 'running' UNION SELECT 'parked') AS shown
    ON shown.state = jobs.state OR (jobs.state = 'again' AND shown.state <> 'parked')
ORDER BY ticket, shown.state
"""


class SQLiteInbox(Threads):
    """The jobs of all repositories, in a file; a second process may open it too, but not to serve."""

    def __init__(self, path: Path, *, serving: bool, clock: Callable[[], float] = time.time) -> None:
        super().__init__(clock)
        if not serving and not path.is_file():
            raise InboxError(f"there is no inbox {path}")
        self.path = path
        self.turns = Turns()
        self.lock = lock_beside(path) if serving else None
        self.arrivals = BatchWriter(self.store)
        try:
            with self.guarded():
                self.database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
                # FULL: the commit is on the disk, not only in the system's cache, before GitHub hears 202.
                self.database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
                self.prepare()
            if serving:
                self.take_over()
        except InboxError:
            self.close()
            raise

    def prepare(self) -> None:
        """Make the tables of a new file; refuse a file that has others than today's."""
        with self.writing() as database:
            (found,) = database.execute("PRAGMA user_version").fetchone()
            if found == VERSION:
                return
            if database.execute("SELECT 1 FROM sqlite_master").fetchone():
                raise InboxError(f"{self.path} was written by another version of paperclerk; use that, or another file")
            # Not executescript, which would end the transaction.
            for statement in TABLES.split(";"):
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {VERSION}")

    def take_over(self) -> None:
        """Put back what ran when the server before this one died."""
        with self.writing() as database:
            for statement in TAKE_OVER.split(";"):
                database.execute(statement, {"most": MOST_ATTEMPTS, "now": self.clock(), "reason": DIED})

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Say of every trouble with the file that the inbox cannot be used."""
        try:
            yield
        except sqlite3.Error as error:
            raise InboxError(f"the inbox {self.path} cannot be used: {error}") from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Let one thread change the file, in a transaction that is on the disk when this ends."""
        with self.changed, self.guarded(), self.database:
            self.database.execute("BEGIN IMMEDIATE")
            yield self.database

    def put(self, event: Event) -> bool:
        return self.arrivals.put(event)

    def store(self, events: Sequence[Event]) -> list[bool]:
        """Store deliveries and their jobs in one transaction; return of each whether it was new."""
        with self.writing() as database:
            fresh = [self.insert(database, event) for event in events]
        self.wake()
        return fresh

    def insert(self, database: sqlite3.Connection, event: Event) -> bool:
        """Insert a delivery and its job; return False if this GUID is there."""
        new = database.execute("INSERT OR IGNORE INTO deliveries VALUES (?, ?)", (event.delivery, self.clock()))
        if not new.rowcount:
            return False
        database.execute(ASK, (event.repository, event.number or LIST, event.installation, event.delivery, event.actor))
        if event.number is None:
            database.execute(REVIVE, (event.repository,))
        else:
            database.execute(NOTE, (event.repository, event.number, self.clock(), "delivered", event.kind))
        return True

    def ask(self, repository: str, number: int | None, *, installation: int | None = None, why: str = "asked") -> None:
        with self.writing() as database:
            database.execute(ASK, (repository, number or LIST, installation, why, ""))
        self.wake()

    def sweep(self, repository: str, numbers: Iterable[int | None]) -> None:
        with self.writing() as database:
            database.executemany(SWEEPING, ((repository, number or LIST, SWEEP) for number in numbers))
        self.wake()

    def take(self) -> Job | None:
        with self.writing() as database:
            rows = database.execute(DUE, {"now": self.clock(), "longest": LONGEST_PAUSE}).fetchall()
            if not rows:
                return None
            turn = self.turns.choose([Due(*row) for row in rows])
            row = database.execute(TAKE, (turn.ticket,)).fetchone()
        self.turns.take(turn)
        repository, number, installation, delivery, attempts, ticket = row
        return Job(repository, number or None, installation, delivery, attempts, ticket)

    def end(self, job: Job, retry: Retry | None) -> None:
        values: tuple[object, ...] = (job.ticket,)
        how = "DELETE FROM jobs"
        if retry:
            parked = retry.parks(job)
            seconds = retry.seconds(job)
            # Of a parked job, `due` is when it was parked.
            due = self.clock() + (0 if parked else seconds) if parked or seconds else 0
            how = "UPDATE jobs SET state = ?, due = ?, reason = ?, paused = ?, attempts = ?"
            state = "parked" if parked else "waiting"
            values = (state, due, retry.reason, bool(retry.pause), retry.attempts(job), job.ticket)
        with self.writing() as database:
            if not database.execute(START_AFRESH, (job.ticket,)).rowcount:
                database.execute(f"{how} WHERE ticket = ? AND state = 'running'", values)
        self.wake()

    def retry(self, repository: str, number: int | None) -> bool:
        return self.change_parked(f"{REVIVE} AND number = ?", repository, number)

    def drop(self, repository: str, number: int | None) -> bool:
        return self.change_parked(
            "DELETE FROM jobs WHERE repository = ? AND state = 'parked' AND number = ?", repository, number
        )

    def forget(self, repository: str) -> None:
        with self.writing() as database:
            database.execute(
                "DELETE FROM jobs WHERE repository = ? COLLATE NOCASE AND state IN ('waiting', 'parked')", (repository,)
            )
        self.wake()

    def change_parked(self, how: str, repository: str, number: int | None) -> bool:
        """Change a thread's parked job; return False if there is none."""
        with self.writing() as database:
            found = database.execute(how, (repository, number or LIST)).rowcount
        self.wake()
        return bool(found)

    def tend(self) -> None:
        """Forget what came and happened more than a week ago; a dead server's jobs are taken over at the next start."""
        with self.writing() as database:
            old = (self.clock() - REMEMBERED,)
            database.execute("DELETE FROM deliveries WHERE received < ?", old)
            database.execute("DELETE FROM history WHERE at < ?", old)

    def probe(self) -> None:
        with self.writing() as database:
            # More than a page, so that the file must have room to grow.
            database.execute("INSERT INTO probe VALUES (zeroblob(8192))")
            database.execute("DELETE FROM probe")

    def count(self) -> dict[str, int]:
        rows = self.read(
            """
            SELECT count(*) FILTER (WHERE state IN ('waiting', 'again')),
                count(*) FILTER (WHERE state IN ('running', 'again')),
                count(*) FILTER (WHERE state = 'parked'),
                count(*) FILTER (WHERE state = 'waiting' AND paused AND due > ?)
            FROM jobs
            """,
            self.clock(),
        )
        return dict(zip(COUNTED, rows[0], strict=True))

    def note(self, repository: str, number: int, what: str, details: Sequence[str]) -> None:
        with self.writing() as database:
            database.executemany(NOTE, ((repository, number, self.clock(), what, detail) for detail in details))

    def history(self, repository: str, number: int) -> Sequence[Happened]:
        return [Happened(*row) for row in self.read(TELL, repository, number, MOST_TOLD)]

    def standing(self) -> Sequence[Standing]:
        return [Standing(repository, number or None, *rest) for repository, number, *rest in self.read(STANDING)]

    def read(self, query: str, *values: float | str) -> list[Any]:
        with self.changed, self.guarded():
            return self.database.execute(query, values).fetchall()

    def close(self) -> None:
        """Close the file; what still runs is taken over at the next start."""
        self.stopping.set()
        self.arrivals.close()
        with self.changed:
            if hasattr(self, "database"):
                self.database.close()
            if self.lock is not None:
                os.close(self.lock)
                self.lock = None
