"""Makes an entry's text ready to be read: its lines joined where they must be, and hidden what says nothing."""

import re
from collections.abc import Mapping

from bot.lists.inline import (
    BREAK,
    Span,
)
from bot.lists.people import NOTE, is_name
from bot.lists.phrases import Phrases
from bot.lists.reading.entry.names import named_first
from bot.lists.reading.entry.parts import (
    PREFIX,
    SHORTCODE,
    TAG,
    Reading,
    Signed,
    says_what_follows,
)
from bot.lists.reading.entry.words.rest import stated_facts
from bot.patterns import rare

#: What begins a line of a quotation.
QUOTED_LINE = rare(r"(?<=\n)[ \t]*>[ \t]?")
#: "$x_{[M]}$", whose brackets divide no words.
MATH = rare(r"\$(?=\S)[^$\n]{1,80}(?<=\S)\$")
ROUND = str.maketrans("[]<>*_", "()()··")
#: The names of blanks.
BLANK = rare(r"&(?:nb|em|en|thin)sp;")
#: "Authors: " within a line, which says no more than "by" does, with what is before.
AUTHORED = rare(r"^([ \t]*+(?:[-*+] )?+\S[^\n]{0,600}? )([Aa]uthors?:)(?= )", re.M)
#: The same before all else that an entry says.
LED_BY = rare(r"[Aa]uthors?:\s+(?=[^\W\d_])")
#: "**B. Two**", or with a tag, who stands among others, whose page it is, with what may follow.
MARKED_NAME = rare(
    r"((?:\*\*|__|<(?:[bu]|ins|strong)\b[^<>\n]{0,60}>)(?:\\?\*)*)([^*_<>\\\n]{3,40}+)"
    r"((?:\\?[*†‡])*?(?:\*\*|__|</[a-z]+>)(?:\\?[*†‡]|<sup>[^<>\n]{0,8}</sup>)*)([,;.]?)(\s(?:and|&)\s)?"
)
JOINS = (",", ";", "&", " and")
#: Words of a title in bold, before more of it: "Deep **Ponds** of the World", "**Pond**-Level Lakes".
MARKED_PART = rare(r"\*\*(?:(?<=\w \*\*)([^*\n\[\]()`:]+)\*\*(?= [a-z])|([^\s*\[\]()`:]+)\*\*(?=-\w))")
#: Words of a title in a colour of their own.
COLOURED = rare(r"<font\b[^<>\n]{0,80}>([^<>\n]{1,80})</font>", re.I)
#: "*et al.*" behind names.
MARKED_MORE = rare(r"[*_]{1,3}(et\.? ?al\.?,?)[*_]{1,3}")
#: "**Year**: 2020 | **Venue**: ICML", the bar; before words that say what follows a blank will do, behind a bar they
#: need no marks.
LINED_UP = rare(
    r"(?:\||(?<=\S)[ \t])(?=\s*(?:\*\*|__)([^\W\d_][\w /&-]{0,24})(?:(?:\*\*|__):|:(?:\*\*|__)))"
    r"|\|(?=\s*([^\W\d_][\w /&-]{0,24})(?::\s|：))"
)
BAR = re.compile(r"\|(?<=\s\|)(?=\s)")
SIGNS_OF_KEY = (":**", "**:", ":__", "__:", "|")
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


def begin(
    text: str, phrases: Phrases, references: Mapping[str, str], *, row: bool, signed: Signed
) -> tuple[Reading, int]:
    """Return an entry's text with what says nothing hidden in it, and where it begins behind its bullet or number."""
    text = text if row else join_names(join_wrapped(text, phrases))
    text, moved = even_marked(text)
    text = even_text(text)
    mask = text.replace("\n", " ") if row else text
    if "$" in text:
        mask = MATH.sub(lambda found: found[0].translate(ROUND), mask)
    reading = Reading(text, phrases, references, mask, row=row, signed=signed, moved=moved)
    prefix = None if row else PREFIX.match(text)
    start = prefix.end() if prefix else 0
    start = byline.end() if (byline := LED_BY.match(text, start)) else start
    reading.hide(0, start)
    hide_marks(reading)
    if not row and any(map(text.__contains__, SIGNS_OF_KEY)):
        part_facts(reading)
    for found in SHORTCODE.finditer(text):
        reading.hide(*found.span())
    return reading, start


def even_marked(text: str) -> tuple[str, list[Span]]:
    """Return a text, as long as before, without marks within names or a title, and where these stood with the words."""
    moved = []

    def move(found: re.Match[str]) -> str:
        words = next(group for group in found.groups() if group)
        moved.append(found.span())
        return words.rjust(len(found[0]))

    def move_name(found: re.Match[str]) -> str:
        new = unmark(found)
        if new != found[0]:
            moved.append((found.start(1), found.end(3)))
        return new

    text = MARKED_NAME.sub(move_name, text) if "**" in text or "__" in text or "</" in text else text
    text = MARKED_PART.sub(move, text) if "**" in text else text
    return COLOURED.sub(move, text) if "</font" in text else text, moved


def even_text(text: str) -> str:
    """Return a text, as long as before, without marks that break it up, and with "by" for "Authors:"."""
    text = MARKED_MORE.sub(blank_marks, text) if "et al" in text or "et. al" in text else text
    if "uthor" in text:
        text = AUTHORED.sub(lambda found: found[1] + "by".rjust(len(found[2])), text)
    if "*" in text and "\n" in text:
        text = TURNED.sub(on_one_line, TWICE_BOLD.sub(lambda found: " " * len(found[0]), text))
    return BLANK.sub(lambda found: " " * len(found[0]), text) if "&" in text else text


def hide_marks(reading: Reading) -> None:
    """Hide quoted lines, notes and tags; a break begins a line."""
    for found in QUOTED_LINE.finditer(reading.text) if ">" in reading.text else ():
        reading.hide(*found.span())
    if "<" not in reading.text:
        return
    for found in NOTE.finditer(reading.text):
        reading.blank(*found.span())
    for found in TAG.finditer(reading.mask):
        reading.hide(*found.span())
    for found in BREAK.finditer(reading.text):
        reading.cut(found.start())


def part_facts(reading: Reading) -> None:
    """Begin a line where a word says what follows in the middle of one, and at the bars around it."""
    places = [
        found.start()
        for found in LINED_UP.finditer(reading.text)
        if says_what_follows(found[1] or found[2]) or (found[1] and found[0] == "|")
    ]
    bars = (found.start() for found in BAR.finditer(reading.mask)) if places else ()
    for place in (*places, *bars):
        reading.cut(place)


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
