"""The rules for a Markdown list that is not imported. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.catalogue.identity.identifiers import is_web_address
from bot.lists.marked.importing import Imported
from bot.lists.marked.lines import ImportedLine
from bot.review.audit.items import Items, item_of_line
from bot.review.audit.scope import read_scope
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules
from bot.review.words.escape import code, markdown

RULES: Rules[[Listing]] = Rules()


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
        opening = self.imported.text.partition(lines[0].entry.raw)[0] if lines else ""
        return Items(items, venues, *read_scope(opening, venues))


@RULES.declare("link-form", "error", "Unusable link", "Links are http or https addresses.")
def check_listed_links(listing: Listing) -> Iterator[Finding]:
    for number, link in listing.imported.links():
        if not is_web_address(link.url):
            yield Finding(
                f"{code(link.url)} is no web address.", "It has to begin with https://.", listing.path, number
            )


@RULES.declare("repeated", "error", "Listed twice", "A paper stands once in a section.")
def check_repeated_lines(listing: Listing) -> Iterator[Finding]:
    for line, other in repeated_lines(listing):
        if line.section == other.section:
            message = f"It is the paper of line {other.entry.first}, in the same section."
            yield Finding(message, "Remove the line.", listing.path, line.entry.first)


@RULES.declare("shared-link", "warning", "Link of another paper", "One link names one paper.")
def check_line_links(listing: Listing) -> Iterator[Finding]:
    """Report links that lead to the paper of another line."""
    for line in listing.imported.lines:
        if line.match and line.match.kind == "link-error":
            message = f"Its link is that of line {line.match.key}, which has another title."
            yield Finding(message, "One of the two is wrong.", listing.path, line.entry.first)


@RULES.declare("listed-again", "note", "In two sections", "A paper may stand in several sections.")
def check_lines_again(listing: Listing) -> Iterator[Finding]:
    """Report papers that stand in a second section, which may be meant."""
    for line, other in repeated_lines(listing):
        if line.section != other.section:
            yield Finding(f"It is the paper of line {other.entry.first}.", path=listing.path, line=line.entry.first)


@RULES.declare("doubt", "warning", "Please look", "Something that only a person can settle.")
def check_doubts(listing: Listing) -> Iterator[Finding]:
    """Report what only a person can settle."""
    for doubt in listing.imported.report.doubts:
        yield Finding(f"{markdown(doubt.message)}.", path=listing.path, line=doubt.line)


@RULES.declare("format", "note", "Other form", "The line differs from the list's form.")
def check_format(listing: Listing) -> Iterator[Finding]:
    for difference in listing.imported.report.differences:
        if difference.rendered:
            hint = f"It should read {code(difference.rendered)}"
            yield Finding(f"{markdown('; '.join(difference.reasons))}.", hint, listing.path, difference.line)


def repeated_lines(listing: Listing) -> Iterator[tuple[ImportedLine, ImportedLine]]:
    """Yield the lines that repeat a paper, each with the line that names it first."""
    first = {str(line.entry.first): line for line in listing.imported.lines}
    for line in listing.imported.lines:
        if line.match and line.match.kind == "same" and line.match.key:
            yield line, first[line.match.key]
