"""Tells the parts of an entry's text apart: title, links, authors, venue, year, date, and what is none of these."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import unescape

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.paper import Link
from bot.lists.inline import Token, has_words, is_label, link_kind, plain, scan, words
from bot.lists.page import EntryRecord, Part
from bot.lists.phrases import NOTE, PREPRINT, YEAR, Phrases, is_authors, iso_date
from bot.lists.reading.entry.citation import find_venue, find_year
from bot.lists.reading.entry.clauses import (
    classify,
    note_person,
    note_stamp,
    split_run,
)
from bot.lists.reading.entry.linking import promote_link, read_links
from bot.lists.reading.entry.parts import (
    GLUE,
    KEYED,
    PREFIX,
    TAG,
    Reading,
    add_trimmed,
    even_marks,
    find_keys,
    says_what_follows,
    strip_span,
)
from bot.lists.reading.entry.titling import (
    bold_title,
    extend_title,
    find_quoted,
    find_title,
)
from bot.lists.reading.table import head_role

#: What names may follow.
SIGNED = re.compile(r"\s*by\s")
#: The last word before names that have marks of their own.
BYLINE = re.compile(r"(?:^|\s)by[\s:]*$")
#: The words of a cell.
CELL_WORDS = re.compile(r"[^\x00\n*_`<>\[\]]+")
#: ":fire:", a picture and no word.
SHORTCODE = re.compile(r":(?<![\w:/]:)[a-z0-9_+-]+:(?![\w/])")
#: A stop or a comma behind a word, which no journal's name has.
STOPPED = re.compile(r"[^\W\d_]{3}[.,]\s")
#: A journal's name has no more words than this.
LONGEST_TAIL = 8
#: "CHEOPS 22" where venues stand.
DATED_NAME = re.compile(r"([^\d,]*[^\W\d][.)]?)[\s,]*['’]?(\d\d|(?:19|20)\d\d)")
#: "2019 WIFS" where years stand.
PLACED = re.compile(r"\s*((?:19|20)\d\d)[\s,.-]+([^\W\d_][^\n]{1,40}?)\s*")
#: Words without marks between them; with them in brackets the short name of a venue before its year, or a nickname.
RUN = re.compile(
    r"[^\x00\x01\n|\[\]*`<>\"“”()（）【】]+"
    r"(?:(?:(?<=[\w.] )\([A-Z][\w&+@-]{1,11}\)(?=[\s,.]*(?:(?:19|20)\d\d|$))"
    r"|(?<=[a-z ])\([A-Z][a-z]+\)(?= ?[A-Z][a-z]+[ ,.]))"
    r"[^\x00\x01\n|\[\]*`<>\"“”()（）【】]*)*"
    r"|(?<=\x00)\([^()\n\x00]*\)",
    re.M,
)
#: A year directly behind words that have marks.
FOLLOWED = re.compile(r"[*_]+[\s,.(]*(?:(?:19|20)\d\d|['’]\d\d)(?!\d)")
#: Behind a comma a line goes on in the next.
CONTINUED = re.compile(r"\n(?<=,\n)")
FACTS = frozenset({"authors", "venue", "year", "date"})
#: The columns of a table row: (start, end, role); one stretch of role "any" for everything else.
Stretch = tuple[int, int, str]


def read_record(
    text: str,
    phrases: Phrases,
    references: Mapping[str, str],
    stretches: Sequence[Stretch] = (),
    *,
    row: bool = False,
) -> tuple[EntryRecord, tuple[Part, ...]]:
    """Return what an entry says and where. `stretches`: places whose roles are known, as the cells of a `row` are."""
    reading = Reading(text, phrases, references, text, row=row)
    prefix = PREFIX.match(text)
    start = 0
    if prefix and not row:
        start = prefix.end()
        reading.hide(0, start)
    for found in NOTE.finditer(text) if "<" in text else ():
        reading.blank(*found.span())
    for found in TAG.finditer(reading.mask) if "<" in text else ():
        reading.hide(*found.span())
    for found in SHORTCODE.finditer(text):
        reading.hide(*found.span())
    for first, last, role in stretches if row else (*keyed_facts(reading), *stretches, (start, len(text), "any")):
        READERS.get(role, read_rest)(reading, first, last)
    reading.parts.sort(key=lambda part: (part.start, part.end))
    return make_record(reading), tuple(reading.parts)


def keyed_facts(reading: Reading) -> list[Stretch]:
    """Return the rests of the lines that begin with a fact's name, as "**Venue**: ICML", and hide those names.

    In the first line that is only "Title: ...": what else begins like this is a title with a colon.
    """
    found = []
    for key in find_keys(reading.mask):
        role, end = head_role(key[1]), reading.text.find("\n", key.end())
        if role == "title" or (role in FACTS and "\n" in reading.text[: key.start(1)]):
            found.append((key.end(), end if end >= 0 else len(reading.text), role))
            reading.hide(key.start(1), key.end())
    return found


def read_any(reading: Reading, start: int, end: int) -> None:
    """Read an entry, or a table's title cell, of which nothing is known beforehand."""
    quoted = None if reading.has("title") else find_quoted(reading, start, end)
    read_links(reading, start, end, titled=quoted is None and not bold_title(reading, start, end), quoted=quoted)
    if quoted is None and not reading.has("title"):
        promote_link(reading, start, end)
    if not reading.has("title"):
        find_title(reading, start, end, quoted)
    extend_title(reading, end)
    read_rest(reading, start, end, links=False)


