"""Text inside a title or an address that pretends to be something else."""

import re
from collections.abc import Iterator

from bot.catalogue.identity.identifiers import find_imitated, read_host
from bot.catalogue.identity.titles import looks_latin, mixed_scripts
from bot.review.context import ReviewContext
from bot.review.entry import Entry
from bot.review.rules.finding import Finding
from bot.review.rules.rule import FREELY, Rules
from bot.review.words.escape import code

RULES: Rules[[Entry, ReviewContext]] = Rules()
MARKUP = re.compile(r"<[a-z/!][^>]{0,200}>|https?://\S{1,200}|\]\(|(?:^|\s)@\w+", re.IGNORECASE)


@RULES.declare(
    "lookalike-letters",
    "warning",
    "Look-alike letters",
    "Titles do not mix alphabets in a word.",
    settings=FREELY,
    allowable=True,
)
def check_lookalikes(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    for word in mixed_scripts(entry.draft.title or ""):
        yield Finding(f"{code(word)} mixes Latin letters with others that look alike.", "Type the word anew.")


@RULES.declare(
    "title-markup", "warning", "Markup in the title", "A title is plain text.", settings=FREELY, allowable=True
)
def check_markup(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    """Report markup and addresses in a title; they are shown as they are, and nothing in them is active."""
    if found := MARKUP.search(entry.draft.title or ""):
        yield Finding(f"The title contains {code(found[0][:60])}.", "Is that how it is printed?")


@RULES.declare(
    "lookalike-host",
    "error",
    "Look-alike address",
    "A link's host does not pass for another's.",
    settings=FREELY,
    allowable=True,
)
def check_hosts(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    for link in entry.draft.links:
        host = read_host(link.url)
        if any(looks_latin(label) or mixed_scripts(label) for label in host.split(".")):
            yield Finding(f"The address {code(host)} has letters that only look Latin.", "Type the address anew.")
        elif imitated := find_imitated(host):
            message = f"The address {code(host)} begins like {code(imitated)}, and belongs to somebody else."
            yield Finding(message, "Link to the paper's own page.")
