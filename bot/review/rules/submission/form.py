"""An entry's lines in a pull request for a page: they are in the form of their section, and in its order."""

from collections.abc import Iterator

from bot.lists.writing.counting import take_number
from bot.lists.writing.revising import place_of, suggest_text
from bot.review.context import ReviewContext
from bot.review.entry import MALFORMED, MISPLACED, Entry
from bot.review.rules.finding import Finding
from bot.review.rules.rule import FREELY, Rules
from bot.review.words.escape import code, markdown

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
    text = (suggest_text(listed, section, entry.after, lines) if section else None) or lines.raw
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
    MISPLACED, "note", "Out of order", "A new line stands where the order of its section has it.", settings=FREELY
)
def check_order(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    lines, listed = entry.written, context.page_list
    if not (lines and listed and entry.after and entry.operation == "add") or entry.is_known:
        return
    for section in entry.draft.sections[:1]:
        above = place_of(listed, section, entry.after, entry.proposal.follows)
        if above is not None:
            where = f"below {markdown(above)}" if above else "at the top"
            yield Finding(f"The section is sorted, and this belongs {where}; I move it when a maintainer approves.")


@RULES.declare("section-new", "warning", "New section", "A request may open a section, which a maintainer sees.")
def check_new_section(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    if entry.proposal.written and entry.draft.unknown_section:
        yield Finding(f"It stands below {code(entry.draft.unknown_section)}, where the list has no papers so far.")
