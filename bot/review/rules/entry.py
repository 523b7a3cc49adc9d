"""The rules for a proposed entry, one small pure function each; the rule book is generated from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.catalogue.identity.identifiers import is_web_address
from bot.catalogue.identity.likeness import POSSIBLE, likeness
from bot.catalogue.identity.titles import mixed_scripts
from bot.catalogue.suggestion import Suggestion, suggest_sections
from bot.review.case import Case
from bot.review.rules import policy
from bot.review.rules.finding import Fault, Rule, Setting
from bot.review.rules.schema import paper_faults
from bot.review.words.escape import code, enumerate_words, markdown, sentence
from bot.review.words.fields import name_sections
from bot.review.words.spelling import find_near

LONGEST_TITLE = 300
MARKUP = re.compile(r"<[a-z/!][^>]{0,200}>|https?://\S{1,200}|\]\(|(?:^|\s)@\w+", re.IGNORECASE)


def check_link(case: Case) -> Iterator[Fault]:
    """Ask for a link."""
    if case.is_new and not case.draft.links:
        yield Fault("There is no link to the paper.", "Add one: arXiv, DOI, OpenReview or the publisher's page.")


def check_address(case: Case) -> Iterator[Fault]:
    """Refuse addresses that a browser cannot open or that hide something."""
    for link in case.draft.links:
        if not is_web_address(link.url):
            yield Fault(f"{code(link.url)} is no address that I can list.", "It has to begin with https://.")


def check_title(case: Case) -> Iterator[Fault]:
    """Ask for a title."""
    title = case.draft.title
    if case.is_new and not title:
        yield Fault("The title is not known.", f"Add it to the text above, or comment `/set {case.choice}title …`.")
    elif title and len(title) > LONGEST_TITLE:
        yield Fault(f"The title has {len(title)} characters.", f"At most {LONGEST_TITLE} fit on a line.")


def check_section(case: Case) -> Iterator[Fault]:
    """Ask for a section, and suggest the ones that fit."""
    wanted, title = case.draft.unknown_section, case.draft.title
    if case.draft.sections or not (case.is_new or wanted):
        return
    message = f"The list has no section {code(wanted)}." if wanted else "Which section does it belong to?"
    near = find_near(wanted, name_sections(case.catalogue)) if wanted else None
    if near:
        heading = markdown(case.catalogue.sections[near].title)
        yield Fault(message, f"Did you mean {heading}? Then comment `/section {case.choice}{near}`.")
    elif title:
        lines = (say_suggestion(suggestion, case) for suggestion in suggest_sections(title, case.catalogue))
        yield Fault(message, f"Comment the one that fits:{''.join(lines)}")
    else:
        yield Fault(message, f"Comment `/section {case.choice}ID`.")


def say_suggestion(suggestion: Suggestion, case: Case) -> str:
    """Return the command that chooses a suggested section, on a line of its own."""
    heading = markdown(case.catalogue.sections[suggestion.section].title)
    return f"\n  - `/section {case.choice}{suggestion.section}`: {heading}, {markdown(suggestion.reason)}"


def check_schema(case: Case) -> Iterator[Fault]:
    """Hold the record against the JSON Schema of `data/`."""
    sound = all(is_web_address(link.url) for link in case.draft.links) and len(case.draft.title or "") <= LONGEST_TITLE
    if case.after and case.draft.sections and case.draft.links and sound:
        yield from paper_faults(case.after)


def check_lookalikes(case: Case) -> Iterator[Fault]:
    """Notice letters of another alphabet among Latin ones."""
    for word in mixed_scripts(case.draft.title or ""):
        yield Fault(f"{code(word)} mixes Latin letters with others that look alike.", "Type the word anew.")


def check_markup(case: Case) -> Iterator[Fault]:
    """Notice markup and addresses in a title; they are shown as they are, and nothing in them fires."""
    if found := MARKUP.search(case.draft.title or ""):
        yield Fault(f"The title contains {code(found[0][:60])}.", "Is that how it is printed?")


def check_facts(case: Case) -> Iterator[Fault]:
    """Compare the title with the one that the link leads to."""
    said = case.proposal.title
    for fact in case.draft.facts:
        if not fact.exists:
            yield Fault(f"{markdown(fact.source)} knows of no paper with this number.", "Check the link.")
        if said and fact.title and likeness(said, fact.title) < POSSIBLE:
            yield Fault(
                f"{markdown(fact.source)} says that the link leads to {sentence(markdown(fact.title))}",
                "Correct the link or the title.",
            )


def check_look_up(case: Case) -> Iterator[Fault]:
    """Say which links could not be looked up."""
    for identifier in () if case.is_known else case.draft.identifiers:
        if identifier in case.unanswered:
            yield Fault(f"I could not look {code(str(identifier))} up; nothing was checked against it.")


def check_cleaning(case: Case) -> Iterator[Fault]:
    """Say what was mended in the links."""
    for reason in () if case.is_known else case.draft.cleaned:
        yield Fault(f"In a link: {markdown(reason)}.")


def check_venue(case: Case) -> Iterator[Fault]:
    """Notice venues that the list does not know."""
    venue, venues = case.draft.venue, case.catalogue.venues
    if venue and venues.find(venue) is None:
        near = find_near(venue, venues.spellings())
        year = f" {case.draft.year}" if case.draft.year else ""
        command = code(f"/set {case.choice}venue {near or 'NAME'}{year}")
        hint = f"Did you mean {near}? Then comment {command}." if near else f"If it is misspelt, comment {command}."
        yield Fault(f"The list does not know the venue {code(venue)}.", hint)


def check_duplicate(case: Case) -> Iterator[Fault]:
    """Say which listed paper or older thread this is."""
    relation = case.relation
    if relation.disposition == "pending":
        yield Fault(
            f"{relation.paper} proposes this paper already, and it came first.",
            "If that one is not listed, this one goes on by itself.",
        )
    elif relation.disposition == "duplicate" and case.operation in ("update", "fix-link"):
        yield Fault("The list says so already; nothing would change.")
    elif relation.disposition == "duplicate" and case.operation == "add":
        paper = case.catalogue.papers[relation.paper or ""]
        yield Fault(
            f"The list has this paper, in {name_places(paper.sections, case)}: {sentence(markdown(paper.title))}"
        )


def name_places(sections: Iterable[str], case: Case) -> str:
    """Return the headings of some sections in a sentence."""
    return enumerate_words([markdown(case.catalogue.sections[section].title) for section in sections])


def check_improvement(case: Case) -> Iterator[Fault]:
    """Tell who wanted to add a paper that it is listed, and what would change; who asks for a change knows."""
    if case.operation != "add":
        return
    if case.relation.disposition == "update":
        yield Fault(f"The list has this paper; this brings its {name_changes(case)} up to date.")
    elif case.relation.disposition == "cross-list" and case.before:
        yield Fault(f"The list has this paper, so far in {name_places(case.before.sections, case)} only.")


def name_changes(case: Case) -> str:
    """Return the fields that change as people call them; identifiers follow from the links."""
    changes = [name for name in case.relation.changes if name != "identifiers"]
    return enumerate_words(changes) if changes else "identifiers"


def check_shared_link(case: Case) -> Iterator[Fault]:
    """Notice a link that a paper with another title has."""
    if case.relation.disposition == "link-error":
        paper = case.catalogue.papers[case.relation.paper or ""]
        yield Fault(
            f"The list has the same link under another title: {sentence(markdown(paper.title))}",
            "One of the two is wrong.",
        )


def check_proposed_link(case: Case) -> Iterator[Fault]:
    """Notice a link that an older thread proposes, where the titles leave open whether the paper is the same."""
    if rival := case.relation.rival:
        message = f"{rival} proposes the same link, and came first; the titles do not look like one paper's."
        hint = "If the link or the title is wrong, please correct it. If it is the same paper, a maintainer comments"
        yield Fault(message, f"{hint} `/duplicate {case.choice}{rival}`.", by="maintainer")


def check_similar(case: Case) -> Iterator[Fault]:
    """Notice titles that are nearly this one."""
    if case.relation.disposition == "similar":
        yield Fault("The list has a paper with nearly this title.", "Is it the same paper?")


def check_target(case: Case) -> Iterator[Fault]:
    """Ask which listed paper is to be changed or removed."""
    if case.operation != "add" and case.before is None and case.relation.disposition in ("new", "similar"):
        yield Fault("I do not know which listed paper is meant.", "Give its link or its title as the list has it.")


#: What a list may make of a matter of taste, and of what is only told.
FREELY: tuple[Setting, ...] = ("off", "note", "warning", "error")
QUIETLY: tuple[Setting, ...] = ("off", "note", "warning")

RULES: tuple[Rule[Case], ...] = (
    Rule("link-missing", "error", "Link missing", "An entry needs a link to the paper.", check_link),
    Rule("link-form", "error", "Unusable link", "Links are http or https addresses without a password.", check_address),
    Rule("title-missing", "error", "Title missing", "An entry needs the paper's title, on one line.", check_title),
    Rule("section-missing", "error", "Section missing", "An entry stands in a section of the list.", check_section),
    Rule("schema", "error", "Not a valid record", "The record must fit schema/paper.json.", check_schema),
    Rule("target-missing", "error", "Which paper?", "A change or removal names a listed paper.", check_target),
    Rule(
        "title-differs",
        "error",
        "Title and link differ",
        "The link must lead to the paper of the title.",
        check_facts,
        allowable=True,
    ),
    Rule("duplicate", "warning", "Already known", "A paper is listed once, and proposed once.", check_duplicate),
    Rule("shared-link", "warning", "Link of another paper", "One link names one paper.", check_shared_link),
    Rule(
        "shared-proposal",
        "error",
        "Link of another proposal",
        "One link names one paper, also among open threads.",
        check_proposed_link,
        allowable=True,
    ),
    Rule(
        "similar",
        "warning",
        "Similar title",
        "A person decides whether nearly equal titles are one paper.",
        check_similar,
    ),
    Rule(
        "lookalike-letters",
        "warning",
        "Look-alike letters",
        "Titles do not mix alphabets in a word.",
        check_lookalikes,
        settings=FREELY,
        allowable=True,
    ),
    Rule(
        "title-markup",
        "warning",
        "Markup in the title",
        "A title is plain text.",
        check_markup,
        settings=FREELY,
        allowable=True,
    ),
    Rule(
        "venue-unknown",
        "warning",
        "Unknown venue",
        "Venues have one canonical name, from venues.yaml.",
        check_venue,
        settings=FREELY,
        allowable=True,
    ),
    Rule("improvement", "note", "Listed already", "A proposal can change what the list says.", check_improvement),
    Rule(
        "venue-policy",
        "note",
        "Venue outside the scope",
        "The list says which venues it follows.",
        policy.check_venue,
        settings=FREELY,
        allowable=True,
    ),
    Rule(
        "year-policy",
        "note",
        "Older than the scope",
        "The list says from which year on it collects.",
        policy.check_year,
        settings=FREELY,
        allowable=True,
    ),
    Rule(
        "link-cleaned",
        "note",
        "Link cleaned",
        "Tracking and glued text are taken off links.",
        check_cleaning,
        settings=QUIETLY,
    ),
    Rule(
        "not-looked-up",
        "note",
        "Not looked up",
        "A service did not answer; the review goes on.",
        check_look_up,
        settings=QUIETLY,
    ),
)