def read_rest(reading: Reading, start: int, end: int, *, links: bool = True) -> None:
    """Read the words that are left: date, year, venue, authors, or none."""
    if links:
        read_links(reading, start, end, titled=False)
    mask = CONTINUED.sub(" ", even_marks(reading.open(start, end)))
    keys = [
        (found.start(1), found.end())
        for found in find_keys(mask)
        if says_what_follows(found[1]) or "\n" in reading.text[: start + found.start()]
    ]
    for key in keys:
        mask = mask[: key[0]] + "\x01" * (key[1] - key[0]) + mask[key[1] :]
    for run in RUN.finditer(mask):
        if not has_words(run[0]):
            continue
        signed = BYLINE.search(run[0])
        first, last = start + run.start(), start + (run.start() + signed.start() if signed else run.end())
        before = mask[max(0, run.start() - 2) : run.start()]
        marked = (before[-1:] in ("*", "_") and before not in ("**", "__")) or SIGNED.match(run[0]) is not None
        if leads_title(reading, first, last) and note_person(reading, first, last):
            continue
        dated = before[-1:] in ("*", "_") and FOLLOWED.match(mask, run.end()) is not None
        if not classify(reading, first, last, marked=marked, dated=dated) and not note_tail(reading, first, last):
            split_run(reading, first, last)


