"""The tables of the inbox and all statements on them, in the SQL that SQLite and PostgreSQL share."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack
from typing import Any, Protocol

from bot.hub.delivery import Event
from bot.service.inbox import LONGEST_PAUSE, MOST_ATTEMPTS, SWEEP, Happened, Job, Retry, Standing
from bot.service.inbox.arrivals import BatchWriter
from bot.service.inbox.turns import Due, Turns

#: Stands for "the default branch" where a number is needed, because NULL would not be unique.
LIST = 0
#: How many events of a thread are shown.
MOST_TOLD = 100
#: GitHub redelivers for three days; a GUID is remembered for a week.
REMEMBERED = 7 * 24 * 3600.0
#: The reason of a job during which the program ended so often that the job must be the cause.
DIED = "the program ended while it worked on this"
#: What is counted, in this order.
COUNTED = ("waiting", "running", "parked", "paused")

#: The version of the tables.
VERSION = 2
#: `ticket` is the place in the queue; `due` is 0 for at once, so that no clock can delay a fresh job; `server` runs a
#: job or does a chore. Each database numbers rows in its own way.
TABLES = (
    "CREATE TABLE deliveries (guid TEXT PRIMARY KEY, received DOUBLE PRECISION NOT NULL)",
    "CREATE INDEX deliveries_received ON deliveries (received)",
    """
    CREATE TABLE jobs (
        ticket {number},
        repository TEXT NOT NULL,
        number INTEGER NOT NULL,
        installation BIGINT,
        delivery TEXT NOT NULL,
        actor TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'again', 'parked')),
        attempts INTEGER NOT NULL DEFAULT 0,
        due DOUBLE PRECISION NOT NULL DEFAULT 0,
        paused INTEGER NOT NULL DEFAULT 0,
        reason TEXT,
        server TEXT NOT NULL DEFAULT '',
        UNIQUE (repository, number)
    )
    """,
    "CREATE TABLE probe (content TEXT)",
    "CREATE TABLE chores (name TEXT PRIMARY KEY, due DOUBLE PRECISION NOT NULL, server TEXT)",
    "CREATE TABLE servers (name TEXT PRIMARY KEY, beats BIGINT NOT NULL)",
    """
    CREATE TABLE history (
        id {number},
        repository TEXT NOT NULL,
        number INTEGER NOT NULL,
        at DOUBLE PRECISION NOT NULL,
        what TEXT NOT NULL,
        detail TEXT NOT NULL
    )
    """,
    "CREATE INDEX history_thread ON history (lower(repository), number)",
    "CREATE INDEX history_at ON history (at)",
)
REMEMBER = "INSERT INTO deliveries VALUES {values} ON CONFLICT DO NOTHING RETURNING guid"
ASK = """
INSERT INTO jobs (repository, number, installation, delivery, actor, state) VALUES (?, ?, ?, ?, ?, 'waiting')
ON CONFLICT (repository, number) DO UPDATE SET
    delivery = excluded.delivery, actor = excluded.actor, installation = excluded.installation,
    due = 0, paused = 0, reason = NULL,
    attempts = CASE jobs.state WHEN 'running' THEN jobs.attempts ELSE 0 END,
    state = CASE jobs.state WHEN 'running' THEN 'again' ELSE 'waiting' END
