"""Reads a reference as bibliographies write it: names and title, or title and names, then where and when."""

import re
from typing import NamedTuple

from bot.catalogue.identity.authors import ET_AL, FAMILY, NAME_BREAK
from bot.lists.dates import DIGIT, MONTH, SHORT_YEAR, YEAR
from bot.lists.inline import Span, words
from bot.lists.people import AFFILIATION, is_authors, is_name
from bot.lists.phrases import DOCUMENT, Phrases, has_capitals, signs
from bot.lists.reading.entry.names import ET_AL_END, end_of_names
from bot.lists.reading.entry.parts import GLUE, strip_span
from bot.patterns import rare

#: The mark of a document with what parts it from the place behind it, "//" too.
MARKED = rare(rf"{DOCUMENT}[\s./]*")
#: A year may stand between the names and the title.
DATED = rare(
    r"[\s,.;:–—-]*(?:[(\[]\s*((?:19|20)\d\d)[a-z]?(?:, [A-Z][a-z]+(?: \d+)?)?\s*[)\]]"
    r"|((?:19|20)\d\d)[a-z]?(?=[.:]\s|\s[-–—]\s))?"
    r"[\s,.;:–—-]*"
)
#: Where a title ends if stops divide the parts. A pattern that begins with a character is found much faster.
STOPPED = (
    r"(?<=\.)(?=\s)(?:(?<=[^\W\d_]{3}\.)|(?<=[\d)\]]\.)|(?<=\d[A-Z]\.)|(?<=[A-Z]-[A-Z]\.)|(?<=[a-z] [IVX]\.)"
    r"|(?<=[a-z] [IVX]{2}\.))"
    r"|(?<=[?!])(?=\s+[^\W_]|\.)"
)
ENDED = rf"[.?!](?:{STOPPED})"
STOP = rare(ENDED)
#: Where a title may end before a venue.
CUT = rare(rf",\s+|{ENDED}\s*")
#: ", 2019." at the end.
YEAR_LAST = rare(r",\s+(?:19|20)\d\d[\s.]*$")
#: "Capsicum. USENIX Security 2010", a title of a word or two, where it appeared and when.
SHORT_TITLE = rare(r"([\w-]+(?: [\w-]+)?)\. ([^.,;:]+?),? (?:19|20)\d\d\W*$")
#: "(pp. 87-124)" at the end.
PAGES = rare(r"\s*\(pp?\.[^()]*\)$")
#: What leads to the last words of a reference, and what no venue's name has.
LAST_LEAD = rare(r"[\s.,]*(?:[Ii]n:?\s+)?")
NO_VENUE = rare(r"[:;]|[^\W\d_]{4}\.\s|^(?:An?|The)\s")
#: "Journal of Ponds, 2019"
YEARED = rare(r"([^\d:]{2,80}?),?\s(?:19|20)\d\d")
#: What divides the title from the rest if it divides the names from the title.
DASH = re.compile(r"\s[-–—|]+\s")
#: Without one of these before its end, or "by", no title ends before names.
SIGN_OF_END = frozenset(".?!,")
TITLE_END = re.compile(
    rf"[.?!,;:\s](?:{STOPPED}|(?<=,)\s+|(?:(?<=[;:])\s+|(?<=\s)\s*)(?=by\s+(?![A-Z][a-z]{{3,}}ing\b)))"
)
#: A volume, a page or a year, before which a venue's name ends; "12th" is part of one, and the year
#: in "the 2019 Conference".
NUMBERS = rare(
    r"\s+arXiv(?=:\d)|,?\s+abs(?=/\d)|[\s,.;:(]*(?:\d(?<!\d\d)(?<!\bthe \d)(?!\d?(?:st|nd|rd|th)\b)"
    r"|\b(?:vol(?:ume)?|pp|pages?|no|issue)\b|['’]\d\d)",
    re.I,
)
BRACKETED_YEAR = re.compile(r"[(\[]\s*((?:19|20)\d\d)[a-z]?\s*[)\]]")
LEAD = re.compile(r"(?:in|at)[:\s]+", re.I)
#: "(A. One, B. Two). " before a title, and the same with a dash.
BOXED = rare(r"\(([^()\n]{5,300})\)([.:,](?=\s)|(?=\s[-–—]\s))")
#: A title has so many words, a venue's name no more than so many.
FEWEST_WORDS, LONGEST_VENUE = 3, 14


