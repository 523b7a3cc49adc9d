"""Finds a journal, whatever it is called, by the volume and the pages behind its name, and the year with them."""

from bot.lists.dates import DIGIT, find_stamp
from bot.lists.inline import Span, Token, has_words, is_label
from bot.lists.people import is_authors
from bot.lists.phrases import JOINING, PREPRINT, PUBLISHED, has_capitals
from bot.lists.reading.entry.names import end_of_names
from bot.lists.reading.entry.parts import GLUE, Reading, strip_span
from bot.lists.reading.entry.words.places import note_stamp
from bot.patterns import rare

ISSUE = r"(?:\s?\(\d{1,4}(?:[-–/]\d{1,4})?\))?"
PAGES = r"(?:pp?\.\s?)?[A-Za-z]?\d{1,10}(?:\s?[-–]+\s?[A-Za-z]?\d+)?"
#: "578, 82–93 (2020)", "**51** (1995) 1125", "16(2), 1988", "2015, 12(10): 931-934" or "**1999**, 121, 3414": volume,
#: pages and year of a journal's paper.
LOCATOR = rare(
    rf"\d(?<![\w.:/-]\d)\d{{0,3}}(?:\.\w{{1,5}})?[*_]{{0,2}}(?:{ISSUE}[,:]\s?{PAGES},?\s"
    r"\(((?:[A-Z][a-z]+\.?\s)?(?:19|20)\d\d)\)"
    rf"|\s?\(((?:19|20)\d\d)\)[,:]?\s{PAGES}"
    r"|,\s\d+\s?[-–]+\s?\d+(?![-–\d])"
    r"|[*_]{0,2}\s?\(\d{1,3}(?:[-–/]\d{1,3})?\)\s?[,:]\s?"
    rf"(?:((?:19|20)\d\d)(?!\s?[-–\d]|,\s(?:19|20)\d)|{PAGES})"
    rf"|(?<=((?:19|20)\d\d))[,;]\s?[*_]{{0,2}}\d{{1,4}}[*_]{{0,2}}{ISSUE}\s?:\s?{PAGES}"
    rf"|(?<=((?:19|20)\d\d))[*_]{{0,2}},\s[*_]{{0,2}}\d{{1,4}}[*_]{{0,2}}{ISSUE},\s{PAGES})"
)
#: Without one of these there is none; the search for the whole takes long, and that for these if nothing comes first.
SIGNS = ("(", ":", ",")
HINT = rare(
    r"[(:\d](?:(?<=\()(?:(?:[A-Z][a-z]+\.?\s)?\d{4}\)|(?<=\d\()\d|(?<=\d\s\()\d)|(?<=\d:)|(?<=\d\):)|(?<=\d)(?=,\s\d+\s?[-–])"
    r"|(?<=\d)\d[*_]{0,2}, [*_]{0,2}\d+[*_]{0,2}, ?\w?\d)"
)
#: What ends before a journal's name.
EDGE = rare(r"[\x00\n*_\[\]|<>\"“”()（）`;:]")
#: A sentence ends here, or a word of a name that is made short.
STOP = rare(r"\.\s+")
#: "J. Chem", with which the short names of journals begin, as a person's might.
JOURNAL_OF = rare(
    r"J\. (?:Acoust|Am|Appl|Biol|Catal|Chem|Clin|Comput|Exp|Fluid|Geophys|Mater|Math|Mech|Med|Mol|Neurosci|Opt|Org"
    r"|Phys)"
)
#: What may stand around a journal's name.
AROUND = " ,.*_\t-–—"
#: A journal's name has no more words, what stands behind it no more characters.
LONGEST, LONGEST_LOCATOR = 9, 60


def note_volume(reading: Reading, start: int, end: int) -> None:
    """Note the journal before a volume, its pages and a year, and that year."""
    mask = reading.open(start, end)
    if reading.has("venue") or not reading.has("title"):
        return
    if not any(map(mask.__contains__, SIGNS)) or HINT.search(mask) is None:
        return
    found = LOCATOR.search(mask)
    name = find_name(reading, mask[: found.start()]) if found else None
    if found is None or not (name or note_linked(reading, start + found.start())):
        return
    if name:
        reading.add("venue", start + name[0], start + name[1])
    year = next((found.span(group) for group in range(1, 6) if found[group]), (found.end(), found.end()))
    if not reading.has("date"):
        note_stamp(reading, start + year[0], *find_stamp(mask[slice(*year)]))
    for first, last, around in ((found.start(), year[0], GLUE + "("), (year[1], found.end(), GLUE + "()")):
        if DIGIT.search(mask, first, last):
            reading.add("extra", *strip_span(reading.text, start + first, start + last, around))


def note_linked(reading: Reading, place: int) -> bool:
    """Note the journal that the link right before a volume has as its text; tell whether there is one."""
    labels = [part for part in reading.parts if part.kind == "label" and part.end < place]
    label = labels[-1] if labels and not has_words(reading.mask[labels[-1].end : place]) else None
    if label is None or not is_journal(reading.text[label.start : label.end]):
        return False
    reading.place_label(label)
    return True


def cites_journal(reading: Reading, start: int, token: Token) -> bool:
    """Tell whether a link's text is a journal's name: words stand before it, a volume with pages right behind it."""
    behind = reading.text[token.end : token.end + LONGEST_LOCATOR].lstrip(AROUND)
    if not behind[:1].isdigit() or not has_words(reading.text[start : token.start]):
        return False
    return LOCATOR.match(behind) is not None and is_journal(reading.text[slice(*token.label)])


def is_journal(name: str) -> bool:
    """Tell whether a link's text can be the name of a journal, and of no target."""
    return len(name.split()) <= LONGEST and not is_label(name)


def find_name(reading: Reading, before: str) -> Span | None:
    """Return the place of a journal's name at the end of a text, behind the authors, None where none stands there."""
    kept = before.rstrip(AROUND)
    italic = "*" in before[len(kept) :]  # the mark at its end: a colon within it is its own
    edges = (edge.end() for edge in EDGE.finditer(kept) if not (italic and edge[0] == ":"))
    first = max(edges, default=0)
    first, end = strip_span(before, first, len(before), AROUND)
    signed = reading.has("authors") or is_authors(before.partition("\x00")[0].strip(AROUND))
    named = None if signed else end_of_names(before[first:end])
    if named:
        last = before[first : first + named].rpartition(", ")[2]
        # "J. One, Chemical Reviews" reads like two people; who stands last before a volume is the journal.
        shortened = (first + named >= end and "." not in last) or (
            (" " not in last or JOURNAL_OF.fullmatch(last)) and before.startswith(".", first + named)
        )
        first, _ = strip_span(before, first + named - (len(last) if shortened else 0), end, AROUND)
    pieces = [first, *(stop.end() for stop in STOP.finditer(before, first, end))]
    first = pieces.pop()
    while pieces and is_shortened(before[pieces[-1] : first], 2 if named or signed else 1):
        first = pieces.pop()
    head, comma, tail = before[first:end].rpartition(", ")
    if comma and " and " not in tail and tail.rpartition(" ")[2] not in JOINING:
        first += len(head) + len(comma)
    name = before[first:end]
    could = has_words(name) and name[0].isupper() and not (PREPRINT.search(name) or (not signed and is_authors(name)))
    return (first, end) if could else None


def is_shortened(text: str, most: int) -> bool:
    """Tell whether a text up to a stop can be the beginning of a journal's short name: no more words, with capitals.

    "IEEE Trans." may have one more.
    """
    return len(text.split()) <= most + (PUBLISHED.match(text) is not None) and has_capitals(text)
