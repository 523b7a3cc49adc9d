"""The rules for how much of a Markdown list was read: what was not read cannot be judged."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.catalogue.identity.identifiers import Identifier, clean_link
from bot.lists.marked.importing import Unread
from bot.lists.marked.reporting import ENOUGH
from bot.lists.reading.reader import MANY
from bot.lists.reading.table import split_cells
from bot.review.audit.certainty import doubt
from bot.review.audit.items import ADDRESSES
from bot.review.audit.listing import Listing
from bot.review.audit.prose import is_prose
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules
from bot.review.words.escape import code, markdown

RULES: Rules[[Listing]] = Rules()
#: If less than this share of the lines that link a paper was read, the findings say nothing about the list.
HALF = 0.5
#: So many links to papers, above all entries or on a page without any, belong to the page's introduction; so many
#: unread lines are not part of a list.
FEW = 2
#: How many unread lines are shown for each section.
EXAMPLES = 3
#: In bytes: GitHub renders no larger page.
LONGEST_PAGE = 512_000
#: What happens to an extra cell, and its usual cause.
LOST_CELLS = r"GitHub does not show the last; a bar in a text is written `\|`."


@RULES.declare("no-list", "error", "No linked papers", "A list has entries that name papers.")
def check_entries(listing: Listing) -> Iterator[Finding]:
    """Report a page without entries; only a person can tell whether the papers it links are in any."""
    if is_none(listing) and (linked := len(linked_papers(listing))) <= FEW:
        message = "I can read no entry here that names a paper and links to it on the web."
        finding = Finding(message, path=listing.path, line=1)
        yield doubt(finding) if linked else finding


@RULES.declare("unread", "error", "Not read", "A list is judged where half of its lines or more can be read.")
def check_most(listing: Listing) -> Iterator[Finding]:
    report = listing.imported.report
    if is_none(listing) and (linked := len(linked_papers(listing))) > FEW:
        message = (
            f"Addresses here lead to {linked} papers, but I could read no entry. I cannot judge what I could not read."
        )
        yield Finding(message, path=listing.path, line=1)
    elif report.share < HALF and not is_none(listing):
        yield from say_unread(listing, "I cannot judge what I could not read", report.unread)


@RULES.declare("partly-unread", "warning", "Partly not read", "Lines that link to a paper can be read.")
def check_rest(listing: Listing) -> Iterator[Finding]:
    lines = missed_entries(listing)
    if HALF <= listing.imported.report.share < ENOUGH and len(lines) > FEW:
        yield from say_unread(listing, "What follows is about the rest", lines)


@RULES.declare("line-skipped", "note", "Lines not read", "Nothing is left out in silence.")
def check_few(listing: Listing) -> Iterator[Finding]:
    """Report some lines that were not read; only a person can tell whether they are entries."""
    lines, share = missed_entries(listing), listing.imported.report.share
    if ENOUGH <= share < 1 or (HALF <= share < 1 and len(lines) <= FEW):
        yield from map(doubt, say_unread(listing, "They are not judged", lines))


@RULES.declare("no-links", "note", "No links", "Entries link to their papers.")
def check_links(listing: Listing) -> Iterator[Finding]:
    """Report a list of references that have no links: of these, nothing else is judged."""
    unlinked = listing.imported.others
    if not listing.imported.lines and not is_none(listing) and unlinked:
        message = f"None of the {len(unlinked)} entries has a link, so there is nothing to check them by."
        yield Finding(message, path=listing.path, line=unlinked[0].entry.first + 1)


@RULES.declare("cells", "warning", "Cells without a column", "Each cell of a row has its column.")
def check_cells(listing: Listing) -> Iterator[Finding]:
    """Report rows with more cells than their table has columns, unless the extra ones are empty."""
    imported = listing.imported
    if not imported.report.uneven:
        return
    texts = {line.entry.first: line.entry.raw for line in (*imported.lines, *imported.others)}
    texts |= {each.line: each.text for each in imported.report.unread}
    for row in imported.report.uneven:
        text = texts.get(row.line, "")
        cells = [text[slice(*cell)].strip() for cell in split_cells(text)]
        if any(cells[row.heads :]):
            message = f"This row has {row.cells} cells, its table {row.heads} columns."
            yield Finding(message, LOST_CELLS, listing.path, row.line)


@RULES.declare("page-size", "warning", "Page too long", "GitHub shows a page of up to 512,000 bytes.")
def check_page_size(listing: Listing) -> Iterator[Finding]:
    yield from check_size(listing.path, listing.size)


def is_none(listing: Listing) -> bool:
    """Whether a page is no list: it has no entry, hardly any without a link, and fewer links to papers than a list."""
    imported = listing.imported
    return not imported.lines and len(imported.others) <= FEW and len(imported.report.unread) < MANY


def linked_papers(listing: Listing) -> set[Identifier]:
    """Return the papers whose addresses are on a page: entries can have an unknown form."""
    found = (clean_link(url).identifier for url in ADDRESSES.findall(listing.imported.text))
    return {identifier for identifier in found if identifier}


def missed_entries(listing: Listing) -> list[Unread]:
    """Return the unread lines that look like entries; a few above all entries are about the page's subject."""
    lines = [each for each in listing.imported.report.unread if not is_prose(each.text)]
    first = min((line.entry.first for line in listing.imported.lines), default=0)
    below = [each for each in lines if each.line > first]
    return below if len(lines) - len(below) <= FEW else lines


def say_unread(listing: Listing, consequence: str, unread: Sequence[Unread]) -> Iterator[Finding]:
    """Yield how many lines were not read, with some of them; section by section if there are several."""
    sections = Counter(each.section for each in unread)
    if unread:
        found = f"such as {show(unread[:EXAMPLES])}" if len(sections) == 1 else f"the first on line {unread[0].line}"
        message = f"Lines that link to a paper and were not read: {len(unread)}, {found}. {consequence}."
        yield Finding(message, path=listing.path, line=unread[0].line if len(sections) == 1 else 1)
    for section, count in sections.most_common() if len(sections) > 1 else ():
        lines = [each for each in unread if each.section == section]
        where = f"in {markdown(' > '.join(section))}" if section else "above all headings"
        message = f"Not read {where}: {count}, such as {show(lines[:EXAMPLES])}."
        yield Finding(message, path=listing.path, line=lines[0].line)


def show(lines: Sequence[Unread]) -> str:
    return ", ".join(f"{code(each.text[:80])} (line {each.line})" for each in lines)


def check_size(path: str, size: int) -> Iterator[Finding]:
    """Warn of a page so large that GitHub shows its source only."""
    if size > LONGEST_PAGE:
        message = f"The page has {size:,} bytes; GitHub does not render more than {LONGEST_PAGE:,}."
        yield Finding(message, "Divide it into several pages.", path, 1)
