"""Venues that a text mentions: "ICLR 2026", "NIPS'23", "accepted by TPAMI", "(WACV 2025)"."""

from __future__ import annotations

import re

from bot.catalogue.venues import Venues, expand_year

#: A name with its year; Chinese letters may be glued to either side.
MENTION = re.compile(
    r"(?<![A-Za-z0-9])(\d?[A-Za-z][A-Za-z&]{1,11})(?![A-Za-z&])[\s_’'‘(),*-]{0,4}((?:19|20)?\d\d)(?!\d)(?!\s?(?:%|x\b|B\b"
    r"|K\b|papers))"
)
ACCEPTED = re.compile(
    r"(?:accept|publish|appear|present)\w{0,4}(?:\s(?:as|an?|oral|poster|spotlight|paper)){0,4}\s(?:by|at|in|to"
    r"|for)\s(?:the\s|IEEE\s|ACM\s)?([A-Z][A-Za-z&]{2,11})\b"
)
#: An acronym in brackets, or after these words, is a venue also where the list does not know it.
CONTEXT = re.compile(
    r"(?:[\[(（【|]|accepted\s\w{2,3}|published\s(?:in|at)|appear\s(?:in|at)|venue:?|被|于)\s?(?:the\s)?$",
    re.IGNORECASE,
)
#: A sentence about a paper goes on like this; its title has ended.
APPEARED = re.compile(
    r"[\s,]{1,3}(?:which\s)?(?:is|was|has\sbeen|have\sbeen|got|gets|will\sbe)\s"
    r"(?:(?:now|just|recently|finally|already|also|officially)\s){0,2}"
    r"(?:published|accepted|presented|available|to\sappear|out|(?:at|in|on)\s(?=[A-Z]))",
)
#: Names that are written before a year and are no venue.
NO_VENUE = frozenset({
    "ARXIV", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC", "GPT", "LLM",
    "YEAR", "SINCE", "USA", "COPYRIGHT",
})  # fmt: skip


def find_venue(text: str, venues: Venues, *, is_label: bool = False) -> str | None:
    """Return the first venue that a text mentions, as "NAME YEAR" or "NAME"; `is_label`: the text is a venue's name."""
    known = find_known(text, venues)
    if known:
        return known
    if is_label:
        return name_whole(text)
    for found in MENTION.finditer(text):
        name, year = found[1], full_year(found[2])
        is_acronym = name.isupper() and 3 <= len(name) <= 8 and name not in NO_VENUE
        if year and is_acronym and CONTEXT.search(text[max(0, found.start() - 20) : found.start()]):
            return f"{name} {year}"
    accepted = ACCEPTED.search(text)
    venue = venues.find_name(accepted[1]) if accepted else None
    return venue.name if venue else None


def find_known(text: str, venues: Venues) -> str | None:
    """Return the first known venue with a year."""
    for name, digits in MENTION.findall(text):
        venue, year = venues.find_name(name), full_year(digits)
        if venue and year and (name in (venue.name, *venue.aliases) or name.upper() == venue.name or len(name) > 3):
            return f"{venue.name} {year}"
    return None


def full_year(digits: str) -> int | None:
    """Return the year that two or four digits give, None for another number."""
    year = int(digits) if len(digits) == 4 else expand_year(int(digits))
    return year if 1950 <= year <= 2100 else None


def name_whole(text: str) -> str | None:
    """Return what stands behind the label of a venue, without an excuse like "N/A" or "under review"."""
    text = " ".join(text.split()).strip(" .*_")
    if (
        not text
        or len(text) > 150
        or re.match(r"(?:n/?a|none|no|-|tbd|unknown|under review|submitted|暂无|无)\b", text, re.IGNORECASE)
    ):
        return None
    return text


def strip_venue(text: str, venues: Venues) -> str:
    """Return a text up to where it tells of the venue: that it appeared, or a name and a year behind a mark."""
    text = APPEARED.split(text, maxsplit=1)[0]
    for found in MENTION.finditer(text):
        before = text[: found.start()].rstrip()
        is_opened = before.endswith(("(", "[", "（"))
        is_marked = is_opened or before.endswith((",", ".", "|", "，", "*", "-", "–", ":"))
        if len(before) > 10 and is_marked and (is_opened or venues.find_name(found[1])):
            return before.rstrip("([,.|（，*-–: ")
    return text
