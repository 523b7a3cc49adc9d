"""Cuts from a title what stands around it: the venue and the date before it, venue, year and names behind it."""

from __future__ import annotations

import re

from bot.catalogue.identity.authors import ET_AL, NAME_BREAK, leaves_out
from bot.lists.inline import words
from bot.lists.phrases import (
    DATE,
    DIGIT,
    DOCUMENT,
    MONTH,
    SURE_NAMES,
    YEAR,
    has_capitals,
    is_authors,
    is_name,
    is_signature,
)
from bot.lists.reading.entry.citation import end_of_names
from bot.lists.reading.entry.parts import AWARD, GLUE, Reading, is_fact, trim
from bot.patterns import rare

CLOSING = re.compile("[)）]")
DOCUMENT_END = re.compile(rf"{DOCUMENT}$")
#: A note in brackets at the end of a title, of the venue or the date.
NOTED = re.compile(r"[\s,.]*[(（]([^()（）]*)(?:[)）]\s*(?:,[^()]*)?)?$")
#: "VLDB 2021" at the beginning of such a note, whatever follows.
NOTED_VENUE = re.compile(r"\s*([^\d,;:]{2,60}?)[\s,]*(?:(?:19|20)\d\d|['’`]\d\d)\b")
#: What leads from a title to the venue behind it.
LEADING = re.compile(
    r"(?:(?<=[.,;?!])\s+(?:in|at|(?:published|accepted|appears?|presented|to appear)\s+(?:in|at|by|to))|\s+in)[\s:]*$",
    re.I,
)
#: A dash between words, or behind the last one; a semicolon.
DASH = re.compile(r"\s(?:--?|[–—])(?=\s|$)|;(?=\s)")
#: The account or the place of the authors at the end of a title.
AT = re.compile(r"\s*\(@[^()]*\)$")
#: "16-ATC-" or "2023-NeurIPS-" before a title.
JOINED = re.compile(r"((?:19|20)?\d\d)[-_]([A-Z][A-Za-z&]+)(?:[-_](?=\S)|\s[-–]\s)")
#: "KDD 2007: ", "KDD (2007). " or "OSDI 16 -- " before a title.
HEADED = re.compile(
    r"[(\[]?[A-Za-z][\w&/ -]{1,60}?(?:[ ,'’(-]{0,2}(?:19|20)\d\d(?:\.\d\d?)?|[ '’]{0,2}\d\d)"
    r"(?:[)\]]?[:：]|(?:(?<=\d{4})|(?<=\d{4}\.\d)|(?<=\d{4}\.\d\d))[)\]]?[.,]|[)\]]?\s--?|\s[–—|])\s"
    r"|[(\[](?:\w[\w&/ ,'’-]{1,60}?\d\d|(?:19|20)\d\d[\d./-]{0,6})[)\]][.,:]?\s|(?:19|20)\d\d(?:[.,:]|\s[-–—|])\s"
)
#: "ICSE'10 " before a title.
PLACED = re.compile(r"([A-Z][\w&-]{1,12}) ?['’`](\d\d)\s+(?=[^\W\d_])")
#: What stands behind it, which few titles have: the search for the whole takes long.
HEAD_MARK = re.compile(r"[:：–—|-]\s|\d[)\]]?[.,]?\s")
STOP = re.compile(r"(?<=[.,?!])\s+")
#: A last sentence of a title, which begins with no article, and a year behind it.
SENTENCE = re.compile(r"(?<=[a-z\d)])\.\s+((?!An? |The |On |Towards? )[A-Z][^.?!:;]{2,70})$")
BEHIND = re.compile(r"[\s,.(]*(?:19|20)\d\d(?!\d)")
#: The name of a journal has no more words.
LONGEST_NAME = 9
#: A title of fewer characters is cut no further.
SHORTEST = 9
#: So many names behind a dash are no words of a title.
MANY = 3
#: Behind a tag a title has at least so many words.
FEWEST_WORDS = 2
TAIL = re.compile(
    rf"[.,;?!]?\s+([^.,;:?!]{{2,60}}?)[\s,]*(?:\b(?i:{MONTH})\.?,?\s+)?(?:\(?((?:19|20)\d\d)\)?|['’`](\d\d))[.,;\s]*$"
)
#: "[Survey] " before a title says what kind of paper it is, "[2020][Acme] " when and by whom.
TAGGED = re.compile(r"(?:[\[【][^\[\]【】\n]{1,40}[\]】][\s:]*)+")
#: A date at the end of a title, which is none of its words.
DATED = rare(rf"[\s,.]+(?:{DATE.pattern})[\s.,;]*$", re.I)
#: A year at the end of a title takes no more characters.
LONGEST_YEAR = 8
#: ", 1964" at its end.
YEARED = re.compile(r"\s*[,.]\s*\(?(?:19|20)\d\d\)?[.\s]*$")
#: ". arXiv:2401.00001" behind a title.
PREPRINTED = re.compile(r"[.,;]?\s+arXiv:\s?\d{4}\.\d{4,5}(?:v\d)?\W*$", re.I)
#: ". 2022 ICML" behind a title.
LED = re.compile(r"[.,;?!]\s+(?:19|20)\d\d[,.;]?\s+([^.,;:]{2,40}?)[.,;\s]*$")


