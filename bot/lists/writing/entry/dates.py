"""Writes a date as the section writes its dates."""

import re
from calendar import month_abbr, month_name
from collections import Counter

from bot.lists.dates import MONTH
from bot.lists.writing.entry.draft import Draft

TWO_DIGITS = re.compile(r"\d{4}[./-]1[0-2](?!\d)")
#: A year, the end of one, the name of a month, or the number of one or of a day.
PIECE = re.compile(
    rf"(?P<year>(?:19|20)\d\d)|(?<=[-'’])(?P<short>\d\d)|(?P<name>\b{MONTH}(?![^\W\d_]))|(?P<number>\d{{1,2}})", re.I
)
#: A day before a month or behind one.
DAY = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?[\s,]+(?=[^\W\d_])|\s+\d{1,2}(?:st|nd|rd|th)?,?(?=\s)", re.I)
NTH = re.compile(r"(?<=\d)(?:st|nd|rd|th)", re.I)


def write_date(draft: Draft, old: str) -> str | None:
    """Return the paper's date as an old one is written; the year alone where it is all that the entry would have."""
    if not draft.facts.date:
        has_year = any(part.kind == "year" for part in draft.template.parts)
        return str(draft.facts.year) if draft.facts.year and not has_year else None
    old = usual_date(draft, old)
    year, month, *day = draft.facts.date.split("-")
    if found := re.fullmatch(r"\d{4}([./-])(\d{1,2})(?:[./-](\d{1,2}))?", old):
        shown = month if len(found[2]) == 2 else str(int(month))
        return found[1].join([year, shown, *(day if found[3] else [])])
    if found := re.fullmatch(r"(\d{1,2})([/-])\d{4}", old):
        return f"{month if len(found[1]) == 2 else int(month)}{found[2]}{year}"
    if re.fullmatch(r"\d{8}", old):
        return f"{year}{month}{day[0] if day else '01'}"
    return named_date(old, year, int(month), day[0] if day else None)


def usual_date(draft: Draft, old: str) -> str:
    """Return a date in the shape that most entries of the section give theirs; the entry's own where none is usual."""
    # The months from October on have two digits however others are written.
    telling = {text: count for text, count in draft.habits.dates.items() if not TWO_DIGITS.match(text)}
    dates = telling or draft.habits.dates
    shapes: Counter[str] = Counter()
    for text, count in dates.items():
        shapes[shape(text)] += count
    usual = shapes.most_common(1)[0][0] if shapes else shape(old)
    named = [text for text in dates if shape(text) == usual and "May" not in text]
    if "May" in old and named:
        # The month of May has one name, long and short.
        return named[0]
    if shape(old) == usual or shapes[usual] <= 0.6 * shapes.total():
        return old
    return next(text for text in dates if shape(text) == usual)


def shape(date: str) -> str:
    """Return what is alike in dates that are written alike."""
    text = re.sub(r"\d", "0", re.sub(r"[A-Za-z]{4,}", "M", re.sub(r"\bMay\b", "M", date)))
    return re.sub(r"[A-Za-z]{3}", "m", text)


def named_date(old: str, year: str, month: int, day: str | None) -> str:
    """Return a date with the month's name, long or short as in another."""
    old = old if day else DAY.sub("", old, count=1)

    def renew(piece: re.Match[str]) -> str:
        match piece.lastgroup:
            case "year":
                return year
            case "short":
                return year[2:]
            case "name":
                long = len(piece[0]) > 4 or piece[0].casefold() in ("june", "july")
                shown = month_name[month] if long else month_abbr[month]
                return shown.upper() if piece[0].isupper() else shown
        return str(int(day or 1))

    return PIECE.sub(renew, NTH.sub("", old))
