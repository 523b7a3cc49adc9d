"""Finds where a title ends before the people who wrote the paper."""

import re

from bot.catalogue.identity.authors import ET_AL, FAMILY, INITIAL, NAME_BREAK, leaves_out
from bot.lists.inline import words
from bot.lists.people import COMMON, is_authors, is_name, is_signature
from bot.lists.reading.entry.citation import Attribution, find_attribution, find_lone_attribution, find_signature
from bot.lists.reading.entry.parts import Reading
from bot.patterns import rare

#: A note in brackets at the end of a title, of the venue or the date.
NOTED = rare(r"[\s,.]*[(（]([^()（）]*)(?:[)）]\s*(?:,[^()]*)?)?$")
#: A dash between words, or behind the last one; a semicolon.
DASH = re.compile(r"\s(?:--?|//?|[–—·•])(?=\s|$)|;(?=\s)")
#: ", One et al., ICRA 2016", ": One et al. (2016)" or ", One and Two, ICRA 2016" at the end of a title, or
#: ", Acme Labs: One et al." with where they work.
SIGNED_END = rare(
    r"(?:,\s*|(?:,\s+[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,2})?:\s+)"
    rf"({INITIAL}[^\W\d]+(?:\s+et al\.?|\s+and\s+{INITIAL}[^\W\d]+))"
    r"(?:,?\s+((?:[A-Za-z][^,]{1,40}?\s+)?(?:19|20)\d\d)|\s+\((?:19|20)\d\d\)|(?<= al)|(?<= al\.))\s*$"
)
#: ", One" at its end, where others name people.
LAST_NAME = rare(rf",\s+({FAMILY})$")
STOP = re.compile(r"(?<=[.,?!])(?<! [A-Z]\.)\s+")
#: So many names behind a dash are no words of a title.
MANY = 3
#: "J." in a name.
WITH_INITIAL = rare(rf"\b{INITIAL}\.(?= )")
#: A title of fewer characters is cut no further.
SHORTEST = 9


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


def find_note(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return what stands in brackets at the end of a title."""
    bracketed = any(text.find(sign, start, end) >= 0 for sign in "(（")
    return NOTED.search(text, start, end) if bracketed else None


def start_of_byline(reading: Reading, start: int, end: int) -> int:
    """Note names in brackets at the end of a title, with a year or "et al."; return where the title ends."""
    noted = find_note(reading.text, start, end)
    if noted is None:
        return end
    told = find_attribution(noted[1], reading.phrases) or find_signature(noted[1], reading.phrases)
    if told is None and leaves_out(noted[1]) and is_authors(noted[1]):
        reading.add_first("authors", noted.span(1))
        return noted.start()
    if told is None:
        return end
    note_told(reading, told, noted.start(1))
    return noted.start()


def start_of_signature(reading: Reading, start: int, end: int) -> int:
    """Note names at the end of a title, with "et al.", a venue or a year, or as beside it; return where it ends."""
    signed = SIGNED_END.search(reading.text, start + 1, end)
    if signed is None and reading.signed == "behind" and not reading.has("authors"):
        signed = LAST_NAME.search(reading.text, start + SHORTEST, end)
    names = NAME_BREAK.split(ET_AL.sub("", signed[1])) if signed else ()
    if signed is None or not all(map(is_name, names)):
        return end
    reading.add_first("authors", signed.span(1))
    return signed.start()


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
            and COMMON.isdisjoint(NAME_BREAK.split(names)[0].casefold().split())
            and (is_authors(names, marked=sure) or is_signature(tail))
        ):
            return found.end()
    return end
