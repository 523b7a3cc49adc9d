"""The evaluation data for matching: a folder that PAPERCLERK_EVAL names, with the files that its README describes."""

from __future__ import annotations

import csv
import gzip
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.catalogue.data.store import read_shipped_venues
from bot.catalogue.matching.record import Record
from bot.review.matches import read_record

#: The splits of the two benchmarks, whose other parts are measured elsewhere.
KNOWN = ("dblp-acm-train", "dblp-acm-valid", "dblp-scholar-train", "dblp-scholar-valid")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, and whether they are one paper; `source` is where the pair is from, "" for the two benchmarks."""

    id: str
    one: Record
    other: Record
    same: bool
    source: str = ""

    def bare(self) -> Pair:
        """Return the pair with nothing but its titles."""
        return Pair(self.id, Record(self.one.title), Record(self.other.title), self.same, self.source)


def folder() -> Path:
    """Return the folder of the evaluation data, or end with what to set."""
    named = os.environ.get("PAPERCLERK_EVAL")
    if not named or not Path(named).is_dir():
        sys.exit(
            "set PAPERCLERK_EVAL to the folder with dblp-acm-train.jsonl.gz, hard_pairs.dev.csv, titles.tsv.gz, ..."
        )
    return Path(named)


def read_pairs(name: str) -> list[Pair]:
    """Read a split: "dblp-acm-train", or "hard" for the hard pairs."""
    return list(read_hard() if name == "hard" else read_lines(name))


def read_lines(name: str) -> Iterator[Pair]:
    """Yield the pairs of a JSON lines file."""
    venues = read_shipped_venues()
    with gzip.open(folder() / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            item: dict[str, Any] = json.loads(line)
            one, other = (read_record(strip_artefact(item[side]), venues) for side in ("a", "b"))
            yield Pair(item["id"], one, other, item["label"] == 1)


def strip_artefact(item: dict[str, Any]) -> dict[str, Any]:
    """Return a record without the literal text of another column, which half of Scholar's venues have at their end."""
    venue = item.get("venue")
    return {**item, "venue": venue.partition("COL year VAL")[0].strip()} if isinstance(venue, str) else item


def read_hard() -> Iterator[Pair]:
    """Yield the hard pairs, which have titles only."""
    with (folder() / "hard_pairs.dev.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Pair(row["id"], Record(row["title_a"]), Record(row["title_b"]), row["label"] == "1", "hard")


def read_titles() -> list[tuple[str, str, str, str]]:
    """Read (title, year, venue, origin) of real papers."""
    with gzip.open(folder() / "titles.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines)
        return [(row[0], row[1], row[2], row[3]) for row in rows if len(row) == 4][1:]
