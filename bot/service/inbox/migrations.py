"""The tables of an inbox in PostgreSQL, and how those of an older paperclerk or procrastinate become today's."""

from __future__ import annotations

from procrastinate.schema import SchemaManager, migrations_path
from psycopg import Connection

from bot.service.inbox import InboxError

#: The form of our own tables and of what stands in a job's arguments.
VERSION = 1
#: One at a time makes the tables; any number will do.
MAKING = 7_025_316
TABLES = """
CREATE TABLE paperclerk_deliveries (guid text PRIMARY KEY, received timestamptz NOT NULL DEFAULT now());
CREATE INDEX paperclerk_deliveries_received ON paperclerk_deliveries (received);
CREATE TABLE paperclerk_version (version integer NOT NULL, migration text NOT NULL);
"""


def upgrade(connection: Connection) -> None:
    """Make the tables, or bring those that an older paperclerk made into today's form; refuse a newer's."""
    migrations = sorted(path.name for path in migrations_path.glob("*.sql"))
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