WHERE jobs.state IN ('running', 'parked') OR jobs.due > 0 OR jobs.delivery = 'sweep'
"""
#: Revives a list's parked jobs.
REVIVE = "UPDATE jobs SET state = 'waiting', attempts = 0, due = 0 WHERE repository = ? AND state = 'parked'"
SWEEPING = """
INSERT INTO jobs (repository, number, delivery, state) VALUES (?, ?, ?, 'waiting') ON CONFLICT DO NOTHING
"""
#: For each free repository, the first due job of each account, and whether only a sweep asked for it: fresh jobs go
#: before failed ones, and news before sweeps.
DUE = """
SELECT repository, actor, due, swept, ticket FROM (
    SELECT repository, actor, due, delivery = 'sweep' AS swept, ticket,
        row_number() OVER (PARTITION BY repository, actor ORDER BY due, delivery = 'sweep', ticket) AS place
    FROM jobs WHERE state = 'waiting' AND (due <= ? OR due > ?)
        AND repository NOT IN (SELECT repository FROM jobs WHERE state IN ('running', 'again'))
) AS ranked WHERE place = 1
"""
TAKE = """
UPDATE jobs SET state = 'running', attempts = attempts + 1, paused = 0, server = ? WHERE ticket = ?
RETURNING repository, number, installation, delivery, attempts, ticket
"""
END = "UPDATE jobs SET state = ?, due = ?, reason = ?, paused = ?, attempts = ?"
OURS = "WHERE ticket = ? AND server = ? AND state = 'running'"
#: Takes out a job that was asked for again while it ran; it goes to the end of the queue.
START_AFRESH = """
DELETE FROM jobs WHERE ticket = ? AND server = ? AND state = 'again'
RETURNING repository, number, installation, delivery, actor
"""
#: Jobs that ran when their server died run again, because every step looks before it acts; but not one that killed it
#: again and again.
TAKE_OVER = """
UPDATE jobs SET due = 0, state = 'waiting', attempts = CASE state WHEN 'again' THEN 0 ELSE attempts END
WHERE server = ? AND (state = 'again' OR (state = 'running' AND attempts < ?))
"""
PARK_KILLERS = "UPDATE jobs SET due = ?, state = 'parked', reason = ? WHERE server = ? AND state = 'running'"
#: A running job that was asked for again is shown as running and as waiting.
STANDING = """
SELECT repository, number, shown.state, CASE shown.state WHEN 'parked' THEN due ELSE received END, delivery, reason
FROM jobs LEFT JOIN deliveries ON guid = delivery
    JOIN (SELECT 'waiting' AS state UNION SELECT 'running' UNION SELECT 'parked') AS shown
    ON shown.state = jobs.state OR (jobs.state = 'again' AND shown.state <> 'parked')
ORDER BY ticket, shown.state
"""
COUNT = """
SELECT count(*) FILTER (WHERE state IN ('waiting', 'again')), count(*) FILTER (WHERE state IN ('running', 'again')),
    count(*) FILTER (WHERE state = 'parked'), count(*) FILTER (WHERE state = 'waiting' AND paused = 1 AND due > ?)
