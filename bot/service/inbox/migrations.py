"""The tables of an inbox in PostgreSQL, and how those of an older paperclerk or procrastinate become today's."""

from __future__ import annotations

from pathlib import Path

from procrastinate.schema import SchemaManager
from psycopg import AsyncConnection

from bot.service.inbox import InboxError

#: The form of our own tables and of what stands in a job's arguments. Before 2 each repository's jobs had a queue,
#: before 3 nothing was written down of what happened.
VERSION, ONE_QUEUE = 3, 2
#: One at a time makes the tables; any number will do.
MAKING = 7_025_316
TABLES = """
CREATE TABLE paperclerk_deliveries (guid text PRIMARY KEY, received timestamptz NOT NULL DEFAULT now());
CREATE INDEX paperclerk_deliveries_received ON paperclerk_deliveries (received);
CREATE TABLE paperclerk_version (version integer NOT NULL, migration text NOT NULL);
"""
HISTORY = """
CREATE TABLE IF NOT EXISTS paperclerk_history (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, repository text NOT NULL, number integer NOT NULL,
    at double precision NOT NULL, what text NOT NULL, detail text NOT NULL
);
CREATE INDEX IF NOT EXISTS paperclerk_history_thread ON paperclerk_history (lower(repository), number);
CREATE INDEX IF NOT EXISTS paperclerk_history_at ON paperclerk_history (at);
"""


async def upgrade(connection: AsyncConnection) -> int:
    """Make the tables, or bring those that are there into today's form; refuse a newer's. Return the version found."""
    migrations = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    newest = migrations[-1].name
    await connection.execute("SELECT pg_advisory_xact_lock(%s)", (MAKING,))
    found = await (await connection.execute("SELECT to_regclass('paperclerk_version')")).fetchone()
    if found == (None,):
        await connection.execute(SchemaManager.get_schema())
        await connection.execute(TABLES)
        await connection.execute(HISTORY)
        await connection.execute("INSERT INTO paperclerk_version VALUES (%s, %s)", (VERSION, newest))
        return VERSION
    rows = await (await connection.execute("SELECT version, migration FROM paperclerk_version")).fetchall()
    ((version, migration),) = rows
    if version > VERSION or migration > newest:
        raise InboxError("the inbox was written by a newer paperclerk or procrastinate; upgrade this one")
    for path in migrations:
        if path.name > migration:
            await connection.execute(path.read_bytes())
    await connection.execute(HISTORY)
    await connection.execute("UPDATE paperclerk_version SET version = %s, migration = %s", (VERSION, newest))
    return int(version)
