"""What the services said, on disk: an answer is good for a month, "no such paper" for a day, silence for nothing."""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from bot.catalogue.facts import Facts
from bot.catalogue.identifiers import Identifier

log = logging.getLogger(__name__)

DAY = 86_400.0
KEPT, KEPT_UNKNOWN = 30 * DAY, DAY
TABLE = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, facts TEXT NOT NULL, until REAL NOT NULL)"


class Cache:
    """A file that may be lost or broken at any time: then it is begun anew. Several processes may share it."""

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.time) -> None:
        self.path = path
        self.clock = clock
        self.lock = threading.Lock()

    def get(self, identifier: Identifier) -> Facts | None:
        """Return what was said of a paper and is still good."""
        rows = self.run("SELECT facts FROM answers WHERE key = ? AND until > ?", str(identifier), self.clock())
        try:
            content = json.loads(rows[0][0]) if rows else None
            return Facts(**{**content, "authors": tuple(content["authors"])}) if content else None
        except (ValueError, TypeError, KeyError):
            return None

    def put(self, identifier: Identifier, facts: Facts) -> None:
        """Keep what was said of a paper."""
        until = self.clock() + (KEPT if facts.exists else KEPT_UNKNOWN)
        self.run("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", str(identifier), json.dumps(asdict(facts)), until)

    def run(self, statement: str, *values: object) -> list[tuple[str]]:
        """Run one statement; a file that is no database is replaced, one that cannot be written is done without."""
        with self.lock:
            try:
                return self.execute(statement, values)
            except sqlite3.OperationalError as error:
                log.warning("the cache cannot be used: %s", error)
            except sqlite3.DatabaseError:
                log.warning("the cache was broken and is begun anew")
                self.path.unlink(missing_ok=True)
            return []

    def execute(self, statement: str, values: tuple[object, ...]) -> list[tuple[str]]:
        """Open the file, run the statement and close it: nothing is held while services are asked."""
        with closing(sqlite3.connect(self.path, timeout=5)) as connection, connection:
            connection.execute(TABLE)
            return connection.execute(statement, values).fetchall()
