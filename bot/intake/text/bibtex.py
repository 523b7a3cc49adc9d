"""BibTeX entries in a text -> the papers they describe."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from bot.catalogue.identity.titles import LATEX
from bot.catalogue.venues import Venues
from bot.intake.text.parts.venues import find_venue

ENTRY = re.compile(
    r"@(?:article|inproceedings|misc|conference|proceedings|techreport|phdthesis|incollection|online|preprint"
    r"|unpublished)\s?([{(])",
    re.IGNORECASE,
)
MACRO = re.compile(r"@string\s?[{(]\s{0,20}([\w-]{1,50})\s{0,20}=\s{0,20}", re.IGNORECASE)
#: An accent's command before its letter, with or without braces: {\\"o}, \\'{e}, \\c{c}.
ACCENTED = re.compile(r"\{?\\(?:([\"'`^~=.])\{?|([uvHck])(?:\{|\s))\s?\\?([A-Za-z])\}?\}?")
ACCENTS = dict(
    zip(
        "\"'`^~=.uvHck",
        "\u0308\u0301\u0300\u0302\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0328",
        strict=True,
    )
)
PAIRS = {"{": "}", "(": ")"}
FIELD = re.compile(r"(?<![\w-])(title|booktitle|journal|year|url|doi|eprint)\s{0,20}=\s{0,20}", re.IGNORECASE)
#: Fields that were pasted without the entry around them, one to a line.
LOOSE = re.compile(r"(?:^[ \t]{0,8}[A-Za-z]{3,12}[ \t]?=[ \t]?[{\"][^\n]{1,1000}\n?){2,20}", re.M)
HTML_TAG = re.compile(r"</?[a-z]{1,6}>")
LONGEST_ENTRY = 3_000
#: More entries are a bibliography, not a proposal.
MOST_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class BibtexEntry:
    """What a BibTeX entry says of a paper; "" where it says nothing."""

    title: str
    url: str
    venue: str


def split_bibtex(text: str, venues: Venues) -> tuple[list[BibtexEntry], str]:
    """Return the entries of a text, and the text without them."""
    entries: list[BibtexEntry] = []
    kept: list[str] = []
    start = 0
    macros = {found[1].lower(): read_value(text, found.end()) for found in islice(MACRO.finditer(text), MOST_ENTRIES)}
    for found in ENTRY.finditer(text):
        if found.start() < start or len(entries) == MOST_ENTRIES:
            continue
        end = find_end(text, found.end(), found[1])
        if entry := read_entry(text[found.end() : end], venues, macros):
            entries.append(entry)
        kept.append(text[start : found.start()])
        start = end
    rest = "".join(kept) + text[start:]
    loose = {found[0]: read_entry(found[0], venues, macros) for found in islice(LOOSE.finditer(rest), MOST_ENTRIES)}
    for fields, entry in loose.items():
        if entry:
            entries.append(entry)
            rest = rest.replace(fields, "\n")
    return entries[:MOST_ENTRIES], rest


def find_end(text: str, start: int, opened: str = "{") -> int:
    """Return where the entry ends whose opening brace or bracket stands before `start`."""
    depth, closed = 1, PAIRS[opened]
    for position in range(start, min(len(text), start + LONGEST_ENTRY)):
        depth += {opened: 1, closed: -1}.get(text[position], 0)
        if depth == 0:
            return position + 1
    return min(len(text), start + LONGEST_ENTRY)


def read_entry(text: str, venues: Venues, macros: Mapping[str, str]) -> BibtexEntry | None:
    """Return the entry of a body like `key, title={...}, year={2025}`; None without a title."""
    fields = {name.lower(): macros.get(value.lower(), value) for name, value in reversed(list(read_fields(text)))}
    return make_entry(fields, venues)


def make_entry(fields: Mapping[str, str], venues: Venues) -> BibtexEntry | None:
    """Return the entry that fields with BibTeX's names make; None without a title."""
    fields = {name: html.unescape(HTML_TAG.sub("", value)) for name, value in fields.items()}
    if not fields.get("title"):
        return None
    eprint = re.fullmatch(r"(?:arxiv:)?(\d{4}\.\d{4,5})(?:v\d+)?", fields.get("eprint", ""), re.IGNORECASE)
    journal = fields.get("booktitle") or fields.get("journal", "")
    number = eprint or re.search(r"arxiv[:.\s](\d{4}\.\d{4,5})", journal, re.IGNORECASE)
    doi = fields.get("doi", "")
    url = fields.get("url") or (f"https://arxiv.org/abs/{number[1]}" if number else "")
    url = url or (f"https://doi.org/{doi}" if doi.startswith("10.") else doi)
    year = fields.get("year", "")
    said = journal if not year or year in journal else f"{journal} {year}"
    venue = find_venue(said, venues) or ("" if number else said if journal else "")
    return BibtexEntry(fields["title"], url, venue)


def read_fields(text: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry with their values, on one line and without LaTeX."""
    for found in FIELD.finditer(text):
        value = read_value(text, found.end())
        value = ACCENTED.sub(put_accent, value)
        yield found[1], " ".join(LATEX.sub(lambda match: match[1] or "", value).split())


def put_accent(found: re.Match[str]) -> str:
    """Return the letter that a LaTeX command puts an accent on."""
    return unicodedata.normalize("NFC", found[3] + ACCENTS[found[1] or found[2]])


def read_value(text: str, start: int) -> str:
    """Return the value that starts here, in braces, in quotes or bare."""
    if text[start : start + 1] == "{":
        return text[start + 1 : find_end(text, start + 1) - 1]
    if text[start : start + 1] == '"':
        return text[start + 1 :].partition('"')[0]
    return re.split(r"[,}\n]", text[start : start + 300], maxsplit=1)[0].strip()
