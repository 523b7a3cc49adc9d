"""Reads the cells of a table whose column holds one fact: names, where and when."""

import re
from collections.abc import Callable

from bot.lists.dates import DATE, YEAR, find_stamp
from bot.lists.inline import has_words, is_label, plain, words
from bot.lists.people import is_authors
from bot.lists.phrases import PREPRINT, UNKNOWN
from bot.lists.reading.entry.linking import read_links
from bot.lists.reading.entry.names import end_of_names
from bot.lists.reading.entry.parts import GLUE, Reading, add_trimmed, even_marks, strip_span, with_stop
from bot.lists.reading.entry.words.clauses import classify, split_run
from bot.lists.reading.entry.words.places import note_stamp, note_tail
from bot.patterns import rare

#: The words of a cell.
CELL_WORDS = rare(r"[^\x00\n*`<>\[\]]+")
#: "CHEOPS 22" where venues stand.
DATED_AUTHORS = rare(r"(.*[^\W\d][.)]?)[\s,(]*((?:19|20)\d\d)")
DATED_NAME = rare(r"([^\d,]*[^\W\d][.)]?)[\s,]*['’]?(\d\d)")
#: "47 authors".
COUNTED = rare(r"\s*\d+ (?:authors|people)\s*")
#: "2021 | " or "2024.11 " before a venue.
STAMP_FIRST = rare(rf"\W*(?:{DATE.pattern}|(?:19|20)\d\d)[\s|,:/–—-]+(?=\w)(?![\d./-]+\W*$)", re.I)
#: "2018a", "2018 (revised)", "2018年1月" or "2018.XX" where nobody knows the month.
YEAR_LEADS = rare(r"\s*((?:19|20)\d\d)(?:[a-z](?!\w)|\s*\(|年|[./-](?:[Xx?]{1,2}|00)(?!\w))")
#: What else a cell says of which nothing is known.
NOTHING = frozenset({"", "-", "--", "—", "–", "x", "?", "/"})


def read_as(kind: str) -> Callable[[Reading, int, int], None]:
    """Return the reader of a table's cell that is one fact."""
    note = NOTES[kind]

    def read(reading: Reading, start: int, end: int) -> None:
        read_links(reading, start, end, titled=False)
        for run in CELL_WORDS.finditer(even_marks(reading.open(start, end))):
            if words(run[0]) and not is_unknown(run[0]):
                note(reading, kind, start + run.start(), start + run.end())

    return read


def note_extra(reading: Reading, kind: str, start: int, end: int) -> None:
    """Note what is no fact of a record."""
    reading.add(kind, *strip_span(reading.text, start, end, " \t,;"))


def note_stamped(reading: Reading, kind: str, start: int, end: int) -> None:
    """Note a year or a date, without what is glued to the year or stands in brackets behind it."""
    if not reading.has("year") and (led := YEAR_LEADS.match(reading.text, start, end)):
        reading.add("year", *led.span(1))
        start = led.end(1)
    # In a cell a venue may stand below its date.
    placed = reading.row and find_stamp(reading.text[start:end])[0] is None
    if (reading.has(kind) and not placed) or not classify(reading, start, end):
        add_trimmed(reading, "extra", start, end)


def note_names(reading: Reading, kind: str, start: int, end: int) -> None:
    """Note authors, without the "by" before them, and the year behind them with what stands there besides."""
    if COUNTED.fullmatch(reading.text, start, end):
        reading.add("extra", start, end)
        return
    start += len(reading.text[start:end]) - len(reading.text[start:end].lstrip().removeprefix("by "))
    length = end_of_names(reading.text[start:end]) if YEAR.search(reading.text, start, end) else None
    if length and YEAR.search(reading.text, start + length, end):
        reading.add(kind, start, with_stop(reading.text, start + length))
        split_run(reading, *strip_span(reading.text, start + length, end, GLUE + "()"))
        return
    if dated := DATED_AUTHORS.fullmatch(reading.text[start:end].strip(GLUE + "()")):
        start += reading.text[start:end].index(dated[0])
        note_stamp(reading, start, None, YEAR.search(dated[0]))
        end = start + dated.end(1)
    first, last = strip_span(reading.text, start, end, GLUE)
    reading.add(kind, first, with_stop(reading.text, last))


def note_venue_words(reading: Reading, kind: str, start: int, end: int) -> None:
    """Note a venue, whatever it is called, without its year and its numbers."""
    if led := STAMP_FIRST.match(reading.text, start, end):
        note_stamp(reading, start, *find_stamp(led[0]))
        start = led.end()
    text = reading.text[start:end]
    noted = not is_authors(text) and classify(reading, start, end)
    said = text.strip(GLUE)
    if noted and (reading.has(kind) or YEAR.fullmatch(said) or DATE.fullmatch(said)):
        return
    if not reading.has(kind) and note_tail(reading, start, end, sure=True):
        return
    if (dated := DATED_NAME.fullmatch(text.strip())) and not reading.has("year"):
        start += text.index(dated[0])
        # Where a year stands in full the two digits are a volume.
        meant = "extra" if YEAR.search(reading.mask) else "year"
        reading.add(meant, start + dated.start(2), start + dated.end(2))
        end = start + dated.end(1)
    add_trimmed(reading, "extra" if reading.has(kind) else kind, start, end)


#: How the words of a cell are noted, by the fact of its column.
NOTES = {
    "venue": note_venue_words,
    "authors": note_names,
    "date": note_stamped,
    "year": note_stamped,
    "extra": note_extra,
}


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
            reading.place_label(part)
            return


def is_unknown(text: str) -> bool:
    """Tell whether a cell says that nothing is known."""
    return text.strip(" *_`").casefold() in UNKNOWN | NOTHING
