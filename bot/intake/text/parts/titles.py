"""The titles that an unlabelled line gives: in quotes, marked, in a list's entry or by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogue.venues import Venues
from bot.intake.text.lines import Line
from bot.intake.text.mention import Strength
from bot.intake.text.parts.addresses import find_target, strip_addresses
from bot.intake.text.parts.citations import find_cited_title, strip_authors
from bot.intake.text.parts.labels import read_field
from bot.intake.text.parts.names import (
    begins_title,
    find_subject,
    first_part,
    is_authors,
    is_bare_title,
    is_name,
    is_title,
    is_title_case,
    speaks,
    tidy,
)
from bot.intake.text.parts.sections import MOST_MARKED, find_section, is_section
from bot.intake.text.parts.stretches import find_unmarked
from bot.intake.text.parts.venues import MENTION, find_venue, strip_venue

Found = tuple[str, Strength]

IN_BRACKETS = re.compile(r"\(([^()\n]{20,250})\)")
NAME_BEGINS = re.compile(r"[A-Z0-9]|\w+[A-Z0-9]")
NAME_THEN_TITLE = re.compile(r"^\W{0,6}([\w.+-]{2,40})[*_]{0,2}\s[-–—]\s(\S[^\n]{10,400})")


def find_titles(line: Line, venues: Venues, *, introduced: bool, is_near: bool) -> list[Found]:
    """Return the titles that a line without a linked one gives, by the surest way in which it gives any.

    `introduced` tells that the line before ends with a colon, `is_near` that a paper is linked soon after.
    """
    text = strip_addresses(line.text)
    if quoted := list(find_quoted(line, text, introduced=introduced)):
        return quoted
    if heads_with_name(line, venues):
        return []
    if cited := find_cited_title(text):
        return [(tidy(cited), Strength.ENTRY)]
    if line.bold and is_lead_in(line, line.bold[0]):
        return []
    ways = (
        find_marked(line, text, venues, introduced=introduced),
        find_named(line, text, venues),
        find_entry(line, text, venues),
        find_alone(line, text, venues, introduced=introduced, is_near=is_near),
        find_loose(line, text, venues),
    )
    found = next((titles for way in ways if (titles := list(way))), [])
    return [(strip_lead(title), strength) for title, strength in found if not is_label(text, title)]


def is_label(text: str, title: str) -> bool:
    """Tell whether a few words before a colon only say what follows: "Where it appeared: ICLR 2026"."""
    return len(title.split()) <= 4 and text.partition(title)[2].lstrip(" *_").startswith((":", "："))


def find_quoted(line: Line, text: str, *, introduced: bool) -> Iterator[Found]:
    """Yield the titles in quotes."""
    is_own = line.place in ("item", "row") or introduced
    for title in line.quoted[:MOST_MARKED]:
        is_whole = not begins_title(text, title) and not is_section(line.text, title)
        if is_title(title) and is_whole and not speaks(title):
            yield tidy(title), Strength.ENTRY if is_own or len(title) * 3 > len(text) * 2 else Strength.LOOSE


def find_marked(line: Line, text: str, venues: Venues, *, introduced: bool) -> Iterator[Found]:
    """Yield the first title in bold or italics."""
    is_own = line.place in ("item", "row") or introduced
    for title in [*line.bold, *line.italics][:MOST_MARKED]:
        # Only what can be a title is looked at further: its length is bounded, and the rest searches the whole line.
        if not is_title(title) or not is_long(title, is_own=is_own) or is_other(line, title):
            continue
        is_whole = len(title) * 10 >= len(text) * 8
        if is_whole or is_title_case(title) or heads_entry(line, title):
            begins = is_own and text.lstrip(" *_-").startswith(title[:20])
            yield tidy(strip_venue(title, venues)), Strength.ENTRY if is_whole or begins else Strength.LOOSE
            return


def is_long(words: str, *, is_own: bool) -> bool:
    """Tell whether marked words are too many for a mere name; fewer are enough in an entry of their own."""
    return len(words.split()) >= (3 if is_own else 5) or ":" in words


def is_other(line: Line, words: str) -> bool:
    """Tell whether marked words that can be a title are authors, a request or a section."""
    return is_authors(words) or speaks(words) or is_section(line.text, words)


def find_named(line: Line, text: str, venues: Venues) -> Iterator[Found]:
    """Yield the title behind a short name: "Lyra - An Efficient ..."."""
    if named := NAME_THEN_TITLE.match(text):
        rest = tidy(first_part(named[2], venues))
        if line.place in ("item", "row") and is_name(named[1], venues) and is_bare_title(rest):
            yield rest, Strength.ENTRY


def find_entry(line: Line, text: str, venues: Venues) -> Iterator[Found]:
    """Yield the title with which an entry or a cell of a row begins."""
    is_row = line.place in ("item", "row") or text.lstrip().startswith("|")
    is_entry = is_row and has_paper(line)
    start = line.links[0].start if line.links else 0
    cells = text.split("|") if text.lstrip().startswith("|") else [text]
    for entry in (first_part(cell, venues) for cell in cells):
        introduced = is_entry and entry in line.text[:start]
        if (line.place in ("item", "row") or line.links) and is_bare_title(entry, introduced=introduced):
            yield tidy(entry), Strength.ENTRY
            return


def find_alone(line: Line, text: str, venues: Venues, *, introduced: bool, is_near: bool) -> Iterator[Found]:
    """Yield the title that a line without a link is."""
    is_free = not line.links and (line.place != "heading" or is_title_case(text))
    if is_free and (is_near or introduced) and is_bare_title(text, introduced=introduced):
        yield tidy(strip_authors(strip_venue(text, venues))), Strength.ENTRY


def strip_lead(title: str) -> str:
    """Return a title without the venue and year before it: "TKDD24: A Study of Things"."""
    lead, colon, rest = title.partition(": ")
    found = MENTION.fullmatch(lead)
    return rest if colon and found and found[1].isupper() else title


def find_loose(line: Line, text: str, venues: Venues) -> Iterator[Found]:
    """Yield the title inside a sentence, else those in brackets."""
    if unmarked := find_unmarked(line.text, line.links, venues):
        if unmarked not in (find_section(line.text) or ""):
            yield unmarked, Strength.LOOSE
        return
    for found in IN_BRACKETS.findall(text):
        if len(found.split()) >= 5 and is_bare_title(found) and not find_venue(found, venues):
            yield tidy(found), Strength.LOOSE


def has_paper(line: Line) -> bool:
    """Tell whether a line links a paper or code."""
    return any(
        find_target(link, "", read_field(line.text[:40]), is_title=False) in ("paper", "code") for link in line.links
    )


def heads_entry(line: Line, words: str) -> bool:
    """Tell whether marked words begin an item or a row that links a paper."""
    return line.place in ("item", "row") and has_paper(line) and line.text.lstrip(" *_-").startswith(words)


def is_lead_in(line: Line, words: str) -> bool:
    """Tell whether marked words only head what the line goes on to say: "**Plug and Play**: works everywhere"."""
    rest = line.text.partition(words)[2]
    return not line.links and re.match(r"\s{0,3}[:：]\s?\S", rest) is not None and not is_title_case(rest)


def find_entry_name(line: Line, venues: Venues) -> str | None:
    """Return the short name with which a line that links a paper begins.

    An item or a row begins so ("[Lyra](address): ...", "HIVE (paper, code)"), and a sentence that tells where it
    appeared.
    """
    if line.links and (subject := find_subject(strip_addresses(line.text), venues)):
        return subject
    if heads_with_name(line, venues):
        return line.bold[0]
    if line.place not in ("item", "row") or not line.links:
        return None
    first = line.links[0]
    head = line.text[: first.end if first.text and not read_field(first.text) else first.start]
    name = re.split(r"[(\[|,]|:\s|\s[-–—]\s", head.strip(" -*:+([|"), maxsplit=1)[0].strip(" *_[]`:")
    leads = [find_target(link, "", None, is_title=False) for link in line.links]
    return name if is_short_name(name) and ("paper" in leads or "code" in leads) else None


def heads_with_name(line: Line, venues: Venues) -> bool:
    """Tell whether an item of a list begins with a short name in bold, and goes on without a mark."""
    is_item = line.place == "item" and not line.links and bool(line.bold)
    if not is_item or not line.text.lstrip().startswith(line.bold[0]):
        return False
    return (
        is_name(line.bold[0], venues)
        and re.match(r"\s(?:in|on|at|for|is|by)\b|\s[(（]", line.text.partition(line.bold[0])[2]) is not None
    )


def is_short_name(text: str) -> bool:
    """Tell whether the first words of an entry can be a paper's short name: up to three, with a capital or digit."""
    is_short = 2 < len(text) <= 40 and len(text.split()) <= 3
    return is_short and not read_field(text) and not speaks(text) and NAME_BEGINS.match(text) is not None