#: Two or more family names, or one with "et al.".
FAMILIES = (
    rf"{FAMILY}(?:,? et\.? ?al\.?|(?:, {FAMILY})*,? (?:and|&) {FAMILY}(?:,? et\.? ?al\.?)?|(?:, {FAMILY})+(?=, [A-Z]))"
)
#: "[One et al., ICML 2011]", "(One et al., ICML'11)" or "One and Two (2021)": who wrote a paper, where and when.
ATTRIBUTED = rare(
    rf"\W*({FAMILIES})(?:\s*[,.;(]\s*([A-Z][^,;()]{{1,40}}?))?"
    r"(?:[\s,.;(]+(?=(?:19|20)\d\d)|[ ]?['’`](?=\d\d\W*$))((?:19|20)?\d\d)[a-z]?\W*"
)
#: "Pearl (2009)" or "Pearl, 2009, technical report".
LONE = rare(rf"\W*({FAMILY})(?:\s+\(|,\s+)((?:19|20)\d\d)\)?(?:[,;]\s+[A-Za-z ]+)?\W*")
#: ", 2021" behind names in full.
STAMPED = rare(r"[\s,;(]+((?:19|20)\d\d)[a-z]?\W*$")


class Citation(NamedTuple):
    """Where the parts of a reference stand in its text."""

    authors: Span
    title: Span
    venue: Span | None = None
    year: Span | None = None


class Attribution(NamedTuple):
    """Where the parts of what says who wrote a paper, where and when stand in their text."""

    authors: Span
    venue: Span | None
    year: Span | None


def find_citation(text: str, phrases: Phrases, *, led: bool = False) -> Citation | None:
    """Return the parts of a text that begins with names of persons or has them behind its title, None for neither.

    `led`: a name stands at its beginning, as in the texts beside it.
    """
    if text.startswith("("):
        text = BOXED.sub(r" \1\2 ", text, count=1)
    first = len("by ") if text.startswith("by ") else len(text) - len(text.lstrip())
    end = end_of_names(text, first, led=led)
    if end is None:
        return find_signed(text, phrases)
    between = DATED.match(text, end)
    assert between is not None
    start = between.end()
    stated = next((between.span(group) for group in (1, 2) if between[group]), None)
    if document := MARKED.search(text, start):
        where = document.end()
        venue, year = find_venue(text, where, phrases), find_year(text, where)
        return Citation((first, end), (start, document.start()), venue, year)
    title = find_title(text, end, start, phrases, stated=stated is not None)
    if title is None:
        return None
    venue = find_venue(text, title[1], phrases) or (stated and find_last(text, title[1]))
    return Citation((first, end), title, venue, stated or find_year(text, title[1]))


def find_signature(text: str, phrases: Phrases) -> Attribution | None:
    """Return the parts of a text that names several people in full, and says where and when they wrote."""
    stamp = STAMPED.search(text) if DIGIT.search(text) else None
    before = text[: stamp.start()] if stamp else ""
    names, _, venue = before.rpartition(", ")
    if stamp and is_authors(names) and phrases.is_venue(venue, dated=True, strict=True):
        return Attribution((0, len(names)), (len(before) - len(venue), len(before)), stamp.span(1))
    return Attribution((0, len(before)), None, stamp.span(1)) if stamp and is_authors(before) else None


def find_full_names(text: str, phrases: Phrases) -> Attribution | None:
    """Return the same where each name has several words: one word before a comma may be a title's."""
    found = find_signature(text, phrases) if text.count(" ") > 1 else None
    names = NAME_BREAK.split(ET_AL.sub("", text[slice(*found.authors)]).strip(" ,")) if found else []
    return found if all(name.count(" ") and name[-1].isalpha() for name in names) else None


