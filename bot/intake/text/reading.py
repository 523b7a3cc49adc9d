"""A text as it is read: its lines, what each says, and the papers that these name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalogue.venues import Venues
from bot.intake.text.collection import collect
from bot.intake.text.lines import Line, read_lines, sanitise
from bot.intake.text.mention import Mention, join, merge
from bot.intake.text.parts.listing import list_plain
from bot.intake.text.parts.sections import PLACING
from bot.intake.text.parts.statement import SaidLine, Strength
from bot.intake.text.references import split_references
from bot.intake.text.statements import complete_lists, join_broken, read_statements, take_entries

ASKING = re.compile(r"[?？]\s{0,5}$|^\W{0,5}(?:what|why|how|when|is|are|do|does)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadText:
    """The lines of a text, those that say something with what they say, and all the papers that it names."""

    lines: Sequence[Line]
    said: Sequence[SaidLine]
    mentions: list[Mention]


def read_text(text: str, venues: Venues) -> ReadText:
    """Return what a text says."""
    entries, rest = split_references(sanitise(text), venues)
    lines = list_plain(join_broken(read_lines(rest), venues), venues)
    lines = take_entries(lines, rest, venues)
    said = complete_lists(list(read_statements(lines, venues)), venues)
    mentions = [mention for mention in collect(said) if mention.is_named]
    return ReadText(lines, said, add_entries(mentions, entries))


def add_entries(mentions: list[Mention], entries: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with what the text's BibTeX says: it completes the only paper that is named, or names it."""
    are_alone = len(mentions) == len(entries) == 1 and mentions[0].strength <= Strength.LOOSE
    if are_alone and not any(map(mentions[0].has_other, entries[0].urls)):
        join(*mentions, *entries)
        return mentions
    return merge([*mentions, *entries])


def find_facts(said: Sequence[SaidLine]) -> Mention:
    """Return the venue, the section and the authors that a text which names no paper gives; a question gives none.

    A section has to be asked for, or to lead in what is no text, as a record: whoever is thanked or told of is none.
    """
    facts = Mention()
    for line, statements in said:
        for statement in () if ASKING.search(line.text) else statements:
            is_placed = statement.is_labelled or line.leads_in or PLACING.search(line.text)
            if statement.field == "section" and not is_placed:
                continue
            if statement.field in ("venue", "section") and getattr(facts, statement.field) is None:
                setattr(facts, statement.field, statement.value)
            if statement.field == "authors":
                facts.authors = facts.authors or tuple(statement.value.split(", "))
    return facts
