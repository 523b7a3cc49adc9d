"""The inbox in PostgreSQL, on procrastinate: any number of processes, on any number of machines.

Procrastinate's worker takes the jobs, its `lock` keeps those of a repository apart, its `queueing_lock` folds those of
a thread, its scheduled jobs wait, its heartbeats tell who died, and its periodic jobs tend and sweep. Its retries are
not used: a job that is retried while another of its thread waits breaks the queueing lock, and stays marked as running.
What is to be tried again is a new job instead, which the queueing lock folds.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from procrastinate import App, PsycopgConnector
from procrastinate.jobs import Job as Row
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from bot.hub.delivery import Event
from bot.service.inbox import (
    COUNTED,
    LONGEST_PAUSE,
    MOST_TOLD,
    NO_CHORES,
    REMEMBERED,
    SWEEP,
    Chores,
    Happened,
    InboxError,
    Notifier,
    Standing,
    Work,
)
from bot.service.inbox.arrivals import BatchWriter
from bot.service.inbox.loop import Loop
from bot.service.inbox.queueing import (
    PARKED,
    TROUBLE,
    Args,
    Queue,
    lock_of,
    read_args,
    reason_of,
    revive,
    state_of,
    write_args,
)
from bot.service.inbox.schema import make_tables
from bot.service.inbox.workers import Workers

T = TypeVar("T")

#: A worker needs one connection at a time, and one that listens.
MOST_CONNECTIONS = 8
#: In seconds. GitHub gives the door ten.
PATIENCE = 5.0

REMEMBER = """
INSERT INTO paperclerk_deliveries (guid) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING RETURNING guid
"""
NOTE = "INSERT INTO paperclerk_history (repository, number, at, what, detail) VALUES (%s, %s, %s, %s, %s)"
TELL = """
SELECT at, what, detail FROM paperclerk_history WHERE lower(repository) = lower(%s) AND number = %s
ORDER BY at DESC, id DESC LIMIT %s
"""


class PostgresInbox(Notifier):
    """The jobs of all repositories, in a database that any number of doors and workers share."""

    def __init__(self, url: str, *, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self.clock = clock
        # What it says at INFO quotes a job's arguments, and so what strangers wrote.
        logging.getLogger("procrastinate").setLevel(logging.WARNING)
        app = App(connector=PsycopgConnector())
        self.queue = Queue(app, clock)
        self.loop = Loop()
        self.workers = Workers(app, self.queue, self.loop, self.wake)
        self.pool = AsyncConnectionPool(
            url,
            min_size=1,
            max_size=MOST_CONNECTIONS,
            timeout=PATIENCE,
            configure=prepare,
            check=AsyncConnectionPool.check_connection,
            open=False,
        )
        self.arrivals = BatchWriter(self.store)
        try:
            self.call(self.open(app, url))
        except InboxError:
            self.close()
            raise

    async def open(self, app: App, url: str) -> None:
        """Connect, and make the tables or bring them up to date."""
        # The pool would go on trying for half a minute, and not say why.
        await (await AsyncConnection.connect(url, connect_timeout=int(PATIENCE))).close()
        await self.pool.open()
        await app.open_async(self.pool)
        async with self.begin() as connection:
            await make_tables(connection)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """Lend a connection for one transaction."""
        async with self.pool.connection() as connection, connection.transaction():
            yield connection

    def call(self, doing: Coroutine[Any, Any, T]) -> T:
        """Return what a coroutine returns; say of every trouble with the database that the inbox cannot be used."""
        try:
            return self.loop.call(doing)
        except TROUBLE as error:
            raise InboxError(f"the inbox in PostgreSQL cannot be used: {reason_of(error)}") from error

    def put(self, event: Event) -> bool:
        return self.arrivals.put(event)

    def store(self, events: Sequence[Event]) -> list[bool]:
        """Store deliveries and their jobs in one transaction; return of each whether it was new."""
        first = {event.delivery: event for event in reversed(events)}
        new = self.call(self.remember([event for event in events if first[event.delivery] is event]))
        self.wake()
        return [event.delivery in new and first[event.delivery] is event for event in events]

    async def remember(self, events: Sequence[Event]) -> set[str]:
        """Store deliveries and their jobs; return the GUIDs that were new."""
        async with self.begin() as connection:
            found = await connection.execute(REMEMBER, (sorted(event.delivery for event in events),))
            new = {guid for (guid,) in await found.fetchall()}
            fresh = [event for event in events if event.delivery in new]
            now = self.clock()
            jobs = [write_args(e.repository, e.number, e.installation, e.delivery, now, e.actor) for e in fresh]
            lists = {event.repository for event in fresh if event.number is None}
            parked = await self.queue.rows(queue=PARKED) if lists else []
            jobs += [revive(row) for row in parked if read_args(row)["repository"] in lists]
            await self.queue.add(connection, jobs)
            notes = [(e.repository, e.number, now, "delivered", e.kind) for e in fresh if e.number is not None]
            await connection.cursor().executemany(NOTE, notes)
        return new

    def ask(self, repository: str, number: int | None, *, installation: int | None = None, why: str = "asked") -> None:
        self.add([write_args(repository, number, installation, why)])

    def sweep(self, repository: str, numbers: Iterable[int | None]) -> None:
        known = {row.queueing_lock for row in (*self.rows(lock=repository), *self.rows(queue=PARKED))}
        jobs = [write_args(repository, number, None, SWEEP) for number in numbers]
        self.add([args for args in jobs if lock_of(args) not in known])

    def add(self, jobs: Sequence[Args]) -> None:
        """Queue jobs in a transaction of their own."""

        async def add() -> None:
            async with self.begin() as connection:
                await self.queue.add(connection, jobs)

        self.call(add())
        self.wake()

    def run(self, work: Work, *, workers: int = 1, chores: Chores = NO_CHORES) -> None:
        self.workers.declare(self.look_after, chores)
        self.call(self.workers.serve(work, workers))

    def stop(self, seconds: float) -> None:
        self.call(self.workers.stop(seconds))

    def rows(self, **which: str) -> Sequence[Row]:
        """Return the jobs that wait, run or are parked, in the order in which they were queued."""
        return self.call(self.queue.rows(**which))

    def retry(self, repository: str, number: int | None) -> bool:
        found = self.find_parked(repository, number)
        self.add([revive(row) for row in found])
        return bool(found)

    def drop(self, repository: str, number: int | None) -> bool:
        return any(self.call(self.queue.cancel(row)) for row in self.find_parked(repository, number))

    def find_parked(self, repository: str, number: int | None) -> list[Row]:
        """Return the parked job of a thread, if there is one."""
        thread = lock_of({"repository": repository, "number": number})
        return list(self.rows(queue=PARKED, queueing_lock=thread))

    def forget(self, repository: str) -> None:
        for row in self.rows(status="todo"):
            if read_args(row)["repository"].lower() == repository.lower():
                self.call(self.queue.cancel(row))

    def tend(self) -> None:
        self.call(self.look_after())

    async def look_after(self) -> None:
        """Take over what dead workers left, forget what is old, and let nothing wait for a clock that was ahead.

        Of what only a sweep asked for one job goes next.
        """
        await self.queue.take_over()
        latest = datetime.fromtimestamp(self.clock() + LONGEST_PAUSE, UTC)
        late = [row for row in await self.queue.rows(status="todo") if row.scheduled_at and row.scheduled_at > latest]
        async with self.begin() as connection:
            await connection.execute(
                "DELETE FROM paperclerk_deliveries WHERE received < now() - %s", (timedelta(seconds=REMEMBERED),)
            )
            await connection.execute("DELETE FROM paperclerk_history WHERE at < %s", (self.clock() - REMEMBERED,))
            await self.queue.add(connection, map(read_args, late))
            await self.queue.advance(connection)
        self.wake()

    def probe(self) -> None:
        async def probe() -> None:
            async with self.begin() as connection:
                guid = f"probe {uuid.uuid4()}"
                await connection.execute("INSERT INTO paperclerk_deliveries (guid) VALUES (%s)", (guid,))
                await connection.execute("DELETE FROM paperclerk_deliveries WHERE guid = %s", (guid,))

        self.call(probe())

    def count(self) -> dict[str, int]:
        rows, now = self.rows(), datetime.fromtimestamp(self.clock(), UTC)
        states = [state_of(row) for row in rows]
        paused = [row for row in rows if read_args(row)["paused"] and row.scheduled_at and row.scheduled_at > now]
        return {**{name: states.count(name) for name in COUNTED}, "paused": len(paused)}

    def note(self, repository: str, number: int, what: str, details: Sequence[str]) -> None:
        rows = [(repository, number, self.clock(), what, detail) for detail in details]

        async def note() -> None:
            async with self.begin() as connection:
                await connection.cursor().executemany(NOTE, rows)

        self.call(note())

    def history(self, repository: str, number: int) -> Sequence[Happened]:
        async def tell() -> list[Happened]:
            async with self.pool.connection() as connection:
                found = await connection.execute(TELL, (repository, number, MOST_TOLD))
                return [Happened(*row) for row in await found.fetchall()]

        return self.call(tell())

    def standing(self) -> Sequence[Standing]:
        found = [(state_of(row), read_args(row)) for row in self.rows()]
        return [
            Standing(args["repository"], args["number"], state, args["since"], args["delivery"], args["reason"])
            for state, args in found
        ]

    def close(self) -> None:
        self.arrivals.close()
        with suppress(InboxError):  # closed already
            # First of all, so that no end of a job is stored that is cut off below.
            self.call(self.pool.close())
            self.loop.close()


async def prepare(connection: AsyncConnection) -> None:
    """Make a connection answer in time, and a commit wait for the disk even where the database is set not to.

    A question by itself is no transaction: to begin and end one would be two more ways to the database and back.
    """
    await connection.set_autocommit(True)
    await connection.execute("SELECT set_config('statement_timeout', %s, false)", (f"{PATIENCE:.0f}s",))
    await connection.execute(
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
    )
