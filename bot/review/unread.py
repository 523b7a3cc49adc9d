"""Lines that a pull request adds among a list's entries and that are none -> what is wrong, and how they could read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.grammar import format_entry
from bot.catalogue.paper import Link
from bot.intake.places import HEADING
from bot.intake.submission import Proposal, Unread
from bot.review.draft import Draft, draft_entry
from bot.review.escape import code
from bot.review.finding import Fault, Finding, Rule


@dataclass(frozen=True, slots=True)
class Stray:
    """Lines that are no entry, and the list that they were added to."""

    lines: Unread
    catalogue: Catalogue


def name_lines(lines: Unread) -> str:
    """Return what to call some lines of the list."""
    where = f"Line {lines.first}" if lines.first == lines.last else f"Lines {lines.first} to {lines.last}"
    return f"{where} of the list"


def check_reading(stray: Stray) -> Iterator[Fault]:
    """Notice lines that the list would lose when it is rendered."""
    lines = stray.lines
    if HEADING.match(lines.text):
        message = "A heading has no place between entries."
        mend = "Choose one of the sections that there are; a maintainer adds a new one in `catalogue.yaml`."
    else:
        links = [Link("Paper", "https://…")]
        example = format_entry(stray.catalogue.entry, title="Title", venue="Venue", year=2026, links=links)
        message = "This is no entry that I can read."
        mend = f"Write it like {code(example)}, or move it out from between the section's marks."
    yield Fault(message, mend, lines.path, lines.first, last=lines.last)


UNREAD_RULES: tuple[Rule[Stray], ...] = (
    Rule("line-unread", "error", "Not an entry", "Between the marks of a section stand entries only.", check_reading),
)


def judge_lines(lines: Unread, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Return what is to be said of lines that are no entry."""
    return tuple(finding for rule in UNREAD_RULES for finding in rule.find(Stray(lines, catalogue)))


def draft_nothing(catalogue: Catalogue) -> Draft:
    """Return the draft of what says nothing of a paper."""
    return draft_entry(Proposal(), catalogue, {}, distinct=frozenset())
