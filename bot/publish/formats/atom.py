"""Writes the newest entries of a list as an Atom feed (RFC 4287)."""

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET  # nosec B405

from bot.catalogue.characters import strip_hidden
from bot.catalogue.paper import Paper
from bot.catalogue.venues import join_venue
from bot.publish.publication import Publication, paper_link

ATOM = "http://www.w3.org/2005/Atom"


def write_atom(publication: Publication) -> str:
    """Return the feed. An entry's id stays the same if the site moves, so that no reader shows it twice."""
    about, name = publication.about, publication.catalogue.name
    feed = ET.Element("feed", {"xmlns": ATOM})
    latest = max([about.changed, *map(publication.added, publication.newest[:1])])
    children = [("id", urn(publication, "")), ("title", name), ("updated", moment(latest))]
    add_texts(feed, [*children, ("subtitle", about.description)])
    if home := publication.home():
        ET.SubElement(feed, "link", {"rel": "alternate", "href": home})
    if about.address:
        ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{about.address}atom.xml"})
    for paper in publication.newest:
        feed.append(write_entry(publication, paper))
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def write_entry(publication: Publication, paper: Paper) -> ET.Element:
    entry = ET.Element("entry")
    added = moment(publication.added(paper))
    add_texts(entry, [("id", urn(publication, paper.id)), ("title", paper.title), ("updated", added)])
    add_texts(entry, [("published", added)])
    for author in paper.authors or (publication.catalogue.name,):
        add_texts(ET.SubElement(entry, "author"), [("name", author)])
    page = f"{publication.about.address}paper/{paper.id}.html" if publication.about.address else None
    for rel, url in (("alternate", page or paper_link(paper)), ("related", paper_link(paper) if page else None)):
        if url:
            ET.SubElement(entry, "link", {"rel": rel, "href": url})
    sections = publication.catalogue.sections
    for id in paper.sections:
        if id in sections:
            ET.SubElement(entry, "category", {"term": id, "label": strip_hidden(sections[id].title)})
    add_texts(entry, [("summary", " · ".join(summarise(publication, paper)))])
    return entry


def summarise(publication: Publication, paper: Paper) -> Iterator[str]:
    """Yield where and when a paper appeared, and its places in the list."""
    if place := join_venue(paper.venue, paper.year):
        yield place
    sections = publication.catalogue.sections
    yield from (sections[id].title for id in paper.sections if id in sections)


def add_texts(parent: ET.Element, texts: list[tuple[str, str]]) -> None:
    """Add an element for each text that is not empty; RFC 4287 requires a title in any case."""
    for name, text in texts:
        if text or name == "title":
            ET.SubElement(parent, name).text = strip_hidden(text)


def urn(publication: Publication, id: str) -> str:
    """Return a permanent name of a paper, or of the list itself."""
    list_name = publication.about.repository or publication.catalogue.name
    return uuid5(NAMESPACE_URL, f"https://github.com/{list_name}/{id}").urn


def moment(day: str) -> str:
    """Return the beginning of a day in RFC 3339's form."""
    return f"{day}T00:00:00Z"
