"""The inbox itself: what may be done with the jobs, in whatever database they are."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack
from typing import Any, Protocol

from bot.hub.delivery import Event
from bot.service.inbox import LONGEST_PAUSE, MOST_ATTEMPTS, SWEEP, Job, JobStatus, Retry, ThreadEvent
from bot.service.inbox.arrivals import BatchWriter
from bot.service.inbox.tables import (
    ASK,
    CLAIM,
    COUNT,
    DUE,
    END,
    JOBS,
    LEAVE,
    NOTE,
    OURS,
    PARK_KILLERS,
    REMEMBER,
    REVIVE,
    START_AFRESH,
    SWEEPING,
    TABLES,
    TAKE,
    TAKE_OVER,
    TELL,
)
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

    def maintain(self) -> None:
        """Forget what is old; where there may be other servers, also take over from those that died."""
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

    def history(self, repository: str, number: int) -> Sequence[ThreadEvent]:
        """Return the events in a thread, newest first, a hundred at most; its list's name may be in any case."""
        return [ThreadEvent(*row) for row in self.read(TELL, repository, number, MOST_TOLD)]

    def jobs(self) -> Sequence[JobStatus]:
        """Return the state of every job that `count` counts, in the order in which they were queued."""
        return [JobStatus(repository, number or None, *rest) for repository, number, *rest in self.read(JOBS)]

    def read(self, query: str, *values: float | str) -> list[Any]:
        with self.reading() as database:
            rows: list[Any] = database.execute(query, values).fetchall()
        return rows
