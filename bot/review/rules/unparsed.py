"""Lines that a pull request adds among a list's entries and that are none -> what is wrong, and how they could read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.entry_format import format_entry
from bot.catalogue.paper import Link
from bot.intake.diff.places import HEADING
from bot.intake.submission import Proposal, Unparsed
from bot.review.draft import Draft, draft_entry
from bot.review.rules.finding import Fault, Finding, Rule
from bot.review.words.escape import code


@dataclass(frozen=True, slots=True)
class UnparsedLines:
    """Lines that are no entry, and the list that they were added to."""

    lines: Unparsed
    catalogue: Catalogue


def name_lines(lines: Unparsed) -> str:
    """Return what to call some lines of the list."""
    where = f"Line {lines.first}" if lines.first == lines.last else f"Lines {lines.first} to {lines.last}"
    return f"{where} of the list"


def check_reading(unparsed: UnparsedLines) -> Iterator[Fault]:
    """Notice lines that the list would lose when it is rendered."""
    lines = unparsed.lines
    if HEADING.match(lines.text):
        message = "A heading has no place between entries."
        hint = "Choose one of the sections that there are; a maintainer adds a new one in `catalogue.yaml`."
    else:
        links = [Link("Paper", "https://…")]
        example = format_entry(unparsed.catalogue.entry, title="Title", venue="Venue", year=2026, links=links)
        message = "This is no entry that I can read."
        hint = f"Write it like {code(example)}, or move it out from between the section's marks."
    yield Fault(message, hint, lines.path, lines.first, last=lines.last)


UNPARSED_RULES: tuple[Rule[UnparsedLines], ...] = (
    Rule("line-unread", "error", "Not an entry", "Between the marks of a section stand entries only.", check_reading),
)


def judge_lines(lines: Unparsed, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Return what is to be said of lines that are no entry."""
    return tuple(finding for rule in UNPARSED_RULES for finding in rule.find(UnparsedLines(lines, catalogue)))


def draft_nothing(catalogue: Catalogue) -> Draft:
    """Return the draft of what says nothing of a paper."""
    return draft_entry(Proposal(), catalogue, {}, distinct=frozenset())
