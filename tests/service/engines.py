"""The engines of the inbox as the tests open, disturb and break them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from bot.hub.delivery import Event
from bot.service.inbox import LONGEST_PAUSE, MOST_ATTEMPTS, InboxError, Job, Retry
from bot.service.inbox.consumer import Chores, Consumer, Work
from bot.service.inbox.jobs import Inbox
from bot.service.inbox.postgres import MOST_STILL, PostgresInbox
from bot.service.inbox.sqlite import SQLiteInbox
from tests.web import PATIENCE

WEEK = 7 * 24 * 3600
#: What is counted in an inbox without jobs.
NOTHING = {"waiting": 0, "running": 0, "parked": 0, "paused": 0}


def event(
    guid: str,
    number: int | None = 1,
    repository: str = "lab/list",
    installation: int | None = None,
    *,
    actor: str = "ada",
) -> Event:
    """Return a delivery about a thread."""
    return Event(guid, repository, number, sender="ada", installation=installation, kind="issues", actor=actor)


def drain(inbox: Inbox, work: Callable[[Job], Retry | None] = lambda job: None) -> list[Job]:
    """Let all jobs be done that are due; return them in their order."""
    done: list[Job] = []

    def take(job: Job) -> Retry | None:
        done.append(job)
        return work(job)

    work_off(inbox, take)
    return done


def work_off(inbox: Inbox, work: Work) -> None:
    """Do jobs until nothing is due."""
    assert isinstance(inbox, Inbox)
    while job := inbox.take():
        inbox.end(job, work(job))


def fail(inbox: Inbox, reason: str = "broken", *, pause: float | None = None) -> list[Job]:
    """Let all jobs fail that are due; return them in their order."""
    return drain(inbox, lambda job: Retry(reason, pause))


def work_once(inbox: Inbox, meanwhile: Callable[[], object], retry: Retry | None = None) -> list[Job]:
    """Let all jobs be done that are due; while the first runs something else happens, and it comes to `retry`."""
    first = [True]

    def work(job: Job) -> Retry | None:
        if not first:
            return None
        first.clear()
        meanwhile()
        return retry

    return drain(inbox, work)


def look_in_vain(inbox: Inbox) -> None:
    """Let a server look for others so often that those are dead to it which did nothing meanwhile."""
    for _ in range(MOST_STILL + 1):
        inbox.maintain()


@contextmanager
def serving(inbox: Inbox, work: Work, *, workers: int = 1, **chores: Any) -> Iterator[Consumer]:
    """Let a server do jobs until this ends."""
    consumer = Consumer(inbox)

    def serve() -> None:
        with suppress(InboxError):  # closed meanwhile
            consumer.run(work, workers=workers, chores=Chores(**chores))

    server = threading.Thread(target=serve, daemon=True)
    server.start()
    try:
        yield consumer
    finally:
        consumer.stop(PATIENCE)
        server.join(PATIENCE)
        assert not server.is_alive()


def threads_of(jobs: list[Job]) -> list[int | None]:
    """Return the numbers of jobs' threads."""
    return [job.number for job in jobs]


class SQLite:
    """Inboxes in one file."""

    def __init__(self, folder: Path) -> None:
        self.address = folder / "inbox.sqlite3"
        self.now = 1_000_000.0
        self.opened: list[SQLiteInbox] = []

    def open(self, *, serving: bool = True) -> Inbox:
        """Open it once more."""
        self.opened.append(SQLiteInbox(self.address, serving=serving, clock=lambda: self.now))
        return self.opened[-1]

    def move_clock(self, seconds: float) -> None:
        """Let time pass, or jump."""
        self.now += seconds

    def succeed(self, dead: Inbox) -> Inbox:
        """Let a serving process die without a word; return the inbox of the one after it, once it has taken over."""
        dead.close()
        return self.open()

    def break_writing(self, inbox: Inbox) -> None:
        """Let nothing be written any more."""
        assert isinstance(inbox, SQLiteInbox)
        inbox.database.execute("PRAGMA query_only = ON")

    def mend_writing(self, inbox: Inbox) -> None:
        """Let it be written again."""
        assert isinstance(inbox, SQLiteInbox)
        inbox.database.execute("PRAGMA query_only = OFF")

    def close(self) -> None:
        """Close all that is open."""
        for inbox in self.opened:
            inbox.close()


class PostgreSQL:
    """Inboxes in one database."""

    def __init__(self, url: str) -> None:
        self.address = url
        self.now = 1_000_000.0
        self.opened: list[PostgresInbox] = []

    def open(self, *, serving: bool = True) -> Inbox:
        """Open it once more."""
        self.opened.append(PostgresInbox(self.address, clock=lambda: self.now))
        return self.opened[-1]

    def move_clock(self, seconds: float) -> None:
        """Let time pass, or jump."""
        self.now += seconds

    def succeed(self, dead: Inbox) -> Inbox:
        """Let a serving process die without a word; return the inbox of another one, once it has taken over."""
        dead.close()
        other = self.open()
        look_in_vain(other)
        return other

    def break_writing(self, inbox: Inbox) -> None:
        """Let nothing be written any more, on any connection."""
        self.set_read_only("on")

    def mend_writing(self, inbox: Inbox) -> None:
        """Let it be written again."""
        self.set_read_only("off")

    def set_read_only(self, value: str) -> None:
        """Change what new connections may do, and end the present ones."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute("SET default_transaction_read_only = off")
            name = connection.info.dbname
            connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = {value}")
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
                (name,),
            )

    def close(self) -> None:
        """Close all that is open."""
        for inbox in self.opened:
            inbox.close()


Engine = SQLite | PostgreSQL


def park(inbox: Inbox, engine: Engine, number: int | None = 1, reason: str = "broken") -> None:
    """Let a job fail until it is parked."""
    inbox.put(event(f"park {number}", number))
    for _ in range(MOST_ATTEMPTS):
        fail(inbox, reason)
        engine.move_clock(LONGEST_PAUSE)
