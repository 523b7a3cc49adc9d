"""What services answered lately, in a small file for each identifier: a broken file affects only one paper.

Files are replaced in one step, so two processes can share the folder, and nobody ever reads half a file.
"""

import hashlib
import json
import logging
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.catalogue.identity.hosts import find_repository
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import Metadata, Notice
from bot.metadata.values import LONGEST_TITLE, LONGEST_VENUE, clean_names, clean_text, clean_year

log = logging.getLogger(__name__)

DAY = 24 * 3600.0
#: In seconds. An unknown number may be assigned tomorrow.
KEPT, KEPT_UNKNOWN = 30 * DAY, DAY
#: Increases when services' answers are read differently, so that all are asked for again.
VERSION = 3


class Cache:
    """Answers by identifier, in a folder; `clock` counts seconds since 1970, because the files outlive the process."""

    def __init__(self, folder: Path, *, clock: Callable[[], float] = time.time) -> None:
        self.folder = folder
        self.clock = clock
        self.pruned = 0.0

    def get(self, identifier: Identifier) -> Metadata | None:
        """Return the facts, None if there are none, they are too old or the file is broken."""
        try:
            content = json.loads(self.path(identifier).read_bytes())
            facts, asked = read_facts(content["facts"]), float(content["asked"])
            if (content["version"], content["identifier"]) != (VERSION, str(identifier)):
                return None
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None
        age = self.clock() - asked
        return facts if facts and 0 <= age <= (KEPT if facts.exists else KEPT_UNKNOWN) else None

    def put(self, identifier: Identifier, facts: Metadata) -> None:
        """Store the facts, and once a day remove old ones; an error of the disk is no reason to stop."""
        if not 0 <= self.clock() - self.pruned < DAY:
            self.prune()
        content = {"version": VERSION, "identifier": str(identifier), "asked": self.clock(), "facts": asdict(facts)}
        try:
            replace_file(self.path(identifier), content)
        except OSError as error:
            log.warning("the cache of metadata cannot be written: %s", error.strerror)

    def prune(self) -> None:
        """Remove the files that are too old, and what a killed process left behind."""
        self.pruned = self.clock()
        oldest = self.pruned - KEPT
        for path in (*self.folder.glob("*.json"), *self.folder.glob("*.tmp")):
            try:
                if path.stat().st_mtime < oldest:
                    path.unlink()
            except OSError:
                continue

    def path(self, identifier: Identifier) -> Path:
        """Return the file of an identifier; strangers wrote it, so it is not used as the file's name."""
        return self.folder / f"{hashlib.sha256(str(identifier).encode(errors='replace')).hexdigest()[:40]}.json"


def replace_file(path: Path, content: object) -> None:
    """Write a JSON file in one step, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".tmp", delete=False) as file:
        json.dump(content, file)
    Path(file.name).replace(path)


def read_facts(content: dict[str, Any]) -> Metadata | None:
    """Return the facts in a file, checked as if from a service; None if it holds none."""
    source, authors, exists = content["source"], content["authors"], content["exists"]
    if not isinstance(source, str) or not isinstance(authors, list) or not isinstance(exists, bool):
        return None
    return Metadata(
        source=source,
        title=clean_text(content["title"], LONGEST_TITLE),
        authors=clean_names(authors),
        venue=clean_text(content["venue"], LONGEST_VENUE),
        year=clean_year(content["year"]),
        exists=exists,
        notices=tuple(Notice(str(each["kind"]), str(each["doi"]), bool(each["own"])) for each in content["notices"]),
        code=find_repository(str(content["code"] or "")),
    )
