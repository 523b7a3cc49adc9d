"""Makes items of listed papers: of a line of a page, of an entry that a list's pages have, of a paper's file."""

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.catalogue.data.records import file_of
from bot.catalogue.identity.hosts import split
from bot.catalogue.identity.identifiers import clean_link
from bot.catalogue.paper import Link, Paper
from bot.lists.cataloguing import EntryPlace
from bot.lists.marked.lines import ImportedLine
from bot.review.audit.items import CODE_LABELS, END, PAPER_LABELS, Item, ItemLink, ItemLinks

#: Stands for an address while searching for its label: compiling a pattern for each address would take longer than all
#: other work on a link.
ADDRESS = "\0"
SHOWN = re.compile(rf"\[([^\[\]]*)\](?:\([^()\s]*\))?\]?\({ADDRESS}{END}")
#: An address broken in two at one of its marks, which a page shows as text; after a whole address come words.
BROKEN = re.compile(r"\]\(\s*(https?:/[^()\s]*(?:[/.=?&_-]\s+|\s+[/.=?&_-])[^()\s\"']*)\s*\)")


def item_of_line(line: ImportedLine, path: str) -> Item:
    entry = line.entry
    broken = {"".join(address.split()): address for address in BROKEN.findall(entry.raw)}
    links = (read_link(as_written(link, broken), entry.raw) for link in entry.links)
    return make_item(
        line.paper,
        links,
        path=path,
        first=entry.first,
        text=entry.raw,
        written=(entry.venue or "", entry.year or ""),
        section=line.section,
        form=entry.form,
    )


def as_written(link: Link, broken: Mapping[str, str]) -> Link:
    """Return a link with its address as it is on the page, given the addresses that are broken across lines there.

    A space at the end of an address is harmless.
    """
    if not broken:
        return link
    url = next((text for joined, text in broken.items() if joined.startswith(link.url) and text[-1] != " "), link.url)
    return link._replace(url=url)


def item_of_entry(paper: Paper, place: EntryPlace, section: str) -> Item:
    entry, record = place.entry, place.entry.record
    return make_item(
        paper,
        map(read_link, record.links),
        path=place.path,
        first=entry.first + 1,
        text=entry.raw,
        written=(record.venue or "", str(record.year or "")),
        section=section,
        form=entry.form,
    )


def item_of_paper(paper: Paper, text: str) -> Item:
    return make_item(
        paper,
        map(read_link, paper.links),
        path=file_of(paper.id),
        first=1,
        text=text,
        written=(paper.venue or "", str(paper.year or "")),
        section=next(iter(paper.sections), ""),
    )


def make_item(
    paper: Paper,
    links: Iterable[ItemLink],
    *,
    path: str,
    first: int,
    text: str,
    written: tuple[str, str],
    section: str,
    form: str = "",
) -> Item:
    return Item(
        title=paper.title,
        venue=paper.venue,
        year=paper.year,
        links=sort_links(links),
        path=path,
        first=first,
        text=text,
        written=written,
        section=section,
        form=form,
        authors=paper.authors,
    )


def read_link(link: Link, text: str = "") -> ItemLink:
    """Return a link in a text with its host, "" if it has none, and its clean form."""
    address, label = split(link.url), link.label.casefold()
    shown = SHOWN.search(text.replace(link.url, ADDRESS)) if link.url else None
    written = shown[1].replace(ADDRESS, link.url).strip().casefold() if shown else label
    return ItemLink(label, link.url, address.host if address else "", clean_link(link.url), written)


def sort_links(links: Iterable[ItemLink]) -> ItemLinks:
    found = tuple(links)
    code = [link for link in found if link.label in CODE_LABELS]
    return ItemLinks(
        found,
        by_address(found),
        by_address([link for link in found if link.label in PAPER_LABELS]),
        by_address(code),
        by_address([link for link in code if link.written in CODE_LABELS]),
    )


def by_address(links: Sequence[ItemLink]) -> tuple[ItemLink, ...]:
    if len(links) < 2:
        return tuple(links)
    known: dict[str, ItemLink] = {}
    for link in links:
        known.setdefault(link.url, link)
    return tuple(known.values())
