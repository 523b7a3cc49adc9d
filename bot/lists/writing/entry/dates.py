"""Writes a date as the section writes its dates."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from collections import Counter

from bot.lists.writing.entry.draft import Draft

TWO_DIGITS = re.compile(r"\d{4}[./-]1[0-2](?!\d)")


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
    name = re.search(r"[A-Za-z]{3,}", re.sub(r"\d(?:st|nd|rd|th)", "", old))
    long = name and (len(name[0]) > 4 or name[0].casefold() in ("june", "july"))
    shown = month_name[month] if long else month_abbr[month]
    if re.match(r"\d", old):
        return f"{int(day)} {shown} {year}" if day else f"{shown} {year}"
    if re.search(r"\d,", old) and day:
        return f"{shown} {int(day)}, {year}"
    return f"{shown} {year}"
