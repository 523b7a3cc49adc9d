"""Finds who wrote a paper in a run of words: several people, or one where others beside it say that."""

import re

from bot.catalogue.identity.authors import FAMILY, NAME_BREAK
from bot.lists.dates import YEAR
from bot.lists.inline import has_words
from bot.lists.people import BY, has_initials, is_authors, is_collective, is_name, is_signature
from bot.lists.phrases import PREPRINT, SHORT_VENUE_WORD, VENUE_WORD
from bot.lists.reading.entry.parts import AWARD, GLUE, Reading, add_trimmed, strip_span, with_stop
from bot.lists.reading.entry.words.pieces import SENTENCE, divide
from bot.lists.reading.entry.words.places import note_stamp
from bot.patterns import rare

#: ", 2010" or " (2010" at the end.
BEHIND_NAMES = rare(r"(?:,\s+|\s+\()((?:19|20)\d\d)\)?$")
#: "Hinton, 2015" or "Hinton and Dean, 2015", "Angrist, Imbens, Rubin (1993)": family names and a year; one name with
#: the year in brackets may be a journal.
SURNAME = rare(
    rf"{FAMILY}(?:,? (?:and|&) {FAMILY})?,\s+(?:19|20)\d\d"
    rf"|{FAMILY}(?:,\s+{FAMILY})*(?:,\s+|,? (?:and|&) ){FAMILY}\s+\((?:19|20)\d\d\)?"
)
#: Who publishes papers, before names, as in "IEEE. One, A., & Two, B."
PUBLISHER = rare(r"(?:IEEE|ACM|USENIX|Springer|Elsevier|Wiley|PMLR|Association for Computing Machinery)\.\s+")
#: A venue's name before a year.
PLACED = rare(r"[\s,]*([A-Z][\w&@ -]{1,60}?)[\s,]*(?:'\d\d|(?:19|20)\d\d)\b")
#: Behind "et al." no name follows.
MORE = rare(r"\bet\.? [Aa]l\b[.,;]*\s+\w")
#: "One et al. show that", where others' work is told of.
TELLING = re.compile(r"\.? (?<= al\. )(?!(?:in|at|on|and|to|findings) )[a-z]+ [a-z]")


def names_before(text: str, year: re.Match[str]) -> bool:
    """Tell whether a text is family names, or one author who is surely that, and the year behind."""
    name = text[: year.start()].rstrip(GLUE + "(")
    alone = is_collective(name) or (has_initials(name) and is_name(name))
    return (alone and not has_words(text[year.end() :])) or SURNAME.fullmatch(text) is not None


def note_surname(reading: Reading, first: int, year: re.Match[str]) -> bool:
    """Note the family names between a title and a year that are no venue's: who wrote the paper."""
    title = reading.find("title")
    if title is None or reading.has("authors") or has_words(reading.mask[title.end : first]):
        return False
    if any(is_authors(run) for run in reading.mask[first + year.end() :].split("|")):
        return False
    name = reading.text[first : first + year.start()].rstrip(GLUE + "(")
    names = NAME_BREAK.split(name)
    if names_kind(name) or any(map(reading.phrases.venues.find_name, [name, *names])):
        return False
    if not (is_collective(name) or all(map(is_name, names))):
        return False
    reading.add("authors", first, first + len(name))
    note_stamp(reading, first, None, year)
    return True


def names_kind(text: str) -> bool:
    """Tell whether a word of a text says that it is a venue."""
    return any(kind.search(text) for kind in (VENUE_WORD, SHORT_VENUE_WORD, PREPRINT))


def note_signed(reading: Reading, first: int, last: int, behind: re.Match[str] | None) -> bool:
    """Note names behind "by" with a year behind them; tell whether the run is that."""
    start = first + len("by ")
    names = reading.text[start : first + behind.start()] if behind else ""
    if behind is None or not (all(map(is_name, NAME_BREAK.split(names))) or is_authors(names, marked=True)):
        return False
    reading.add_first("authors", (start, with_stop(reading.text, start + len(names))))
    reading.add("year", first + behind.start(1), first + behind.end(1))
    return True


def note_signature(reading: Reading, first: int, last: int) -> int:
    """Note "by A. One (2013)" at the end of words behind a title; return where the words before it end."""
    place = reading.text.rfind(" by ", first, last) + 1
    if not place or reading.has("authors") or not reading.has("title"):
        return last
    end = strip_span(reading.text, first, last, GLUE)[1]
    return place if note_signed(reading, place, end, BEHIND_NAMES.search(reading.text[place:end])) else last


def note_authors(reading: Reading, first: int, last: int, *, marked: bool) -> bool:
    """Note the authors, the stop of "et al." with them; tell whether the words are names."""
    if reading.has("authors"):
        return False
    published = PUBLISHER.match(reading.text, first, last)
    first = published.end() if published else first
    text = reading.text[first:last]
    named = is_authors(text, marked=marked or text.startswith("by "))
    if not (named or (reading.has("title") and is_signature(text))):
        return False
    behind = divide(reading.text, first, last, SENTENCE)[1:]
    placed = any(reading.phrases.is_venue(reading.text[slice(*piece)].strip(GLUE), dated=False) for piece in behind)
    if placed or MORE.search(text) or YEAR.search(text) or TELLING.match(reading.text, last):
        return False
    lead = BY.match(text)
    names, comma, venue = text.rpartition(", ")
    # "Chi" is somebody's name, "CHI" is none.
    able = bool(comma) and (" " in venue or not venue.istitle()) and not reading.has("venue")
    placed = able and reading.phrases.is_venue(venue, dated=False, strict=True)
    end = first + len(names) if placed else last
    reading.add("authors", first + (lead.end() if lead else 0), with_stop(reading.text, end))
    if placed:
        reading.add("venue", last - len(venue), last)
    return True


def note_person(reading: Reading, start: int, end: int) -> bool:
    """Note the one author who is named between a title and where it appeared, or before it; tell whether one is."""
    text, title = reading.text[start:end], reading.find("title")
    if title is None or reading.has("authors") or not (is_person(text) or is_surname(reading, start, end)):
        return False
    if reading.signed == "behind" and start < title.start:
        return False
    if reading.phrases.venues.find_name(text.strip(GLUE)) is not None:
        # "Nature Medicine" has the shape of a name.
        return False
    add_trimmed(reading, "authors", start, end)
    return True


def note_last_person(reading: Reading, start: int, end: int) -> int:
    """Note the one author whom a run before a title names last; return where the words before the name end."""
    person = divide(reading.text, start, end, SENTENCE)[-1]
    return person[0] if note_person(reading, *person) else end


def is_surname(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a word is the family name of one author: others are named there, and a venue's name follows."""
    name = reading.text[start:end].strip(GLUE)
    if reading.signed != "behind" or not name.isalpha() or name.isupper() or names_kind(name) or AWARD.fullmatch(name):
        return False
    behind = PLACED.match(reading.text, end)
    return behind is not None and is_name(name) and reading.phrases.venues.find_name(behind[1]) is not None


def is_person(text: str) -> bool:
    """Tell whether a clause is one name of several words, which is no venue's first word."""
    text = text.strip(GLUE)
    if " " not in text or PREPRINT.search(text):
        return False
    return not any(word.isupper() and len(word) > 2 for word in text.split()) and is_name(text)
