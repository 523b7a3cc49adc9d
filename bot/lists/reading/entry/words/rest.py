"""Reads the words of an entry that are left beside its title and links: a date, a year, a venue, people, or none."""

import re
from collections.abc import Mapping

from bot.catalogue.identity.authors import is_divided
from bot.lists.dates import DIGIT
from bot.lists.inline import (
    has_words,
    is_label,
    is_titled,
    scan,
)
from bot.lists.people import is_authors
from bot.lists.phrases import PUBLISHED, Phrases, has_capitals
from bot.lists.reading.entry.citation import NUMBERS
from bot.lists.reading.entry.linking import read_links
from bot.lists.reading.entry.parts import (
    FOLLOWED,
    GLUE,
    PICTURE,
    TAG,
    ExtraError,
    Reading,
    add_trimmed,
    even_marks,
    find_keys,
    says_what_follows,
)
from bot.lists.reading.entry.words.authors import note_last_person, note_signature
from bot.lists.reading.entry.words.clauses import classify, note_first_person, split_run
from bot.lists.reading.entry.words.places import note_tail, note_venue
from bot.lists.reading.entry.words.volumes import note_volume
from bot.lists.reading.table import FACTS, head_role
from bot.patterns import rare

#: What names may follow.
SIGNED = re.compile(r"\s*by\s")
#: The last word before names, or before a venue, that have marks of their own.
BYLINE = re.compile(r"(?:^|\s)(?:by[\s:]*|[Ii]n:[\s]*|(?<=[.,]\s)[Ii]n\s*)$")
#: What leads to a venue that has marks of its own.
PREPOSITION = re.compile(r"[\s,.;:–—-]*(?:in|at)[\s:]*", re.I)
#: "in Journal of Tests", in marks.
INSIDE = re.compile(r"[Ii]n:? [A-Z]")
#: "*Journal of Tests* 83 (2)", "*Journal of Tests*, 83, 12-34" or "*J. Tests*, vol. 83".
VOLUMED = re.compile(
    r"[*_]+[\s,.]*(?:vol\.?\s?(?=\d)|\d{1,4}(?:\s*\(\d|,?\s+(?:19|20)\d\d\b|,\s+(?:pp?\.?\s*)?\d+\s*[-–]+\s*\d))"
)
#: Words without marks between them; with them in brackets the short name of a venue before its year, a nickname, or the
#: number of an issue.
RUN = re.compile(
    r"[^\x00\x01\n|\[\]*`<>\"“”«»)（）【】。](?:(?<=\x00\()[^()\n\x00]*\)|(?<!\()[^\x00\x01\n|\[\]*`<>\"“”«»()（）【】。]*"
    r"(?:(?:(?<=[\w.] )\([A-Z][\w&+@-]{1,11}(?: ?['’]?\d\d)?\)(?=[\s,.]*(?:(?:[A-Z][a-z]+ )?(?:19|20)\d\d|$))"
    r"|\([A-Z][a-z]+\)(?= ?[A-Z][a-z]+[ ,.])"
    r"|\([A-Z][A-Za-z &]+\)(?=,? \d{1,3}(?:, no\.|[ ,(:]))"
    r"|(?<=\d)\(\d{1,3}\)(?=[:,.]))"
    r"[^\x00\x01\n|\[\]*`<>\"“”«»()（）【】。]*)*)",
    re.M,
)
#: Behind a comma, and behind "and", a line goes on in the next.
CONTINUED = re.compile(r"\n(?:(?<=,\n)|(?<= and\n))")
#: What leads to sentences, though links are called so as well.
PROSE = frozenset({"abstract", "summary", "note", "notes", "info"})
#: "Ada One (USC), Bo Two": where somebody works whom others follow.
AFFILIATED = rare(r"(?<=[^\W\d_A-Z]) \([A-Z][^()\d\n\x00]{1,40}\)(?=(?:[,;]|,? and| &)\s+[A-Z][\w.'-]+ [A-Z])")


def read_rest(reading: Reading, start: int, end: int, *, links: bool = True) -> None:
    """Read the words that are left: date, year, venue, authors, or none."""
    if links:
        read_links(reading, start, end, titled=False)
    note_volume(reading, start, end)
    # Two strokes part facts as a bar does, and so does a bar of full width.
    mask = even_marks(reading.open(start, end)).replace(" // ", " || ").replace("｜", "|")
    mask = CONTINUED.sub(" ", mask) if "\n" in mask else mask
    mask = mask if mask.isascii() else PICTURE.sub("\x00", mask)
    if ")" in mask and not reading.has("authors"):
        mask = AFFILIATED.sub(lambda found: " " * len(found[0]), mask)
    mask, remarks = hide_keys(reading, start, mask)
    for run in RUN.finditer(mask):
        if has_words(run[0]) and not PREPOSITION.fullmatch(run[0]):
            noted = any(place <= run.start() and "\n" not in mask[place : run.start()] for place in remarks)
            read_run(reading, start, run, noted=noted)


def hide_keys(reading: Reading, start: int, mask: str) -> tuple[str, list[int]]:
    """Return a text without the words before colons that say what follows, and where they say that it is a remark."""
    keys = [
        found
        for found in find_keys(mask)
        if says_what_follows(found[1]) or "\n" in reading.text[: start + found.start()]
    ]
    for key in keys:
        mask = mask[: key.start(1)] + "\x01" * (key.end() - key.start(1)) + mask[key.end() :]
    return mask, [key.end() for key in keys if tells_other(key[1])]


