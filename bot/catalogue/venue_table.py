"""Where papers appeared, by their titles, from a table that comes with the program: no service is asked.

The file holds no titles but 64 bits of their hashes, in order: the first bits find the place, and all of them guard
against chance (one unknown title in 80 million million is taken for one of 220,000). `tests/bench/venue_table.py` makes
it. Equal titles of different papers exist, so that a second sign has to agree before anything is changed by it.
"""

import json
import mmap
import struct
from functools import cache
from typing import NamedTuple

from bot import resources
from bot.catalogue.identity.titles import fold_title

FILE = "catalogue/venue_table.bin"
MAGIC = b"PCVT1\n"
#: Magic, length of the header, number of rows. The header is JSON: the venues' names and the year of the table.
HEAD = struct.Struct("<6sHI")
#: What a row holds beside its hash: the number of the venue, and the year since 1950.
HASH, ROW = struct.Struct(">Q"), struct.Struct("<BB")
FIRST_YEAR = 1950
#: A shorter title is a word that many papers are called by.
SHORTEST = 16
#: A preprint appears within so many years of its number, or a little before.
BEFORE, AFTER = 1, 4
#: So many letters are one work's title: of 167,000 in the table that have as many, 99 stand there twice.
TELLING = 50


class Appearance(NamedTuple):
    """A venue by its canonical name, and the year; `table` is the year in which the table was made."""

    venue: str
    year: int
    table: int

    @property
    def source(self) -> str:
        """How people are told who says so."""
        return f"the venue table of {self.table}"


class VenueTable:
    """The table, read where it lies in the file."""

    def __init__(self, content: bytes | mmap.mmap) -> None:
        magic, length, self.rows = HEAD.unpack_from(content)
        if magic != MAGIC:
            raise ValueError("it is no venue table")
        header = json.loads(content[HEAD.size : HEAD.size + length])
        self.venues, self.year = tuple(header["venues"]), int(header["year"])
        self.content, self.hashes = content, HEAD.size + length
        self.facts = self.hashes + self.rows * HASH.size

    def find(self, title: str) -> Appearance | None:
        """Return where a paper of this title appeared, None where the table does not know it."""
        folded = fold_title(title)
        if len(folded) < SHORTEST:
            return None
        wanted = digest(folded)
        low, high = 0, self.rows
        while low < high:
            middle = (low + high) // 2
            place = self.hashes + middle * HASH.size
            found = self.content[place : place + HASH.size]
            if found == wanted:
                venue, year = ROW.unpack_from(self.content, self.facts + middle * ROW.size)
                return Appearance(self.venues[venue], FIRST_YEAR + year, self.year)
            low, high = (middle + 1, high) if found < wanted else (low, middle)
        return None


@cache
def shipped_table() -> VenueTable:
    """Return the table that comes with the program."""
    return VenueTable(resources.map_inside(FILE))


def is_published(title: str | None) -> bool:
    """Whether the table knows a paper of this title."""
    return bool(title) and shipped_table().find(title or "") is not None


def appeared(title: str | None, preprint: int | None) -> Appearance | None:
    """Return where the preprint of a year appeared by the table that comes with the program.

    Equal titles of different papers exist, so that the year of the preprint has to agree.
    """
    found = shipped_table().find(title) if title and preprint else None
    return found if found and preprint and -BEFORE <= found.year - preprint <= AFTER else None


def appeared_undated(title: str) -> Appearance | None:
    """Return where a paper appeared of which nothing but the title is known: a long one has to do."""
    return shipped_table().find(title) if len(fold_title(title)) >= TELLING else None


def digest(folded: str) -> bytes:
    """Return the hash under which a folded title stands."""
    import hashlib  # loads OpenSSL, for which nobody waits whose lines need no witness

    return hashlib.blake2b(folded.encode("utf-8"), digest_size=HASH.size).digest()
