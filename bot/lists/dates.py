"""Dates, years and months as people write them."""

import re
from functools import lru_cache

#: How the months are called in English, German and French, long and short. Mars is a planet as well.
MONTHS = (
    r"jan(?:uary|uar|v(?:ier)?)?", r"feb(?:ruary|ruar)?|f[ée]v(?:r(?:ier)?)?", r"mar(?:ch)?|märz|(?-i:mars)",
    r"apr(?:il)?|avr(?:il)?", r"may|mai", r"june?|juni|juin", r"july?|juli|juil(?:let)?", r"aug(?:ust)?|ao[uû]t",
    r"sept?(?:ember|embre)?", r"o[ck]t(?:ober|obre)?", r"nov(?:ember|embre)?", r"d[eé][cz](?:ember|embre)?",
)  # fmt: skip
MONTH = f"(?:{'|'.join(MONTHS)})"
#: What stands between the numbers of a date; the hyphens after which no line breaks are written by their names, too.
APART = r"(?:[./\u2010\u2011-]|&#8209;|&#x2011;)"
# What stands before is looked at last, as a search finds a pattern's first character much faster than a look behind.
YEAR = re.compile(r"((?:19[3-9]|20[0-4])\d(?<![\d.]\d{4}))(?!\d|\.\d{4})")
SHORT_YEAR = re.compile(r"['’‘`](?<=[A-Za-z.)\s].)\s?(\d\d)(?!\d)")
DATE = re.compile(
    # A digit or a month's first letter: where neither stands, no more is tried.
    r"(?:(?=\d)|\b(?=[jfmasond]))(?:"
    # "2024, Jan:" is a date, "(2024, Jan One)" a person.
    rf"(?<![\d.])(?:19|20)\d\d,?\s+{MONTH}(?=\.?\s*(?:[:;)\]|–—-]|,(?!\s*['’\d])|$))|"
    rf"(?<![\d.])(?:(?:19|20)\d\d{APART}(?:1[0-2]|0?[1-9])(?:{APART}(?:3[01]|[12]\d|0?[1-9]))?(?![\d.]*\d)"
    r"|(?<![\d.])(?:19|20)\d\d(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])(?!\d)"
    rf"|(?<!/)(?:1[0-2]|0?[1-9])[/-](?:19|20)\d\d(?![\d/-])"
    rf"|(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s+)?\b{MONTH}\.?(?:\s+(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)?(?:,\s*|\s+)(?:19|20)\d\d(?!\d)"
    rf"|\b{MONTH}[-’'][012]\d(?!\d)"
    # "arXiv 24.05" is of May 2024.
    r"|(?<=arxiv[ _:’'-])(?:9[1-9]|[0-4]\d)\.(?:1[0-2]|0[1-9])(?![\d.]*\d)))",
    re.I,
)
DIGIT = re.compile(r"\d")
SEASON = "spring|summer|autumn|fall|winter"


#: Venues with their years, and what links are called, are said over and over.
@lru_cache(maxsize=1024)
def find_stamp(text: str) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """Return the first date in a text and, where it has none, the first year."""
    if not DIGIT.search(text):
        return None, None
    date = DATE.search(text)
    return date, None if date else (YEAR.search(text) or SHORT_YEAR.search(text))


def read_year(text: str | None) -> int | None:
    """Return the year that "2023" or "23" means."""
    if text is None:
        return None
    value = int(text)
    return value if value > 100 else value + (1900 if value >= 70 else 2000)


def iso_date(text: str) -> str | None:
    """Return "2023-05" or "2023-05-17" for a date as people write it, None if it is none."""
    if found := re.search(rf"((?:19|20)\d\d){APART}?(\d{{1,2}})(?:{APART}?(\d{{1,2}}))?", text):
        year, month, last = found[1], int(found[2]), found[3]
        return f"{year}-{month:02d}" + (f"-{int(last):02d}" if last else "")
    if found := re.search(r"(?<!\d)(\d{1,2})[/-]((?:19|20)\d\d)(?!\d)", text):
        return f"{found[2]}-{int(found[1]):02d}"
    if found := re.search(
        rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?({MONTH})\.?(?:\s+(\d{{1,2}})(?:st|nd|rd|th)?)?(?:,\s*|\s+)(\d{{4}})",
        text,
        re.I,
    ):
        named = found[1] or found[3]
        return f"{found[4]}-{number_of_month(found[2]):02d}" + (f"-{int(named):02d}" if named else "")
    if found := re.search(rf"((?:19|20)\d\d),?\s+({MONTH})", text, re.I):
        return f"{found[1]}-{number_of_month(found[2]):02d}"
    if found := re.search(rf"({MONTH})[-’'](\d\d)", text, re.I):
        return f"20{found[2]}-{number_of_month(found[1]):02d}"
    if found := re.fullmatch(r"(\d\d)\.(\d\d)", text):
        return f"{read_year(found[1])}-{found[2]}"
    return None


def number_of_month(name: str) -> int:
    """Return which month a name that MONTH matches is."""
    return next(number for number, names in enumerate(MONTHS, start=1) if re.fullmatch(names, name, re.I))
