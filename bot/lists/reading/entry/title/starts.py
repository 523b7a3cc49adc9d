"""Finds where a title begins behind what stands before it: a number, tags, a venue, a year or a date."""

import re

from bot.lists.dates import DATE
from bot.lists.inline import words
from bot.lists.people import is_authors
from bot.lists.reading.entry.parts import AWARD, PRIZE, PRIZES, Reading, is_fact
from bot.lists.reading.entry.words.places import EVENT
from bot.patterns import rare

#: "VLDB 2021" at the beginning of such a note, whatever follows.
NOTED_VENUE = rare(r"\s*+([^\d,;:]{2,60}?)[\s,]*+(?:(?:19|20)\d\d|['’`]\d\d)\b")
#: What may part a year from a title.
STROKE = r"\s[-–—|·•]"
#: "KDD 2007: ", "KDD (2007). " or "OSDI 16 -- " before a title.
HEADED = rare(
    rf"[(\[](?:\w[\w&/ ,'’-]{{1,60}}?\d\d(?:,? (?i:{PRIZES}))?|(?:19|20)\d\d[\d./-]{{0,6}})[)\]][.,:]?\s"
    r"|[(\[]?[A-Za-z][\w&/ -]{1,60}?(?:[ ,'’(-]{0,2}(?:19|20)\d\d(?:[.,]\d\d?)?|[ '’]{0,2}\d\d)"
    r"(?:[)\]]?[:：]|(?:(?<=\d{4})|(?<=\d{4}[.,]\d)|(?<=\d{4}[.,]\d\d))[)\]]?[.,]|[)\]]?\s--?"
    rf"|{STROKE}|[)\]]? \(?(?i:{PRIZES})\)?[.,:])(?:\s|(?<=：)|(?<=\d,)(?=[A-Z][a-z]*\s))"
    rf"|(?:19|20)\d\d(?:,\s[A-Za-z][\w&/ -]{{1,40}},|[.,:]|{STROKE})\s"
)
#: "AAAI 2018 " before a title that is not called by what took place then.
BARE_HEAD = rare(
    r"([A-Z][\w&/-]+) (?:19|20)\d\d\s+(?=[A-Z][^.:]* [^.:]* )"
    rf"(?!(?:\S+\s){{0,2}}(?i:{EVENT.pattern}|task|cup|lecture|overview|program|report|paper))"
)
#: "16-ATC-" or "2023-NeurIPS: " before a title.
JOINED = rare(r"((?:19|20)?\d\d)-([A-Za-z][A-Za-z& ]+?)(?:-(?=\S)|:\s)")
#: "3. " before a title, within its marks, or "Paper 3: ".
NUMBERED = rare(r"(?:(?!(?:19|20)\d\d)\d{1,4}\.\s?|Paper #?\d{1,3}[:.]\s)(?=[A-Z][a-z])")
#: Its year with what stands behind it, which few titles have: the search for the whole takes long.
HEAD_MARK = re.compile(rf"\d[.,]?\d(?:[)\]]?(?:[:：.,]|{STROKE}|\s\(?(?i:{PRIZE}))|[\d./-]{{0,6}}[)\]])")
#: Behind a tag a title has at least so many words.
FEWEST_WORDS = 2
#: "[Survey] " before a title says what kind of paper it is, "[2020][Acme] " when and by whom, "(PX-Net) " its name for
#: short.
TAG_SIGNS = ("[", "【", "(")
TAGGED = rare(
    r"(?:[\[【][^\[\]【】\n]{1,40}[\]】][\s:]*|\((?=[^()]*[A-Z][^()]*[A-Z])[A-Za-z\d][\w.+/-]{1,20}\)\s+(?=[\w\"“]))+"
)


def end_of_number(reading: Reading, start: int, end: int) -> int:
    """Return where a title begins behind its number, as in "3. A title"; `start` without one."""
    number = NUMBERED.match(reading.text, start, end)
    return number.end() if number else start


def end_of_tags(reading: Reading, start: int, end: int) -> int:
    """Return where the title begins behind the words in brackets before it, as in "[2020][Survey] A title"."""
    tag = TAGGED.match(reading.text, start, end) if reading.text.startswith(TAG_SIGNS, start) else None
    return tag.end() if tag and len(words(reading.text[tag.end() : end])) >= FEWEST_WORDS else start


def end_of_joined(reading: Reading, start: int, end: int) -> int:
    """Note the year and the venue before a title as in "16-ATC-A title"; return where it begins, `start` without."""
    joined = JOINED.match(reading.text, start, end)
    if joined is None or not reading.phrases.is_venue(joined[2], dated=True):
        return start
    reading.add("year", *joined.span(1))
    reading.add("venue", *joined.span(2))
    return joined.end()


def end_of_head(reading: Reading, start: int, end: int) -> int:
    """Return where a title begins behind a venue, a year or both, as in "KDD 2007: A title"; `start` without them."""
    text = reading.text[start:end]
    headed = HEADED.match(text) if HEAD_MARK.search(text) else None
    said = headed[0].strip(" :：-–—|.,()[]") if headed else ""
    if not headed or not (is_fact(reading, said) or leads(reading, said, text[headed.end() :])):
        return start + end_of_bare(reading, text)
    award = AWARD.match(text, headed.end())
    return start + (award.end() if award and award[0].rstrip()[-1] in ".,:;)]" else headed.end())


def end_of_bare(reading: Reading, text: str) -> int:
    """Return where a text goes on behind a known venue and its year without a mark between, as a title; 0 if not so."""
    found = BARE_HEAD.match(text)
    return found.end() if found and reading.phrases.venues.find_name(found[1]) is not None else 0


def end_of_date(reading: Reading, start: int, end: int) -> int:
    """Return where a title begins behind a date; `start` without one."""
    date = DATE.match(reading.text, start, end)
    return date.end() if date else start


def leads(reading: Reading, text: str, rest: str) -> bool:
    """Tell whether words before a title and their colon or stop are a venue with its year, whatever it is called."""
    found = NOTED_VENUE.fullmatch(text) if len(words(rest)) > FEWEST_WORDS and not is_authors(rest) else None
    return found is not None and reading.phrases.is_venue(found[1], dated=True)


#: What finds where a title begins, and what finds where it ends, in this order, each with the signs without which it
#: finds nothing, "0" for any digit; some not where a mark shows it.
STARTS = (
    (end_of_number, ".:"),
    (end_of_tags, TAG_SIGNS),
    (end_of_joined, "0"),
    (end_of_head, "0"),
    (end_of_date, "0"),
)
