"""Reads runs of plain words: a date, a year, a venue, names, or several of them in one run."""

from __future__ import annotations

import itertools
import re

from bot.catalogue.identity.authors import NAME_BREAK
from bot.lists.inline import words
from bot.lists.phrases import YEAR, find_stamp, is_authors, is_name
from bot.lists.reading.parts import GLUE, Reading, add_trimmed

#: Behind an initial, as in "A. Smith", no sentence ends.
SENTENCE = re.compile(
    r"(?<=\w[^\W\d_A-Z])[.;]\s+|(?<=\d\d)[.;]\s+|(?<=[)\]*][)\]*\w])[.;]\s+|(?<=\w[)\]*])[.;]\s+|\s[-–|]\s|\s/\s"
)
CLAUSE = re.compile(r",\s+")


def classify(reading: Reading, start: int, end: int, *, marked: bool = False) -> bool:
    """Note a run of words that is one fact, or a venue with its year; tell whether it is."""
    first, last = trimmed(reading, start, end)
    text = reading.text[first:last]
    if not text:
        return True
    if len(text) > 160 or (text.count(",") >= 2 and not any(char.isdigit() for char in text)):
        return note_authors(reading, first, last, marked=marked)
    date, year = find_stamp(text)
    stamp = date or year
    around = (text[: stamp.start()], text[stamp.end() :]) if stamp else (text, "")
    rest = f"{around[0].strip(GLUE)} {around[1].strip(GLUE)}".strip()
    if stamp and not re.search(r"\w", rest):
        note_stamp(reading, first, date, year)
        return True
    if reading.phrases.is_venue(rest, dated=bool(stamp)) and not reading.has("venue"):
        before, after = (bool(words(side)) for side in around)
        if before and after:
            reading.add("venue", first, last)
        elif stamp:
            side = (first, first + stamp.start()) if before else (first + stamp.end(), last)
            note_stamp(reading, first, date, year)
            add_trimmed(reading, "venue", *side)
        else:
            reading.add("venue", first, last)
        return True
    return note_authors(reading, first, last, marked=marked)


def note_authors(reading: Reading, first: int, last: int, *, marked: bool) -> bool:
    """Note the authors, the stop of "et al." with them; tell whether the words are names."""
    if reading.has("authors") or not is_authors(reading.text[first:last], marked=marked):
        return False
    text = reading.text[first:last]
    pieces = divide(reading.text, first, last, SENTENCE)
    if YEAR.search(text) or (len(pieces) > 1 and any(holds_more(reading, *piece) for piece in pieces)):
        return False
    if re.search(r"\bal$", reading.text[first:last]) and reading.text[last : last + 1] == ".":
        last += 1
    lead = re.match(r"by\s+", reading.text[first:last])
    reading.add("authors", first + (lead.end() if lead else 0), last)
    return True


def holds_more(reading: Reading, start: int, end: int) -> bool:
    """Tell whether one sentence of a run is a venue or has a date, so that the run is more than names."""
    text = reading.text[start:end].strip(GLUE)
    return any(find_stamp(text)) or reading.phrases.is_venue(text, dated=False)


def note_stamp(reading: Reading, offset: int, date: re.Match[str] | None, year: re.Match[str] | None) -> None:
    """Note a date or a year unless one is known."""
    if date and not reading.has("date"):
        reading.add("date", offset + date.start(), offset + date.end())
    elif year and not reading.has("year"):
        reading.add("year", offset + year.start(1), offset + year.end(1))


def split_run(reading: Reading, start: int, end: int) -> None:
    """Read a run that holds several facts, as in "Authors. Venue 2020." or ", arXiv, 2025"."""
    for first, last in divide(reading.text, start, end, SENTENCE):
        if not classify(reading, first, last) and not split_stamp(reading, first, last):
            split_clauses(reading, first, last)


def split_stamp(reading: Reading, start: int, end: int) -> bool:
    """Read names with a date or a venue's year beside them and no stop between, as in "ICML, 2023 A One, B Two"."""
    text = reading.text[start:end]
    date, year = find_stamp(text)
    stamp = date or year
    if stamp is None or reading.has("authors"):
        return False
    before, behind = (start, start + stamp.start()), (start + stamp.end(), end)
    if is_authors(reading.text[slice(*behind)]) and classify(reading, start, behind[0]):
        return note_authors(reading, *trimmed(reading, *behind), marked=False)
    names = reading.text[slice(*before)]
    if (
        words(reading.text[slice(*behind)])
        or not is_authors(names)
        or not is_person(NAME_BREAK.split(names.strip(GLUE))[-1])
    ):
        return False
    return note_authors(reading, *trimmed(reading, *before), marked=False) and classify(reading, before[1], end)


def trimmed(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the punctuation around it."""
    while start < end and reading.text[start] in GLUE:
        start += 1
    while end > start and reading.text[end - 1] in GLUE:
        end -= 1
    return start, end


def divide(text: str, start: int, end: int, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the pieces of a stretch between the matches of a pattern."""
    edges = [start, *(found.end() for found in pattern.finditer(text, start, end)), end]
    return [(first, last) for first, last in itertools.pairwise(edges) if last > first]


def split_clauses(reading: Reading, start: int, end: int) -> None:
    """Read words divided by commas: a venue or date may stand behind names, and each piece may be a fact alone."""
    pieces = divide(reading.text, start, end, CLAUSE)
    for count in range(min(3, len(pieces) - 1), 0, -1):
        cut = pieces[-count][0]
        if count > 1 and is_person(reading.text[slice(*pieces[-count])]):
            continue
        if count + 1 <= len(pieces) and is_dated(reading, cut, end) and classify(reading, cut, end):
            if not classify(reading, start, cut):
                split_clauses(reading, start, cut)
            return
    for first, last in pieces:
        if not classify(reading, first, last) and re.search(r"\w", reading.text[first:last]):
            add_trimmed(reading, "extra", first, last)


def is_person(text: str) -> bool:
    """Tell whether a clause is one name of several words, which is no venue's first word."""
    text = text.strip(GLUE)
    return " " in text and not any(word.isupper() and len(word) > 2 for word in text.split()) and is_name(text)


def is_dated(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch is short and could be a venue or a date."""
    text = reading.text[start:end]
    return len(text) < 120 and (any(char.isdigit() for char in text) or reading.phrases.is_venue(text, dated=False))
