"""Finds where a title ends before what stands behind it: a venue, a year, a note or a name for short."""

import re

from bot.lists.dates import DATE, DIGIT, MONTH, YEAR
from bot.lists.inline import words
from bot.lists.phrases import DOCUMENT, has_capitals
from bot.lists.reading.entry.parts import GLUE, Reading, is_fact
from bot.lists.reading.entry.title.signatures import DASH, SHORTEST, find_note, names_people
from bot.lists.reading.entry.title.starts import FEWEST_WORDS, NOTED_VENUE
from bot.patterns import rare

CLOSING = re.compile("[)）]")
DOCUMENT_END = rare(rf"{DOCUMENT}$")
#: "Stanford, VLDB 2021" in one.
LAST_VENUE = rare(r"[,;]\s*([^\d,;:]{2,60}?)[\s,]*(?:(?:19|20)\d\d|['’`]\d\d)$")
#: "2022, MIT" in brackets.
YEAR_FIRST = rare(r"(?:19|20)\d\d[,，]\s*[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,2}")
#: What leads from a title to the venue behind it.
LEADING = rare(r"\s+in[\s:]*$", re.I)
#: The account or the place of the authors at the end of a title.
AT = re.compile(r"\s*\(@[^()]*\)$")
#: " KDD'07" or " KDD (2007)" behind a title without a mark between, which is not about what took place then.
BARE_TAIL = rare(
    r" (?<=[\w?!)] )(?<! (?:of|at|in|on) )(?<! (?:the|for|and) )(?<! from )"
    r"(?:(?:IEEE|ACM) )?([A-Z][\w&/-]*[A-Z]\w*)(['’]? (?:19|20)\d\d| ?['’]\d\d)?$"
)
#: " -- PondNet" at its end: what the paper is called for short.
NICKNAME = rare(r"\s(?:--?|[–—])\s+((?=\w*[A-Z\d]\w*[A-Z\d])(?![IVX]+$)[A-Z]\w*(?:[-.+]\w+)*)$")
#: A last sentence of a title, which begins with no article, and a year behind it.
SENTENCE = rare(r"\.(?:(?<=[^\W_]{2}\.)|(?<=[)?!]\.))\s+((?!An? |The )[A-Z][^.?!:;]{2,70})$")
BEHIND = rare(r"[\s,.(]*(?:19|20)\d\d(?!\d)")
TAIL = rare(
    rf"(?:(?<!\s)[.,;?!]?\s++|\s?,)([^.,;:?!]{{2,60}}?)[\s,]*+(?:\b(?i:{MONTH})\.?,?\s+)?"
    r"(?:\(?((?:19|20)\d\d(?<!\d[-–]\d{4}))\)?|['’`](\d\d))(?: [Ww]orkshops?)?[.,;\s]*$"
)
#: A date at the end of a title, which is none of its words.
DATED = rare(rf"[\s,.]+(?:{DATE.pattern})[\s.,;]*$", re.I)
TIMED = rare(r"\b(?:to|and|in|of|since|until|from|through|during|before|after)$", re.I)
#: The end of that, which few titles have: the search for the whole takes long.
TAIL_YEAR = re.compile(r"(?:(?:19|20)\d\d\)?|['’`]\d\d)(?: [Ww]orkshops?)?[.,;\s]*$")
#: A year at the end of a title takes no more characters, nor with "Workshop" behind it.
LONGEST_YEAR, LONGEST_EVENT = 8, 20
#: A venue's short name and its year behind a title have no more.
LONGEST_TAIL = 24
#: ", 1964" at its end.
YEARED = rare(r"\s*[,.]\s*\(?(?:19|20)\d\d\)?[.\s]*$")
#: ". arXiv:2401.00001", ". arXiv preprint arXiv:2401.00001, 2024", ". CoRR, abs/2401.00001" or " (DOI: 10.1000/xyz)"
#: behind a title.
PREPRINTED = rare(
    r"[.,;]?\s+(?:(?:(?:arXiv preprint\s+)?arXiv:\s?|(?:CoRR|arXiv),?\s+abs/)\d{4}\.\d{4,5}(?:v\d)?"
    r"(?:\W+(?:19|20)\d\d)?"
    r"|\(doi:?\s*10\.\d{4,9}/\S+\))\W*$",
    re.I,
)
#: ", NeurIPS" behind a title, of which the heading says the year.
PLACED = rare(r",\s+((?=[^,]*[A-Z][^,]*[A-Z]|(?i:arxiv)$)[^,.;:?!()]{2,40})$")
#: ". 2022 ICML" behind a title; "2022 Workshop Summary" is of the title.
LED = rare(r"[.,;?!]\s+(?:19|20)\d\d[,.;]?\s+(?!(?i:workshop|conference|symposium)\s)([^.,;:]{2,40}?)[.,;\s]*$")


def start_of_open(reading: Reading, start: int, end: int) -> int:
    """Return where brackets open at the end of a title that do not close in it; `end` where none do."""
    place = max(reading.text.rfind(sign, start + SHORTEST, end) for sign in "(（")
    return place if place >= 0 and CLOSING.search(reading.text, place, end) is None else end


def start_of_document(reading: Reading, start: int, end: int) -> int:
    """Return where the mark begins that says behind a title what kind of document it is; `end` where none does."""
    mark = DOCUMENT_END.search(reading.text, start, end) if reading.text.endswith("]", start, end) else None
    return mark.start() if mark else end


