"""A Markdown page, in whatever form it is -> a catalogue: what is published is made of one shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.characters import strip_hidden
from bot.catalogue.identity.identifiers import is_web_address
from bot.catalogue.identity.ids import paper_id, slug
from bot.catalogue.identity.likeness import EDITED, likeness
from bot.catalogue.identity.titles import fold_title, is_generic
from bot.catalogue.matching.json_record import read_authors
from bot.catalogue.paper import Link, Paper
from bot.catalogue.section import Section
from bot.catalogue.venues import Venues
from bot.lists.page import Entry, Page, Record

#: What a page's reading calls a link that has no label of its own.
UNLABELLED = {"title": "Paper", "paper": "Paper", "": "Link"}
ET_AL = re.compile(r",?\s*(?:et\.? al\b\.?|and others)\s*$", re.IGNORECASE)
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class PageCatalogue:
    """The catalogue of a page; `lines` gives the numbers of each paper's first lines, counted from 0."""

    catalogue: Catalogue
    lines: dict[str, int]


@dataclass(slots=True)
class Gathering:
    """Papers so far, and by what they are found again: their identifiers and titles."""

    papers: dict[str, Paper] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def read_catalogue(page: Page, venues: Venues, name: str) -> PageCatalogue:
    """Return the papers of a page under its headings; `name` is for a page without a title of its own."""
    listed = [entry for entry in page.entries if entry.paper and strip_hidden(entry.record.title).strip()]
    paths = {page.path(entry) for entry in listed}
    top = shared_top(paths)
    sections, ids = outline({path[top:] for path in paths}, page, top)
    gathering = Gathering()
    for position, entry in enumerate(listed):
        gather(gathering, entry, ids[page.path(entry)[top:]], position, venues)
    title = next((section.path[-1] for section in page.sections if section.level == 1), name)
    catalogue = Catalogue(one_line(title) or name, sections, gathering.papers, venues)
    return PageCatalogue(catalogue, gathering.lines)


def shared_top(paths: set[tuple[str, ...]]) -> int:
    """Return 1 where one heading stands over all entries, the page's title, and is no section of its own."""
    return int(len({path[:1] for path in paths}) == 1 and all(len(path) > 1 for path in paths))


def outline(paths: set[tuple[str, ...]], page: Page, top: int) -> tuple[dict[str, Section], dict[tuple[str, ...], str]]:
    """Return the sections in the page's order, by id, and the ids by path; () is for entries under no heading."""
    sections: dict[str, Section] = {}
    ids: dict[tuple[str, ...], str] = {}
    needed = {path[:depth] for path in paths for depth in range(min(len(path), 1), len(path) + 1)}
    for path in ((), *(section.path[top:] for section in page.sections)):
        if path in ids or path not in needed:
            continue
        title = one_line(path[-1]) if path else "Papers"
        parent = ids.get(path[:-1]) if len(path) > 1 else None
        id = free_id(slug(title) or "section", sections, parent)
        sections[id] = Section(id, title or "Papers", parent)
        ids[path] = id
    return sections, ids


def free_id(base: str, taken: dict[str, Section], parent: str | None) -> str:
    """Return an id that is not taken: with the parent's before it, then with a number."""
    names = [base, f"{parent}-{base}"] if parent else [base]
    for name in names:
        if name not in taken:
            return name
    return next(name for name in (f"{base}-{number}" for number in range(2, len(taken) + 3)) if name not in taken)


def gather(gathering: Gathering, entry: Entry, section: str, position: int, venues: Venues) -> None:
    """Take in an entry: a paper of its own, or one more place and what was not known of one that is there.

    A wrong link is no reason to lose a paper, so what is the same needs a title that is alike too.
    """
    read = read_paper(entry.record, section, position, venues)
    keys = list(name_keys(entry.record))
    named = (gathering.known[key] for key in keys if key in gathering.known)
    id = next((id for id in named if likeness(gathering.papers[id].title, read.title) >= EDITED), None)
    if id is None:
        id = paper_id(read.title, entry.record.identifiers, gathering.papers)
        gathering.papers[id] = replace(read, id=id)
        gathering.lines[id] = entry.first
    else:
        gathering.papers[id] = join(gathering.papers[id], read)
    for key in keys:
        gathering.known.setdefault(key, id)


def name_keys(record: Record) -> Iterator[str]:
    """Yield what two entries of one paper have in common."""
    yield from map(str, record.identifiers)
    if (title := fold_title(record.title)) and not is_generic(record.title):
        yield f"title:{title}"


def read_paper(record: Record, section: str, position: int, venues: Venues) -> Paper:
    """Return what one entry says."""
    found = venues.find(record.venue) if record.venue else None
    venue = found.name if found else one_line(record.venue or "") or None
    year = record.year if record.year and FIRST_YEAR <= record.year <= LAST_YEAR else None
    return Paper(
        id="",
        title=one_line(record.title),
        sections={section: position},
        links=tuple(read_links(record)),
        venue=venue,
        year=year,
        identifiers={identifier.kind: identifier.value for identifier in record.identifiers},
        authors=tuple(map(one_line, read_authors(ET_AL.sub("", record.authors or "")))),
    )


def read_links(record: Record) -> Iterator[Link]:
    """Yield the links that a browser can open, each address once."""
    seen = set()
    for link in record.links:
        if is_web_address(link.url) and link.url not in seen:
            seen.add(link.url)
            label = one_line(link.label)
            yield Link("Code" if link.url == record.code else UNLABELLED.get(label.casefold(), label), link.url)
    if record.code and record.code not in seen and is_web_address(record.code):
        yield Link("Code", record.code)


def join(known: Paper, other: Paper) -> Paper:
    """Return a paper with the places and the facts of another entry for it; what was read first stays."""
    urls = {link.url for link in known.links}
    return replace(
        known,
        sections={**other.sections, **known.sections},
        links=(*known.links, *(link for link in other.links if link.url not in urls)),
        venue=known.venue or other.venue,
        year=known.year or other.year,
        identifiers={**other.identifiers, **known.identifiers},
        authors=known.authors or other.authors,
    )


def one_line(text: str) -> str:
    """Return a text on one line, without what nobody sees."""
    return " ".join(strip_hidden(text).split())
