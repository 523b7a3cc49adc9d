"""The title of an entry: there is one, and it fits on a line."""

from __future__ import annotations

from collections.abc import Iterator

from bot.review.context import ReviewContext
from bot.review.entry import Entry
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules

RULES: Rules[[Entry, ReviewContext]] = Rules()

LONGEST_TITLE = 300


@RULES.declare("title-missing", "error", "Title missing", "An entry needs the paper's title, on one line.")
def check_title(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    title = entry.draft.title
    if entry.is_new and not title:
        yield Finding("The title is not known.", f"Add it to the text above, or comment `/set {entry.choice}title …`.")
    elif title and len(title) > LONGEST_TITLE:
        yield Finding(f"The title has {len(title)} characters.", f"At most {LONGEST_TITLE} fit on a line.")
