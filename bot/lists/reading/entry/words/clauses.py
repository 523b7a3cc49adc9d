"""Reads runs of plain words: a date, a year, a venue, names, or several of them in one run."""

import re

from bot.catalogue.identity.authors import NAME_BREAK
from bot.lists.dates import DATE, DIGIT, SEASON, YEAR, find_stamp
from bot.lists.inline import has_words, is_label, words
from bot.lists.people import is_authors
from bot.lists.phrases import PREPRINT, PROCEEDINGS
from bot.lists.reading.entry.citation import find_last
from bot.lists.reading.entry.names import end_of_names
from bot.lists.reading.entry.parts import AWARD, GLUE, Reading, add_trimmed, strip_span
from bot.lists.reading.entry.words.authors import (
    BEHIND_NAMES,
    MORE,
    is_person,
    names_before,
    note_authors,
    note_person,
    note_signed,
    note_surname,
)
from bot.lists.reading.entry.words.pieces import CLAUSE, PIECE, SENTENCE, divide, trimmed
from bot.lists.reading.entry.words.places import Stamp, admits_venue, note_place, note_stamp
from bot.patterns import rare

#: A server of preprints, to whose name no other words belong; a remark has letters.
SERVER = rare(
    r"(?:20\d\d\s+)?(?:arxiv|corr|(?:bio|med|chem|tech)rxiv|ssrn)(?:\s(?:pre)?prints?\b)?+(?=[\s,]+(?!arxiv:)[\w(])",
    re.I,
)
#: Where a remark in Chinese or Japanese begins behind a venue, "CVPR 2018 用...".
REMARKED = rare(r"(?<=[A-Za-z\d])\s+(?=[\u3040-\u9fff])")
#: A number before what parts it from the rest.
PARTED_DIGIT = rare(r"\d\s*[,;]")
#: In characters: no venue but proceedings has more.
LONGEST_VENUE = 160
SPELLED = rare(r"[^\W\d_]{2}")
#: "ICML 2010"
SHORT = re.compile(r"([A-Z][A-Za-z]{2,}) ((?:19[3-9]|20[0-4])\d)")
#: What leads from names to what published them.
LEADING_TO_VENUE = rare(r"\s(?:in|at)\s")
#: "14 (1988", the volume or number of a journal and its year; "2016: 27-38".
VOLUME_YEAR = re.compile(r"\d{1,4} ?\((?:19|20)\d\d\)?|(?:19|20)\d\d: ?\d+(?:[–-]+\d+)?")
#: "Fall" before a year.
SEASONED = rare(rf"(?:{SEASON})$", re.I)
#: "IEEE Micro 16", a name and two digits.
SHORT_DATED = rare(r"([A-Z][^\d,.:;()]{2,60}[^\W\d]) (\d\d)")
#: "Silva2020", as papers are cited for short: a name, and the year of the paper or of its preprint.
KEY = rare(r"([A-Z][a-z]+)((?:19|20)\d\d)")
#: What a reference is called for short, as "@one2023things".
CITATION_KEY = rare(r"@[a-z]\w*(?:19|20)\d\d\w*")
#: "Ada 5/23/2013", who presents a paper to others, and when.
PRESENTED = rare(r"[A-Z][a-z]+(?:(?:,| and| &)? [A-Z][a-z]+)* (?:1[0-2]|0?[1-9])/[0-3]?\d/(?:20)?\d\d")


def classify(reading: Reading, start: int, end: int, *, marked: bool = False, dated: bool = False) -> bool:
    """Note a run of words that is one fact, or a venue with its year; tell whether it is.

    `dated`: a year stands behind it.
    """
    first, last = trimmed(reading, start, end)
    text = reading.text[first:last]
    if not text or note_key(reading, first, last) or note_short(reading, first, last):
        return True
    if note_remarked(reading, first, last):
        return True
    if says_several(text):
        return False
    if is_enumeration(text):
        return note_authors(reading, first, last, marked=marked) or note_leading(reading, first, last)
    if note_glued(reading, first, last) or note_server(reading, first, last) or note_credit(reading, first, last):
        return True
    date, year = find_stamp(text)
    if note_alone(reading, first, last, (date, year)):
        return True
    if year and ("," in text or "(" in text) and names_before(text, year) and note_surname(reading, first, year):
        return True
    if (date or year or not is_authors(text)) and NAME_BREAK.search(text) and note_leading(reading, first, last):
        return True
    read = note_place(reading, first, last, (date, year), marked=marked, dated=dated)
    if read is None:
        return note_authors(reading, first, last, marked=marked)
    if read < last:
        split_run(reading, read, last)
    return True


def note_remarked(reading: Reading, first: int, last: int) -> bool:
    """Note a venue and the remark in Chinese or Japanese behind it; tell whether a run is that."""
    remark = None if reading.text[first:last].isascii() else REMARKED.search(reading.text, first, last)
    if remark is None or not classify(reading, first, remark.start()):
        return False
    reading.add("extra", remark.end(), last)
    return True


