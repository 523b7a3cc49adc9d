"""Lines that a pull request adds among a list's entries but that are none: what is wrong, and how to write them."""

from collections.abc import Iterator

from bot.catalogue.entry_format import EntryFormat, format_entry
from bot.catalogue.paper import Link
from bot.intake.diff.patch import REPLACEMENT
from bot.intake.submission import Unparsed
from bot.lists.reading.blocks import ATX
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules
from bot.review.words.escape import code
from bot.words import count

RULES: Rules[[Unparsed, EntryFormat]] = Rules()


def name_lines(lines: Unparsed) -> str:
    where = f"Line {lines.first}" if lines.first == lines.last else f"Lines {lines.first} to {lines.last}"
    return f"{where} of the list"


@RULES.declare("line-moved", "note", "Moved", "Where an entry stands in its section, a maintainer decides.")
def check_place(lines: Unparsed, form: EntryFormat) -> Iterator[Finding]:
    """Report an entry that a pull request only moves within its section, which changes no fact of the list."""
    if lines.moved:
        message, hint = "This entry gets another place in its section.", "Nothing else of it changes."
        yield Finding(message, hint, lines.path, lines.first, last=lines.last, by="maintainer")


@RULES.declare("page-unread", "error", "Unreadable page", "A page is UTF-8 text.")
def check_letters(lines: Unparsed, form: EntryFormat) -> Iterator[Finding]:
    """Report a line that would make its page unreadable, so that nothing else on the page is judged."""
    if REPLACEMENT in lines.text:
        message = "A letter is lost here: the page would be no UTF-8 text any more, and nothing of it could be read."
        yield Finding(message, "Save the page as UTF-8.", lines.path, lines.first, last=lines.last)


@RULES.declare("line-unread", "error", "Not an entry", "Between the marks of a section stand entries only.")
def check_reading(lines: Unparsed, form: EntryFormat) -> Iterator[Finding]:
    """Report lines that would get lost when the list is rendered; `form` is that of its entries."""
    if lines.moved or lines.beside or REPLACEMENT in lines.text:
        return
    if ATX.match(lines.text):
        message = "A heading has no place between entries."
        hint = "Choose one of the sections that there are; a maintainer adds a new one in `catalogue.yaml`."
    else:
        example = format_entry(form, title="Title", venue="Venue", year=2026, links=[Link("Paper", "https://…")])
        message = "This is no entry that I can read."
        hint = f"Write it like {code(example)}, or move it out from between the section's marks."
    yield Finding(message, hint, lines.path, lines.first, last=lines.last)


@RULES.declare("entry-unread", "error", "Not read", "A line beside entries that links to a paper is one of them.")
def check_entry(lines: Unparsed, form: EntryFormat) -> Iterator[Finding]:
    """Report a line of a page that looks meant as an entry but cannot be read as one."""
    hint, where = "Write it like the entries beside it.", (lines.path, lines.first)
    if lines.cells:
        message = f"This row has {count(lines.cells[0], 'cell')}, the head of its table {lines.cells[1]}."
        yield Finding(message, hint, *where, last=lines.last)
    elif lines.beside:
        message = "This links to a paper, and I cannot tell its title."
        yield Finding(message, hint, *where, last=lines.last)
