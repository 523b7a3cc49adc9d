"""The rules for a Markdown list that is not imported. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.catalogue.identity.identifiers import is_web_address
from bot.catalogue.identity.titles import is_full_title
from bot.catalogue.paper import Paper
from bot.catalogue.venues import Venues
from bot.lists.marked.importing import OTHER_WORDS, SPACES, Imported
from bot.lists.marked.joining import has_wrong_link
from bot.lists.marked.lines import ImportedLine
from bot.review.audit.items import Items, item_of_line
from bot.review.audit.places import say
from bot.review.audit.prose import is_prose
from bot.review.audit.scope import read_scope
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules
from bot.review.words.escape import code, markdown

RULES: Rules[[Listing]] = Rules()
#: Lists name a paper in some of their sections, but seldom on more lines than these.
MANY = 3
#: A link to a place on the page itself.
INSIDE = re.compile(r"\]\(#\w")
#: The box of a task list, which says whether somebody has read the paper.
BOX = re.compile(r"\s*[-+*] \[[ xX]\] ")


@dataclass(frozen=True)
class Listing:
    """A Markdown list that is not imported, as an import would read it; `size` is in bytes."""

    path: str
    imported: Imported
    size: int = 0

    @cached_property
    def items(self) -> Items:
        """The entries as they stand on the page, with the scope that it states above them."""
        lines, venues = self.imported.lines, self.imported.catalogue.venues
        items = tuple(item_of_line(line, self.path) for line in lines)
        text = self.imported.text
        start = text.find(lines[0].entry.raw) if lines else 0
        opening = text if start < 0 else text[:start]
        return Items(items, venues, *read_scope(opening, venues))


@RULES.declare("link-form", "error", "Unusable link", "Links are http or https addresses.")
def check_listed_links(listing: Listing) -> Iterator[Finding]:
    for number, link in listing.imported.links():
        if not is_web_address(link.url):
            what = code(link.url) if link.url.strip() else "An empty link"
            yield Finding(f"{what} is no web address.", "It has to begin with https://.", listing.path, number)


@RULES.declare("repeated", "error", "Listed twice", "A paper stands once in a section.")
def check_repeated_lines(listing: Listing) -> Iterator[Finding]:
    for line, other in repeated_lines(listing):
        if line.section == other.section:
            message = f"It is the paper of line {other.entry.first}, in the same section."
            yield Finding(message, "Keep one line, with the links of both.", listing.path, line.entry.first)


@RULES.declare("shared-link", "warning", "Link of another paper", "One link names one paper.")
def check_line_links(listing: Listing) -> Iterator[Finding]:
    first = {str(line.entry.first): line for line in listing.imported.lines}
    for line in listing.imported.lines:
        other = first.get(line.match.key or "") if line.match and line.match.kind == "link-error" else None
        if other and has_wrong_link(line, other) and not any(is_prose(each.entry.raw) for each in (line, other)):
            message = f"Its link is that of line {other.entry.first}, which has another title."
            hint = "One of the links is wrong, or it is one paper that was renamed."
            yield Finding(message, hint, listing.path, line.entry.first)


@RULES.declare("listed-again", "note", "In two sections", "A paper may stand in several sections.")
def check_lines_again(listing: Listing) -> Iterator[Finding]:
    """Report papers that stand in a second section, which may be meant."""
    for line, other in repeated_lines(listing):
        if line.section != other.section:
            message = f"It is the paper of line {other.entry.first}, in another section."
            yield Finding(message, "Leave both where that is meant.", listing.path, line.entry.first)


@RULES.declare("conflicting-facts", "warning", "Facts differ", "What is said of a paper agrees.")
def check_line_facts(listing: Listing) -> Iterator[Finding]:
    """Report lines of one paper that name two places where it appeared; one that names a preprint is only older."""
    venues = listing.imported.catalogue.venues
    for line, other in repeated_lines(listing):
        here, there = ((paper.venue, paper.year) for paper in (line.paper, other.paper))
        if here != there and all(year and is_published(venue, venues) for venue, year in (here, there)):
            message = f"It says {say(*here)}, line {other.entry.first} {say(*there)}."
            yield Finding(message, "One of the two is wrong.", listing.path, line.entry.first)


def is_published(venue: str | None, venues: Venues) -> bool:
    return bool(venue and venues.find(venue)) and not venues.is_preprint(venue)


@RULES.declare("format", "note", "Other form", "The line differs from the list's form.")
def check_format(listing: Listing) -> Iterator[Finding]:
    """Report lines in another form; a box to tick is none, nobody sees a space, and the words of a line are its own."""
    for difference in listing.imported.report.differences:
        unseen = difference.reasons in ((OTHER_WORDS,), (SPACES,)) or BOX.match(difference.read)
        if difference.rendered and not unseen:
            hint = f"It should read {code(difference.rendered)}"
            yield Finding(f"{markdown('; '.join(difference.reasons))}.", hint, listing.path, difference.line)


def repeated_lines(listing: Listing) -> Iterator[tuple[ImportedLine, ImportedLine]]:
    """Yield the lines that repeat a paper, each with the line that names it first.

    What stands on many lines, each with links of its own, is no title: "Reading note". A table of contents repeats what
    it leads to.
    """
    lines = [line for line in listing.imported.lines if not INSIDE.search(line.entry.raw)]
    first = {str(line.entry.first): line for line in lines}
    texts, linked = Counter(line.paper.title for line in lines), Counter(map(title_and_links, lines))
    for line in lines:
        is_label = texts[line.paper.title] >= MANY and linked[title_and_links(line)] == 1
        other = first.get(line.match.key or "") if line.match and line.match.kind == "same" and not is_label else None
        if other and (is_full_title(line.paper.title) or share_more(line.paper, other.paper)):
            yield line, other


def share_more(one: Paper, other: Paper) -> bool:
    """Tell whether two records have more in common than the few words of a title; two sizes of a model share links."""
    files = {link.url for link in one.links if link.url.endswith(".pdf")} & {link.url for link in other.links}
    appeared = (one.venue, one.year) == (other.venue, other.year) and one.venue is not None
    named = one.identifiers.items() & other.identifiers.items()
    return appeared or bool(files or named) or one.authors == other.authors != ()


def title_and_links(line: ImportedLine) -> tuple[str, frozenset[str]]:
    return line.paper.title, frozenset(link.url for link in line.paper.links)
