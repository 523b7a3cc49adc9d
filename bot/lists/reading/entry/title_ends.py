"""Cuts from a title what stands around it: the venue and the date before it, venue, year and names behind it."""

import re
from collections.abc import Callable

from bot.catalogue.identity.authors import ET_AL, FAMILY, INITIAL, NAME_BREAK, leaves_out
from bot.lists.inline import Span, words
from bot.lists.phrases import (
    DATE,
    DIGIT,
    DOCUMENT,
    MONTH,
    YEAR,
    has_capitals,
    is_authors,
    is_name,
    is_signature,
    signs,
)
from bot.lists.reading.entry.citation import Attribution, find_attribution, find_lone_attribution, find_signature
from bot.lists.reading.entry.parts import AWARD, GLUE, PRIZES, Reading, is_fact, trim
from bot.lists.reading.entry.places import EVENT
from bot.patterns import rare

CLOSING = re.compile("[)）]")
DOCUMENT_END = rare(rf"{DOCUMENT}$")
#: A note in brackets at the end of a title, of the venue or the date.
NOTED = rare(r"[\s,.]*[(（]([^()（）]*)(?:[)）]\s*(?:,[^()]*)?)?$")
#: "VLDB 2021" at the beginning of such a note, whatever follows.
NOTED_VENUE = rare(r"\s*+([^\d,;:]{2,60}?)[\s,]*+(?:(?:19|20)\d\d|['’`]\d\d)\b")
#: "Stanford, VLDB 2021" in one.
LAST_VENUE = rare(r"[,;]\s*([^\d,;:]{2,60}?)[\s,]*(?:(?:19|20)\d\d|['’`]\d\d)$")
#: What leads from a title to the venue behind it.
LEADING = rare(r"\s+in[\s:]*$", re.I)
#: A dash between words, or behind the last one; a semicolon.
DASH = re.compile(r"\s(?:--?|//?|[–—·•])(?=\s|$)|;(?=\s)")
#: The account or the place of the authors at the end of a title.
AT = re.compile(r"\s*\(@[^()]*\)$")
#: "KDD 2007: ", "KDD (2007). " or "OSDI 16 -- " before a title.
HEADED = rare(
    rf"[(\[](?:\w[\w&/ ,'’-]{{1,60}}?\d\d(?:,? (?i:{PRIZES}))?|(?:19|20)\d\d[\d./-]{{0,6}})[)\]][.,:]?\s"
    r"|[(\[]?[A-Za-z][\w&/ -]{1,60}?(?:[ ,'’(-]{0,2}(?:19|20)\d\d(?:[.,]\d\d?)?|[ '’]{0,2}\d\d)"
    r"(?:[)\]]?[:：]|(?:(?<=\d{4})|(?<=\d{4}[.,]\d)|(?<=\d{4}[.,]\d\d))[)\]]?[.,]|[)\]]?\s--?|\s[–—|]"
    rf"|[)\]]? \(?(?i:{PRIZES})\)?[.,:])(?:\s|(?<=：)|(?<=\d,)(?=[A-Z][a-z]*\s))"
    r"|(?:19|20)\d\d(?:[.,:]|\s[-–—|])\s"
)
#: "AAAI 2018 " before a title that is not called by what took place then.
BARE_HEAD = rare(
    r"([A-Z][\w&/-]+) (?:19|20)\d\d\s+(?=[A-Z][^.:]* [^.:]* )"
    rf"(?!(?:\S+\s){{0,2}}(?i:{EVENT.pattern}|task|cup|lecture|overview|program|report|paper))"
)
#: " KDD'07" or " KDD (2007)" behind a title without a mark between, which is not about what took place then.
BARE_TAIL = rare(
    r"(?<=[\w?!)]) (?<! (?:of|at|in|on) )(?<! (?:the|for|and) )(?<! from )"
    r"(?:(?:IEEE|ACM) )?([A-Z][\w&/-]*[A-Z]\w*)( (?:19|20)\d\d| ?['’]\d\d)?$"
)
#: "16-ATC-" or "2023-NeurIPS: " before a title.
JOINED = rare(r"((?:19|20)?\d\d)-([A-Z][A-Za-z& ]+?)(?:-(?=\S)|:\s)")
#: "3. " before a title, within its marks, or "Paper 3: ".
NUMBERED = rare(r"(?:(?!(?:19|20)\d\d)\d{1,4}\.\s?|Paper #?\d{1,3}[:.]\s)(?=[A-Z][a-z])")
#: Its year with what stands behind it, which few titles have: the search for the whole takes long.
HEAD_MARK = re.compile(r"\d[.,]?\d(?:[)\]]?[:：.,\s]|[\d./-]{0,6}[)\]])")
#: ", One et al., ICRA 2016", ": One et al." or ", One and Two, ICRA 2016" at the end of a title.
SIGNED_END = rare(
    rf"(?:,\s*|:\s+)({INITIAL}[^\W\d]+(?:\s+et al\.?|\s+and\s+{INITIAL}[^\W\d]+))"
    r"(?:,?\s+((?:[A-Za-z][^,]{1,40}?\s+)?(?:19|20)\d\d)|(?<= al)|(?<= al\.))\s*$"
)
#: ", One" at its end, where others name people.
LAST_NAME = rare(rf",\s+({FAMILY})$")
#: " -- PondNet" at its end: what the paper is called for short.
NICKNAME = rare(r"\s(?:--?|[–—])\s+((?=\w*[A-Z\d]\w*[A-Z\d])(?![IVX]+$)[A-Z]\w*(?:[-.+]\w+)*)$")
STOP = re.compile(r"(?<=[.,?!])(?<! [A-Z]\.)\s+")
#: A last sentence of a title, which begins with no article, and a year behind it.
SENTENCE = rare(r"\.(?:(?<=[^\W_]{2}\.)|(?<=[)?!]\.))\s+((?!An? |The )[A-Z][^.?!:;]{2,70})$")
BEHIND = rare(r"[\s,.(]*(?:19|20)\d\d(?!\d)")
#: So many names behind a dash are no words of a title.
MANY = 3
#: "J." in a name.
WITH_INITIAL = rare(rf"\b{INITIAL}\.(?= )")
#: A title of fewer characters is cut no further.
SHORTEST = 9
#: Behind a tag a title has at least so many words.
FEWEST_WORDS = 2
TAIL = rare(
    rf"(?:(?<!\s)[.,;?!]?\s++|\s?,)([^.,;:?!]{{2,60}}?)[\s,]*+(?:\b(?i:{MONTH})\.?,?\s+)?"
    r"(?:\(?((?:19|20)\d\d(?<!\d[-–]\d{4}))\)?|['’`](\d\d))(?: [Ww]orkshops?)?[.,;\s]*$"
)
#: "[Survey] " before a title says what kind of paper it is, "[2020][Acme] " when and by whom, "(PX-Net) " its name for
#: short.
TAG_SIGNS = ("[", "【", "(")
TAGGED = rare(
    r"(?:[\[【][^\[\]【】\n]{1,40}[\]】][\s:]*|\((?=[^()]*[A-Z][^()]*[A-Z])[A-Za-z\d][\w.+/-]{1,20}\)\s+(?=[\w\"“]))+"
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

#: Functions that find where a title ends.
Ends = frozenset[Callable[[Reading, int, int], int]]


def trim_title(reading: Reading, start: int, end: int, *, without: Ends | None = None) -> Span:
    """Cut from a title, one after the other, what stands before it and what stands behind it.

    `without`: the ends that are not looked for; unless it is said, UNSURE in a table's row, and none elsewhere.
    """
    text = reading.text
    start, end = trim(text, start, end)
    said = signs(text[start:end])
    if without is None:
        without = UNSURE if reading.row else NO_ENDS
    for find_start, needed in STARTS:
        if not said.isdisjoint(needed) and (place := find_start(reading, start, end)) != start:
            start, end = trim(text, place, end)
    for find_end, needed in ENDS:
        if said.isdisjoint(needed) or find_end in without:
            continue
        if (place := find_end(reading, start, end)) != end:
            start, end = trim(text, start, place)
            if find_end is start_of_names:
                # Where it appeared may stand before them.
                return trim_title(reading, start, end, without=without | END_OF_NAMES)
    return start, end


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


def start_of_attribution(reading: Reading, start: int, end: int) -> int:
    """Note who wrote a paper, where and when, behind a dash, as "A title — One et al. (KDD, 2007)"; return its end."""
    dash = next(reversed(list(DASH.finditer(reading.text, start, end))), None)
    if dash is None or dash.start() - start < SHORTEST:
        return end
    said = reading.text[dash.end() : end]
    told = find_attribution(said, reading.phrases) or find_lone_attribution(said, reading.phrases)
    if told is None:
        return end
    note_told(reading, told, dash.end())
    return dash.start()


def note_told(reading: Reading, told: Attribution, place: int) -> None:
    """Note what was found in a stretch that begins at a place."""
    for kind, span in zip(told._fields, told, strict=True):
        reading.add_first(kind, span and (place + span[0], place + span[1]))


def names_people(reading: Reading, text: str, *, last: bool) -> bool:
    """Tell whether a text is names: several, many if it is the `last` and has no initial, fewer where it is sure."""
    sure = reading.signed == "behind" or leaves_out(text)
    if reading.row or reading.signed == "never" or not is_authors(text, marked=sure):
        return False
    return sure or len(NAME_BREAK.split(text)) >= (MANY if last and not WITH_INITIAL.search(text) else 2)


def leads(reading: Reading, text: str, rest: str) -> bool:
    """Tell whether words before a title and their colon or stop are a venue with its year, whatever it is called."""
    found = NOTED_VENUE.fullmatch(text) if len(words(rest)) > FEWEST_WORDS and not is_authors(rest) else None
    return found is not None and reading.phrases.is_venue(found[1], dated=True)


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


def find_note(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return what stands in brackets at the end of a title."""
    bracketed = any(text.find(sign, start, end) >= 0 for sign in "(（")
    return NOTED.search(text, start, end) if bracketed else None


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
        or bool(found and reading.phrases.is_venue(found[1], dated=True))
        or bool(last and reading.phrases.is_venue(last[1], dated=True, strict=True))
    )


def start_of_byline(reading: Reading, start: int, end: int) -> int:
    """Note names in brackets at the end of a title, with a year; return where the title ends."""
    noted = find_note(reading.text, start, end)
    if noted is None:
        return end
    told = find_attribution(noted[1], reading.phrases) or find_signature(noted[1], reading.phrases)
    if told is None:
        return end
    note_told(reading, told, noted.start(1))
    return noted.start()


def start_of_signature(reading: Reading, start: int, end: int) -> int:
    """Return where names begin at the end of a title: with "et al.", a venue or a year, or as beside it; else `end`."""
    signed = SIGNED_END.search(reading.text, start + 1, end)
    if signed is None and reading.signed == "behind" and not reading.has("authors"):
        signed = LAST_NAME.search(reading.text, start + SHORTEST, end)
    names = NAME_BREAK.split(ET_AL.sub("", signed[1])) if signed else ()
    return signed.start() if signed and all(map(is_name, names)) else end


def start_of_date(reading: Reading, start: int, end: int) -> int:
    """Return where the date or the year begins at the end of a title; `end` where none does."""
    if not DIGIT.search(reading.text, max(start, end - LONGEST_YEAR), end):
        return end
    found = DATED.search(reading.text, start, end) or YEARED.search(reading.text, start, end)
    # "From May 2020 to June 2021" is the title's own.
    return found.start() if found and not TIMED.search(reading.text, start, found.start()) else end


def start_of_names(reading: Reading, start: int, end: int) -> int:
    """Return where the names begin that stand behind a title of three words or more; `end` where none do."""
    known = reading.signed == "never" or reading.has("authors")
    for found in [] if known else list(STOP.finditer(reading.text, start, end))[:9]:
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


#: What finds where a title begins, and what finds where it ends, in this order, each with the signs without which it
#: finds nothing, "0" for any digit; some not where a mark shows it.
STARTS = (
    (end_of_number, ".:"),
    (end_of_tags, TAG_SIGNS),
    (end_of_joined, "0"),
    (end_of_head, "0"),
    (end_of_date, "0"),
)
ENDS = (
    (start_of_file, "."),
    (start_of_document, "]"),
    (start_of_attribution, "-–—·•/;"),
    (start_of_dashed, "-–—·•/;"),
    (start_of_nickname, "-–—"),
    (start_of_open, "(（"),
    (start_of_account, "@"),
    (start_of_lead, " "),
    (start_of_byline, "(（"),
    (start_of_signature, ",:"),
    (start_of_note, "(（"),
    (start_of_place, "."),
    (start_of_preprint, "0"),
    (start_of_tail, "0"),
    (start_of_bare, " "),
    (start_of_led, "0"),
    (start_of_known, ","),
    (start_of_date, "0"),
    (start_of_names, ".,?!"),
)
NO_ENDS: Ends = frozenset()
END_OF_NAMES: Ends = frozenset({start_of_names})
#: Words of the title where bold or a cell of a table shows where it ends.
UNSURE = END_OF_NAMES | {start_of_date}
