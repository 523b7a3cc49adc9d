"""The workers that share a database: each beats, and what a dead one left behind is put back by whoever notices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from procrastinate.manager import JobManager
from procrastinate.sql import queries
from psycopg import Connection

from bot.service.inbox import DIED, MOST_ATTEMPTS
from bot.service.inbox.rows import end, put_back, read_job, thread_order

#: In seconds, by the watcher's own steady clock: a worker whose heartbeat stood still so long is dead. It beats each
#: time that it tends, and no clock that jumps can make a live one look dead.
DEAD_AFTER = 30.0
LEFT_BEHIND = """
SELECT id, args FROM procrastinate_jobs
WHERE status = 'doing' AND worker_id = %(worker)s FOR UPDATE
"""


class Workers:
    """This process's worker, `own` once it is registered, and the others; writes in the caller's transactions."""

    def __init__(self, jobs: JobManager, steady: Callable[[], float]) -> None:
        self.jobs = jobs
        self.steady = steady
        self.own: int | None = None
        #: When each worker's heartbeat was first seen to be what it still is.
        self.beats: dict[int, tuple[datetime, float]] = {}

    def register(self, connection: Connection) -> None:
        """Become a worker that others can see alive."""
        ((self.own, *_),) = connection.execute(queries["register_worker"]).fetchall()

    def beat(self, connection: Connection) -> None:
        """Show that this one is alive, and look at all others' heartbeats."""
        connection.execute(queries["update_heartbeat"], {"worker_id": self.own})
        rows = connection.execute("SELECT id, last_heartbeat FROM procrastinate_workers").fetchall()
        beats: dict[int, datetime] = dict(rows)
        now, known = self.steady(), self.beats
        self.beats = {
            id: known[id] if id in known and known[id][0] == beat else (beat, now) for id, beat in beats.items()
        }
        if self.own is not None and self.own not in beats:
            # Others gave this one up for dead, while its machine slept for example.
            self.register(connection)

    def dead(self) -> list[int]:
        """Return the others whose hearts stood still for too long."""
        now = self.steady()
        return [id for id, (_, since) in self.beats.items() if id != self.own and now - since >= DEAD_AFTER]

    def take_over(self, connection: Connection, worker: int) -> None:
        """Put back what a worker left behind, but park what has killed one worker after the other."""
        rows = connection.execute(LEFT_BEHIND, {"worker": worker}).fetchall()
        # In the order in which deliveries are stored too.
        for job in sorted((read_job(*row) for row in rows), key=thread_order):
            end(connection, job)
            put_back(self.jobs, connection, job, DIED, seconds=0, parked=job.attempts >= MOST_ATTEMPTS, paused=False)
        connection.execute(queries["unregister_worker"], {"worker_id": worker})
