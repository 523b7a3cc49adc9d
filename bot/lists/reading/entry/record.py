"""Tells the parts of an entry's text apart: title, links, authors, venue, year, date, and what is none of these."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from operator import attrgetter

from bot.catalogue.identity.authors import is_divided
from bot.catalogue.identity.identifiers import identify
from bot.catalogue.paper import Link
from bot.lists.inline import (
    BESIDE,
    BREAK,
    code_address,
    has_words,
    is_label,
    is_titled,
    link_kind,
    plain,
    scan,
    shield_words,
)
from bot.lists.page import EntryRecord, Part
from bot.lists.phrases import DIGIT, NOTE, Phrases, has_capitals, is_authors, is_name, iso_date, name_people
from bot.lists.reading.entry.bearing import announces_title
from bot.lists.reading.entry.cells import read_as, read_venue_cell
from bot.lists.reading.entry.citation import NUMBERS
from bot.lists.reading.entry.clauses import classify, note_first_person, note_last_person, note_signature, split_run
from bot.lists.reading.entry.linking import number_links, promote_link, read_links
from bot.lists.reading.entry.names import named_first
from bot.lists.reading.entry.parts import (
    FOLLOWED,
    GLUE,
    PICTURE,
    PREFIX,
    SHORTCODE,
    TAG,
    ExtraError,
    Reading,
    Signed,
    add_trimmed,
    even_marks,
    find_keys,
    says_what_follows,
)
from bot.lists.reading.entry.places import note_tail, note_venue, part_year
from bot.lists.reading.entry.titling import bold_title, extend_title, find_quoted, find_title, note_byline
from bot.lists.reading.entry.volumes import note_volume
from bot.lists.reading.table import FACTS, head_role
from bot.patterns import rare

#: What begins a line of a quotation.
QUOTED_LINE = rare(r"(?<=\n)[ \t]*>[ \t]?")
#: The names of blanks.
BLANK = rare(r"&(?:nb|em|en|thin)sp;")
#: A title in a cell that goes on behind a break of the line.
BROKEN = rare(
    r"(?:(?<= (?:by|of|in|on|to))|(?<= (?:for|and|via|the))|(?<= with)|(?<= from))\s*<br ?/?>|<br ?/?>(?=\s*[a-z])"
)
#: "Authors: " within a line, which says no more than "by" does, with what is before.
AUTHORED = rare(r"^([ \t]*+(?:[-*+] )?+\S[^\n]{0,600}? )([Aa]uthors?:)(?= )", re.M)
#: The same before all else that an entry says.
LED_BY = rare(r"[Aa]uthors?:\s+(?=[^\W\d_])")
#: What names may follow.
SIGNED = re.compile(r"\s*by\s")
#: The last word before names, or before a venue, that have marks of their own.
BYLINE = re.compile(r"(?:^|\s)(?:by[\s:]*|[Ii]n:[\s]*|(?<=[.,]\s)[Ii]n\s*)$")
#: What leads to a venue that has marks of its own.
PREPOSITION = re.compile(r"[\s,.;:–—-]*(?:in|at)[\s:]*", re.I)
#: "Contributed by ", and the marks around it.
CREDIT = re.compile(r"\W*[A-Z][a-z]+ed by\W*")
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
#: "**B. Two**", or with a tag, who stands among others, whose page it is, with what may follow.
MARKED_NAME = rare(
    r"((?:\*\*|__|<(?:[bu]|ins|strong)\b[^<>\n]{0,60}>)(?:\\?\*)*)([^*_<>\\\n]{3,40}+)"
    r"((?:\\?[*†‡])*?(?:\*\*|__|</[a-z]+>)(?:\\?[*†‡]|<sup>[^<>\n]{0,8}</sup>)*)([,;.]?)(\s(?:and|&)\s)?"
)
JOINS = (",", ";", "&", " and")
#: Words of a title in bold, before more of it: "Deep **Ponds** of the World", "**Pond**-Level Lakes".
MARKED_PART = rare(r"\*\*(?:(?<=\w \*\*)([^*\n\[\]()`]+)\*\*(?= [a-z])|([^\s*\[\]()`]+)\*\*(?=-\w))")
#: "*et al.*" behind names.
MARKED_MORE = rare(r"[*_]{1,3}(et\.? ?al\.?,?)[*_]{1,3}")
#: "**Year**: 2020 | **Venue**: ICML", the bar.
LINED_UP = rare(r"\|(?=\s*(?:\*\*|__)[^\W\d_][\w /&-]{0,24}(?:(?:\*\*|__):|:(?:\*\*|__)))")
#: Two blanks, a backslash or a tag at the end of a line.
HARD_BREAK = re.compile(r"(?:  |\\|<br ?/?>)\n")
WRAPPED = rare(r"(?<=[^\n]{40}[^\s\\>|.:])\n[ \t]*(?=[^\W\d_])")
#: A long line that goes on in the next: a small word ends it, or small letters begin the other.
RUNS_ON = rare(
    r"\n(?<=[^\n]{40}[^\s\\>|.:]\n)(?:(?<= (?:of|in|on|to|an)\n)|(?<= (?:for|and|the)\n)|(?<= (?:with|from)\n)"
    r"|(?=[ \t]*(?:(?:of|in|on|to|for|and|the|with|from)\s|(?!arxiv|https?:|by )[a-z][a-z-]+ [a-z])))"
)
#: "A title of many\nwords https://...", the line break and the rest of the title.
CUT = rare(
    r"[ \t]*(?:[-*+•][ \t]*)?[^\W\d_](?![^\n]*://)[^\n\[\]*\"“<>|]{19,}\w(\n)"
    r"[ \t]*([^\W\d_][^\n\[\]*\"“<>|:]*?)(?:\n[ \t]*)?https?://"
)
#: Italic words that begin in one line and end in the next; a bold title that goes on in bold below.
TURNED = rare(r"\*(?<![\w*]\*)(?=[^\s*])[^*\n]+\n(?:[ \t]+|(?=[^\W\d_]))[^*\n]*\*")
TWICE_BOLD = rare(r"\*\*\n[ \t]*\*\*(?=[a-z])")
#: Behind a comma, and behind "and", a line goes on in the next.
CONTINUED = re.compile(r"\n(?:(?<=,\n)|(?<= and\n))")
#: What leads to sentences, though links are called so as well.
PROSE = frozenset({"abstract", "summary", "note", "notes", "info"})
#: "Ada One (USC), Bo Two": where somebody works whom others follow.
AFFILIATED = rare(r"(?<=[^\W\d_A-Z]) \([A-Z][^()\d\n\x00]{1,40}\)(?=(?:[,;]|,? and| &)\s+[A-Z][\w.'-]+ [A-Z])")
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
    return make_record(reading), tuple(reading.parts)


def note_linked_place(reading: Reading) -> None:
    """Note the venue that the link behind a reference has as its text: "One et al. (2020). A title. [Nature](u)"."""
    label = None if reading.has("venue") else reading.find("label")
    if label and reading.cites(label.start):
        name = plain(reading.text[label.start : label.end])
        if not is_label(name) and reading.phrases.venues.find_name(name) is not None:
            reading.place_label(label)


def begin(
    text: str, phrases: Phrases, references: Mapping[str, str], *, row: bool, signed: Signed
) -> tuple[Reading, int]:
    """Return an entry's text with what says nothing hidden in it, and where it begins behind its bullet or number."""
    text = text if row else join_names(join_wrapped(text, phrases))
    text = MARKED_NAME.sub(unmark, text) if "**" in text or "__" in text or "</" in text else text
    text = MARKED_PART.sub(lambda found: (found[1] or found[2]).rjust(len(found[0])), text) if "**" in text else text
    text = MARKED_MORE.sub(blank_marks, text) if "et al" in text or "et. al" in text else text
    if "uthor" in text:
        text = AUTHORED.sub(lambda found: found[1] + "by".rjust(len(found[2])), text)
    if "*" in text and "\n" in text:
        text = TURNED.sub(on_one_line, TWICE_BOLD.sub(lambda found: " " * len(found[0]), text))
    if "&" in text:
        text = BLANK.sub(lambda found: " " * len(found[0]), text)
    mask = text.replace("\n", " ") if row else text
    reading = Reading(text, phrases, references, mask, row=row, signed=signed)
    prefix = None if row else PREFIX.match(text)
    start = prefix.end() if prefix else 0
    start = byline.end() if (byline := LED_BY.match(text, start)) else start
    reading.hide(0, start)
    for found in QUOTED_LINE.finditer(text) if ">" in text else ():
        reading.hide(*found.span())
    if "<" in text:
        for found in NOTE.finditer(text):
            reading.blank(*found.span())
        for found in TAG.finditer(reading.mask):
            reading.hide(*found.span())
        for found in BREAK.finditer(text):
            reading.cut(found.start())
    for found in () if row or "|" not in text else LINED_UP.finditer(text):
        reading.cut(found.start())
    for found in SHORTCODE.finditer(text):
        reading.hide(*found.span())
    return reading, start


