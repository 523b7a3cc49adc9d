"""The tables of an inbox in PostgreSQL, and how those of an older procrastinate become today's."""

from __future__ import annotations

from pathlib import Path

from procrastinate.schema import SchemaManager
from psycopg import AsyncConnection

from bot.service.inbox import InboxError

#: The form of our own tables and of what stands in a job's arguments.
VERSION = 1
#: One at a time makes the tables; any number will do.
MAKING = 7_025_316
TABLES = """
CREATE TABLE paperclerk_deliveries (guid text PRIMARY KEY, received timestamptz NOT NULL DEFAULT now());
CREATE INDEX paperclerk_deliveries_received ON paperclerk_deliveries (received);
CREATE TABLE paperclerk_version (version integer NOT NULL, migration text NOT NULL);
CREATE TABLE paperclerk_history (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, repository text NOT NULL, number integer NOT NULL,
    at double precision NOT NULL, what text NOT NULL, detail text NOT NULL
);
CREATE INDEX paperclerk_history_thread ON paperclerk_history (lower(repository), number);
CREATE INDEX paperclerk_history_at ON paperclerk_history (at);
"""


async def make_tables(connection: AsyncConnection) -> None:
    """Make the tables, or bring those of an older procrastinate up to date; refuse another paperclerk's."""
    migrations = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    newest = migrations[-1].name
    await connection.execute("SELECT pg_advisory_xact_lock(%s)", (MAKING,))
    found = await (await connection.execute("SELECT to_regclass('paperclerk_version')")).fetchone()
    if found == (None,):
        await connection.execute(SchemaManager.get_schema())
        await connection.execute(TABLES)
        await connection.execute("INSERT INTO paperclerk_version VALUES (%s, %s)", (VERSION, newest))
        return
    rows = await (await connection.execute("SELECT version, migration FROM paperclerk_version")).fetchall()
    ((version, migration),) = rows
    if version != VERSION or migration > newest:
        raise InboxError("the inbox was written by another version of paperclerk or a newer procrastinate")
    for path in migrations:
        if path.name > migration:
            await connection.execute(path.read_bytes())
    await connection.execute("UPDATE paperclerk_version SET migration = %s", (newest,))