def read_run(reading: Reading, start: int, run: re.Match[str], *, noted: bool) -> None:
    """Read the words between two marks, a match in the text that begins at `start`; `noted`: as a remark."""
    mask, said = run.string, run[0]
    byline = BYLINE.search(said) if "by" in said or "n" in said[-3:] else None
    first, last = start + run.start(), start + run.start() + (byline.start() if byline else len(said))
    last = note_signature(reading, first, last) if " by " in said else last
    if noted:
        add_trimmed(reading, "extra", first, last)
        return
    before = mask[max(0, run.start() - 2) : run.start()]
    turned = before[-1:] in ("*", "_")
    marked = (turned and before not in ("**", "__") and not within_sentence(mask, run.start() - 1)) or (
        SIGNED.match(said) is not None
    )
    leads = leads_title(reading, first, last)
    first = pass_topic(reading, first, last) if leads and ": " in said else first
    last = note_last_person(reading, first, last) if leads else last
    if last == first:
        return
    if stands_for_names(reading, first) and note_first_person(reading, first, last):
        return
    may_place = marked and reading.has("title") and not reading.has("venue")
    if may_place and turned and is_enumerating(mask, run):
        note_venue(reading, first, last)
        return
    if may_place and (INSIDE.match(said) or VOLUMED.match(mask, run.end()) or cites(reading, first, last)):
        note_venue(reading, first, last)
        return
    dated = turned and FOLLOWED.match(mask, run.end()) is not None
    known = classify(reading, first, last, marked=marked or leads, dated=dated)
    if not known and not note_tail(reading, first, last):
        split_run(reading, first, last, marked=leads)


def within_sentence(mask: str, start: int) -> bool:
    """Tell whether a small word stands before the mark at a place, and no "by"."""
    end = mask[max(0, start - 3) : start]
    return end[-1:] == " " and end[:2].isalpha() and end[:2].islower() and end != "by "


def is_enumerating(mask: str, run: re.Match[str]) -> bool:
    """Tell whether all that stands in italics is the name of a venue with commas, and a year or nothing behind it."""
    said, behind = run[0].rstrip(), mask[run.end() :].lstrip("*_,. ")
    named = "," in said and PUBLISHED.match(said) is not None and not DIGIT.search(said) and has_capitals(said)
    return named and mask[run.end() : run.end() + 1] in "*_" and (not behind.strip() or DIGIT.match(behind) is not None)


def cites(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a run in italics stands where references name what published them: behind names, year and title."""
    if not reading.cites(start):
        return False
    name = NUMBERS.split(reading.text[start:end])[0].strip(GLUE)
    return reading.text[end : end + 1] in ("*", "_") and has_words(name) and has_capitals(name)


def tells_other(key: str) -> bool:
    """Tell whether a word before a colon says that what follows is no fact of a record and no link, as "Team" does."""
    told = head_role(key) == "extra" and says_what_follows(key)
    return told and (key.casefold() in PROSE or not is_label(key))


def leads_title(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a run ends in a stop or a comma, or several names in a colon, and a title in marks follows."""
    title = reading.find("title")
    between = reading.text[end : title.start] if title else ""
    near = 0 < len(between) <= 4 and not between.strip("*_[\"“‘«' ")
    said = reading.text[start:end].rstrip() if near else ""
    return said.endswith((".", ",")) or (said.endswith(":") and is_divided(said))


def pass_topic(reading: Reading, start: int, end: int) -> int:
    """Return where the names begin behind what they wrote about, as in "Ponds: A. One, "; `start` without it."""
    place = reading.text.rfind(": ", start, end) + len(": ")
    if not is_authors(reading.text[place:end], marked=True):
        return start
    if not classify(reading, start, place):
        add_trimmed(reading, "extra", start, place)
    return place


def stands_for_names(reading: Reading, start: int) -> bool:
    """Tell whether a run stands directly behind the title, where the entries beside it name people."""
    title = reading.find("title") if reading.signed == "behind" else None
    return title is not None and title.end <= start and not has_words(reading.open(title.end, start))


def is_facts_only(text: str, phrases: Phrases, references: Mapping[str, str]) -> bool:
    """Tell whether a text without a link that could be a title says nothing but names, a venue, a time or an award."""
    try:
        kinds = part_kinds(text, phrases, references, strict=True)
    except ExtraError:
        return False
    return bool(kinds & FACTS) and not any(is_titled(text, token) for token in scan(text, references))


def stated_facts(text: str, phrases: Phrases) -> set[str]:
    """Return which facts a text without links states, whatever else it says."""
    return part_kinds(text, phrases, {}) & FACTS


def part_kinds(text: str, phrases: Phrases, references: Mapping[str, str], *, strict: bool = False) -> set[str]:
    """Return the kinds of what a text says that has no title. Raises ExtraError where it is `strict`."""
    reading = Reading(text, phrases, references, text, strict=strict)
    for found in TAG.finditer(text):
        reading.hide(*found.span())
    read_rest(reading, 0, len(text))
    return {part.kind for part in (*reading.parts, *reading.extras)}
