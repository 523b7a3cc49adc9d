"""The links of an entry: there is at least one, and a browser can open it."""

import re
from collections.abc import Iterator

from bot.catalogue.identity.hosts import name_other_page
from bot.catalogue.identity.identifiers import is_web_address, read_host
from bot.review.context import ReviewContext
from bot.review.entry import Entry
from bot.review.rules.finding import Finding
from bot.review.rules.rule import FREELY, Rules
from bot.review.words.escape import code

RULES: Rules[[Entry, ReviewContext]] = Rules()
#: A link whose address begins with the host.
SCHEMELESS = re.compile(r"\]\(((?:[\w-]{1,60}\.){1,5}[a-z]{2,8}/[^\s()]{1,500})\)", re.IGNORECASE)
#: If one in so many papers of a section does something, it is no slip there.
OFTEN = 10


@RULES.declare("link-missing", "error", "Link missing", "An entry needs a link to the paper.")
def check_link(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    if not entry.is_new or entry.draft.links or entry.is_unnamed or find_schemeless(entry):
        return
    like, ways = entry.like("LINK"), "arXiv, DOI, OpenReview or the publisher's page"
    if entry.draft.is_guessed:
        taken = f"I take {code(entry.draft.title or '')} for its title, and see no link to the paper."
        yield Finding(taken, f"Answer with the link{like} ({ways}), and with the title if that is not it.")
    else:
        yield Finding("There is no link to the paper.", f"Answer with one{like} ({ways}).")


@RULES.declare("link-form", "error", "Unusable link", "Links are http or https addresses without a password.")
def check_address(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    for link in entry.draft.links:
        if not is_web_address(link.url):
            yield Finding(f"{code(link.url)} is no address that I can list.", "It has to begin with https://.")
    if address := find_schemeless(entry):
        yield Finding(f"{code(address)} is no address that I can list.", "It has to begin with https://.")


def find_schemeless(entry: Entry) -> str | None:
    """Return the address in a person's own line that has no link, only because its scheme is missing."""
    found = SCHEMELESS.search(entry.written.raw) if entry.written and not entry.draft.links else None
    return found[1] if found else None


@RULES.declare(
    "link-no-paper",
    "error",
    "No paper's page",
    "The paper's link leads to the paper, not to code, a search or a post.",
    settings=FREELY,
    allowable=True,
)
def check_page(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    if entry.written and is_usual(entry, context):
        return
    papers = [link for link in entry.draft.links if link.label == "Paper"]
    for link in papers if entry.is_new and not entry.draft.identifiers else ():
        if what := name_other_page(link.url):
            host = code(read_host(link.url))
            yield Finding(f"The link leads to {what} ({host}), not to the paper.", "Answer with the paper's own link.")


def is_usual(entry: Entry, context: ReviewContext) -> bool:
    """Whether other papers of its section have no link to a paper either: such a list links code."""
    for section in entry.draft.sections:
        papers = [paper for paper in context.catalogue.papers.values() if section in paper.sections and paper.links]
        others = [paper for paper in papers if not paper.identifiers and name_other_page(paper.links[0].url)]
        if len(others) * OFTEN >= len(papers) and others:
            return True
    return False
