"""The first entry of a section: its place below the heading, in the form of the entries nearest to it."""

from collections.abc import Sequence

from bot.lists.page import Page, PageEntry, bare
from bot.lists.reading.blocks import SETEXT, is_delimiter
from bot.lists.sections import SHOWING, SectionError
from bot.lists.writing.counting import number_first
from bot.lists.writing.entry.form import write
from bot.lists.writing.entry.template import choose_template
from bot.lists.writing.facts import Facts

#: No more entries show the form.
NEAREST = 30


def nearest(page: Page, number: int, others: Sequence[PageEntry]) -> list[PageEntry]:
    """Return the entries that show a section without any its form, the nearest first and all of its form."""
    heading = page.sections[number].line if number >= 0 else 0
    near = sorted((entry for entry in others if entry.form in SHOWING), key=lambda entry: abs(entry.first - heading))
    return [entry for entry in near[:NEAREST] if entry.form == near[0].form]


def begin(
    page: Page, number: int, others: Sequence[PageEntry], facts: Facts, text: str | None
) -> tuple[int, list[str], dict[int, str]]:
    """Return where the first entry of a section goes, its lines, and the lines of others that get another number.

    A table begins with the head of the nearest. `text` are the lines of the entry where they are settled. Raises
    SectionError where no entry shows the form.
    """
    near = nearest(page, number, others)
    if not near or number < 0:
        raise SectionError("no entry on the page shows its form")
    line = page.sections[number].line + 1
    text, changed = number_first(page, line, text or write(choose_template(near, 0, facts), near, facts), near[0])
    lines = text.split("\n")
    if line < len(page.lines) and SETEXT.match(bare(page.lines[line])):
        line += 1
    if near[0].form != "table":
        return line, ["", *lines], changed
    own = next((at for at in range(line, len(page.lines)) if page.lines[at].strip()), len(page.lines))
    if head_below(page, own):
        return own + 2, lines, changed
    return line, ["", *head_above(page, near[0]), *lines], changed


def head_below(page: Page, line: int) -> bool:
    """Tell whether a table's head begins at a line."""
    return line + 1 < len(page.lines) and "|" in page.lines[line] and is_delimiter(page.lines[line + 1])


def head_above(page: Page, row: PageEntry) -> list[str]:
    """Return the head of a row's table, and the line below it; none where a table has no head."""
    first = row.first
    while first > 0 and not is_delimiter(page.lines[first]) and "|" in page.lines[first]:
        first -= 1
    is_headed = first > 0 and is_delimiter(page.lines[first])
    return [bare(line) for line in page.lines[first - 1 : first + 1]] if is_headed else []