def start_of_file(reading: Reading, start: int, end: int) -> int:
    """Return where the ending of a file's name begins, as in "A title.pdf"; `end` where a title has none."""
    return end - len(".pdf") if reading.text[start:end].lower().endswith(".pdf") else end


def start_of_account(reading: Reading, start: int, end: int) -> int:
    """Return where the account of the authors begins, as in "A title (@one)"; `end` where none does."""
    found = AT.search(reading.text, start + SHORTEST, end)
    return found.start() if found else end


def start_of_bare(reading: Reading, start: int, end: int) -> int:
    """Return where a known venue begins behind a title, with its year and no mark between; `end` where none does."""
    found = BARE_TAIL.search(reading.text, max(start + SHORTEST, end - LONGEST_TAIL), end)
    dated = found is not None and (found[2] or BEHIND.match(reading.text, end))
    return found.start() if found and dated and reading.phrases.venues.find_name(found[1]) is not None else end


def start_of_lead(reading: Reading, start: int, end: int) -> int:
    """Return where the word begins that leads from a title to the venue behind it; `end` where none does."""
    found = LEADING.search(reading.text, start, end) if reading.text[end - 2 : end].lower() == "in" else None
    return found.start() if found else end


def start_of_dashed(reading: Reading, start: int, end: int) -> int:
    """Return where the facts begin that stand behind a title, each behind a dash; `end` where none do."""
    cut = end
    for dash in reversed(list(DASH.finditer(reading.text, start, end))):
        said = reading.text[dash.end() : cut].strip(GLUE + "()")
        place, _, remark = said.partition(". ")
        stated = is_fact(reading, place if remark and YEAR.search(place) else said)
        if said and not stated and not names_people(reading, said, last=cut == end):
            break
        cut = dash.start()
    return cut if cut - start >= SHORTEST else end


def start_of_nickname(reading: Reading, start: int, end: int) -> int:
    """Return where a dash stands before what the paper is called for short; `end` where none does."""
    found = NICKNAME.search(reading.text, start, end)
    if found is None:
        return end
    title = reading.text[start : found.start()]
    return found.start() if title == found[1] or len(words(title)) > FEWEST_WORDS else end


def start_of_note(reading: Reading, start: int, end: int) -> int:
    """Return where the brackets begin that say behind a title where it appeared; `end` where none do."""
    noted = find_note(reading.text, start, end)
    if noted is None or noted.start() == start:
        return end
    told = is_note(reading, noted[1]) or start_of_tail(reading, start, noted.start()) < noted.start()
    return noted.start() if told else end


def start_of_place(reading: Reading, start: int, end: int) -> int:
    """Return where a venue begins that is a sentence of its own, before a year where it is not known; else `end`."""
    found = SENTENCE.search(reading.text, start, end)
    if found is None or found.start() - start < SHORTEST or not has_capitals(found[1]):
        return end
    sure = reading.phrases.venues.find_name(found[1]) is not None
    authors, year = map(reading.find, ("authors", "year"))
    cited = authors is not None and year is not None and authors.end <= year.start < start
    return found.start() if sure or cited or BEHIND.match(reading.text, end) else end


def start_of_preprint(reading: Reading, start: int, end: int) -> int:
    """Return where the number of a preprint begins behind a title; `end` where none does."""
    numbered = DIGIT.search(reading.text, max(start, end - LONGEST_YEAR), end)
    found = PREPRINTED.search(reading.text, start, end) if numbered else None
    return found.start() if found else end


def start_of_tail(reading: Reading, start: int, end: int) -> int:
    """Return where a venue begins behind a title, with its year behind it; `end` where none does."""
    dated = TAIL_YEAR.search(reading.text, max(start, end - LONGEST_EVENT), end)
    return start_of_venue(reading, TAIL, start, end) if dated else end


def start_of_known(reading: Reading, start: int, end: int) -> int:
    """Return where a known venue begins behind a title and a comma, without a year; `end` where none does."""
    found = PLACED.search(reading.text, start + SHORTEST, end)
    return found.start() if found and reading.phrases.venues.find_name(found[1]) is not None else end


def start_of_led(reading: Reading, start: int, end: int) -> int:
    """Return where a year begins behind a title, with a venue behind it; `end` where none does."""
    return start_of_venue(reading, LED, start, end)


def start_of_venue(reading: Reading, pattern: re.Pattern[str], start: int, end: int) -> int:
    """Return where a venue with its year begins, as a pattern finds it, but for a mark of the title; else `end`."""
    found = pattern.search(reading.text, start, end)
    if found is None or found.start() - start < SHORTEST:
        return end
    named = reading.phrases.is_venue(found[1], dated=True, strict=True)
    return found.start() + (found[0][0] in "?!") if named else end


def is_note(reading: Reading, text: str) -> bool:
    """Tell whether words in brackets behind a title say where it appeared, whatever else they say."""
    found, last = NOTED_VENUE.match(text), LAST_VENUE.search(text)
    return (
        is_fact(reading, text)
        or YEAR_FIRST.fullmatch(text) is not None
        or bool(found and reading.phrases.is_venue(found[1], dated=True))
        or bool(last and reading.phrases.is_venue(last[1], dated=True, strict=True))
    )


def start_of_date(reading: Reading, start: int, end: int) -> int:
    """Return where the date or the year begins at the end of a title; `end` where none does."""
    if not DIGIT.search(reading.text, max(start, end - LONGEST_YEAR), end):
        return end
    found = DATED.search(reading.text, start, end) or YEARED.search(reading.text, start, end)
    # "From May 2020 to June 2021" is the title's own.
    return found.start() if found and not TIMED.search(reading.text, start, found.start()) else end
