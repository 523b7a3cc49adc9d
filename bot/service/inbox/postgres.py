"""The inbox in PostgreSQL, shared by any number of processes on any number of machines.

Every serving process has a heartbeat. When it stops, another process takes over its jobs; that is decided by how often
the heartbeat was found unchanged, because no two machines' clocks agree.
"""

import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg_pool import ConnectionPool

from bot.service.inbox import InboxError
from bot.service.inbox.jobs import Database, Inbox
from bot.service.inbox.tables import VERSION

#: A worker needs one connection at a time.
MOST_CONNECTIONS = 8
#: In seconds. GitHub gives a delivery ten.
PATIENCE = 5.0
TIMEOUTS = ("statement_timeout", "idle_in_transaction_session_timeout")
#: A server whose heartbeat did not change at so many looks in a row is dead.
MOST_STILL = 3
#: The number of the lock for writing; any number will do.
WRITING = 7_025_316
SCHEMA = "paperclerk"
#: The server of jobs whose commit this server could not confirm, because the connection broke.
NOBODY = ""
BEATS = "SELECT name, beats FROM servers"
TAKEN = "SELECT ticket FROM jobs WHERE server = ? AND state IN ('running', 'again')"


class PostgresInbox(Inbox):
    """The jobs of all repositories, in a database that any number of web servers and workers share."""

    def __init__(self, url: str, *, clock: Callable[[], float] = time.time) -> None:
        super().__init__(clock)
        self.server = uuid.uuid4().hex
        #: The last heartbeat seen of each other server, and at how many looks in a row.
        self.hearts: dict[str, tuple[int, int]] = {}
        self.pool = ConnectionPool(
            url,
            min_size=1,
            max_size=MOST_CONNECTIONS,
            timeout=PATIENCE,
            configure=prepare,
            check=ConnectionPool.check_connection,
            open=False,
        )
        try:
            with self.guarded():
                # The pool would go on trying for half a minute, and not say why.
                psycopg.connect(url, connect_timeout=int(PATIENCE)).close()
                self.pool.open()
                self.prepare()
        except InboxError:
            self.close()
            raise

    def prepare(self) -> None:
        """Make the tables of an empty database; refuse tables of another version."""
        with self.writing() as database:
            if database.execute("SELECT to_regclass('version')").fetchone() == (None,):
                database.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
                database.execute("CREATE TABLE version (form INTEGER NOT NULL)")
                database.execute("INSERT INTO version VALUES (?)", (VERSION,))
                self.make_tables(database, "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY")
            if database.execute("SELECT form FROM version").fetchone() != (VERSION,):
                raise InboxError("the inbox was written by another version of paperclerk")

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn any database error into one saying that the inbox cannot be used; only its first line is shown."""
        try:
            yield
        except psycopg.Error as error:
            reason = str(error).strip().partition("\n")[0]
            raise InboxError(f"the inbox in PostgreSQL cannot be used: {reason}") from error

    @contextmanager
    def writing(self, *, alone: bool = True) -> Iterator[Database]:
        with self.guarded(), self.pool.connection() as connection, connection.transaction():
            if alone:
                connection.execute("SELECT pg_advisory_xact_lock(%s)", (WRITING,))
            yield Statements(connection)

    @contextmanager
    def reading(self) -> Iterator[Database]:
        with self.guarded(), self.pool.connection() as connection:
            yield Statements(connection)

    def beat(self, database: Database) -> None:
        database.execute(
            "INSERT INTO servers VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET beats = servers.beats + 1",
            (self.server,),
        )

    def maintain(self) -> None:
        super().maintain()
        with self.writing() as database:
            self.beat(database)
            for (ticket,) in database.execute(TAKEN, (self.server,)).fetchall():
                if ticket not in self.hand:
                    database.execute("UPDATE jobs SET server = ? WHERE ticket = ?", (NOBODY, ticket))
            for server in (NOBODY, *self.find_dead(dict(database.execute(BEATS).fetchall()))):
                self.take_over(database, server)
                database.execute("DELETE FROM servers WHERE name = ?", (server,))
        self.wake()

    def find_dead(self, beats: dict[str, int]) -> list[str]:
        """Return the servers whose heartbeat did not change at the last looks, this look included."""
        known = {name: self.hearts.get(name, (0, 0)) for name in beats if name != self.server}
        self.hearts = {
            name: (beats[name], looks + 1 if beats[name] == before else 1) for name, (before, looks) in known.items()
        }
        return [name for name, (_, looks) in self.hearts.items() if looks > MOST_STILL]

    def close(self) -> None:
        """Close all connections; jobs still running are for others to take over."""
        self.arrivals.close()
        self.pool.close()


class Statements:
    """A connection that takes `?` for values, as SQLite does."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def execute(self, statement: str, values: Sequence[Any] = ()) -> psycopg.Cursor:
        return self.connection.execute(statement.replace("?", "%s").encode(), values)

    def executemany(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        self.connection.cursor().executemany(statement.replace("?", "%s").encode(), values)


def prepare(connection: psycopg.Connection) -> None:
    """Make a connection answer in time, and a commit wait for the disk even if the database is set not to.

    A single query is no transaction: to begin and end one would take two more round trips. A transaction of a server
    that fell silent in the middle would keep all others waiting.
    """
    connection.autocommit = True
    settings = {"search_path": SCHEMA} | dict.fromkeys(TIMEOUTS, f"{PATIENCE * 1000:.0f}ms")
    for name, value in settings.items():
        connection.execute("SELECT set_config(%s, %s, false)", (name, value))
    connection.execute(
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
    )
