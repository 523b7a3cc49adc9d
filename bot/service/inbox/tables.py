"""The tables of an inbox in a file, and how those of an older paperclerk become today's."""

from __future__ import annotations

#: The form of the file, in its user_version.
VERSION = 2

#: `ticket` is the place in the queue; `due` is 0 for at once, so that no clock can hold a fresh job back.
TABLES = """
CREATE TABLE deliveries (guid TEXT PRIMARY KEY, received REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE jobs (
    ticket INTEGER PRIMARY KEY AUTOINCREMENT,
    repository TEXT NOT NULL,
    number INTEGER NOT NULL,
    installation INTEGER,
    delivery TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'again', 'parked')),
    attempts INTEGER NOT NULL DEFAULT 0,
    due REAL NOT NULL DEFAULT 0,
    paused INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    UNIQUE (repository, number)
);
CREATE TABLE probe (content BLOB);
"""
#: Since version 2.
HISTORY = """
CREATE TABLE history (
    repository TEXT NOT NULL COLLATE NOCASE, number INTEGER NOT NULL, at REAL NOT NULL, what TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX history_thread ON history (repository, number);
CREATE INDEX history_at ON history (at)
"""
NOTE = "INSERT INTO history VALUES (?, ?, ?, ?, ?)"
TELL = """
SELECT at, what, detail FROM history WHERE repository = ? AND number = ? ORDER BY at DESC, rowid DESC LIMIT ?
"""
#: Before there was a version: no tickets, and due times for fresh jobs too.
FROM_VERSION_0 = (
    "ALTER TABLE deliveries RENAME TO old_deliveries; ALTER TABLE jobs RENAME TO old_jobs;",
    TABLES,
    """
    INSERT INTO deliveries SELECT guid, received FROM old_deliveries;
    INSERT INTO jobs (repository, number, installation, delivery, state, attempts, due, reason)
        SELECT repository, number, installation, delivery, state, attempts,
            CASE WHEN attempts = 0 THEN 0 ELSE due END, reason FROM old_jobs ORDER BY due;
    DROP TABLE old_deliveries;
    DROP TABLE old_jobs;
    """,
)
