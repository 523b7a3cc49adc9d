"""The pages of a list that are its truth -> the catalogue that they hold, and where each of its papers stands. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.catalogue.catalogue import STEP, Catalogue
from bot.catalogue.characters import strip_hidden
from bot.catalogue.identity.authors import split_authors
from bot.catalogue.identity.identifiers import is_web_address
from bot.catalogue.identity.ids import paper_id
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.occasions import Occasion, read_heading
from bot.catalogue.paper import Link, Paper
from bot.catalogue.section import Section
from bot.catalogue.venues import Venues, split_venue
from bot.lists.headings import section_ids
from bot.lists.inline import link_kind
from bot.lists.page import Page, PageEntry
from bot.lists.reading.pages import read_page
from bot.lists.sections import waiting

#: As the schema of a paper has it; a list may have a sentence for a link.
LONGEST_LABEL = 40
#: A mark that Markdown would read otherwise.
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
#: The id and the heading of the entries above a page's first heading.
TOP = "top"


class EntryPlace(NamedTuple):
    """An entry and the path of the page that it stands on."""

    path: str
    entry: PageEntry


class SectionPlace(NamedTuple):
    """Where a section stands: the page's path and the section's number there, -1 for what is above all headings."""

    path: str
    number: int


class PageList(NamedTuple):
    """A list's pages by path, and the catalogue that they hold.

    `places` are a paper's entries by its id and by its sections' ids: one line may repeat another. `headings` are the
    sections by their ids.
    """

    pages: Mapping[str, Page]
    catalogue: Catalogue
    places: Mapping[str, Mapping[str, tuple[EntryPlace, ...]]]
    headings: Mapping[str, SectionPlace]

    def all_places(self, paper: str) -> Iterator[EntryPlace]:
        """Yield a paper's entries in all its sections."""
        for places in self.places.get(paper, {}).values():
            yield from places

    def find_section(self, path: str, headings: tuple[str, ...]) -> str | None:
        """Return the only section of a page that stands below some headings."""
        found = [id for id, at in self.headings.items() if at.path == path and path_of(self.pages, at) == headings]
        return found[0] if len(found) == 1 else None

    def places_of(self, paper: str, section: str) -> tuple[EntryPlace, ...]:
        """Return a paper's entries in a section."""
        return self.places.get(paper, {}).get(section, ())


def read_pages(texts: Mapping[str, str], venues: Venues, before: PageList | None = None) -> PageList:
    """Return the list that some pages hold; a page that is as it was `before` is not read again."""
    known = before.pages if before else {}
    pages = {
        path: known[path] if path in known and known[path].text == text else read_page(text, venues)
        for path, text in texts.items()
    }
    return catalogue_pages(pages, venues)


def catalogue_pages(pages: Mapping[str, Page], venues: Venues) -> PageList:
    """Make one list of pages: their sections that have entries, and one paper of the entries that are one paper's."""
    headings = dict(name_sections(pages))
    ids = {(heading.path, heading.number): id for id, heading in headings.items()}
    papers: dict[str, Paper] = {}
    places: dict[str, dict[str, tuple[EntryPlace, ...]]] = {}
    names: dict[tuple[str, str], str] = {}
    for path, read in pages.items():
        said = [say_occasions(section.path, venues) for section in read.sections]
        for number, entry in enumerate(entry for entry in read.entries if entry.paper):
            section = ids[path, entry.section]
            paper = date_paper(read_paper(entry, venues), said[entry.section] if entry.section >= 0 else ())
            known = (names[name] for name in names_of(paper) if name in names)
            id = next((id for id in known if is_same(papers[id], paper)), "")
            if not id:
                id = paper_id(paper.title, entry.record.identifiers, papers)
                papers[id] = paper._replace(id=id)
            paper = papers[id]
            papers[id] = paper._replace(sections={section: STEP * (number + 1), **paper.sections})
            names.update((name, id) for name in names_of(paper) if name not in names)
            stands = places.setdefault(id, {})
            stands[section] = (*stands.get(section, ()), EntryPlace(path, entry))
    sections = dict(list_sections(pages, headings))
    return PageList(pages, Catalogue(title_of(pages), sections, papers, venues), places, headings)


def title_of(pages: Mapping[str, Page]) -> str:
    """Return the first heading of the first page that has one, "" where it is only the first of a page's sections."""
    sections = next((page.sections for page in pages.values() if page.sections), ())
    is_above = sections and (sections[0].level == 1 or all(each.level > sections[0].level for each in sections[1:]))
    return sections[0].path[-1] if is_above else ""


