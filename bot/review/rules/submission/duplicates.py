"""Papers that the list or an older open thread already has, or may have."""

from collections.abc import Iterable, Iterator

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.relation import is_other_venue
from bot.catalogue.venues import join_venue
from bot.review.context import ReviewContext
from bot.review.entry import Entry
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules
from bot.review.words.escape import enumerate_words, markdown, sentence

RULES: Rules[[Entry, ReviewContext]] = Rules()


@RULES.declare("duplicate", "warning", "Already known", "A paper is listed once, and proposed once.")
def check_duplicate(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    relation = entry.relation
    if relation.disposition == "pending":
        yield Finding(
            f"{relation.paper} proposes this paper already, and it came first.",
            "If that one is not listed, this one goes on by itself.",
        )
    elif relation.disposition == "duplicate" and entry.operation in ("update", "fix-link") and not entry.is_unclear:
        yield Finding("The list says so already; nothing would change.")
    elif relation.disposition == "duplicate" and entry.operation == "add":
        paper = context.catalogue.papers[relation.paper or ""]
        where = name_places(paper.sections, context.catalogue)
        yield Finding(f"The list has this paper, in {where}: {sentence(context.name_paper(paper.id))}")


@RULES.declare("change-unclear", "warning", "What should change?", "A correction says what should stand there.")
def check_clarity(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    """Ask a person to read what is wrong with a listed paper that somebody means."""
    if entry.is_unclear and entry.relation.paper:
        paper, what = context.name_paper(entry.relation.paper), "title, venue, section, authors or code"
        if silent := entry.relation.changes:
            message = f"The entry of {paper} does not show the {name_changes(silent)}"
            yield Finding(f"{message}, so I change nothing there; a maintainer reads your words.", by="maintainer")
            return
        wanted = "the address that works" if entry.operation == "fix-link" else f"the right {what}"
        yield Finding(
            f"This is about {sentence(paper)} What should stand there I do not know, so a maintainer reads your words.",
            f"If you know {wanted}, answer with it.",
            by="maintainer",
        )


@RULES.declare("shared-link", "warning", "Link of another paper", "One link names one paper.")
def check_shared_link(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    if entry.relation.disposition == "link-error":
        paper = context.catalogue.papers[entry.relation.paper or ""]
        yield Finding(
            f"The list has the same link under another title: {sentence(markdown(paper.title))}",
            "One of the two is wrong.",
        )


@RULES.declare(
    "shared-proposal",
    "error",
    "Link of another proposal",
    "One link names one paper, also among open threads.",
    allowable=True,
)
def check_proposed_link(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    """Report a link that an older thread proposes, if the titles do not show whether the paper is the same."""
    if rival := entry.relation.rival:
        message = f"{rival} proposes the same link, and came first; the titles do not look like one paper's."
        hint = "If the link or the title is wrong, please correct it. If it is the same paper, a maintainer comments"
        yield Finding(message, f"{hint} `/duplicate {entry.choice}{rival}`.", by="maintainer")


@RULES.declare("similar", "warning", "Similar title", "A person decides whether nearly equal titles are one paper.")
def check_similar(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    if entry.relation.disposition == "similar":
        yield Finding("The list has a paper with nearly this title.", "Is it the same paper?")


@RULES.declare("improvement", "note", "Listed already", "A proposal can change what the list says.")
def check_improvement(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    """Tell somebody who wants to add a listed paper what would change; whoever asks for a change knows."""
    if entry.operation != "add":
        return
    if entry.relation.disposition == "update" and entry.before and entry.after:
        paper, where = context.name_paper(entry.before.id), name_places(entry.before.sections, context.catalogue)
        further = [section for section in entry.after.sections if section not in entry.before.sections]
        brings = f"This brings its {name_changes(entry.relation.changes)} up to date."
        adds = f"This adds a line in {name_places(further, context.catalogue)}; the other stays as it is."
        yield Finding(
            f"The list has this paper, in {where}: {sentence(paper)} {adds if further and entry.written else brings}"
        )
    elif entry.relation.disposition == "cross-list" and entry.before:
        yield Finding(
            f"The list has this paper, so far in {name_places(entry.before.sections, context.catalogue)} only."
        )


@RULES.declare("other-venue", "warning", "Another venue", "A person decides which of two venues is right.")
def check_venue(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    before, after = entry.before, entry.after
    if before and after and is_other_venue(before.venue, after.venue, context.catalogue.venues):
        was = markdown(join_venue(before.venue, before.year))
        yield Finding(f"The list has this paper as published already, at {was}.", "Which of the two should it say?")


def name_places(sections: Iterable[str], catalogue: Catalogue) -> str:
    return enumerate_words([markdown(catalogue.sections[section].title) for section in sections])


def name_changes(changes: Iterable[str]) -> str:
    """Return the fields that change, in people's words; identifiers follow from the links."""
    names = [name for name in changes if name != "identifiers"]
    return enumerate_words(names) if names else "identifiers"
