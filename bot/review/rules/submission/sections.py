"""The section of an entry: it has to exist; if none is named, fitting ones are suggested."""

from collections.abc import Iterator

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.occasions import find_occasion, lacks_year, read_occasions
from bot.catalogue.suggestion import Suggestion, suggest_sections
from bot.intake.sections import find_namesakes, fold_words
from bot.intake.text.parts.names import is_title
from bot.review.context import ReviewContext
from bot.review.draft import PEOPLE
from bot.review.entry import Entry
from bot.review.rules.finding import Finding
from bot.review.rules.rule import FREELY, Rules
from bot.review.words.escape import code, markdown
from bot.review.words.fields import name_sections
from bot.review.words.spelling import find_near

RULES: Rules[[Entry, ReviewContext]] = Rules()


@RULES.declare("section-missing", "error", "Section missing", "An entry stands in a section of the list.")
def check_section(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    wanted = entry.draft.unknown_section
    # Which paper is to be changed comes first, and whatever goes needs no place.
    is_placed = wanted and not (entry.lacks_target or entry.operation == "remove")
    if (
        entry.draft.sections
        or not (entry.is_new or is_placed)
        or entry.is_unnamed
        or (wanted and entry.proposal.written)
    ):
        return
    message = f"The list has no section {code(wanted)}." if wanted else "Which section does it belong to?"
    if not wanted and lacks_year(context.catalogue, entry.draft.year):
        opens = "a maintainer can add its heading and comment `/recheck`"
        message = f"The list has no section of {entry.draft.year} yet: {opens}. {message}"
    near = find_meant(wanted, context.catalogue)
    way = f"Answer with {'the name of one that it has' if wanted else 'its name'}{entry.like('NAME')}"
    if meant := find_namesakes(wanted or "", context.catalogue):
        lines = (say_offer(place, each, entry, context.catalogue) for place, each in enumerate(meant, start=1))
        yield Finding(f"Several sections are called {code(wanted or '')}.", f"Which one is it?{''.join(lines)}")
    elif near:
        heading = markdown(context.catalogue.sections[near].title)
        yield Finding(message, f'Did you mean {heading}? Then answer "yes", or `/section {entry.choice}{near}`.')
    elif offered := suggest(entry, context.catalogue):
        lines = (say_suggestion(place, each, entry, context.catalogue) for place, each in enumerate(offered, start=1))
        yield Finding(message, f"{way}, or with the number of one of these:{''.join(lines)}")
    else:
        yield Finding(message, f"{way}.")


@RULES.declare(
    "section-unlike", "warning", "Another section's", "A paper stands in the section of its year and venue.",
    settings=FREELY,
)  # fmt: skip
def check_occasion(entry: Entry, context: ReviewContext) -> Iterator[Finding]:
    catalogue, draft = context.catalogue, entry.draft
    own = catalogue.keep(read_occasions).get(draft.sections[0]) if entry.is_new and len(draft.sections) == 1 else None
    # A preprint's number tells when it was put there, not when the paper appeared.
    if own is None or draft.sources.get("year") != PEOPLE or own.may_have(draft.venue, draft.year):
        return
    if fit := find_occasion(catalogue, draft.venue, draft.year, (own.topic,)):
        said = code(" ".join(filter(None, (draft.venue, str(draft.year)))))
        there, move = markdown(catalogue.sections[draft.sections[0]].title), code(f"/section {entry.choice}{fit[0]}")
        yield Finding(f"It is said to be of {said}, and stands in {there}; a comment {move} moves it.")


def find_meant(wanted: str | None, catalogue: Catalogue) -> str | None:
    """Return the section whose name is almost the one asked for, or the only one with its words."""
    said = fold_words(wanted or "")
    if not wanted or not said:
        return None
    saying = [section.id for section in catalogue.leaves() if f" {said} " in f" {fold_words(section.title)} "]
    return find_near(wanted, name_sections(catalogue)) or (saying[0] if len(saying) == 1 else None)


def offer_sections(entry: Entry, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the sections that are offered for an entry without one, in the order in which they are shown."""
    if meant := find_namesakes(entry.draft.unknown_section or "", catalogue):
        return meant
    if near := find_meant(entry.draft.unknown_section, catalogue):
        return (near,)
    return tuple(each.section for each in suggest(entry, catalogue))


def suggest(entry: Entry, catalogue: Catalogue) -> tuple[Suggestion, ...]:
    """Return the sections that best fit an entry's title; a name instead of a title says too little."""
    draft, title = entry.draft, entry.draft.title or ""
    says_enough = title and (is_title(title) or not draft.is_guessed)
    return suggest_sections(title, catalogue, draft.venue, draft.year) if says_enough else ()


def say_offer(place: int, section: str, entry: Entry, catalogue: Catalogue) -> str:
    heading = markdown(catalogue.sections[section].title)
    return f"\n  {place}. **{heading}** (`/section {entry.choice}{section}`)"


def say_suggestion(place: int, suggestion: Suggestion, entry: Entry, catalogue: Catalogue) -> str:
    heading = markdown(catalogue.sections[suggestion.section].title)
    command = f"`/section {entry.choice}{suggestion.section}`"
    return f"\n  {place}. **{heading}**, {markdown(suggestion.reason)} ({command})"