def trim_title(reading: Reading, start: int, end: int, *, marked: bool = False) -> tuple[int, int]:
    """Cut from the end of a title a venue, a year and names that stand behind it, and a date before it.

    `marked`: bold shows where the title ends, as a cell of a table does, so no names stand in it.
    """
    start, end = trim(reading.text, start, end)
    start, end = trim(reading.text, start, cut_open(reading.text, start, end))
    start, end = trim(reading.text, start, cut_document(reading.text, start, end))
    start, end = trim(reading.text, end_of_tags(reading.text, start, end), end)
    if not marked and not reading.row:
        start, end = trim(reading.text, start, cut_dashed(reading, start, end))
    text = reading.text[start:end]
    start = cut_joined(reading, start, end)
    start, end = trim(reading.text, end_of_head(reading, start, end), end)
    text = reading.text[start:end]
    if "(@" in text and (at := AT.search(text)) and at.start() >= SHORTEST:
        start, end = trim(reading.text, start, start + at.start())
        text = reading.text[start:end]
    led = LEADING.search(text) if text[-2:].lower() in ("in", "at", "to", "by") else None
    if led:
        start, end = trim(reading.text, start, start + led.start())
        text = reading.text[start:end]
    start, end = trim(reading.text, start, note_bracketed(reading, start, end))
    text = reading.text[start:end]
    start, end = trim(reading.text, start, start_of_note(reading, start, end))
    start, end = trim(reading.text, start, start_of_place(reading, start, end))
    text = reading.text[start:end]
    if ":" in text and (numbered := PREPRINTED.search(text)):
        start, end = trim(reading.text, start, start + numbered.start())
        text = reading.text[start:end]
    found = TAIL.search(text) if DIGIT.search(text[-LONGEST_YEAR:]) else None
    if found and found.start() >= SHORTEST and reading.phrases.is_venue(found[1], dated=True, strict=True):
        start, end = trim(reading.text, start, start + found.start() + (text[found.start()] in "?!"))
    text = reading.text[start:end]
    found = LED.search(text) if DIGIT.search(text) else None
    if found and found.start() >= SHORTEST and reading.phrases.is_venue(found[1], dated=True, strict=True):
        start, end = trim(reading.text, start, start + found.start())
    if not marked and not reading.row:
        dated = find_dated(reading.text, start, end)
        start, end = trim(reading.text, start, dated.start() if dated else end)
        named = cut_authors(reading, start, end)
        start, end = trim(reading.text, start, note_name(reading, start, end) if dated and named == end else named)
    if led := DATE.match(reading.text, start, end):
        return trim(reading.text, led.end(), end)
    return start, end


