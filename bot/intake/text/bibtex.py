"""BibTeX entries in a text -> the papers they describe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.catalogue.identity.titles import LATEX
from bot.catalogue.venues import Venues
from bot.intake.text.parts.venues import find_venue

ENTRY = re.compile(
    r"@(?:article|inproceedings|misc|conference|proceedings|techreport|phdthesis|incollection|online|preprint"
    r"|unpublished)\s?\{",
    re.IGNORECASE,
)
FIELD = re.compile(r"(?<![\w-])(title|booktitle|journal|year|url|doi|eprint)\s{0,20}=\s{0,20}", re.IGNORECASE)
LONGEST_ENTRY = 3_000
#: More entries are a bibliography, not a proposal.
MOST_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """What a BibTeX entry says of a paper; "" where it says nothing."""

    title: str
    url: str
    venue: str


def split_bibtex(text: str, venues: Venues) -> tuple[list[Entry], str]:
    """Return the entries of a text, and the text without them."""
    entries: list[Entry] = []
    kept: list[str] = []
    start = 0
    for found in ENTRY.finditer(text):
        if found.start() < start or len(entries) == MOST_ENTRIES:
            continue
        end = find_end(text, found.end())
        if entry := read_entry(text[found.end() : end], venues):
            entries.append(entry)
        kept.append(text[start : found.start()])
        start = end
    return entries, "".join(kept) + text[start:]


def find_end(text: str, start: int) -> int:
    """Return where the entry ends whose opening brace stands before `start`."""
    depth = 1
    for position in range(start, min(len(text), start + LONGEST_ENTRY)):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if depth == 0:
            return position + 1
    return min(len(text), start + LONGEST_ENTRY)


def read_entry(text: str, venues: Venues) -> Entry | None:
    """Return the entry of a body like `key, title={...}, year={2025}`; None without a title."""
    fields = {name.lower(): value for name, value in reversed(list(read_fields(text)))}
    if not fields.get("title"):
        return None
    eprint = re.fullmatch(r"(?:arxiv:)?(\d{4}\.\d{4,5})(?:v\d+)?", fields.get("eprint", ""), re.IGNORECASE)
    journal = fields.get("booktitle") or fields.get("journal", "")
    number = eprint or re.search(r"arxiv[:.\s](\d{4}\.\d{4,5})", journal, re.IGNORECASE)
    doi = fields.get("doi", "")
    url = fields.get("url") or (f"https://arxiv.org/abs/{number[1]}" if number else "")
    url = url or (f"https://doi.org/{doi}" if doi.startswith("10.") else doi)
    year = fields.get("year", "")
    venue = find_venue(f"{journal} {year}", venues) or (f"{journal} {year}".strip() if journal and not number else "")
    return Entry(fields["title"], url, venue)


def read_fields(text: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry with their values, on one line and without LaTeX."""
    for found in FIELD.finditer(text):
        value = read_value(text, found.end())
        yield found[1], " ".join(LATEX.sub(lambda match: match[1] or "", value).split())


def read_value(text: str, start: int) -> str:
    """Return the value that starts here, in braces, in quotes or bare."""
    if text[start : start + 1] == "{":
        return text[start + 1 : find_end(text, start + 1) - 1]
    if text[start : start + 1] == '"':
        return text[start + 1 :].partition('"')[0]
    return re.split(r"[,}\n]", text[start : start + 300], maxsplit=1)[0].strip()
