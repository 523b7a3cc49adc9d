"""The title of an entry: there is one, and it fits on a line."""

from collections.abc import Iterator

from bot.review.context import ReviewContext
from bot.review.entry import Entry
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules
from bot.review.words.escape import code

RULES: Rules[[Entry, ReviewContext]] = Rules()

LONGEST_TITLE = 300


@RULES.declare("title-missing", "error", "Title missing", "An entry needs the paper's title, on one line.")
def check_title(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    title = entry.draft.title
    if entry.is_new and not (title or entry.is_unnamed):
        yield Finding("The title is not known.", f"Answer with it{entry.like('TITLE')}.")
    elif title and len(title) > LONGEST_TITLE:
        yield Finding(f"The title has {len(title)} characters.", f"At most {LONGEST_TITLE} fit on a line.")


@RULES.declare("title-guessed", "error", "Is this the title?", "A title that was read on weak evidence is confirmed.")
def check_guess(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    """Ask about a title that nothing confirms; without a link to the paper, ask for that too."""
    if entry.is_new and entry.draft.is_guessed and entry.draft.links:
        way = f"Answer with yes{entry.like('yes')}, or with its title."
        yield Finding(f"Is {code(entry.draft.title or '')} the paper's title?", way)
