"""Reads the cells of a table whose column holds one fact: names, where and when."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.catalogue.paper import Link
from bot.lists.inline import has_words, is_label, plain, words
from bot.lists.phrases import PREPRINT, YEAR
from bot.lists.reading.entry.clauses import classify, note_stamp, note_tail
from bot.lists.reading.entry.linking import read_links
from bot.lists.reading.entry.parts import GLUE, Reading, add_trimmed, strip_span

#: The words of a cell.
CELL_WORDS = re.compile(r"[^\x00\n*_`<>\[\]]+")
#: "CHEOPS 22" where venues stand.
DATED_NAME = re.compile(r"([^\d,]*[^\W\d][.)]?)[\s,]*['’]?(\d\d|(?:19|20)\d\d)")
#: "2019 WIFS" where years stand.
PLACED = re.compile(r"\s*((?:19|20)\d\d)[\s,.-]+([^\W\d_][^\n]{1,40}?)\s*")


def read_as(kind: str) -> Callable[[Reading, int, int], None]:
    """Return the reader of a table's cell that is one fact."""

    def read(reading: Reading, start: int, end: int) -> None:
        read_links(reading, start, end, titled=False)
        for run in CELL_WORDS.finditer(reading.open(start, end)):
            first, last = start + run.start(), start + run.end()
            if not words(run[0]) or is_unknown(run[0]):
                continue
            if kind == "venue" and classify(reading, first, last, marked=False) and reading.has("venue"):
                continue
            if kind == "venue" and not reading.has("venue") and note_tail(reading, first, last, sure=True):
                continue
            if kind == "authors" and (dated := DATED_NAME.fullmatch(run[0].strip(GLUE + "()"))):
                first += run[0].index(dated[0])
                note_stamp(reading, first, None, YEAR.search(dated[0]))
                last = first + dated.end(1)
            if kind == "venue" and (dated := DATED_NAME.fullmatch(run[0].strip())) and not reading.has("year"):
                first += run[0].index(dated[0])
                reading.add("year", first + dated.start(2), first + dated.end(2))
                last = first + dated.end(1)
            if reading.has(kind):
                add_trimmed(reading, "extra", first, last)
            elif kind in ("date", "year"):
                if not classify(reading, first, last) and not note_placed(reading, first, last):
                    add_trimmed(reading, "extra", first, last)
            elif kind == "venue":
                add_trimmed(reading, kind, first, last)
            else:
                add_cell(reading, kind, first, last)

    return read


def read_venue_cell(reading: Reading, start: int, end: int) -> None:
    """Read a cell that says where a paper appeared."""
    read_as("venue")(reading, start, end)
    note_linked_venue(reading, start, end)


def note_linked_venue(reading: Reading, start: int, end: int) -> None:
    """Note the venue that a link in a cell for one has as its text, as "[CVPR](u)": it leads to the paper."""
    if has_words(reading.open(start, end)) or reading.has("venue"):
        return
    labels = [part for part in reading.parts if part.kind == "label" and start <= part.start < end]
    for part in labels:
        text = plain(reading.text[part.start : part.end])
        if PREPRINT.fullmatch(text) or (not is_label(text) and reading.phrases.is_venue(text, dated=True)):
            reading.parts.remove(part)
            reading.add("venue", part.start, part.end)
            reading.links[part.group] = Link("paper", reading.links[part.group].url)
            return


def note_placed(reading: Reading, start: int, end: int) -> bool:
    """Note a year and the few words beside it, which say where, as "2019 WIFS" in a column of years; tell whether."""
    found = PLACED.fullmatch(reading.text, start, end)
    if found is None or reading.has("venue") or reading.has("year"):
        return False
    reading.add("year", *found.span(1))
    add_trimmed(reading, "venue", *found.span(2))
    return True


def add_cell(reading: Reading, kind: str, start: int, end: int) -> None:
    """Note the whole words of a cell."""
    first, last = strip_span(reading.text, start, end, GLUE if kind == "authors" else " \t,;")
    if kind == "authors" and reading.text[last - 3 : last + 1] == " al.":
        last += 1
    reading.add(kind, first, last)


def is_unknown(text: str) -> bool:
    """Tell whether a cell says that nothing is known."""
    return text.strip(" *_`").casefold() in (
        "",
        "-",
        "--",
        "—",
        "–",
        "n/a",
        "na",
        "none",
        "tbd",
        "unknown",
        "x",
        "?",
        "/",
    )
