"""The titles that an unlabelled line gives: in quotes, marked, in a list's entry or by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogue.venues import Venues
from bot.intake.text import tagger
from bot.intake.text.lines import Line
from bot.intake.text.mention import Strength
from bot.intake.text.parts.addresses import find_target, strip_addresses
from bot.intake.text.parts.citations import find_cited_title, strip_authors
from bot.intake.text.parts.labels import read_field
from bot.intake.text.parts.names import (
    begins_title,
    find_subject,
    first_part,
    is_name,
    is_something_else,
    is_title,
    is_title_case,
    speaks,
    tidy,
)
from bot.intake.text.parts.sections import MOST_MARKED, is_section
from bot.intake.text.parts.venues import MENTION, strip_venue

Found = tuple[str, Strength]

NAME_BEGINS = re.compile(r"[A-Z0-9]|\w+[A-Z0-9]")

REQUESTING = re.compile(r"\b(?:can|could|would|will|may|might)\b", re.IGNORECASE)

ASKING = re.compile(
    r"\b(?:what|why|how|which|when|where|who|is|are|do|does|did|can|could|should|will|was|were|has|have|must|may)\b",
    re.IGNORECASE,
)


def find_titles(line: Line, venues: Venues, *, where: str) -> list[Found]:
    """Return the titles that a line without a linked one gives, the quoted ones if there are any.

    `where` is what stands around the line.
    """
    text = strip_addresses(line.text)
    if quoted := list(find_quoted(line, text, introduced=where.endswith("True"))):
        return quoted
    if heads_with_name(line, venues) or (line.bold and is_lead_in(line, line.bold[0])):
        return []
    if cited := find_cited_title(text):
        return [(tidy(cited), Strength.ENTRY)]
    ways = (find_marked(line, text), find_tagged(line, venues, where=where), find_entry(line, text, venues))
    return next((titles for way in ways if (titles := list(way))), [])


def find_marked(line: Line, text: str) -> Iterator[Found]:
    """Yield the words in bold or italics with which an entry begins, or of which a line consists."""
    for title in [*line.bold, *line.italics][:MOST_MARKED]:
        # A short line in bold heads what follows.
        is_whole = len(title) * 10 >= len(text) * 8 and (len(title.split()) >= 5 or ": " in title)
        begins = line.place in ("item", "row") and text.lstrip(" *_-").startswith(title)
        if (begins or is_whole) and can_be_title(title) and not is_section(text, title):
            yield tidy(title), Strength.ENTRY
            return


def find_entry(line: Line, text: str, venues: Venues) -> Iterator[Found]:
    """Yield the words before the link or the venue of an entry in which nothing else shows a title."""
    is_row = text.lstrip().startswith("|")
    if (line.place in ("item", "row") or is_row) and (has_paper(line) or strip_venue(text, venues) != text):
        start = text.partition("|")[2].partition("|")[0] if is_row else line.text
        start = start if is_row or not line.links else start[: line.links[0].start]
        title = tidy(first_part(start, venues))
        if can_be_title(title) and (len(title.split()) >= 4 or ": " in title):
            yield title, Strength.ENTRY


def find_tagged(line: Line, venues: Venues, *, where: str) -> Iterator[Found]:
    """Yield the titles that the tagger finds, but for what is something else beyond doubt."""
    for start, end in tagger.find_titles(line, where=where):
        said = line.text[start:end]
        # Who links the name of a paper and goes on in lower case says what it is: "[Lyra](address): a benchmark".
        ends = [link.end for link in line.links if link.text and start <= link.start < link.end < end]
        if ends and not is_title_case(line.text[ends[0] : end]):
            continue
        marked = next((words for words in [*line.bold, *line.italics] if words in said and can_be_title(words)), said)
        title = tidy(strip_authors(strip_lead(strip_venue(marked, venues))))
        # A question mark behind a request put as a question is none of the title's.
        title = title.rstrip("?") if REQUESTING.search(line.text[:start]) and not ASKING.search(title) else title
        if not can_be_title(title) or is_label(line.text, said) or is_section(line.text, marked):
            continue
        is_whole = (end - start) * 10 >= len(strip_addresses(line.text)) * 7
        is_entry = line.place in ("item", "row", "cell") or is_whole or where.endswith("True")
        yield title, Strength.ENTRY if is_entry else Strength.LOOSE


def can_be_title(title: str) -> bool:
    """Tell whether words can be a title by their number and are nothing else beyond doubt."""
    return is_title(title) and not is_something_else(title)


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


def strip_lead(title: str) -> str:
    """Return a title without the venue and year before it: "TKDD24: A Study of Things"."""
    lead, colon, rest = title.partition(": ")
    found = MENTION.fullmatch(lead)
    return rest if colon and found and found[1].isupper() else title


def has_paper(line: Line) -> bool:
    """Tell whether a line links a paper or code."""
    return any(
        find_target(link, "", read_field(line.text[:40]), is_title=False) in ("paper", "code") for link in line.links
    )


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
