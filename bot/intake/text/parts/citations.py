"""A citation in the style of a journal: authors, then the title, then where and when it appeared."""

from __future__ import annotations

import re

CAPITAL = "A-ZÀ-ÖØ-Þ\u0100-\u017f"
SURNAME = rf"(?:(?:van|von|der|den|de|da|di|del|la|le|al|bin)\s){{0,3}}[{CAPITAL}][\w'’-]{{1,30}}"
INITIALS = rf"[{CAPITAL}]\.(?:[\s-]?[{CAPITAL}]\.){{0,3}}"
#: How citations write a person: "Lovelace, A. B.", "A. B. Lovelace", "Lovelace AB"; or "Ada Lovelace". One citation
#: keeps to one of the two, so that a title that begins with two capitals is no further author.
FORMS = (
    re.compile(
        rf"{SURNAME},\s{INITIALS}|{INITIALS}\s{SURNAME}|{SURNAME}\s[{CAPITAL}]{{1,3}}(?![\w'’-])"
        rf"|{SURNAME}(?=\set\sal)"
    ),
    re.compile(rf"{SURNAME},\s{SURNAME}(?=,?\s(?:et\sal|and\b)|\.\s)|{SURNAME}(?:\s[{CAPITAL}]\.)?\s{SURNAME}"),
)
NEXT_AUTHOR = re.compile(r"\s?[,;]\s(?:and\s|&\s)?|\s(?:and|&)\s")
NUMBER = re.compile(r"\W{0,4}(?:\[?\d{1,3}[\].)]{1,2}\s{1,3})?")
#: What stands between the authors and the title.
BEFORE_TITLE = re.compile(r",?\s?(?:et\sal\.?|等)?[\s,.:]{0,3}(?:[(（]?(?:19|20)\d\d[a-z]?[)）]?[\s,.:]{1,3})?")
AFTER_TITLE = re.compile(
    r"[.!。]\s|[?]\s(?=[*_]|(?:In|Proc)\b)|\s?\[[A-Z](?:/[A-Z]{2})?\]|,\s(?:in|In|IEEE|ACM|Nature|Nat|Proc\w*|Advances|Journal|arXiv|vol)\b|\.$|[\"”]|https?://"
)
#: A citation without a year or one of these is any text that begins with names.
DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\bet al\b")
MOST_AUTHORS = 60
LONGEST = 2_000


def find_cited_title(text: str) -> str | None:
    """Return the title of a citation that begins with its authors, None for another text."""
    text = text[:LONGEST]
    number = NUMBER.match(text)
    start = number.end() if number else 0
    end = skip_authors(text, start)
    if end == start or not DATED.search(text):
        return None
    between = BEFORE_TITLE.match(text, end)
    title = text[between.end() if between else end :].lstrip(' *_"“')
    found = AFTER_TITLE.search(title)
    title = (title[: found.start() + (found[0][0] in "?!")] if found else title).strip(" *_,.")
    return title if len(title.split()) >= 3 and title[:1].isalnum() else None


def skip_authors(text: str, start: int) -> int:
    """Return where the authors end that begin at `start`; one alone counts only with its initials or "et al."."""
    form = next((form for form in FORMS if form.match(text, start)), FORMS[0])
    end, count = start, 0
    while count < MOST_AUTHORS:
        author = form.match(text, after_comma(text, end) if count else end)
        if author is None:
            break
        end, count = author.end(), count + 1
    is_sure = count > 1 or re.match(r"\.|,?\set al|\s?[(（]", text[end : end + 8]) is not None
    return end if count and is_sure else start


def strip_authors(title: str) -> str:
    """Return a title without the authors that "by" introduces behind it."""
    head, by, people = title.rpartition(" by ")
    # "Learning by Implicit Differentiation" names nobody.
    are_several = re.search(r",|\band\b|&|\bet al\b", people) is not None
    return head if by and are_several and skip_authors(f"{people}.", 0) == len(people) else title


def after_comma(text: str, end: int) -> int:
    """Return where the next author would begin; beyond the text where none can."""
    found = NEXT_AUTHOR.match(text, end)
    return found.end() if found else len(text)
