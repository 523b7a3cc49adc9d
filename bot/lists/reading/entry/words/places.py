"""Reads where and when a paper appeared: a venue with its year, its numbers, and what was said of it there."""

import re

from bot.lists.dates import DATE, SHORT_YEAR, YEAR, find_stamp
from bot.lists.inline import has_words
from bot.lists.people import is_authors
from bot.lists.phrases import PREPRINT, VENUE_WORD, Phrases
from bot.lists.reading.entry.citation import find_venue, find_year
from bot.lists.reading.entry.parts import AWARD, GLUE, LEAD, PREFIX, Reading, add_trimmed
from bot.patterns import rare

#: The number of a preprint behind its server's name; volume, number and pages behind a journal's.
SERIAL = re.compile(
    r"(?:\s+arXiv(?=:))?[\s:]+\d[\d.]{5,}|,?\s+abs/\d{4}\.|[\s,.;:(]+(?:(?:vol(?:ume)?|pp?|pages?|no)\b(?:\.|\s*\d|$)"
    r"|report\s+\d+/|\d+\s*(?:, no\b|\(\d+\)|[.:]\s*\d|:)|\d{4}$)|,\s+\d{1,4}$",
    re.I,
)
#: Such numbers stand only behind a journal's name.
VOLUME = re.compile(r"[\s,](?:[\s,]*(?:\d+\s*\(\d+\)|[Vv]ol(?:ume)?\b)|(?<=\.\s)\d{1,4}\s*\([\s)]*$)")
#: Such a word behind a year belongs to the name of what took place then: "ICML 2023 Workshop on ...".
EVENT = rare(
    r"work ?shop|symposi|conference|track|challenge|competition|companion|tutorial|notes|abstract|findings", re.I
)
#: Who publishes many proceedings and journals, and stands for one beside its year.
PUBLISHERS = frozenset({"ACM", "IEEE", "ACL", "USENIX", "Springer", "Elsevier"})
#: A stop or a comma behind a word, which no journal's name has.
STOPPED = rare(r"[^\W\d_]{3}[.,]\s")
#: What divides a year from what stands behind it.
BEHIND_YEAR = re.compile(r"\)?(?:[.;]|\s+[-–—|/]+|(,))\s+(?=[^\W\d_])")

#: The date and the year of a text: the one, the other, or neither.
Stamp = tuple[re.Match[str] | None, re.Match[str] | None]


def note_place(reading: Reading, first: int, last: int, stamped: Stamp, *, marked: bool, dated: bool) -> int | None:
    """Note a venue, with the date or year beside it; return where a remark begins behind it, None for no venue."""
    date, year = stamped
    stamp = date or year
    text = reading.text[first:last]
    around = (text[: stamp.start()], text[stamp.end() :]) if stamp else (text, "")
    lead = LEAD.match(around[0])
    before, after = has_words(around[0][lead.end() if lead else 0 :]), has_words(around[1].strip("0123456789 ,"))
    remark = before and after and (bool(AWARD.fullmatch(around[1])) or is_remark(reading, *around))
    remark = remark or bool(before and stamp and goes_on(around[1]))
    name = around[0].strip(GLUE) if remark else f"{around[0].strip(GLUE)} {around[1].strip(GLUE)}".strip()
    if stamp and calls_paper(reading, first, name, stamp):
        add_trimmed(reading, "extra", first, first + stamp.start())
        note_stamp(reading, first, date, year)
        return first + stamp.end()
    if not names_venue(reading, name, stamped, marked=marked, dated=dated):
        return None
    if not admits_venue(reading, name, dated=bool(date or year)):
        if reading.phrases.venues.find_name(name) is not None:
            note_stamp(reading, first, None, year)
        return None
    numbered = SERIAL.search(text)
    ends = [found.start() for found in (stamp, numbered) if found and has_words(text[: found.start()])]
    if remark or (numbered and ends):
        add_trimmed(reading, "venue", first, first + min(ends))
    elif stamp and before != after:
        side = (first, first + stamp.start()) if before else (first + stamp.end(), last)
        add_trimmed(reading, "venue", *side)
    else:
        add_trimmed(reading, "venue", first, last)
    if not (before and after) or remark or numbered:
        note_stamp(reading, first, date, year)
    return first + stamp.end() if stamp and remark else last


def calls_paper(reading: Reading, first: int, name: str, stamp: re.Match[str]) -> bool:
    """Tell whether a name begins an entry before a year in brackets, as in 'PondNet (2017). Ada One; "A title"'."""
    title = reading.find("title")
    leads = title is not None and first < title.start and not has_words(PREFIX.sub("", reading.text[:first], count=1))
    boxed = stamp.string[: stamp.start()].endswith("(")
    known = VENUE_WORD.search(name) or PREPRINT.search(name) or reading.phrases.venues.find_name(name) is not None
    return leads and boxed and not known


def goes_on(text: str) -> bool:
    """Tell whether what stands behind a year is another sentence, or names."""
    found = BEHIND_YEAR.match(text)
    return found is not None and (found[1] is None or is_authors(text[found.end() :]))


