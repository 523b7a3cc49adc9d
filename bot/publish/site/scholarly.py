"""Writes a paper as a schema.org ScholarlyArticle, in JSON-LD that is safe within a page."""

import json

from markupsafe import Markup

from bot.catalogue.characters import strip_hidden
from bot.catalogue.identity.identifiers import identifiers_of
from bot.catalogue.paper import Paper
from bot.publish.publication import open_links, paper_link


def write_article(paper: Paper) -> Markup:
    """Return the JSON, without anything that could end the HTML element around it."""
    article = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": strip_hidden(paper.title),
        "url": paper_link(paper),
        "author": [{"@type": "Person", "name": name} for name in paper.authors],
        "datePublished": str(paper.year) if paper.year else None,
        "isPartOf": {"@type": "PublicationVolume", "name": paper.venue} if paper.venue else None,
        "identifier": [str(identifier) for identifier in identifiers_of(paper.identifiers)],
        "sameAs": [link.url for link in open_links(paper)],
    }
    text = json.dumps({key: value for key, value in article.items() if value}, ensure_ascii=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    # No text in it can end the element now.
    return Markup(text)  # noqa: S704  # nosec B704
