"""Addresses of the list's issue form with answers filled in through the query."""

from urllib.parse import urlencode

from bot.catalogue.data.dropdown import FORM
from bot.catalogue.paper import Paper
from bot.catalogue.venues import join_venue
from bot.publish.publication import Publication, code_link, paper_link

#: GitHub refuses longer addresses.
LONGEST = 8000
TEMPLATE = FORM.rpartition("/")[2]


def propose(publication: Publication) -> str | None:
    """Return the address at which to propose a paper, None if the list's repository is not known."""
    return address(publication, {}) if publication.about.repository else None


def correct(publication: Publication, paper: Paper) -> str | None:
    """Return the address at which to correct a paper, with its present facts filled in; None without a repository."""
    if not publication.about.repository:
        return None
    sections = publication.catalogue.sections
    answers = {
        "title": paper.title,
        "link": paper_link(paper) or "",
        "section": next((sections[id].title for id in paper.sections if id in sections), ""),
        "code": code_link(paper) or "",
        "venue": join_venue(paper.venue, paper.year),
        "more": f"A correction of the listed paper `{paper.id}`: ",
    }
    return address(publication, answers)


def address(publication: Publication, answers: dict[str, str]) -> str:
    """Return the form's address; answers that would make it too long for GitHub are left out, the longest first."""
    about = publication.about
    kept = {name: answer for name, answer in answers.items() if answer}
    while True:
        query = urlencode({"template": TEMPLATE, **kept})
        if len(query) <= LONGEST or not kept:
            return f"https://github.com/{about.repository}/issues/new?{query}"
        del kept[max(kept, key=lambda name: len(kept[name]))]
