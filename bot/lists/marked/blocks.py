"""What stands between the marks of a section: each paper's line, its own or in the list's form, and texts between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.paper import Paper
from bot.catalogue.section import Section
from bot.catalogue.section_rows import Row, SectionRows
from bot.lists.marked import forms
from bot.lists.marked.drafting import Draft, draft_lines
from bot.lists.writing.form import number_of


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines of a section, the last one not ended: a paper's, or `row` None for a text between them."""

    text: str
    row: Row | None = None


def write_section(catalogue: Catalogue, id: str) -> str:
    """Return the lines of a section, each ended by a line feed."""
    rows = catalogue.rows_of(id)
    if rows.text is None:
        rows.text = join(catalogue.sections.get(id, Section(id, "")), blocks_of(catalogue, id))
    return rows.text


def write_entry(catalogue: Catalogue, paper: Paper) -> str:
    """Return a paper's line as it stands, or would stand, in the first of its sections."""
    if catalogue.papers.get(paper.id) is not paper:
        catalogue = catalogue.change({paper.id: paper})
    for id in paper.sections:
        if not has_own_lines(catalogue.rows_of(id)) and not any(line.section == id for line in paper.lines):
            break
        return next(block.text for block in blocks_of(catalogue, id) if block.row and block.row.paper is paper)
    return forms.write(catalogue.entry, paper)


def blocks_of(catalogue: Catalogue, id: str) -> list[Block]:
    """Return what stands in a section, in its order."""
    section, rows = catalogue.sections.get(id, Section(id, "")), catalogue.rows_of(id)
    drafts = [Draft(row.paper, row.line, text_of(catalogue, rows, row)) for row in rows.rows]
    lines = [draft.text if draft.text is not None else "" for draft in drafts]
    if any(draft.text is None for draft in drafts):
        lines = [*draft_lines(drafts, section, catalogue)]
    blocks = [Block(text, row) for text, row in zip(number(section, lines), rows.rows, strict=True)]
    for text in reversed(section.texts):
        at = bisect_left(rows.rows, (False, text.at, "", ""), key=lambda row: row.place)
        blocks.insert(at, Block(text.text))
    return blocks


def text_of(catalogue: Catalogue, rows: SectionRows, row: Row) -> str | None:
    """Return the line of a row: its own while that is up to date, else in the list's form; None where neither is.

    A section has a form of its own where most of its papers have lines of their own.
    """
    if row.line and row.line.facts == row.paper.facts:
        return row.line.text
    if has_own_lines(rows):
        return None
    known = rows.written.get(row.paper.id)
    if known is None or known[0] is not row.paper:
        known = rows.written[row.paper.id] = row.paper, forms.write(catalogue.entry, row.paper)
    return known[1]


def has_own_lines(rows: SectionRows) -> bool:
    """Tell whether most papers of a section stand in lines of their own."""
    return 2 * sum(row.line is not None for row in rows.rows) > len(rows.rows)


def number(section: Section, lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines with their numbers where the section counts them by hand."""
    if section.numbers is None:
        yield from lines
        return
    for place, text in enumerate(lines):
        count = place if section.numbers.rising else len(lines) - 1 - place
        found = number_of(text)
        yield (f"{text[: found.start(1)]}{section.numbers.lowest + count}{text[found.end(1) :]}" if found else text)


def join(section: Section, blocks: Sequence[Block]) -> str:
    """Return the lines of a section; empty ones stand between two papers where the section has them."""
    parts: list[str] = []
    before: Row | None = None
    for block in blocks:
        if before and block.row:
            own = block.row.line.blank if block.row.line else None
            parts.append("\n" * (section.blank if own is None else own))
        parts += [block.text, "\n"]
        before = block.row
    return "".join(parts)
