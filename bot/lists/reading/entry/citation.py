"""Reads a reference as bibliographies write it: names and title, or title and names, then where and when."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.catalogue.identity.authors import AND, DOTTED, ET_AL, FAMILY, INITIAL, NAME_BREAK
from bot.lists.inline import Span, words
from bot.lists.phrases import (
    COLLECTIVE,
    DIGIT,
    DOCUMENT,
    MONTH,
    SHORT_YEAR,
    YEAR,
    Phrases,
    find_stamp,
    has_capitals,
    is_authors,
    is_name,
    signs,
)
from bot.lists.reading.entry.parts import GLUE
from bot.patterns import rare

#: "CCS '18", a venue's short name with its year.
SHORT_PLACE = r"[A-Z]{2}[\w&-]*,? ?(?:['’]\d|(?:19|20)\d)"
#: "2010. " or "2010 - " behind names.
YEAR_AFTER = r"(?:19|20)\d\d[a-z]?(?:[.:]\s|\s[-–—]\s)"
#: What ends one name of several. A stop does so behind a word, not behind an initial, unless such a place follows.
BREAK = re.compile(
    rf"(?=[\s,;，、.:(\[])(?:\s*[,;，、]\s*(?:(?:and|&)\s+)?|\s+(?:{AND}|&)\s+|(?<=[^\W\d_]{{2}})(?:[.:]\s+|:(?=\w))"
    r"|[.:]?\s*(?=[(\[\n])|[.:]?\s+[-–—/|]+\s+"
    rf"|\.(?<= [A-Z]\.)\s+(?={SHORT_PLACE})|[.,]?\s+(?={YEAR_AFTER}))"
)
#: What of it stands before another name.
DIVIDES = re.compile(rf"[,;，、&]|\b{AND}\b")
#: What divides names or says that some are left out, and an initial; one name alone is not surely one without these.
SIGN_OF_NAMES = frozenset(".,;，、&(+…等")
WORD_OF_NAMES = re.compile(rf"\s(?:{AND}\s|et)")
LONE = re.compile(rf"{INITIAL}(?!\w)(?<!\w.)")
INITIALS = re.compile(rf"(?:{INITIAL}\.?[-\s]?){{1,4}}")
#: A family name, whatever it means else, and what shows that it is one: "You, Y.".
FAMILY_OF, GIVEN_BEHIND = re.compile(FAMILY), re.compile(rf",\s+{DOTTED}")
WITH_INITIAL = re.compile(rf"\b{INITIAL}(?:\.|$|\s)")
#: "J." before a word, behind a family name.
LAST_GIVEN = rare(DOTTED + r"(?=\s+(?:[A-Z\d][\w&-]+(?! et al)[ ,:'’]|(?:19|20)\d\d[a-z]?\.\s|(?:in|at) )|\s*[(\[])")
#: "CADENA C" or "DAVISON A J.", and what divides it from the next.
CAPITAL_NAME = re.compile(r"[A-Z][A-Z'’-]+(?: [A-Z](?!\w)\.?){1,3}(\s*,\s*)?")
#: "Pei W, Li ZH, Pan W", names as medicine has them.
FAMILY_FIRST = re.compile(
    r"(?:(?:(?:van|von|de|der|den|di|la|le) ){0,2}[A-Z][^\W\d_]*(?:[ '’-][A-Z][^\W\d_]+)? [A-Z](?: ?[A-Z]){0,2}"
    r"(?:,\s+(?:and\s+)?|(?=\.\s))){2,}"
)
#: "(A. One and B. Two). " before a title.
BOXED = re.compile(r"\s*\(([^()]+)\)[.,:]?\s+")
#: The mark of a document with what parts it from the place behind it, "//" too.
MARKED = rare(rf"{DOCUMENT}[\s./]*")
#: "et al." with "(ATLAS Collaboration)" behind it.
ET_AL_END = re.compile(r"(?:^|[,\s])(?:et\.? ?al\b\.?|(?:&|and) others\b\.?)(?: \([A-Z][^()]+ Collaboration\))?")
ELLIPSIS = re.compile(r"(?:\.\.\.|…)[\s,&]*")
#: A year may stand between the names and the title.
DATED = rare(
    r"[\s,.;:–—-]*(?:[(\[]\s*((?:19|20)\d\d)[a-z]?(?:, [A-Z][a-z]+(?: \d+)?)?\s*[)\]]"
    r"|((?:19|20)\d\d)[a-z]?(?=[.:]\s|\s[-–—]\s))?"
    r"[\s,.;:–—-]*"
)
#: Where a title ends if stops divide the parts. A pattern that begins with a character is found much faster.
STOPPED = (
    r"(?<=\.)(?=\s)(?:(?<=[^\W\d_]{3}\.)|(?<=[\d)\]]\.)|(?<=\d[A-Z]\.)|(?<=[a-z] [IVX]\.)|(?<=[a-z] [IVX]{2}\.))"
    r"|(?<=[?!])(?=\s+[^\W_]|\.)"
)
STOP = rare(rf"[.?!](?:{STOPPED})")
COMMA = re.compile(r",\s+")
CUT = rare(rf",\s+|{STOP.pattern}\s*")
#: ", 2019." at the end.
YEAR_LAST = rare(r",\s+(?:19|20)\d\d[\s.]*$")
#: What leads to the last words of a reference; what none of them has that names a venue.
IN = rare(r"[\s.,]*(?:[Ii]n:?\s+)?")
AND_MORE = rare(r"[:;]|[^\W\d_]{4}\.\s|^(?:An?|The)\s")
#: What divides the title from the rest if it divides the names from the title.
DASH = re.compile(r"\s[-–—|]+\s")
#: Without one of these, or "by", no title ends before names.
SIGN_OF_END = frozenset(".?!,")
TITLE_END = re.compile(
    rf"[.?!,;:\s](?:{STOPPED}|(?<=,)\s+|(?:(?<=[;:])\s+|(?<=\s)\s*)(?=by\s+(?![A-Z][a-z]{{3,}}ing\b)))"
)
#: A few words with capitals, and behind them a year in brackets and a stop.
BODY = re.compile(r"[A-Z][\w'-]+(?: (?:[A-Z][\w'-]*|of|on|for|and|the|&)){1,7}(?=\.? \((?:19|20)\d\d\)\. [A-Z])")
#: "(2010) - " or "(2010). " behind one name, "2010. " or "2010 - " behind several.
YEAR_BEHIND = re.compile(rf"\s*\((?:19|20)\d\d[a-z]?\)\s*[-–—:.,]|(?:(?<=[^\W\d_]{{2}})\.)?\s+{YEAR_AFTER}")
#: A volume, a page or a year, before which a venue's name ends; "12th" is part of one.
NUMBERS = rare(
    r"\s+arXiv(?=:\d)|[\s,.;:(]*(?:\d(?!\d?(?:st|nd|rd|th)\b)|\b(?:vol(?:ume)?|pp|pages?|no|issue)\b|['’]\d\d)", re.I
)
#: "(Acme, University of Ems) " between names and a venue.
PLACE = re.compile(r"\([^()\d]*\)[\s.,]+")
BRACKETED_YEAR = re.compile(r"[(\[]\s*((?:19|20)\d\d)[a-z]?\s*[)\]]")
LEAD = re.compile(r"(?:in|at)[:\s]+", re.I)
#: No reference names more people.
MOST = 80
#: A title has so many words, a venue's name no more than so many.
FEWEST_WORDS, LONGEST_VENUE = 3, 14


#: Two or more family names, or one with "et al.".
FAMILIES = (
    rf"{FAMILY}(?:,? et\.? ?al\.?|(?:, {FAMILY})*,? (?:and|&) {FAMILY}(?:,? et\.? ?al\.?)?|(?:, {FAMILY})+(?=, [A-Z]))"
)
#: "[One et al., ICML 2011]", "One & Two, 2010, IEEE" or "One and Two (2021)": who wrote a paper, where and when.
ATTRIBUTED = rare(
    rf"\W*({FAMILIES})(?:(?:(?<=al\.|.al)\s+|\s*[,.;(]\s*)((?!In\b)(?:[A-Z]|arxiv)[^,;()]{{1,40}}?))?"
    r"[\s,.;('’]+((?:19|20)\d\d|(?<=['’])\d\d)[a-z]?(?(2)|(?:, ([A-Z][\w &-]{1,40}))?)\W*"
)


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
    boxed = BOXED.match(text)
    if boxed and is_authors(boxed[1]):
        title = stop_title(text, boxed.end(), phrases, FEWEST_WORDS)
        return Citation(boxed.span(1), title) if title else None
    end = end_of_names(text, led=led) or end_of_body(text)
    if end is None:
        return find_signed(text, phrases)
    between = DATED.match(text, end)
    assert between is not None
    start = between.end()
    if (comma := COMMA.search(text, start)) and (dated := dated_venue(text[start : comma.start()], phrases)):
        last = len(text.rstrip(" ,.("))
        named, dates = ((start + left, start + right) for left, right in dated)
        return Citation((0, end), (comma.end(), last), named, dates) if last > comma.end() else None
    stated = next((between.span(group) for group in (1, 2) if between[group]), None)
    if document := MARKED.search(text, start):
        where = document.end()
        venue, year = find_venue(text, where, phrases), find_year(text, where)
        return Citation((0, end), (start, document.start()), venue, year)
    shortened = text[max(0, end - 4) : end].rstrip(".").endswith(" al")
    stopped = stated is not None or shortened or "." in text[end - 1 : start] or ":" in text[end:start]
    fewest = 1 if stated else FEWEST_WORDS
    dashed = DASH.search(text, max(0, end - 1), start) is not None
    title = (stopped and stop_title(text, start, phrases, fewest)) or (
        dash_title(text, start) if dashed else cut_title(text, start, phrases)
    )
    if not title:
        return None
    venue = find_venue(text, title[1], phrases) or (stated and find_last(text, title[1]))
    return Citation((0, end), title, venue, stated or find_year(text, title[1]))


def find_byline(text: str) -> tuple[Span, Span | None] | None:
    """Return the places of the names, and of the year behind them, where a text is that and no more."""
    end = end_of_names(text)
    between = DATED.match(text, end) if end is not None else None
    if end is None or between is None or text[between.end() :].strip(GLUE + '[("“'):
        return None
    return (0, end), next((between.span(group) for group in (1, 2) if between[group]), None)


def find_attribution(text: str, phrases: Phrases) -> Attribution | None:
    """Return the parts of a text that says who wrote a paper, where and when, and nothing else."""
    found = ATTRIBUTED.fullmatch(text) if DIGIT.search(text) else None
    names = ET_AL.sub("", found[1]).strip(" ,") if found else ""
    if found is None or phrases.venues.find_name(names) or not all(map(is_name, NAME_BREAK.split(names))):
        return None
    venue = next((group for group in (2, 4) if found[group]), None)
    if venue and not phrases.is_venue(found[venue], dated=True, strict=venue == 4):
        return None
    return Attribution(found.span(1), found.span(venue) if venue else None, found.span(3))


def find_signed(text: str, phrases: Phrases) -> Citation | None:
    """Return the parts of a text like "A title of words. A. One, B. Two. A Journal 12(3), 2020", None if it is none.

    Names may follow a comma, and need nothing behind them, where "et al." ends them.
    """
    if SIGN_OF_END.isdisjoint(signs(text)) and "by" not in text:
        return None
    dash = next(reversed(list(DASH.finditer(text))), None)
    dashed = end_of_names(text, dash.end()) if dash else None
    for stop in TITLE_END.finditer(text):
        if dash and dashed and dash.end() <= stop.start() < dashed:
            # The names begin behind the dash: "A title (2018) - One, Ada, et al."
            return None
        names = text[stop.end() :].lstrip()
        signed = names.startswith("by ")
        names = names[len("by ") :] if signed else names
        length = end_of_names(names) if len(words(text[: stop.start()])) >= FEWEST_WORDS else None
        shortened = length is not None and (signed or ET_AL_END.search(names, 0, length) is not None)
        if length and (shortened or not stop[0].startswith(",")):
            start = len(text) - len(names)
            title, end = stop.end() if stop[0] in "?!" else stop.start(), start + length
            venue = find_venue(text, end, phrases)
            return Citation((start, end), (0, title), venue, find_year(text, end)) if venue or shortened else None
    return None


def dated_venue(text: str, phrases: Phrases) -> tuple[Span, Span] | None:
    """Return the places of the name and the year where a text is a venue with its year, as in "SoCC'16"."""
    _, year = find_stamp(text)
    name = text[: year.start()].rstrip(" '’") if year else ""
    sentence = STOP.search(name) is not None and not has_capitals(name)
    named = bool(name) and not sentence and phrases.is_venue(name, dated=True)
    return ((0, len(name)), year.span(1)) if named and year and year.end() == len(text) else None


def end_of_names(text: str, place: int = 0, *, led: bool = False) -> int | None:
    """Return where the names end that begin at a place; None where none do that are surely names."""
    if not led and not could_be_names(text):
        return None
    listed = FAMILY_FIRST.match(text, place)
    return listed.end() if listed and text.startswith(".", listed.end()) else pass_names(text, place, led=led)


def pass_names(text: str, place: int, *, led: bool) -> int | None:
    """Return the same where the names are written as most lists write them."""
    end = full = initials = behind = 0
    lone = False
    for _ in range(MOST):
        if skipped := ELLIPSIS.match(text, place):
            place = skipped.end()
        shortened = ET_AL_END.search(text, max(0, place - 1), place + 60)
        if shortened and ((end and shortened.start() <= place) or is_name(text[place : shortened.start()].strip(" ,"))):
            return shortened.end()
        if capital := CAPITAL_NAME.match(text, place):
            initials, end = initials + 1, capital.end() - len(capital[1] or "")
            if capital[1] is None:
                break
            place = capital.end()
            continue
        if lone and (given := LAST_GIVEN.match(text, place)) and (behind or not names_follow(text, given.end())):
            end = place + len(given[0].rstrip(" ."))
            initials += 1
            break
        stop = BREAK.search(text, place)
        piece = text[place : stop.start() if stop else len(text)].strip()
        if end and stop and stop[0].startswith(":") and " " not in piece:
            break
        if INITIALS.fullmatch(piece) and end:
            initials, behind, lone = initials + 1, behind + 1, False
        elif initials > 1 and initials == full and not is_like(text, piece, stop):
            break
        elif is_name(piece) or (stop and FAMILY_OF.fullmatch(piece) and GIVEN_BEHIND.match(text, stop.start())):
            full += " " in piece
            lone = WITH_INITIAL.search(piece) is None
            initials += not lone
        else:
            break
        end = stop.start() if stop else len(text)
        if stop is None or not DIVIDES.search(stop[0]):
            break
        place = stop.end()
    several = full >= (1 if led else 2) or dates_names(text, end, led=led)
    return end if end and are_names(text, end, several, initials) else None


def names_follow(text: str, place: int) -> bool:
    """Tell whether a name ends at the next break behind a place, as in "One, A. Two, B. Three"."""
    stop = BREAK.search(text, place)
    titled = stop is not None and stop[0].startswith(":")
    return not titled and is_name(text[place : stop.start() if stop else len(text)].strip())


def is_like(text: str, piece: str, stop: re.Match[str] | None) -> bool:
    """Tell whether a piece behind names with initials is one, too: it has one, ends these, or others follow."""
    last = stop is None or "." in stop[0] or "(" in text[stop.end() : stop.end() + 1]
    return last or WITH_INITIAL.search(piece) is not None or names_follow(text, stop.end() if stop else len(text))


def dates_names(text: str, end: int, *, led: bool) -> bool:
    """Tell whether a year stands behind names; without brackets behind several, as "Nature 2010" says where."""
    found = YEAR_BEHIND.match(text, end)
    return found is not None and (led or "(" in found[0] or DIVIDES.search(text, 0, end) is not None)


def could_be_names(text: str) -> bool:
    """Tell whether anything in a text divides names or shortens them, as most titles do not."""
    if not SIGN_OF_NAMES.isdisjoint(signs(text)) or WORD_OF_NAMES.search(text):
        return True
    return LONE.search(text, len("A ") if text.startswith("A ") else 0) is not None


def are_names(text: str, end: int, several: bool, initials: int) -> bool:
    """Tell whether what has the shape of names is surely that: "A Simple" has the shape of one."""
    if ET_AL.search(text[:end]):
        return True
    lone = initials == 1 and text.startswith("A ")
    return (bool(initials) or several) and not lone


def end_of_body(text: str) -> int | None:
    """Return where the name of a body ends that wrote a report, as in "Council of Tests. (2004). A report"."""
    if "." not in text:
        return None
    if (listed := COLLECTIVE.match(text)) and text.startswith(".", listed.end()):
        return listed.end()
    found = BODY.match(text)
    return found.end() if found and not is_authors(text[found.end() + len(" (2004). ") :].split(". ")[0]) else None


def stop_title(text: str, start: int, phrases: Phrases, fewest: int) -> Span | None:
    """Return the title of so many words that ends at a stop, None where none does and more follows."""
    for stop in STOP.finditer(text, start):
        end = stop.start() if stop[0] == "." else stop.end()
        asked = stop[0] in "?!" and STOP.search(text, stop.end() + 2) and not find_venue(text, end, phrases)
        if not asked and len(words(text[start:end])) >= fewest:
            return start, end
    tail = text[start:].rstrip(" .")
    whole = len(words(tail)) >= fewest and not re.search(r"\d{2}", tail)
    return (start, start + len(tail)) if whole else None


def cut_title(text: str, start: int, phrases: Phrases) -> Span | None:
    """Return the title that ends where a venue's name and its numbers follow, a known one before others."""
    ends = [
        (found.end() if found[0][0] in "?!" else found.start(), place)
        for found in CUT.finditer(text, start)
        if len(words(text[start : found.start()])) > 1 and (place := find_venue(text, found.end(), phrases))
    ]
    known = (end for end, place in ends if phrases.venues.find_name(text[slice(*place)].strip(GLUE)) is not None)
    end = next(known, ends[0][0] if ends else None)
    if end is None and (dated := YEAR_LAST.search(text, start)) and len(words(text[start : dated.start()])) > 1:
        end = dated.start()
    return (start, end) if end is not None else None


def dash_title(text: str, start: int) -> Span | None:
    """Return the title of words enough behind a dash, up to the next one or the end."""
    dash = DASH.search(text, start)
    end = dash.start() if dash else len(text.rstrip(" ."))
    return (start, end) if len(words(text[start:end])) >= FEWEST_WORDS else None


def find_last(text: str, place: int) -> Span | None:
    """Return what stands behind a title at the end of a text, if it could be the name of what published it."""
    lead = IN.match(text, place)
    start = lead.end() if lead else place
    name = text[start:].strip(GLUE)
    named = bool(name) and has_capitals(name) and not (AND_MORE.search(name) or DIGIT.search(name))
    first = start + len(text[start:]) - len(text[start:].lstrip(GLUE))
    return (first, first + len(name)) if named and len(name.split()) <= LONGEST_VENUE else None


def find_venue(text: str, place: int, phrases: Phrases, *, sure: bool = False) -> Span | None:
    """Return the venue's name at a place, if one stands there; `sure`: it does, whatever it is."""
    while place < len(text) and text[place] in GLUE:
        place += 1
    if placed := PLACE.match(text, place):
        place = placed.end()
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
