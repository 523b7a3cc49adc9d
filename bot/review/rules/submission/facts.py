"""Compares the services' answers about the links with the contributor's statements."""

from collections.abc import Iterator

from bot.catalogue.identity.likeness import POSSIBLE, likeness
from bot.review.context import ReviewContext
from bot.review.entry import Entry
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules
from bot.review.words.escape import code, markdown, sentence

RULES: Rules[[Entry, ReviewContext]] = Rules()


@RULES.declare(
    "title-differs", "error", "Title and link differ", "The link must lead to the paper of the title.", allowable=True
)
def check_facts(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    said = None if entry.proposal.is_guessed else entry.proposal.title
    for fact in entry.draft.facts:
        if not fact.exists:
            yield Finding(f"{markdown(fact.source)} knows of no paper with this number.", "Check the link.")
        if said and fact.title and likeness(said, fact.title) < POSSIBLE:
            yield Finding(
                f"{markdown(fact.source)} says that the link leads to {sentence(markdown(fact.title))}",
                "Correct the link or the title.",
            )


@RULES.declare("title-taken", "note", "Title of the link", "The link's own title comes before a guess.")
def check_taken(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    """Report which words were read as a title, if a service gives quite another title for the link."""
    said = entry.proposal.title if entry.proposal.is_guessed else None
    for fact in entry.draft.facts:
        if said and fact.title and likeness(said, fact.title) < POSSIBLE:
            yield Finding(f"I read {code(said)} where a title could stand; the title is {markdown(fact.source)}'s.")