def says_several(text: str) -> bool:
    """Tell whether a text has several years, each beside something, or a server of preprints beside something else."""
    return (len(find_years(text)) > 1 and PARTED_DIGIT.search(text) is not None) or (
        ";" in text and PREPRINT.search(text) is not None
    )


def is_enumeration(text: str) -> bool:
    """Tell whether a text is too long for a venue or has too many commas, so that only names can be listed in it."""
    long = len(text) > LONGEST_VENUE and not PROCEEDINGS.match(text)
    return long or (text.count(",") >= 2 and not DIGIT.search(text))


def note_credit(reading: Reading, first: int, last: int) -> bool:
    """Note who wrote a paper behind "by", with when or where; tell whether a run is that."""
    if not reading.text.startswith("by ", first, last):
        return False
    behind = BEHIND_NAMES.search(reading.text[first:last])
    return note_signed(reading, first, last, behind) or note_published(reading, first, last)


def note_alone(reading: Reading, first: int, last: int, stamped: Stamp) -> bool:
    """Note a date or a year beside which stands nothing, a volume, or how a venue took the paper; tell if one is."""
    text, stamp = reading.text[first:last], stamped[0] or stamped[1]
    if stamp is None:
        return False
    said = SEASONED.sub("", (text[: stamp.start()] + text[stamp.end() :]).strip(GLUE + "()年"))
    if not has_words(said) or VOLUME_YEAR.fullmatch(text):
        note_stamp(reading, first, *stamped)
        return True
    if not AWARD.fullmatch(said):
        return False
    note_stamp(reading, first, *stamped)
    led = has_words(text[: stamp.start()])
    add_trimmed(reading, "extra", *((first, first + stamp.start()) if led else (first + stamp.end(), last)))
    return True


def note_server(reading: Reading, first: int, last: int) -> bool:
    """Note a server of preprints, and read the remark behind its name; tell whether a run is that."""
    found = SERVER.match(reading.text, first, last)
    if not found or not SPELLED.search(reading.text, found.end(), last) or YEAR.search(reading.text, found.end(), last):
        return False
    classify(reading, first, found.end())
    split_run(reading, found.end(), last)
    return True


def note_key(reading: Reading, first: int, last: int) -> bool:
    """Note what a reference is called for short, or who presents it on which day; tell whether a run is that."""
    keyed = reading.text.startswith("@", first) and CITATION_KEY.fullmatch(reading.text, first, last)
    presented = "/" in reading.text[max(first, last - 8) : last] and PRESENTED.fullmatch(reading.text, first, last)
    if not (keyed or presented):
        return False
    reading.add("extra", first, last)
    return True


def note_short(reading: Reading, first: int, last: int) -> bool:
    """Note a venue of one word and its year, where no venue is known yet; tell whether a run is that.

    Most entries say so where they appeared, and nothing else can be meant.
    """
    found = SHORT.fullmatch(reading.text, first, last)
    if found is None or reading.has("venue") or find_stamp(found[0])[0]:
        return False
    if not reading.phrases.is_venue(found[1], dated=True) or AWARD.fullmatch(found[1]):
        return False
    reading.add("venue", *found.span(1))
    reading.add_first("year", found.span(2))
    return True


def note_glued(reading: Reading, first: int, last: int) -> bool:
    """Note a venue, or who is cited, with the year that is glued to it; tell whether a run is that."""
    text = reading.text[first:last]
    if glued := reading.phrases.glued_year(text) or short_year(reading, text):
        admits_venue(reading, glued[1], dated=True)
        reading.add("venue", first + glued.start(1), first + glued.end(1))
        reading.add("year", first + glued.start(2), first + glued.end(2))
        return True
    cited = KEY.fullmatch(text)
    if cited is None or reading.phrases.is_venue(cited[1], dated=True, strict=True):
        return False
    if YEAR.search(reading.mask, last):
        reading.add("extra", first, last)
    else:
        reading.add("year", first + cited.start(2), last)
    return True


def short_year(reading: Reading, text: str) -> re.Match[str] | None:
    """Return a venue that is sure without a year, and two digits of one behind it, as in "IEEE Micro 16"."""
    found = SHORT_DATED.fullmatch(text) if text[-3:-2] == " " and text[-2:].isdigit() else None
    return found if found and reading.phrases.is_venue(found[1], dated=False, strict=True) else None


def note_leading(reading: Reading, first: int, last: int) -> bool:
    """Note the names with which a run begins that goes on with more; tell whether it does."""
    first += len("by ") if reading.text.startswith("by ", first) else 0
    length = None if reading.has("authors") else end_of_names(reading.text[first:last])
    end = first + (length or 0)
    if not has_words(reading.text[end:last]) or not is_authors(reading.text[first:end]):
        return False
    if split_stamp(reading, first, last):
        return True
    reading.add("authors", first, end)
    split_run(reading, end, last)
    return True