FROM jobs
"""
NOTE = "INSERT INTO history (repository, number, at, what, detail) VALUES (?, ?, ?, ?, ?)"
TELL = """
SELECT at, what, detail FROM history WHERE lower(repository) = lower(?) AND number = ? ORDER BY at DESC, id DESC LIMIT ?
"""
#: A due chore that nobody does; a time further ahead than any chore's was set when the clock was wrong.
CLAIM = "UPDATE chores SET server = ?, due = ? WHERE name = ? AND server IS NULL AND (due <= ? OR due > ?)"
#: A sweep that a dead server began is started again; the nightly chore waits for the next night.
LEAVE = "UPDATE chores SET server = NULL, due = CASE name WHEN 'sweep' THEN 0 ELSE due END WHERE server = ?"


class Database(Protocol):
    """What this module needs of a connection, with `?` for each value of a statement."""

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Any:
        """Run a statement; return a cursor."""

    def executemany(self, statement: str, values: Iterable[Sequence[Any]], /) -> Any:
        """Run a statement once for each row of values."""


class Inbox(ABC):
    """The jobs of all repositories; `server` is this process's name in the tables.

    Safe to share between threads; everything may raise InboxError.
    """

    server = ""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        #: Changes with every write by this process; other processes' writes are found by looking again.
        self.version = 0
        self.changed = threading.Condition()
        self.turns = Turns()
        #: The tickets of the jobs being done.
        self.hand: set[int] = set()
        self.arrivals = BatchWriter(self.store)

    @abstractmethod
    def writing(self, *, alone: bool = True) -> AbstractContextManager[Database]:
        """Let a thread change the tables, in a transaction that is on disk when this ends.

        It excludes all other servers (`alone`), unless it changes a single row, for which nobody has to wait.
        """

    @abstractmethod
    def reading(self) -> AbstractContextManager[Database]:
        """Lend the connection for reading."""

    @abstractmethod
    def close(self) -> None:
        """Close the inbox; jobs still running are for others to take over."""

    def wait(self, seconds: float, *, since: int) -> None:
        """Sleep until something changed after `version` was `since`, or for `seconds`."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != since, seconds)

    def wake(self) -> None:
        with self.changed:
            self.version += 1
            self.changed.notify_all()

    def make_tables(self, database: Database, number: str) -> None:
        for statement in TABLES:
            database.execute(statement.format(number=number))

    def put(self, event: Event) -> bool:
        """Store a delivery and its job; return False if this GUID was stored before.

        A delivery for a thread revives its parked job; one for the list revives all of the list's, which depend on it.
        """
        return self.arrivals.put(event)

    def store(self, events: Sequence[Event]) -> list[bool]:
        """Store deliveries and their jobs in one transaction; return for each whether it was new."""
        now, first = self.clock(), {event.delivery: event for event in reversed(events)}
        values = [value for guid in first for value in (guid, now)]
        with self.writing() as database:
            found = database.execute(REMEMBER.format(values=", ".join(["(?, ?)"] * len(first))), values).fetchall()
            new = {guid for (guid,) in found}
            fresh = [event.delivery in new and first[event.delivery] is event for event in events]
            self.insert(database, [event for event, is_fresh in zip(events, fresh, strict=True) if is_fresh], now)
        self.wake()
        return fresh

    def insert(self, database: Database, events: Sequence[Event], now: float) -> None:
        jobs = [(e.repository, e.number or LIST, e.installation, e.delivery, e.actor) for e in events]
        database.executemany(ASK, jobs)
        database.executemany(REVIVE, [(e.repository,) for e in events if e.number is None])
        told = [(e.repository, e.number, now, "delivered", e.kind) for e in events if e.number is not None]
        database.executemany(NOTE, told)

    def ask(self, repository: str, number: int | None, *, installation: int | None = None, why: str = "asked") -> None:
        """Queue a look at a thread without a delivery, as if one had come; `why` takes the place of its GUID."""
        self.change(ASK, (repository, number or LIST, installation, why, ""))

    def sweep(self, repository: str, numbers: Iterable[int | None]) -> None:
        """Queue a look at those threads that have no job.

        A sweep brings no news: a failed job keeps waiting, a parked one stays parked, and jobs that somebody asked for
        go first and replace it for the same thread. It does not wait forever: see `Turns`.
        """
        with self.writing() as database:
            database.executemany(SWEEPING, [(repository, number or LIST, SWEEP) for number in numbers])
        self.wake()

    def take(self) -> Job | None:
        """Mark the first due job of the repository whose turn it is as running; None if nothing is due."""
        with ExitStack() as unheard:
            with self.writing() as database:
                if not (turn := self.choose(database)):
                    return None
                # Before the transaction ends: no job may be marked as taken and not be in hand.
                self.hand.add(turn.ticket)
                unheard.callback(self.hand.discard, turn.ticket)
                self.beat(database)
                repository, number, *rest = database.execute(TAKE, (self.server, turn.ticket)).fetchone()
            unheard.pop_all()
        self.turns.take(turn)
        return Job(repository, number or None, *rest)

    def choose(self, database: Database) -> Due | None:
        now = self.clock()
        rows = database.execute(DUE, (now, now + LONGEST_PAUSE)).fetchall()
        return self.turns.choose([Due(*row) for row in rows]) if rows else None

    def beat(self, database: Database) -> None:  # noqa: B027  a file has one server
        """Show other servers, if there can be any, that this one lives."""

    def end(self, job: Job, retry: Retry | None) -> None:
        """Remove a job, or let it wait for another try or for an operator."""
        values: tuple[object, ...] = ()
        how = "DELETE FROM jobs"
        if retry:
            parked, seconds = retry.parks(job), retry.seconds(job)
            # For a parked job, `due` is when it was parked.
            due = self.clock() + (0 if parked else seconds) if parked or seconds else 0
            how, state = END, "parked" if parked else "waiting"
            values = (state, due, retry.reason, int(bool(retry.pause)), retry.attempts(job))
        with self.writing(alone=False) as database:
            # In this order: a running job may be asked for again in between, and nothing changes it after that.
            if not database.execute(f"{how} {OURS}", (*values, job.ticket, self.server)).rowcount:
                for again in database.execute(START_AFRESH, (job.ticket, self.server)).fetchall():
                    database.execute(ASK, again)
        self.hand.discard(job.ticket)
        self.wake()

    def take_over(self, database: Database, server: str) -> None:
        """Put back the jobs that ran, and the chores that were being done, when a server died."""
        database.execute(TAKE_OVER, (server, MOST_ATTEMPTS))
        database.execute(PARK_KILLERS, (self.clock(), DIED, server))
        database.execute(LEAVE, (server,))

    def retry(self, repository: str, number: int | None) -> bool:
        """Let a parked job run again; return False if there is none for this thread."""
        return self.change(f"{REVIVE} AND number = ?", (repository, number or LIST))

    def drop(self, repository: str, number: int | None) -> bool:
        """Forget a parked job; return False if there is none for this thread."""
        parked = "DELETE FROM jobs WHERE repository = ? AND number = ? AND state = 'parked'"
        return self.change(parked, (repository, number or LIST))

    def forget(self, repository: str) -> None:
        """Forget every job of a repository except a running one: the App was uninstalled there."""
        rest = "DELETE FROM jobs WHERE lower(repository) = lower(?) AND state IN ('waiting', 'parked')"
        self.change(rest, (repository,))

    def change(self, how: str, values: Sequence[object]) -> bool:
        """Change jobs with one statement; return whether there were any."""
        with self.writing() as database:
            found = database.execute(how, values).rowcount
        self.wake()
        return bool(found)

    def tend(self) -> None:
        old = (self.clock() - REMEMBERED,)
        with self.writing() as database:
            database.execute("DELETE FROM deliveries WHERE received < ?", old)
            database.execute("DELETE FROM history WHERE at < ?", old)

    def claim(self, chore: str, first: float, following: float) -> bool:
        """Claim a chore for this server if it is due and nobody does it; it is due again at `following`.

        One that was never done is due at `first`.
        """
        with self.writing() as database:
            database.execute("INSERT INTO chores VALUES (?, ?, NULL) ON CONFLICT DO NOTHING", (chore, first))
            values = (self.server, following, chore, self.clock(), following)
            return bool(database.execute(CLAIM, values).rowcount)

    def release(self, chore: str) -> None:
        self.change("UPDATE chores SET server = NULL WHERE name = ? AND server = ?", (chore, self.server))

    def probe(self) -> None:
        """Store something and remove it; raise InboxError unless a delivery could be stored now."""
        with self.writing() as database:
            # More than a page, so that a file must have room to grow.
            database.execute("INSERT INTO probe VALUES (?)", ("0" * 8192,))
            database.execute("DELETE FROM probe")

    def count(self) -> dict[str, int]:
        """Return how many jobs are `waiting`, `running` and `parked`; one asked for again while it runs counts twice.

        Of the waiting ones, `paused` counts those that wait because GitHub asked for it.
        """
        return dict(zip(COUNTED, self.read(COUNT, self.clock())[0], strict=True))

    def note(self, repository: str, number: int, what: str, details: Sequence[str]) -> None:
        """Record an event in a thread, for a week; deliveries are recorded as they arrive."""
        with self.writing(alone=False) as database:
            database.executemany(NOTE, [(repository, number, self.clock(), what, detail) for detail in details])

    def history(self, repository: str, number: int) -> Sequence[Happened]:
        """Return the events in a thread, newest first, a hundred at most; its list's name may be in any case."""
        return [Happened(*row) for row in self.read(TELL, repository, number, MOST_TOLD)]

    def standing(self) -> Sequence[Standing]:
        """Return the state of every job that `count` counts, in the order in which they were queued."""
        return [Standing(repository, number or None, *rest) for repository, number, *rest in self.read(STANDING)]

    def read(self, query: str, *values: float | str) -> list[Any]:
        with self.reading() as database:
            rows: list[Any] = database.execute(query, values).fetchall()
        return rows
