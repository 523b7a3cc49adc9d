"""The durable inbox: deliveries in, one job per thread out. One SQLite file, no server.

A delivery is on disk before GitHub hears 202. A thread has at most one job: a later delivery folds into the waiting
one, or asks the running one to run again. Jobs of one repository never run side by side.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.hub.delivery import Event

#: Stands for "the default branch" in the number column, where NULL would not be unique.
LIST = 0

#: A job that failed this often waits for an operator.
MOST_ATTEMPTS = 8
LONGEST_PAUSE = 3600.0

#: GitHub redelivers for three days; a GUID is remembered for a week.
REMEMBERED = 7 * 24 * 3600.0

SCHEMA = """
CREATE TABLE IF NOT EXISTS deliveries (
    guid TEXT PRIMARY KEY,
    received REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS jobs (
    repository TEXT NOT NULL,
    number INTEGER NOT NULL,
    installation INTEGER,
    delivery TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'again', 'parked')),
    attempts INTEGER NOT NULL DEFAULT 0,
    due REAL NOT NULL,
    reason TEXT,
    PRIMARY KEY (repository, number)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Job:
    """A thread to look at (`number` None: the default branch); `delivery` is the newest that asked for it."""

    repository: str
    number: int | None
    installation: int | None
    delivery: str
    attempts: int


class Inbox:
    """The jobs of all repositories, in a file. Safe to share between threads; one process at a time."""

    def __init__(self, path: Path | str, *, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.changed = threading.Condition()
        self.version = 0
        self.database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        # FULL: the commit is on the disk, not only in the system's cache, before GitHub hears 202.
        self.database.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; {SCHEMA}")
        # What ran when the process died has to run again; every step looks before it acts.
        self.database.execute("UPDATE jobs SET state = 'waiting' WHERE state IN ('running', 'again')")

    def put(self, event: Event) -> bool:
        """Store a delivery and its job; return False if this GUID was stored before."""
        with self.changed, self.database:
            self.database.execute("BEGIN IMMEDIATE")
            now = self.clock()
            stored = self.database.execute(
                "INSERT OR IGNORE INTO deliveries VALUES (?, ?)", (event.delivery, now)
            ).rowcount
            if not stored:
                return False
            self.database.execute("DELETE FROM deliveries WHERE received < ?", (now - REMEMBERED,))
            self._ask(event.repository, event.number, event.installation, event.delivery)
        self.wake()
        return True

    def ask(self, repository: str, number: int | None, *, installation: int | None = None, why: str = "sweep") -> None:
        """Queue a look at a thread that no delivery told of."""
        with self.changed, self.database:
            self.database.execute("BEGIN IMMEDIATE")
            self._ask(repository, number, installation, why)
        self.wake()

    def _ask(self, repository: str, number: int | None, installation: int | None, delivery: str) -> None:
        self.database.execute(
            """
            INSERT INTO jobs (repository, number, installation, delivery, state, due) VALUES (?, ?, ?, ?, 'waiting', ?)
            ON CONFLICT (repository, number) DO UPDATE SET
                delivery = excluded.delivery, installation = excluded.installation, due = excluded.due,
                state = CASE state WHEN 'running' THEN 'again' WHEN 'again' THEN 'again' ELSE 'waiting' END,
                attempts = CASE state WHEN 'parked' THEN 0 ELSE attempts END
            """,
            (repository, number or LIST, installation, delivery, self.clock()),
        )

    def take(self) -> Job | None:
        """Mark the longest-waiting job as running and return it; None when nothing is due."""
        with self.changed, self.database:
            row = self.database.execute(
                """
                UPDATE jobs SET state = 'running', attempts = attempts + 1 WHERE (repository, number) = (
                    SELECT repository, number FROM jobs WHERE state = 'waiting' AND due <= ? AND repository NOT IN
                        (SELECT repository FROM jobs WHERE state IN ('running', 'again'))
                    ORDER BY due LIMIT 1
                ) RETURNING repository, number, installation, delivery, attempts
                """,
                (self.clock(),),
            ).fetchone()
        if row is None:
            return None
        repository, number, installation, delivery, attempts = row
        return Job(repository, number or None, installation, delivery, attempts)

    def finish(self, job: Job) -> None:
        """Forget a job that is done, unless it was asked for again meanwhile."""
        key = (job.repository, job.number or LIST)
        with self.changed, self.database:
            self.database.execute("BEGIN IMMEDIATE")
            self.database.execute("DELETE FROM jobs WHERE repository = ? AND number = ? AND state = 'running'", key)
            self.database.execute(
                "UPDATE jobs SET state = 'waiting', attempts = 0"
                " WHERE repository = ? AND number = ? AND state = 'again'",
                key,
            )
        self.wake()

    def fail(self, job: Job, reason: str, *, pause: float | None = None) -> bool:
        """Let a job wait and try again, `pause` seconds if GitHub named them; return False once it is parked."""
        parked = pause is None and job.attempts >= MOST_ATTEMPTS
        due = self.clock() + (min(2.0**job.attempts, LONGEST_PAUSE) if pause is None else pause)
        with self.changed, self.database:
            self.database.execute(
                "UPDATE jobs SET state = ?, due = ?, reason = ?, attempts = attempts - ?"
                " WHERE repository = ? AND number = ?",
                (
                    "parked" if parked else "waiting",
                    due,
                    reason,
                    pause is not None,
                    job.repository,
                    job.number or LIST,
                ),
            )
        self.wake()
        return not parked

    def wait(self, seconds: float, *, since: int) -> None:
        """Sleep until something changed since `version` was `since`, or `seconds` have passed."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != since, seconds)

    def wake(self) -> None:
        """End every wait."""
        with self.changed:
            self.version += 1
            self.changed.notify_all()

    def count(self) -> dict[str, int]:
        """Return how many jobs are in each state."""
        with self.changed:
            rows = self.database.execute("SELECT state, count(*) FROM jobs GROUP BY state").fetchall()
        counts: dict[str, int] = {"waiting": 0, "running": 0, "parked": 0}
        for state, number in rows:
            counts["running" if state == "again" else state] += number
        return counts

    def reasons(self) -> list[str]:
        """Return why jobs failed, those that will be tried again included."""
        with self.changed:
            rows = self.database.execute("SELECT repository, number, reason FROM jobs WHERE reason IS NOT NULL")
            return [f"{repository}#{number}: {reason}" for repository, number, reason in rows]

    def close(self) -> None:
        """Close the file."""
        with self.changed:
            self.database.close()
