"""An entry's lines in a pull request for a page: they are in the form of their section, and in its order."""

from collections.abc import Iterator
from itertools import pairwise

from bot.intake.diff.change import PageChange
from bot.lists.page import PageEntry
from bot.lists.reading.blocks import is_delimiter
from bot.lists.writing.counting import take_number
from bot.lists.writing.suggesting import alike_text, mended_text, missing_facts, place_of
from bot.review.context import ReviewContext
from bot.review.entry import MALFORMED, MISPLACED, Entry
from bot.review.rules.finding import Finding
from bot.review.rules.rule import FREELY, Rules
from bot.review.words.escape import code, markdown
from bot.words import count

RULES: Rules[[Entry, ReviewContext]] = Rules()


@RULES.declare(
    MALFORMED, "note", "Written otherwise", "A new line has the form of its section's others.", settings=FREELY
)
def check_form(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    lines, listed, change = entry.written, context.page_list, entry.page_change
    if not (lines and listed and change and entry.after) or entry.is_known:
        return
    section = next(iter(entry.draft.sections), None)
    if entry.operation != "add" and entry.before and section not in entry.before.sections:
        # Moving a line writes nothing.
        return
    text = (mended_text(listed, section, entry.after, lines) if section else None) or lines.raw
    if lines.first in change.counted:
        text = take_number(text, change.counted[lines.first])
    if change.is_parted:
        yield Finding("An entry stands inside another; I part the two when a maintainer approves.")
    elif text != lines.raw:
        message = "The section writes this otherwise; I mend it when a maintainer approves."
        yield Finding(message, path=entry.path, line=lines.first + 1, last=lines.last + 1, suggestion=text)
    elif change.counted and lines == change.pairs.come[0][0].entry:
        yield Finding("The numbers that the list counts by hand are put right when a maintainer approves.")


@RULES.declare(
    "line-unlike", "note", "Unlike the others", "A new line is written like nearly all others of its section.",
    settings=FREELY,
)  # fmt: skip
def check_likeness(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    lines, listed = entry.written, context.page_list
    if not (lines and listed and entry.after and entry.operation == "add") or entry.is_known:
        return
    for section in entry.draft.sections[:1]:
        text = alike_text(listed, section, entry.after, lines)
        if text and not mended_text(listed, section, entry.after, lines):
            message = "The others here are written like this. Commit the suggestion, or I merge the line as it stands."
            yield Finding(message, path=entry.path, line=lines.first + 1, last=lines.last + 1, suggestion=text)


#: How a fact is spoken of.
SAID = {"authors": "their authors", "venue": "a venue", "year": "a year"}


@RULES.declare(
    "fact-missing", "note", "Says less", "A new paper's line says what nearly all others of its section say.",
    settings=FREELY,
)  # fmt: skip
def check_facts(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    listed = context.page_list
    if not (listed and entry.after and entry.is_new):
        return
    for section in entry.draft.sections[:1]:
        if missing := missing_facts(listed, section, entry.after, entry.written):
            said = " and ".join(SAID[kind] for kind in missing)
            yield Finding(f"Nearly all others here name {said}; a comment like {code(f'/set {missing[0]} …')} adds it.")


@RULES.declare(
    "row-cells", "warning", "Cells without a column", "A new row has no more cells than the head of its table.",
    settings=FREELY,
)  # fmt: skip
def check_cells(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    lines, change = entry.written, entry.page_change
    for row in change.after.uneven if lines and change else ():
        if lines and row.line == lines.first and row.cells > row.heads:
            yield Finding(
                f"This row has {count(row.cells, 'cell')}, its table's head {row.heads}: GitHub leaves out the rest.",
                "Write it like the rows beside it.", entry.path, lines.first + 1,
            )  # fmt: skip


@RULES.declare(
    MISPLACED, "note", "Out of order", "A new line stands where the order of its section has it.", settings=FREELY
)
def check_order(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    lines, listed, change = entry.written, context.page_list, entry.page_change
    if not (lines and listed and change and entry.after and entry.operation == "add") or entry.is_known:
        return
    if parts_table(lines, change):
        yield Finding("A blank line ends the table above this row; I take it out when a maintainer approves.")
        return
    for section in entry.draft.sections[:1]:
        above = place_of(listed, section, entry.after, entry.proposal.follows)
        if above is not None:
            where = f"below {markdown(above)}" if above else "at the top"
            yield Finding(f"The section is sorted, and this belongs {where}; I move it when a maintainer approves.")


def parts_table(row: PageEntry, change: PageChange) -> bool:
    """Whether a new blank line stands between a row and the next above or below it."""
    lines, known = change.after.lines, set(pairwise(change.before.lines))
    for blank in (row.first - 1, row.last + 1) if row.form == "table" else ():
        above, between, below, next_one = lines[blank - 1 : blank + 3] + ("",) * max(0, blank + 3 - len(lines))
        is_new = not between.strip() and (above, between) not in known
        if is_new and "|" in above and "|" in below and not is_delimiter(next_one):
            return True
    return False


@RULES.declare("section-new", "warning", "New section", "A request may open a section, which a maintainer sees.")
def check_new_section(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    if entry.proposal.written and entry.draft.unknown_section:
        yield Finding(f"It stands below {code(entry.draft.unknown_section)}, where the list has no papers so far.")