def name_sections(pages: Mapping[str, Page]) -> Iterator[tuple[str, SectionPlace]]:
    """Yield the sections with entries, and those that wait for one, each with the id of its heading or of two."""
    places = [
        SectionPlace(path, number)
        for path, page in pages.items()
        for number in sorted({*(entry.section for entry in page.entries if entry.paper), *waiting(page)})
    ]
    yield from zip(section_ids([path_of(pages, place) for place in places], set()), places, strict=True)


def list_sections(pages: Mapping[str, Page], headings: Mapping[str, SectionPlace]) -> Iterator[tuple[str, Section]]:
    """Yield the sections as people call them: by their heading, where it is one of several with the one above it.

    Those that share both are numbered.
    """
    paths = {id: path_of(pages, heading) for id, heading in headings.items()}
    counts = Counter(fold_title(path[-1]) for path in paths.values())
    titles = {id: " > ".join(path[-2:]) if counts[fold_title(path[-1])] > 1 else path[-1] for id, path in paths.items()}
    alike, numbers = Counter(titles.values()), Counter[str]()
    for id, title in titles.items():
        numbers[title] += 1
        yield id, Section(id, f"{title} ({numbers[title]})" if alike[title] > 1 else title)


def path_of(pages: Mapping[str, Page], heading: SectionPlace) -> tuple[str, ...]:
    """Return the headings of a section, outermost first."""
    return pages[heading.path].sections[heading.number].path if heading.number >= 0 else (TOP,)


def names_of(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield by what a paper is known again: its identifiers, else its title."""
    yield from paper.identifiers.items()
    if title := fold_title(paper.title):
        yield "title", title


def is_same(one: Paper, other: Paper) -> bool:
    """Tell whether two entries that share a name are one paper: what one link names, no other link contradicts.

    Two titles that one address goes by are two papers, one of them with a wrong link, until a person looks.
    """
    kinds = one.identifiers.keys() & other.identifiers.keys()
    agree = all(one.identifiers[kind] == other.identifiers[kind] for kind in kinds)
    return agree and fold_title(one.title) == fold_title(other.title)


def read_paper(entry: PageEntry, venues: Venues) -> Paper:
    """Return what an entry says, in the words of a record; it is the entry's own text that counts."""
    record = entry.record
    venue, year = split_venue(record.venue) if record.venue else (None, None)
    found = venues.find(venue) if venue else None
    return Paper(
        id="",
        title=record.title,
        sections={},
        links=name_links(record.links),
        venue=found.name if found else venue or None,
        year=record.year or year,
        identifiers={identifier.kind: identifier.value for identifier in reversed(record.identifiers)},
        authors=split_authors(record.authors),
    )


def say_occasions(path: Sequence[str], venues: Venues) -> tuple[Occasion, ...]:
    """Return the venues and years that headings are called by, as "NeurIPS 2023", the nearest first."""
    return tuple(occasion for heading in reversed(path) if (occasion := read_heading(heading, venues)))


def date_paper(paper: Paper, occasions: Iterable[Occasion]) -> Paper:
    """Return a paper with the venue and the year that its headings say where its entry says none.

    A heading that says another venue or year than the entry is about something else.
    """
    for occasion in occasions:
        if occasion.may_have(paper.venue, paper.year):
            paper = paper._replace(venue=paper.venue or occasion.venue, year=paper.year or occasion.year)
    return paper


def unescape(link: Link) -> Link:
    """Return a link with its address as a browser opens it."""
    return link if "\\" not in link.url else link._replace(url=ESCAPED.sub(r"\1", link.url))


def name_links(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return an entry's links by what they lead to: one paper, one code; others keep the label that they have.

    The marks that are escaped in an address, as Markdown allows, stand for themselves.
    """
    named: list[Link] = []
    for link in map(unescape, links):
        if not is_web_address(link.url):
            continue
        kind = {"paper": "Paper", "code": "Code"}.get(link_kind(link.label, link.url), "")
        taken = {known.label for known in named}
        label = kind if kind and kind not in taken else link.label
        shown = "Paper" if label in ("title", "paper") else strip_hidden(label)[:LONGEST_LABEL]
        named.append(Link(shown or "Link", link.url))
    return tuple(named)