def end_of_tags(text: str, start: int, end: int) -> int:
    """Return where the title begins behind the words in brackets before it, as in "[2020][Survey] A title"."""
    tag = TAGGED.match(text, start, end)
    return tag.end() if tag and len(words(text[tag.end() : end])) >= FEWEST_WORDS else start


def end_of_head(reading: Reading, start: int, end: int) -> int:
    """Return where a title begins behind a venue, a year or both, as in "KDD 2007: A title"; `start` without them."""
    text = reading.text[start:end]
    headed = HEADED.match(text) if HEAD_MARK.search(text) else None
    led = headed and (is_fact(reading, headed[0]) or leads(reading, headed[0], text[headed.end() :]))
    if not (headed and led):
        return start
    award = AWARD.match(text, headed.end())
    stopped = award is not None and award[0].rstrip()[-1] in ".,:;"
    return start + (award.end() if award and stopped else headed.end())


def cut_open(text: str, start: int, end: int) -> int:
    """Return where brackets open at the end of a title that do not close in it; `end` where none do."""
    place = max(text.rfind(sign, start + SHORTEST, end) for sign in "(（")
    return place if place >= 0 and CLOSING.search(text, place, end) is None else end


def cut_document(text: str, start: int, end: int) -> int:
    """Return where the mark begins that says behind a title what kind of document it is; `end` where none does."""
    mark = DOCUMENT_END.search(text, start, end) if text.endswith("]", start, end) else None
    return mark.start() if mark else end


def cut_dashed(reading: Reading, start: int, end: int) -> int:
    """Return where the facts begin that stand behind a title, each behind a dash; `end` where none do.

    Two names are facts only with another dash behind them: "Graphs - Old Myths and New Facts" is a title.
    """
    cut = end
    for dash in reversed(list(DASH.finditer(reading.text, start, end))):
        said = reading.text[dash.end() : cut].strip(GLUE + "()")
        if said and not is_fact(reading, said) and not names_people(reading, said, last=cut == end):
            break
        cut = dash.start()
    return cut if cut - start >= SHORTEST else end


def names_people(reading: Reading, text: str, *, last: bool) -> bool:
    """Tell whether a text is names: several, many if it is the `last`, or surely names, or names before a venue."""
    if reading.signed == "never":
        return False
    names = text.removeprefix("by ")
    sure = names != text or reading.signed == "behind" or leaves_out(names)
    if is_authors(names, marked=sure):
        return sure or bool(SURE_NAMES.search(names)) or len(NAME_BREAK.split(names)) >= (MANY if last else 2)
    end = end_of_names(names) or 0
    return is_signature(names) or (end > 0 and is_fact(reading, names[end:]))


def leads(reading: Reading, text: str, rest: str) -> bool:
    """Tell whether words before a title and their colon or stop are a venue with its year."""
    if len(words(rest)) <= FEWEST_WORDS or is_authors(rest):
        return False
    said = text.strip(" :：-–—|.,()[]")
    glued = reading.phrases.glued_year(said.replace("'", "").replace("’", ""))
    found = NOTED_VENUE.fullmatch(said)
    return bool(
        glued
        or YEAR.fullmatch(said)
        or DATE.fullmatch(said)
        or (found and reading.phrases.is_venue(found[1], dated=True))
    )


def start_of_note(reading: Reading, start: int, end: int) -> int:
    """Return where the brackets begin that say behind a title where it appeared; `end` where none do."""
    text = reading.text[start:end]
    noted = NOTED.search(text) if "(" in text or "（" in text else None
    if noted is None or noted.start() < SHORTEST:
        return end
    told = is_note(reading, noted[1]) or is_dated(reading, text[: noted.start()])
    return start + noted.start() if told else end


def start_of_place(reading: Reading, start: int, end: int) -> int:
    """Return where a venue begins that is a sentence of its own, before a year where it is not known; else `end`."""
    found = SENTENCE.search(reading.text, start, end)
    if found is None or found.start() - start < SHORTEST or not has_capitals(found[1]):
        return end
    sure = reading.phrases.venues.find_name(found[1]) is not None
    dated = BEHIND.match(reading.text, end) is not None and len(words(found[1])) <= LONGEST_NAME
    return found.start() if sure or dated else end