def leads_title(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a run ends in a stop or a comma, and a title in marks of its own follows."""
    title = next((part for part in reading.parts if part.kind == "title"), None)
    between = reading.text[end : title.start] if title else ""
    near = 0 < len(between) <= 4 and not between.strip("*_\"“‘' ")
    return near and reading.text[start:end].rstrip()[-1:] in (".", ",")


def note_tail(reading: Reading, start: int, end: int, *, sure: bool = False) -> bool:
    """Note the venue and the year of words like ", Radiology, 295:1, 2020" behind a title; tell whether they are that.

    `sure`: a venue stands there, whatever it is.
    """
    text = reading.text[start:end]
    year = find_year(text, 0)
    if year is None or reading.has("venue") or not (sure or reading.has("title")):
        return False
    venue = find_venue(text, 0, reading.phrases, sure=sure)
    if venue is None or year[0] < venue[1] or not (sure or is_journal(text, venue, year)):
        return False
    add_trimmed(reading, "venue", start + venue[0], start + venue[1])
    if not reading.has("year") and not reading.has("date"):
        reading.add("year", start + year[0], start + year[1])
    return True


def is_journal(text: str, venue: tuple[int, int], year: tuple[int, int]) -> bool:
    """Tell whether a name with numbers between it and a year is a journal's, which has no stop and no comma in it."""
    name = text[slice(*venue)]
    numbered = any(char.isdigit() for char in text[venue[1] : year[0]])
    other = STOPPED.search(name) or PREPRINT.search(name) or is_authors(name)
    return numbered and not other and len(name.split()) <= LONGEST_TAIL


def read_as(kind: str) -> Callable[[Reading, int, int], None]:
    """Return the reader of a table's cell that is one fact."""

    def read(reading: Reading, start: int, end: int) -> None:
        read_links(reading, start, end, titled=False)
        for run in CELL_WORDS.finditer(reading.open(start, end)):
            first, last = start + run.start(), start + run.end()
            if not words(run[0]) or is_unknown(run[0]):
                continue
            if kind == "venue" and classify(reading, first, last, marked=False) and reading.has("venue"):
                continue
            if kind == "venue" and not reading.has("venue") and note_tail(reading, first, last, sure=True):
                continue
            if kind == "authors" and (dated := DATED_NAME.fullmatch(run[0].strip(GLUE + "()"))):
                first += run[0].index(dated[0])
                note_stamp(reading, first, None, YEAR.search(dated[0]))
                last = first + dated.end(1)
            if kind == "venue" and (dated := DATED_NAME.fullmatch(run[0].strip())) and not reading.has("year"):
                first += run[0].index(dated[0])
                reading.add("year", first + dated.start(2), first + dated.end(2))
                last = first + dated.end(1)
            if reading.has(kind):
                add_trimmed(reading, "extra", first, last)
            elif kind in ("date", "year"):
                if not classify(reading, first, last) and not note_placed(reading, first, last):
                    add_trimmed(reading, "extra", first, last)
            elif kind == "venue":
                add_trimmed(reading, kind, first, last)
            else:
                add_cell(reading, kind, first, last)

    return read


def read_venue_cell(reading: Reading, start: int, end: int) -> None:
    """Read a cell that says where a paper appeared."""
    read_as("venue")(reading, start, end)
    note_linked_venue(reading, start, end)


def note_linked_venue(reading: Reading, start: int, end: int) -> None:
    """Note the venue that a link in a cell for one has as its text, as "[CVPR](u)": it leads to the paper."""
    if has_words(reading.open(start, end)) or reading.has("venue"):
        return
    labels = [part for part in reading.parts if part.kind == "label" and start <= part.start < end]
    for part in labels:
        text = plain(reading.text[part.start : part.end])
        if PREPRINT.fullmatch(text) or (not is_label(text) and reading.phrases.is_venue(text, dated=True)):
            reading.parts.remove(part)
            reading.add("venue", part.start, part.end)
            reading.links[part.group] = Link("paper", reading.links[part.group].url)
            return


def note_placed(reading: Reading, start: int, end: int) -> bool:
    """Note a year and the few words beside it, which say where, as "2019 WIFS" in a column of years; tell whether."""
    found = PLACED.fullmatch(reading.text, start, end)
    if found is None or reading.has("venue") or reading.has("year"):
        return False
    reading.add("year", *found.span(1))
    add_trimmed(reading, "venue", *found.span(2))
    return True


def add_cell(reading: Reading, kind: str, start: int, end: int) -> None:
    """Note the whole words of a cell."""
    first, last = strip_span(reading.text, start, end, GLUE if kind == "authors" else " \t,;")
    if kind == "authors" and reading.text[last - 3 : last + 1] == " al.":
        last += 1
    reading.add(kind, first, last)


def is_unknown(text: str) -> bool:
    """Tell whether a cell says that nothing is known."""
    return text.strip(" *_`").casefold() in (
        "",
        "-",
        "--",
        "—",
        "–",
        "n/a",
        "na",
        "none",
        "tbd",
        "unknown",
        "x",
        "?",
        "/",
    )


def read_title_cell(reading: Reading, start: int, end: int) -> None:
    """Read the cell that holds the title."""
    read_any(reading, start, end)


Reader = Callable[[Reading, int, int], None]
READERS: dict[str, Reader] = {
    "any": read_any,
    "title": read_title_cell,
    "authors": read_as("authors"),
    "venue": read_venue_cell,
    "year": read_as("year"),
    "date": read_as("date"),
    "extra": read_as("extra"),
}


def make_record(reading: Reading) -> EntryRecord:
    """Put the parts together."""
    texts: dict[str, str] = {}
    for part in reading.parts:
        if part.kind not in texts and part.kind not in ("label", "url", "badge", "link", "extra"):
            texts[part.kind] = reading.text[part.start : part.end]
    title = unescape(plain(texts.get("title", "")))
    if "rest" in texts:
        title = f"{title}: {plain(texts['rest'])}"
    links = tuple(Link(link.label or bare_label(link.url), link.url) for link in reading.links)
    date = iso_date(texts["date"]) if "date" in texts else None
    stated = YEAR.search(texts.get("venue", ""))
    year = read_year(texts.get("year")) or (int(date[:4]) if date else int(stated[1]) if stated else None)
    found = dict.fromkeys(identifier for link in links if (identifier := identify(link.url)))
    leftover = tuple(plain(reading.text[part.start : part.end]) for part in reading.parts if part.kind == "extra")
    return EntryRecord(
        title,
        links,
        next((link.url for link in links if link.label != "title" and link_kind(link.label, link.url) == "code"), None),
        plain(NOTE.sub("", texts["authors"])) if "authors" in texts else None,
        plain(texts["venue"]) if "venue" in texts else None,
        year,
        date,
        tuple(found),
        leftover,
    )


def bare_label(address: str) -> str:
    """Return what to call a link of which only the address is written: "code" where its host says so, else "paper"."""
    return "code" if link_kind("", address) == "code" else "paper"


def read_year(text: str | None) -> int | None:
    """Return the year that "2023" or "23" means."""
    if text is None or not text.isdigit():
        return None
    value = int(text)
    return value if value > 100 else value + (1900 if value >= 70 else 2000)


def is_keyed(text: str) -> bool:
    """Tell whether a text begins with a word that says what follows, as in "Code: ...", and no title."""
    found = KEYED.match(text)
    return found is not None and says_what_follows(found[1])


def is_facts_only(text: str, phrases: Phrases, references: Mapping[str, str]) -> bool:
    """Tell whether a text without a link that could be a title says nothing but names, a venue, a year or a date."""
    kinds = part_kinds(text, phrases, references)
    known = "extra" not in kinds and bool(kinds & FACTS)
    return known and not any(is_titled(text, token) for token in scan(text, references))


def stated_facts(text: str, phrases: Phrases) -> set[str]:
    """Return which facts a text without links states, whatever else it says."""
    return part_kinds(text, phrases, {}) & FACTS


def part_kinds(text: str, phrases: Phrases, references: Mapping[str, str]) -> set[str]:
    """Return the kinds of what a text says that has no title."""
    reading = Reading(text, phrases, references, text)
    for found in TAG.finditer(text):
        reading.hide(*found.span())
    read_rest(reading, 0, len(text))
    return {part.kind for part in reading.parts}


def is_titled(text: str, token: Token) -> bool:
    """Tell whether a link's text could be a title."""
    label = text[slice(*token.label)]
    boxed = label.startswith("[") or text[: token.start].rstrip(" ")[-1:] in ("[", "(")
    return token.kind == "link" and not is_label(label, boxed=boxed)


def is_self_contained(text: str, references: Mapping[str, str]) -> bool:
    """Tell whether a text has a title of its own beside its links' labels."""
    rest = PREFIX.sub("", text, count=1)
    if is_keyed(rest):
        return False
    kept, place = [], 0
    for token in scan(rest, references):
        kept.append(rest[place : token.start])
        place = token.end
        if is_titled(rest, token):
            return True
    kept.append(rest[place:])
    plain_words = words(TAG.sub(" ", " ".join(kept)))
    return len(plain_words) >= 3