def find_byline(text: str, phrases: Phrases) -> Attribution | None:
    """Return the places of the names, and of the year behind them, where a text is that and no more."""
    end = end_of_names(text)
    between = DATED.match(text, end) if end is not None else None
    if end is None or between is None or text[between.end() :].strip(GLUE + '[("“'):
        return find_attribution(text, phrases)
    return Attribution((0, end), None, next((between.span(group) for group in (1, 2) if between[group]), None))


def find_attribution(text: str, phrases: Phrases) -> Attribution | None:
    """Return the parts of a text that says who wrote a paper, where and when, and nothing else."""
    found = ATTRIBUTED.fullmatch(text) if DIGIT.search(text) else None
    names = ET_AL.sub("", found[1]).strip(" ,") if found else ""
    if found is None or not all(map(is_name, NAME_BREAK.split(names))):
        return find_full_names(text, phrases)
    if found[2] and not phrases.is_venue(found[2], dated=True):
        return None
    return Attribution(found.span(1), found.span(2) if found[2] else None, found.span(3))


def find_lone_attribution(text: str, phrases: Phrases) -> Attribution | None:
    """Return the parts of a text like "Pearl, 2009", which names one person and no venue."""
    found = LONE.fullmatch(text)
    if found is None or not is_name(found[1]) or phrases.is_venue(found[1], dated=True, strict=True):
        return None
    return Attribution(found.span(1), None, found.span(2))


def find_signed(text: str, phrases: Phrases) -> Citation | None:
    """Return the parts of a text like "A title of words. A. One, B. Two. A Journal 12(3), 2020", None if it is none.

    Names may follow a comma, and need nothing behind them, where "et al." ends them.
    """
    if SIGN_OF_END.isdisjoint(signs(text.removesuffix("."))) and "by" not in text:
        return None
    for stop in TITLE_END.finditer(text):
        names = text[stop.end() :].lstrip()
        signed = names.startswith("by ")
        names = names[len("by ") :] if signed else names
        fewest = FEWEST_WORDS - signed
        length = end_of_names(names) if len(words(text[: stop.start()])) >= fewest else None
        shortened = length is not None and (signed or ET_AL_END.search(names, 0, length) is not None)
        if length and (shortened or not stop[0].startswith(",")):
            start = len(text) - len(names)
            title, end = stop.end() if stop[0] in "?!" else stop.start(), start + length
            venue = find_venue(text, end, phrases)
            return Citation((start, end), (0, title), venue, find_year(text, end)) if venue or shortened else None
    return None


def find_title(text: str, end: int, start: int, phrases: Phrases, *, stated: bool) -> Span | None:
    """Return the title behind names and what parts them from it: it ends as they do, at a stop, a dash or a comma.

    `stated`: their year stands between.
    """
    shortened = text[max(0, end - 4) : end].rstrip(".").endswith(" al")
    stopped = stated or shortened or "." in text[end - 1 : start] or ":" in text[end:start]
    if stopped and (title := stop_title(text, start, phrases, 1 if stated else FEWEST_WORDS)):
        return title
    if shortened and (short := SHORT_TITLE.match(text, start)) and phrases.is_venue(short[2], dated=True):
        return short.span(1)
    dashed = DASH.search(text, max(0, end - 1), start)
    if dashed:
        return dash_title(text, pass_place(text, start, phrases))
    return cut_title(text, start, phrases) or rest_title(text, start, phrases)


def stop_title(text: str, start: int, phrases: Phrases, fewest: int) -> Span | None:
    """Return the title of so many words that ends at a stop, None where none does and more follows."""
    for stop in STOP.finditer(text, start):
        end = stop.start() if stop[0] == "." else stop.end()
        goes_on = stop[0] in "?!" and asks(text, end, phrases)
        if not goes_on and len(words(text[start:end])) >= fewest:
            return start, end
    tail = text[start:].rstrip(" .")
    pages = PAGES.search(tail) if tail.endswith(")") else None
    tail = tail[: pages.start()] if pages else tail
    whole = len(words(tail)) >= fewest and bool(pages or not re.search(r"\d{2}", tail))
    return (start, start + len(tail)) if whole else None