def is_dated(reading: Reading, text: str) -> bool:
    """Tell whether a venue and its year stand at the end of a text."""
    found = TAIL.search(text)
    return bool(found and reading.phrases.is_venue(found[1], dated=True, strict=True))


def is_note(reading: Reading, text: str) -> bool:
    """Tell whether words in brackets behind a title say where it appeared, whatever else they say."""
    found = NOTED_VENUE.match(text)
    return is_fact(reading, text) or bool(found and reading.phrases.is_venue(found[1], dated=True))


def cut_joined(reading: Reading, start: int, end: int) -> int:
    """Note the year and the venue before a title as in "16-ATC-Title" or "ATC'16 Title"; return where it begins."""
    placed = PLACED.match(reading.text, start, end)
    if placed and reading.phrases.is_venue(placed[1], dated=True):
        reading.add("venue", *placed.span(1))
        reading.add("year", *placed.span(2))
        return placed.end()
    joined = JOINED.match(reading.text, start, end)
    if joined is None or not reading.phrases.is_venue(joined[2], dated=True):
        return start
    reading.add("year", *joined.span(1))
    reading.add("venue", *joined.span(2))
    return joined.end()


def note_bracketed(reading: Reading, start: int, end: int) -> int:
    """Note names in brackets at the end of a title, with "et al." or a year; return where the title ends."""
    text = reading.text[start:end]
    found = NOTED.search(text) if "(" in text else None
    byline = find_bracketed(text, found) if found else None
    if found is None or byline is None or (found.start() < SHORTEST and not byline[1]):
        return end
    for kind, span in zip(("authors", "year"), byline, strict=True):
        if span and not reading.has(kind):
            reading.add(kind, start + span[0], start + span[1])
    return start + found.start()


def find_bracketed(text: str, noted: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int] | None] | None:
    """Return the places of the names and the year that all a note in brackets says, as in "(One et al., 2017)"."""
    dated = YEARED.search(noted[1])
    names = noted[1][: dated.start()] if dated else noted[1]
    if not (is_authors(names) if ET_AL.search(names) else dated and is_signature(names)):
        return None
    first, year = noted.start(1), YEAR.search(text, noted.start(1) + len(names))
    return (first, first + len(names)), year.span(1) if dated and year else None


def is_byline(text: str) -> bool:
    """Tell whether a text is nothing but names and a year in brackets."""
    noted = NOTED.fullmatch(text)
    found = find_bracketed(text, noted) if noted else None
    return found is not None and found[1] is not None


def note_name(reading: Reading, start: int, end: int) -> int:
    """Note the one author between a title and its year, as in "Title, Ada One, 2017"; return where the title ends."""
    place = reading.text.rfind(", ", start, end)
    name = reading.text[place + 2 : end]
    if place - start < SHORTEST or reading.has("authors") or " " not in name or not is_name(name):
        return end
    reading.add("authors", place + 2, end)
    return place


def find_dated(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the date or the year at the end of a title."""
    if not DIGIT.search(text, max(start, end - LONGEST_YEAR), end):
        return None
    return DATED.search(text, start, end) or YEARED.search(text, start, end)


def cut_authors(reading: Reading, start: int, end: int) -> int:
    """Return where the names begin that stand behind a title of three words or more; `end` where none do."""
    for found in [] if reading.signed == "never" else list(STOP.finditer(reading.text, start, end))[:9]:
        tail = reading.text[found.end() : end]
        names = tail.removeprefix("by ").strip("()")
        sure = tail.startswith("by ") or (reading.signed == "behind" and " " in names)
        several = bool(sure or STOP.search(tail) or ET_AL.search(tail[:60]) or " and " in tail)
        if (
            len(words(reading.text[start : found.start()])) >= 3
            and several
            and (is_authors(names, marked=sure) or is_signature(tail))
        ):
            return found.end()
    return end
