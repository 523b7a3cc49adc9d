"""Yields the pages and files of a list's site one by one: those of a long list are never all in memory."""

from collections import Counter
from collections.abc import Iterator

from jinja2 import Environment

from bot.catalogue.identity.identifiers import Identifier, address, identifiers_of, is_web_address
from bot.catalogue.paper import Link, Paper
from bot.publish.exports import write_exports
from bot.publish.formats.bibtex import write_entry
from bot.publish.publication import Publication, code_link, open_links, paper_link
from bot.publish.site import plots
from bot.publish.site.forms import correct, propose
from bot.publish.site.neighbours import find_neighbours
from bot.publish.site.scholarly import write_article
from bot.publish.site.templating import open_templates, read_static

#: A longer list has a page for each section, and its first page only shows what is new.
LONGEST_PAGE = 500
#: Folders of pages that come and go with papers and sections.
FOLDERS = ("paper", "section")
STATIC = ("style.css", "site.js", "icon.svg", "search.js")
MOST_AUTHORS = 3
#: What the first page of a long list shows in its list of changes.
MOST_NEW = 12


def write_site(publication: Publication) -> Iterator[tuple[str, str]]:
    environment = open_environment(publication)
    is_long = len(publication.papers) > LONGEST_PAGE
    environment.globals["is_long"] = is_long
    yield from write_exports(publication).items()
    yield from ((name, read_static(name)) for name in STATIC)
    yield "badge.svg", environment.get_template("badge.svg").render()
    yield "index.html", environment.get_template("index.html").render(root="", newest=publication.newest[:MOST_NEW])
    by_section = plots.by_section(publication, "section/{}.html" if is_long else "index.html#{}")
    numbers = {
        "venue_bars": plots.by_venue(publication),
        "section_bars": by_section,
        "growth": plots.growth(publication),
    }
    yield "numbers.html", environment.get_template("numbers.html").render(root="", **numbers)
    if is_long:
        page = environment.get_template("section.html")
        for section, papers in publication.sections:
            yield f"section/{section.id}.html", page.render(root="../", section=section, papers=papers)
    yield from write_papers(environment, publication)
    if publication.about.address:
        yield "sitemap.xml", environment.get_template("sitemap.xml").render()


def open_environment(publication: Publication) -> Environment:
    """Return the templates with the values that every page shows."""
    environment = open_templates()
    papers = publication.papers
    environment.globals.update(
        publication=publication,
        about=publication.about,
        name=publication.catalogue.name,
        sections=publication.sections,
        titles={section.id: section.title for section in publication.catalogue.sections.values()},
        parents={section.id: section.parent for section in publication.catalogue.sections.values()},
        years=sorted({paper.year for paper in papers if paper.year}, reverse=True),
        venues=Counter(sorted(paper.venue for paper in papers if paper.venue)).most_common(),
        with_code=sum(code_link(paper) is not None for paper in papers),
        propose=propose(publication),
        shown_links=shown_links,
        shown_authors=shown_authors,
        year_bars=plots.by_year(publication),
    )
    return environment


def write_papers(environment: Environment, publication: Publication) -> Iterator[tuple[str, str]]:
    neighbours = find_neighbours(publication.papers)
    page = environment.get_template("paper.html")
    for paper in publication.papers:
        text = page.render(
            root="../",
            paper=paper,
            bibtex=write_entry(publication, paper),
            identifiers=tuple(named(paper)),
            neighbours=neighbours[paper.id],
            correct=correct(publication, paper),
            article=write_article(paper),
            home=[id for id in paper.sections if id in publication.catalogue.sections],
        )
        yield f"paper/{paper.id}.html", text


def named(paper: Paper) -> Iterator[tuple[Identifier, str | None]]:
    """Yield a paper's identifiers with the addresses that a browser can open."""
    for identifier in identifiers_of(paper.identifiers):
        url = address(identifier)
        yield identifier, url if url and is_web_address(url) else None


def shown_links(paper: Paper) -> list[Link]:
    """Return a paper's links, each address once; without links, the address of its identifier."""
    links: dict[str, Link] = {}
    for link in open_links(paper):
        links.setdefault(link.url, link)
    found = paper_link(paper)
    return [*links.values()] if links or not found else [Link("Paper", found)]


def shown_authors(paper: Paper) -> str:
    names = paper.authors
    more = " et al." if len(names) > MOST_AUTHORS else ""
    return ", ".join(names[: MOST_AUTHORS if more else None]) + more