def join_wrapped(text: str, phrases: Phrases) -> str:
    """Return a text with its long lines joined to the next, as Markdown does: where one must be, or others end hard.

    A title without marks goes on, too, where the next line leads to its address and says no facts.
    """
    if "\n" not in text:
        return text
    if HARD_BREAK.search(text) or RUNS_ON.search(text):
        return WRAPPED.sub(lambda found: " " * len(found[0]), text)
    found = CUT.match(text) if "://" in text else None
    if found is None or stated_facts(found[2].rstrip(" \t("), phrases):
        return text
    return f"{text[: found.start(1)]} {text[found.end(1) :]}"


def join_names(text: str) -> str:
    """Return a text whose first line names people before a colon, as DBLP cites, with this line joined to the next."""
    found = named_first(text)
    if found is None:
        return text
    colon = found.end(1) + len(":")
    return text[:colon] + " " * (found.end() - colon) + text[found.end() :]


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


def read_rest(reading: Reading, start: int, end: int, *, links: bool = True) -> None:
    """Read the words that are left: date, year, venue, authors, or none."""
    if links:
        read_links(reading, start, end, titled=False)
    note_volume(reading, start, end)
    # Two strokes part facts as a bar does.
    mask = even_marks(reading.open(start, end)).replace(" // ", " || ")
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


