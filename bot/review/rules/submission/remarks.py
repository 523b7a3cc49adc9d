"""What was changed in an entry's links, and what could not be checked."""

from collections.abc import Iterator

from bot.review.context import ReviewContext
from bot.review.entry import Entry
from bot.review.rules.finding import Finding
from bot.review.rules.rule import QUIETLY, Rules
from bot.review.words.escape import code, markdown

RULES: Rules[[Entry, ReviewContext]] = Rules()


@RULES.declare("link-cleaned", "note", "Link cleaned", "Tracking and glued text are taken off links.", settings=QUIETLY)
def check_cleaning(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    # A link in a person's own line stays as it is.
    for reason in () if entry.is_known or entry.written else entry.draft.cleaned:
        yield Finding(f"In a link: {markdown(reason)}.")


@RULES.declare(
    "not-looked-up", "note", "Not looked up", "A service did not answer; the review goes on.", settings=QUIETLY
)
def check_look_up(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    for identifier in () if entry.is_known else entry.draft.identifiers:
        if identifier in context.unanswered:
            yield Finding(f"I could not look {code(str(identifier))} up; nothing was checked against it.")