def note_published(reading: Reading, first: int, last: int) -> bool:
    """Note names behind "by", and what is behind "in"; tell whether the run is that."""
    found = LEADING_TO_VENUE.search(reading.text, first, last)
    start = first + len("by ")
    if found is None or reading.has("authors") or not is_authors(reading.text[start : found.start()], marked=True):
        return False
    reading.add("authors", *strip_span(reading.text, start, found.start(), " ,;"))
    split_run(reading, found.end(), last)
    return True


def find_years(text: str) -> list[str]:
    """Return the years in a text."""
    return YEAR.findall(text) if DIGIT.search(text) else []


def split_run(reading: Reading, start: int, end: int, *, marked: bool = False) -> None:
    """Read a run that holds several facts, as in "Authors. Venue 2020." or ", arXiv, 2025".

    `marked`: names stand at its beginning.
    """
    left = []
    for first, last in divide(reading.text, start, end, SENTENCE):
        sure = marked and first == start
        if not classify(reading, first, last, marked=sure) and not split_stamp(reading, first, last):
            left.append((first, last))
    for piece in left:
        if not note_publisher(reading, *piece):
            split_clauses(reading, *piece)


def note_publisher(reading: Reading, first: int, last: int) -> bool:
    """Note what published a reference, whatever it is called; tell if a piece behind names, year and title did."""
    named = None if reading.has("venue") or not reading.cites(first) else find_last(reading.text[:last], first)
    # In brackets behind a title stands what the paper is called for short.
    if named is None or is_label(reading.text[slice(*named)]) or reading.text.startswith("(", named[0] - 1):
        return False
    reading.add("venue", *named)
    return True


def split_stamp(reading: Reading, start: int, end: int) -> bool:
    """Read names with a date or a venue's year beside them and no stop between, as in "ICML, 2023 A One, B Two"."""
    text = reading.text[start:end]
    date, year = find_stamp(text)
    stamp = date or year
    if stamp is None or reading.has("authors"):
        return False
    before = start, start + len(text[: stamp.start()].rstrip(GLUE + "(["))
    behind = strip_span(reading.text, start + stamp.end(), end, GLUE + ")]")[0], end
    if is_authors(reading.text[slice(*behind)]) and classify(reading, start, behind[0]):
        return note_authors(reading, *trimmed(reading, *behind), marked=False)
    names = reading.text[slice(*before)]
    if (
        words(reading.text[slice(*behind)])
        or MORE.search(names)
        or not is_authors(names)
        or not (names.rstrip(" .").endswith("et al") or is_person(NAME_BREAK.split(names.strip(GLUE))[-1]))
    ):
        return False
    return note_authors(reading, *trimmed(reading, *before), marked=False) and classify(reading, before[1], end)


def split_clauses(reading: Reading, start: int, end: int) -> None:
    """Read words divided by commas: a venue or date may stand behind names, and each piece may be a fact alone."""
    pieces = divide(reading.text, start, end, CLAUSE)
    for count in range(min(3, len(pieces) - 1), 0, -1):
        cut = pieces[-count][0]
        if count > 1 and is_person(reading.text[slice(*pieces[-count])]):
            continue
        if is_dated(reading, cut, end) and classify(reading, cut, end):
            if not classify(reading, start, cut) and not note_person(reading, start, cut):
                split_clauses(reading, start, cut)
            return
    told = [piece for piece in pieces if has_words(reading.text[slice(*piece)])]
    if len(told) > 1 and is_authors(reading.text[told[1][0] : end]) and classify(reading, *told[0]):
        # A venue stands before the names.
        told = [(told[1][0], end)]
    for first, last in told:
        named = classify(reading, first, last) or (reading.signed == "behind" and note_person(reading, first, last))
        if not named:
            add_trimmed(reading, "extra", first, note_end_date(reading, first, last))


def note_end_date(reading: Reading, start: int, end: int) -> int:
    """Note the date at the end of some words, as in "One Company. 2024.05"; return where the words before it end."""
    date = DATE.search(reading.text, start, end) if DIGIT.search(reading.text, start, end) else None
    if date is None or reading.has("date") or reading.text[date.end() : end].strip(GLUE):
        return end
    reading.add("date", *date.span())
    return date.start()


def note_first_person(reading: Reading, start: int, end: int) -> bool:
    """Note the one author whom a run names before a comma or a stop, and read what is behind; tell if it names one."""
    person, *others = divide(reading.text, *strip_span(reading.text, start, end, GLUE), PIECE) or [(start, end)]
    listed = reading.text[slice(*person)].rstrip().endswith(",")
    several = listed and others and is_person(reading.text[slice(*others[0])])
    if several or not note_person(reading, *person):
        return False
    split_run(reading, person[1], end)
    return True


def is_dated(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch is short and could be a venue or a date."""
    text = reading.text[start:end]
    return len(text) < 120 and (any(char.isdigit() for char in text) or reading.phrases.is_venue(text, dated=False))