def asks(text: str, end: int, phrases: Phrases) -> bool:
    """Tell whether a title goes on behind its question: with words up to the next stop that name no venue."""
    stop = STOP.search(text, end + 2)
    behind = text[end : stop.start() if stop else len(text)]
    named = find_venue(behind, 0, phrases) or phrases.is_venue(behind.strip(GLUE), dated=True, strict=True)
    return not named and (stop is not None or len(words(behind)) >= FEWEST_WORDS)


def rest_title(text: str, start: int, phrases: Phrases) -> Span | None:
    """Return all that is left behind names and a comma as the title, where it is long and says no place."""
    rest = text[start:].strip(GLUE)
    placed = AFFILIATION.search(rest) or phrases.is_venue(rest, dated=True, strict=True)
    return (start, start + len(text[start:].rstrip())) if len(words(rest)) > FEWEST_WORDS and not placed else None


def cut_title(text: str, start: int, phrases: Phrases) -> Span | None:
    """Return the title that ends where a venue and its numbers follow, a known one before others, or else a year."""
    ends = [
        (found.end() if found[0][0] in "?!" else found.start(), place)
        for found in CUT.finditer(text, start)
        if len(words(text[start : found.start()])) > 1 and (place := find_venue(text, found.end(), phrases))
    ]
    if ends:
        known = (end for end, place in ends if phrases.venues.find_name(text[slice(*place)].strip(GLUE)) is not None)
        return start, next(known, ends[0][0])
    dated = YEAR_LAST.search(text, start)
    return (start, dated.start()) if dated and len(words(text[start : dated.start()])) > 1 else None


def pass_place(text: str, start: int, phrases: Phrases) -> int:
    """Return where the title begins behind a venue and its year, as in "Nature, 2017 - A title"; `start` without."""
    dash = DASH.search(text, start)
    said = YEARED.fullmatch(text, start, dash.start()) if dash else None
    titled = dash and len(words(text[dash.end() :])) >= FEWEST_WORDS
    return dash.end() if dash and titled and said and phrases.is_venue(said[1], dated=True) else start


def dash_title(text: str, start: int) -> Span | None:
    """Return the title of words enough behind a dash, up to the next one or the end."""
    dash = DASH.search(text, start)
    end = dash.start() if dash else len(text.rstrip(" ."))
    return (start, end) if len(words(text[start:end])) >= FEWEST_WORDS else None


def find_last(text: str, place: int) -> Span | None:
    """Return the last words of a reference behind a title, if they could name a journal or a publisher."""
    lead = LAST_LEAD.match(text, place)
    start, end = strip_span(text, lead.end() if lead else place, len(text), GLUE)
    name = text[start:end]
    named = len(name) > 1 and len(name.split()) <= LONGEST_VENUE and has_capitals(name)
    return (start, end) if named and not (NO_VENUE.search(name) or DIGIT.search(name)) else None


def find_venue(text: str, place: int, phrases: Phrases, *, sure: bool = False) -> Span | None:
    """Return the venue's name at a place, if one stands there; `sure`: it does, whatever it is."""
    while place < len(text) and text[place] in GLUE:
        place += 1
    if lead := LEAD.match(text, place):
        place = lead.end()
    numbers = NUMBERS.search(text, place)
    end = numbers.start() if numbers else len(text)
    end = text.find(" (", place, end) if " (" in text[place:end] else end
    name = text[place:end].strip(GLUE)
    if re.fullmatch(MONTH, name, re.I):
        return None
    named = 0 < len(name.split()) <= LONGEST_VENUE and has_capitals(name)
    known = phrases.is_venue(name, dated=bool(numbers)) if name else False
    return (place, end) if (sure and name) or known or (named and numbers) else None


def find_year(text: str, place: int) -> Span | None:
    """Return the year behind a title, one in brackets before others; pages are none."""
    if found := BRACKETED_YEAR.search(text, place):
        return found.span(1)
    years = [
        found
        for found in YEAR.finditer(text, place)
        if text[found.end() : found.end() + 1] not in ("-", "–") and text[found.start() - 1] not in "-–"
    ]
    short = None if years else SHORT_YEAR.search(text, place)
    return years[-1].span(1) if years else short.span(1) if short else None
