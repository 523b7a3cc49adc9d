"""The tables of an inbox in a file."""

from __future__ import annotations

#: The form of the file, in its user_version.
VERSION = 1

#: `ticket` is the place in the queue; `due` is 0 for at once, so that no clock can hold a fresh job back.
TABLES = """
CREATE TABLE deliveries (guid TEXT PRIMARY KEY, received REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE jobs (
    ticket INTEGER PRIMARY KEY AUTOINCREMENT,
    repository TEXT NOT NULL,
    number INTEGER NOT NULL,
    installation INTEGER,
    delivery TEXT NOT NULL,
    actor TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'again', 'parked')),
    attempts INTEGER NOT NULL DEFAULT 0,
    due REAL NOT NULL DEFAULT 0,
    paused INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    UNIQUE (repository, number)
);
CREATE TABLE probe (content BLOB);
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
