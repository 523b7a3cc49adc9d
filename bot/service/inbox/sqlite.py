"""The inbox in one SQLite file: no server, one serving process, any number of its threads."""

import fcntl
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.service.inbox import InboxError
from bot.service.inbox.jobs import Inbox
from bot.service.inbox.tables import VERSION


class SQLiteInbox(Inbox):
    """The jobs of all repositories, in a file; a second process may open it, but not to serve."""

    def __init__(self, path: Path, *, serving: bool, clock: Callable[[], float] = time.time) -> None:
        if not serving and not path.is_file():
            raise InboxError(f"there is no inbox {path}")
        self.path = path
        self.lock = lock_beside(path) if serving else None
        super().__init__(clock)
        try:
            with self.guarded():
                self.database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
                # FULL: a commit is on the disk, not only in the system's cache, before GitHub gets its 202.
                self.database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
                self.prepare()
            if serving:
                with self.writing() as database:
                    self.take_over(database, self.server)
                    database.execute("UPDATE chores SET due = 0 WHERE name = 'sweep'")
        except InboxError:
            self.close()
            raise

    def prepare(self) -> None:
        """Make the tables of a new file; refuse a file with tables of another version."""
        with self.writing() as database:
            (found,) = database.execute("PRAGMA user_version").fetchone()
            if found == VERSION:
                return
            if database.execute("SELECT 1 FROM sqlite_master").fetchone():
                raise InboxError(f"{self.path} was written by another version of paperclerk; use that, or another file")
            self.make_tables(database, "INTEGER PRIMARY KEY AUTOINCREMENT")
            database.execute(f"PRAGMA user_version = {VERSION}")

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn every error with the file into one that says the inbox cannot be used."""
        try:
            yield
        except sqlite3.Error as error:
            raise InboxError(f"the inbox {self.path} cannot be used: {error}") from error

    @contextmanager
    def writing(self, *, alone: bool = True) -> Iterator[sqlite3.Connection]:
        with self.changed, self.guarded(), self.database:
            self.database.execute("BEGIN IMMEDIATE")
            yield self.database

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        with self.changed, self.guarded():
            yield self.database

    def close(self) -> None:
        """Close the file; jobs still running are taken over at the next start."""
        self.arrivals.close()
        with self.changed:
            if hasattr(self, "database"):
                self.database.close()
            if self.lock is not None:
                os.close(self.lock)
                self.lock = None


def lock_beside(path: Path) -> int:
    """Return an open lock on the file beside `path`, which ends with its process in any case; refuse a second one.

    A lock on the database itself would shut out `paperclerk inbox`, and closing any other handle on it would lose it.
    """
    beside = path.with_name(f"{path.name}.lock")
    try:
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise InboxError(f"the inbox {path} cannot be used: {error.strerror}: {beside}") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        owner = os.read(handle, 20).decode("ascii", "replace").strip()
        os.close(handle)
        raise InboxError(
            f"the inbox {path} is served by another paperclerk already (process {owner});"
            " stop it, or give this one a file of its own by PAPERCLERK_INBOX"
        ) from error
    os.ftruncate(handle, 0)
    os.write(handle, str(os.getpid()).encode())
    return handle