def names_venue(reading: Reading, name: str, stamped: Stamp, *, marked: bool, dated: bool) -> bool:
    """Tell whether words beside a date, a year or a volume name a venue; beside a date it must be sure.

    Beside a day or a month in digits anything may stand: it says when the paper became known.

    `marked`: they have marks of their own; `dated`: a year stands behind these.
    """
    date, year = stamped
    name = name[lead.end() :] if (date or year) and (lead := LEAD.match(name)) else name
    volume = VOLUME.search(name)
    name = name[: volume.start()] if volume else name
    is_venue = reading.phrases.is_venue
    dates = bool(year or volume or (date and re.search(r"[a-z]", date[0])))
    known = is_venue(name, dated=dates, strict=bool(date) and not (marked or volume))
    return known or (dated and is_venue(name, dated=True, strict=not reading.has("title")))


def note_venue(reading: Reading, first: int, last: int) -> None:
    """Note a venue without the numbers behind its name, and the year among these."""
    numbered = SERIAL.search(reading.text, first, last)
    end = numbered.start() if numbered else last
    add_trimmed(reading, "venue", first, end)
    note_stamp(reading, end, *find_stamp(reading.text[end:last]))


def is_remark(reading: Reading, before: str, after: str) -> bool:
    """Tell whether words behind a venue and its year are no part of its name, as in "VLDB 2021 from one team"."""
    name = before.strip(GLUE)
    known = name in PUBLISHERS or reading.phrases.venues.find_name(name) is not None
    return known and not (EVENT.match if re.match(r",? [a-z]", after) else EVENT.search)(after.strip(GLUE))


def admits_venue(reading: Reading, name: str, *, dated: bool) -> bool:
    """Tell whether a venue may be noted: none is yet, or one that it replaces.

    What published the paper replaces a preprint server, a venue that is known one that is not. `dated`: it has a year
    of its own.
    """
    known = reading.find("venue")
    if known is None:
        return True
    before, find_name = reading.text[known.start : known.end], reading.phrases.venues.find_name
    # A name alone may be the paper's own, where another has a year.
    unsure = not VENUE_WORD.search(before) and (
        find_name(before) is None or (dated and not reading.row and not reading.has("year"))
    )
    better = PREPRINT.search(before) or (unsure and find_name(name) is not None)
    # A word of a row beside where it appeared may be the name of a method.
    named = not PREPRINT.search(name) or (dated and before.casefold() == "preprint")
    if not better or not named or (reading.row and not dated):
        return False
    old = ("venue", "year") if dated else ("venue",)
    reading.keep([part._replace(kind="extra") if part.kind in old else part for part in reading.parts])
    return True


def note_tail(reading: Reading, start: int, end: int, *, sure: bool = False) -> bool:
    """Note the venue and the year of words like ", Radiology, 295:1, 2020" behind a title; tell whether they are that.

    `sure`: a venue stands there, whatever it is.
    """
    text = reading.text[start:end]
    year = find_year(text, 0)
    if year is None or reading.has("venue") or not (sure or reading.has("title")):
        return False
    venue = find_venue(text, 0, reading.phrases, sure=sure)
    if venue is None or not (sure or is_journal(text, venue, year)):
        return False
    add_trimmed(reading, "venue", start + venue[0], start + venue[1])
    note_stamp(reading, start, DATE.search(text, venue[1]), None)
    if not reading.has("date"):
        reading.add_first("year", (start + year[0], start + year[1]))
    return True


def is_journal(text: str, venue: tuple[int, int], year: tuple[int, int]) -> bool:
    """Tell whether a name with numbers between it and a year is a journal's, which has no stop and no comma in it."""
    name = text[slice(*venue)]
    numbered = any(char.isdigit() for char in text[venue[1] : year[0]])
    numbered = numbered and YEAR.match(text[venue[1] :].lstrip(GLUE)) is None
    return numbered and not STOPPED.search(name) and not PREPRINT.search(name)


def part_year(name: str, phrases: Phrases) -> tuple[str, str | None]:
    """Return a venue's name and the year in it: ("ICML Workshop", "2023") of "ICML 2023 Workshop".

    A year that belongs to a name, as in "Proceedings of the 2020 Conference on Ponds", is returned and stays in it.
    """
    year = YEAR.search(name) or SHORT_YEAR.search(name)
    if year is None:
        return name, None
    before, behind = name[: year.start()].rstrip(GLUE), name[year.end() :].lstrip(GLUE)
    if before and EVENT.search(behind) and phrases.venues.find_name(before.rpartition("@")[2].strip()) is not None:
        return f"{before} {behind}", year[1]
    return name, year[1]


def note_stamp(reading: Reading, offset: int, date: re.Match[str] | None, year: re.Match[str] | None) -> None:
    """Note a date or a year unless one is known."""
    if date and not reading.has("date"):
        reading.add("date", offset + date.start(), offset + date.end())
    elif year and not reading.has("year"):
        reading.add("year", offset + year.start(1), offset + year.end(1))
