"""An entry of a page that is imported -> what is read of it, and why that differs from what is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bot.catalogue.characters import find_hidden, strip_hidden
from bot.catalogue.entry_format import EntryFormat
from bot.catalogue.identity.authors import ET_AL, split_authors
from bot.catalogue.identity.identifiers import CleanLink, Identifier, clean_link, is_web_address
from bot.catalogue.identity.inference import infer
from bot.catalogue.paper import Link, Paper
from bot.catalogue.venues import Venue, Venues, expand_year
from bot.lists.cataloguing import LONGEST_LABEL, name_links
from bot.lists.marked import forms
from bot.lists.marked.forms import FormValues
from bot.lists.page import PageEntry
from bot.patterns import rare

if TYPE_CHECKING:
    # Whoever reads one line does not wait for numpy.
    from bot.catalogue.matching import Match

SEARCH_PAGE = re.compile(r"https?://(?:www\.)?(?:bing\.com|google\.\w+|scholar\.google\.\w+)/(?:search|scholar)")
#: What the schema of a paper allows.
LONGEST_TITLE, LONGEST_VENUE, LONGEST_ADDRESS, MOST_LINKS = 300, 120, 2_000, 20
YEARS = range(1900, 2101)
NAME = rare(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,4}")


class ListEntry(NamedTuple):
    """An entry as it stands in the text: its first line, from 1, with form, venue, year and links as written."""

    first: int
    form: str
    raw: str
    venue: str | None
    year: str | None
    links: tuple[Link, ...]


@dataclass(slots=True)
class ImportedLine:
    """One entry on its way: what is read of it, and why that differs from what is written.

    `position` is its place in its section; `further` says that its paper stands in the section already. `match` says
    what it is to the lines before it, which are named by their first lines; a list was joined where there is one.
    `written` is what the list's template makes of its paper.
    """

    entry: ListEntry
    section: str
    paper: Paper
    reasons: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    position: int = 0
    further: bool = False
    match: Match | None = None
    written: str = ""


def read_line(
    entry: PageEntry, numbers: Sequence[int], venues: Venues, form: EntryFormat | None = None
) -> ImportedLine:
    """Read one entry; what is provable is mended in the data, what is not is doubted.

    `numbers` are those of the page's lines, from 1, and `form` is the list's template.
    """
    said = state(entry, form)
    listed = ListEntry(numbers[entry.first], entry.form, entry.raw, said.venue, said.year, said.links)
    cleaned = [(link, clean_link(link.url)) for link in said.links]
    named = [clean.identifier for link, clean in cleaned if clean.identifier and link.label.lower() != "code"]
    reasons: list[str] = []
    doubts: list[str] = []
    if hidden := find_hidden([said.title]):
        reasons.append(f"characters that nobody sees left out: {', '.join(hidden)}")
    if entry.form == "bullet" and "\n" in entry.raw:
        reasons.append("an entry broken over two lines")
    for link, clean in cleaned:
        reasons += [f"{link.label}: {reason}" for reason in clean.cleaned]
        if SEARCH_PAGE.match(clean.url):
            doubts.append(f"the {link.label} link is a search page: {clean.url[:80]}")
    venue, year = read_venue(said, venues, named, reasons, doubts)
    paper = Paper(
        "",
        clean_title(said.title),
        {},
        usable_links(cleaned),
        venue=venue,
        year=year,
        identifiers={identifier.kind: identifier.value for identifier in reversed(named)},
        authors=read_names(entry.record.authors),
    )
    return ImportedLine(listed, "", paper, reasons, doubts)


def state(entry: PageEntry, form: EntryFormat | None) -> FormValues:
    """Return what an entry says: by the list's template where that leaves no fact in the title, else as it was read."""
    record = entry.record
    said = forms.read(form, entry.raw) if form else None
    if said and said.venue and said.venue.isdecimal():
        said = None  # a year stands where others have a venue
    if said and (said.venue or not (record.venue or record.authors or record.date)):
        return said
    year = str(record.year) if record.year else None
    return FormValues(record.title, record.venue, year, name_links(record.links))


def clean_title(title: str) -> str:
    """Return a title as the data has it: without hidden characters and the full stop of its line."""
    text = " ".join(strip_hidden(title).split())
    return text.removesuffix(".").rstrip() if text.endswith(".") and not text.endswith("..") else text


def usable_links(links: Sequence[tuple[Link, CleanLink]]) -> tuple[Link, ...]:
    """Return the links that a paper's file can hold."""
    found = (link if link.url == clean.url else Link(link.label, clean.url) for link, clean in links)
    return tuple(
        link for link in found if is_web_address(link.url) and len(link.url) <= LONGEST_ADDRESS and is_label(link.label)
    )[:MOST_LINKS]


def is_label(label: str) -> bool:
    """Tell whether a label can stand in a paper's file."""
    return 0 < len(label) <= LONGEST_LABEL and strip_hidden(label) == label and "\n" not in label


def is_usable(paper: Paper) -> bool:
    """Tell whether a paper's file can hold what was read."""
    return 0 < len(paper.title) <= LONGEST_TITLE and bool(paper.links)


def read_names(authors: str | None) -> tuple[str, ...]:
    """Return the authors' names where all are said; () where they are shortened or are no names."""
    if not authors or ET_AL.search(authors):
        return ()
    names = tuple(name.rstrip(".") for name in split_authors(authors))
    return names if names and all(NAME.fullmatch(name) and len(name) < 80 for name in names) else ()


def keep_venue(text: str | None, known: Venue | None) -> str | None:
    """Return the venue's canonical name, or its text where it is not known; None where no file can hold it."""
    shown = known.name if known else " ".join(strip_hidden(text or "").split())
    return shown if 0 < len(shown) <= LONGEST_VENUE else None


def read_venue(
    said: FormValues, venues: Venues, identifiers: Sequence[Identifier], reasons: list[str], doubts: list[str]
) -> tuple[str | None, int | None]:
    """Return the venue by its canonical name, and the year; note why they are not as written, and what is doubted."""
    known = venues.find(said.venue) if said.venue else None
    venue = keep_venue(said.venue, known)
    if venue and known is None:
        doubts.append(f"the venue {said.venue!r} is not known; kept as it is")
    elif venue and venue != said.venue:
        reasons.append(f"venue {said.venue!r} -> {venue!r}")
    proofs = [proof for proof in map(infer, identifiers) if proof and proof.venue == venue]
    number = int(said.year) if said.year and said.year.isdigit() else None
    year = expand_year(number) if number is not None and len(said.year or "") == 2 else number
    if venue is not None and said.year and year not in YEARS:
        year = proofs[0].year if proofs else None
        says = f"year {said.year!r} -> {year}, as the address says" if year else f"unusable year {said.year!r} dropped"
        reasons.append(says)
    elif proofs and year and proofs[0].year != year and venue != "arXiv":
        doubts.append(f"the line says {venue} {year}, the address {proofs[0].venue} {proofs[0].year}")
    return venue, year if year in YEARS else None