def on_one_line(found: re.Match[str]) -> str:
    """Return what was found, as long as before, without its line break."""
    return found[0].replace("\n", " ")


def blank_marks(found: re.Match[str]) -> str:
    """Return what was found, as long as before, without the marks around its words."""
    return found[1].center(len(found[0]))


def unmark(found: re.Match[str]) -> str:
    """Return a name among others without the marks that single out whose page it is; else what was found."""
    opening, name, closing, stop, joined = found.groups("")
    follows = found.string[max(0, found.start() - 5) : found.start()].rstrip().endswith(JOINS)
    among = follows or joined or stop in (",", ";")
    if not among or " " not in name or not is_name(name):
        return found[0]
    return f"{' ' * len(opening)}{name}{stop}{' ' * len(closing)}{joined}"


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
    """Return the venue and the year that a badge of an entry says, which has no other words of where it appeared."""
    for part in reading.parts:
        said = shield_words(reading.text[part.start : part.end]) if part.kind == "badge" else ""
        if DIGIT.search(said):
            key, _, rest = said.partition(" ")
            said = rest if head_role(key) in ("venue", "any") and rest[:1].isupper() else said
            shown = Reading(said, reading.phrases, {}, said)
            read_rest(shown, 0, len(said))
            texts = {part.kind: said[part.start : part.end] for part in shown.parts}
            venue, stated = part_year(texts.get("venue", ""), reading.phrases)
            if venue and (year := texts.get("year", stated)):
                return venue, year
    return None, None


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


def read_year(text: str | None) -> int | None:
    """Return the year that "2023" or "23" means."""
    if text is None:
        return None
    value = int(text)
    return value if value > 100 else value + (1900 if value >= 70 else 2000)


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
