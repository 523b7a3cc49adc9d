"""An entry of a page -> what it proposes of its paper, wherever it was found: on a page, in a diff or in a text."""

from bot.catalogue.identity.authors import split_authors
from bot.catalogue.identity.hosts import name_other_page
from bot.catalogue.identity.identifiers import identify
from bot.catalogue.paper import Link
from bot.intake.submission import Proposal
from bot.lists.cataloguing import name_links
from bot.lists.page import EntryRecord


def propose_entry(record: EntryRecord) -> Proposal:
    """Return a proposal of what an entry of a page says; the paper's link comes first."""
    links = name_links(record.links)
    paper = next((link for link in links if link.label == "Paper"), links[0] if links else None)
    if paper and name_other_page(paper.url):
        # A search or a post may come before the paper.
        paper = next((link for link in links if link.label != "Code" and identify(link.url)), paper)
    return Proposal(
        title=record.title,
        urls=(paper.url,) if paper else (),
        code=next((link.url for link in links if link.label == "Code"), None),
        venue=record.venue,
        year=record.year,
        authors=split_authors(record.authors),
        others=tuple(Link(link.label, link.url) for link in links if link is not paper and link.label != "Code"),
    )
