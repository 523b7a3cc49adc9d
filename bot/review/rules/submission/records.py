"""The record that an entry would become or change: it fits its schema, and it is clear which one is meant."""

from collections.abc import Iterator

from bot.catalogue.identity.identifiers import is_web_address
from bot.review.context import ReviewContext
from bot.review.entry import Entry
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules
from bot.review.rules.schema import paper_faults
from bot.review.rules.submission.titles import LONGEST_TITLE
from bot.review.words.escape import code

RULES: Rules[[Entry, ReviewContext]] = Rules()


@RULES.declare("schema", "error", "Not a valid record", "The record must fit schema/paper.json.")
def check_schema(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    # Faults in the links and the title are already reported by other rules.
    fits = len(entry.draft.title or "") <= LONGEST_TITLE
    sound = fits and all(is_web_address(link.url) for link in entry.draft.links)
    if entry.after and entry.draft.sections and entry.draft.links and sound:
        yield from paper_faults(entry.after)


@RULES.declare("paper-missing", "error", "Which paper?", "An entry is about a paper, known by its link or its title.")
def check_paper(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    if entry.is_unnamed:
        message = "I see neither the title of a paper nor a link to one."
        yield Finding(message, "Answer with both; the link can be arXiv, DOI, OpenReview or the publisher's page.")


@RULES.declare("target-missing", "error", "Which paper?", "A change or removal names a listed paper.")
def check_target(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    if entry.lacks_target:
        wanted = "Answer with its link, or with its title as the list has it"
        if title := entry.draft.title:
            yield Finding(f"I do not see {code(title)} in the list.", f"{wanted}. To have it added, answer `add it`.")
        else:
            yield Finding("I do not know which listed paper is meant.", f"{wanted}.")
