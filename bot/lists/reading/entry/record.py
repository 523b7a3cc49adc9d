"""Tells the parts of an entry's text apart: title, links, authors, venue, year, date, and what is none of these."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from operator import attrgetter

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.paper import Link
from bot.lists.dates import DIGIT, YEAR, iso_date, read_year
from bot.lists.inline import (
    BESIDE,
    code_address,
    is_label,
    link_kind,
    plain,
    shield_words,
)
from bot.lists.page import EntryRecord, Part
from bot.lists.people import name_people
from bot.lists.phrases import Phrases
from bot.lists.reading.entry.bearing import announces_title
from bot.lists.reading.entry.linking import number_links, promote_link, read_links
from bot.lists.reading.entry.parts import (
    Reading,
    Signed,
    find_keys,
)
from bot.lists.reading.entry.text import begin
from bot.lists.reading.entry.title.finding import bold_title, extend_title, find_quoted, find_title, note_byline
from bot.lists.reading.entry.words.cells import read_as, read_venue_cell
from bot.lists.reading.entry.words.places import part_year
from bot.lists.reading.entry.words.rest import read_rest
from bot.lists.reading.table import FACTS, TIMES, head_role
from bot.patterns import rare

#: A title in a cell that goes on behind a break of the line.
BROKEN = rare(
    r"(?:(?<= (?:by|of|in|on|to))|(?<= (?:for|and|via|the))|(?<= with)|(?<= from))\s*<br ?/?>|<br ?/?>(?=\s*[a-z])"
)
#: "Contributed by ", and the marks around it.
CREDIT = re.compile(r"\W*[A-Z][a-z]+ed by\W*")
#: Where a part begins and ends.
PLACE = attrgetter("start", "end")
#: The parts of which a record has the words.
TOLD = frozenset({"title", "rest", "authors", "venue", "year", "date"})
#: "arXiv:2401.00001".
SERVED = rare(r"((?:ar|bio|med)xiv):\s?\d", re.I)
#: The columns of a table row: (start, end, role); one stretch of role "any" for everything else.
Stretch = tuple[int, int, str]
#: The roles of stretches that may say several facts, each in a line of its own.
OPEN = frozenset({"any", "title"})


def read_record(
    text: str,
    phrases: Phrases,
    references: Mapping[str, str],
    stretches: Sequence[Stretch] = (),
    *,
    row: bool = False,
    signed: Signed = "unknown",
) -> tuple[EntryRecord, tuple[Part, ...]]:
    """Return what an entry says and where. `stretches`: places whose roles are known, as the cells of a `row` are.

    `signed`: where the entries beside it name people.
    """
    reading, start = begin(text, phrases, references, row=row, signed=signed)
    known = stretches if row else (*stretches, (start, len(reading.text), "any"))
    lines = [line for first, last, role in known if role in OPEN for line in keyed_facts(reading, first, last)]
    for first, last, role in (*lines, *known):
        READERS.get(role, read_rest)(reading, first, last)
    note_linked_place(reading)
    reading.parts = sorted([*reading.parts, *reading.extras], key=PLACE)
    return make_record(reading), tuple(with_marks(part, reading) for part in reading.parts)


def with_marks(part: Part, reading: Reading) -> Part:
    """Return a part that begins or ends with words whose marks were taken out, with these marks."""
    for start, end in reading.moved:
        if start < part.start < end:
            part = part._replace(start=start)
        if start < part.end < end:
            part = part._replace(end=end)
    return part


def note_linked_place(reading: Reading) -> None:
    """Note the venue that the link behind a reference has as its text: "One et al. (2020). A title. [Nature](u)"."""
    label = None if reading.has("venue") else reading.find("label")
    if label and reading.cites(label.start):
        name = plain(reading.text[label.start : label.end])
        if not is_label(name) and reading.phrases.venues.find_name(name) is not None:
            reading.place_label(label)


def keyed_facts(reading: Reading, start: int, end: int) -> list[Stretch]:
    """Return the rests of the lines that begin with a fact's name, as "**Venue**: ICML", and hide those names.

    In the first line that is only "Title: ...": what else begins like this is a title with a colon.
    """
    found = []
    mask = reading.open(start, end)
    for key in find_keys(mask):
        role, behind = head_role(key[1]), mask.find("\n", key.end())
        line = (start + key.end(), start + behind if behind >= 0 else end)
        later = "\n" in mask[: key.start(1)]
        titled = role == "title" or (later and announces_title(key[1], reading.text[slice(*line)], reading.references))
        if titled or (role in FACTS and later):
            found.append((*line, "title" if titled else role))
            reading.hide(start + key.start(1), start + key.end())
    return found


def read_title(reading: Reading, start: int, end: int) -> None:
    """Read a stretch that has the title, which may be broken within a cell."""
    for found in BROKEN.finditer(reading.text, start, end) if reading.text.find("<br", start, end) >= 0 else ():
        reading.blank(*found.span())
    read_any(reading, start, end)


def read_any(reading: Reading, start: int, end: int) -> None:
    """Read an entry, or a title, of which nothing is known beforehand."""
    quoted = None if reading.has("title") else find_quoted(reading, start, end)
    bold = bold_title(reading, start, end) if quoted is None else ""
    read_links(reading, start, end, titled=quoted is None and not bold, quoted=quoted)
    if quoted is None and not reading.has("title"):
        promote_link(reading, start, end)
    if not reading.has("title"):
        find_title(reading, start, end, quoted, bold)
    extend_title(reading, end)
    title = reading.find("title")
    start += len(reading.text[start:end]) - len(reading.text[start:end].lstrip("*_"))
    if title and title.start > start:
        # Names and a year may stand alone before the title: "One, A. & Two, B. (2020). [...".
        note_byline(reading, start, title.start)
    read_rest(reading, start, end, links=False)


Reader = Callable[[Reading, int, int], None]
READERS: dict[str, Reader] = {
    "any": read_any,
    "title": read_title,
    "authors": read_as("authors"),
    "venue": read_venue_cell,
    "year": read_as("year"),
    "date": read_as("date"),
    "extra": read_as("extra"),
}


def make_record(reading: Reading) -> EntryRecord:
    """Put the parts together."""
    texts: dict[str, str] = {}
    for kind, start, end, _ in reading.parts:
        if kind in TOLD and kind not in texts:
            texts[kind] = reading.text[start:end]
    title = "" if credits_someone(reading) else unescape(plain(texts.get("title", "")))
    if "rest" in texts:
        title = f"{title}: {plain(texts['rest'])}"
    named = (link if link.label else Link(bare_label(link.url), link.url) for link in reading.links)
    links = (*named, *number_links(reading))
    date = iso_date(texts["date"]) if "date" in texts else None
    venue, stated = part_year(plain(texts["venue"]), reading.phrases) if "venue" in texts else (None, None)
    shown, shown_year = (None, None) if venue else read_badges(reading)
    served = None if venue or shown else read_server(reading)
    year = read_year(texts.get("year") or shown_year or stated) or (int(date[:4]) if date else None)
    found = dict.fromkeys(identifier for link in links if (identifier := identify(link.url)))
    leftover = tuple(plain(reading.text[part.start : part.end]) for part in reading.parts if part.kind == "extra")
    return EntryRecord(
        title,
        links,
        find_code(reading, links),
        name_people(texts["authors"]) if "authors" in texts else None,
        venue or shown or served,
        year,
        date,
        tuple(found),
        leftover,
    )


def find_code(reading: Reading, links: Sequence[Link]) -> str | None:
    """Return the address of the code; in a line like "Environment: [Ponds](u)" no link leads there."""
    code = code_address(links)
    if code is None or "\n" not in reading.text:
        return code
    keys = [key for key in find_keys(reading.text) if BESIDE.search(key[1])]
    lines = [range(key.end(), (reading.text + "\n").index("\n", key.end())) for key in keys]
    beside = {part.group for part in reading.parts if part.kind == "url" and any(part.start in line for line in lines)}
    return code_address(link for number, link in enumerate(links) if number not in beside)


def read_badges(reading: Reading) -> tuple[str | None, str | None]:
    """Return the venue and the year that an entry's badges say, which has no other words of where it appeared.

    One badge says both, or each has one of its own, behind a word for it: "Venue: ICLR", "Year: 2023".
    """
    venue = year = None
    for part in reading.parts:
        said = shield_words(reading.text[part.start : part.end]) if part.kind == "badge" else ""
        key, _, rest = said.partition(" ")
        role = head_role(key) if rest[:1].isupper() or rest[:1].isdigit() else ""
        if role in TIMES:
            year = year or (found[1] if (found := YEAR.match(rest)) else None)
        elif DIGIT.search(said) or role == "venue":
            told, when = read_shown(reading, rest if role in ("venue", "any") else said)
            if told and (when or role == "venue"):
                venue, year = venue or told, year or when
    return venue, year


def read_shown(reading: Reading, said: str) -> tuple[str | None, str | None]:
    """Return the venue and the year in the words of a badge."""
    shown = Reading(said, reading.phrases, {}, said)
    read_rest(shown, 0, len(said))
    texts = {part.kind: said[part.start : part.end] for part in shown.parts}
    venue, stated = part_year(texts.get("venue", ""), reading.phrases)
    date = iso_date(texts.get("date", ""))
    return venue, texts.get("year", stated) or (date and date[:4])


def read_server(reading: Reading) -> str | None:
    """Return the server of preprints of which the link behind a reference has a number as its text."""
    label = reading.find("label")
    found = SERVED.match(reading.text, label.start) if label and reading.cites(label.start) else None
    return found[1] if found else None


def credits_someone(reading: Reading) -> bool:
    """Tell whether an entry is a line like "Contributed by [Ada One](u)", which tells of no paper."""
    title = reading.find("title")
    return title is not None and CREDIT.fullmatch(reading.text, 0, title.start) is not None


def bare_label(address: str) -> str:
    """Return what to call a link of which only the address is written: "code" where its host says so, else "paper"."""
    return "code" if link_kind("", address) == "code" else "paper"
