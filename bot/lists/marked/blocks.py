"""What stands between the marks of a section: each paper's line, its own or by the template, and texts between."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.paper import Paper, PaperLine
from bot.catalogue.section import Section
from bot.catalogue.section_rows import Row, SectionRows
from bot.catalogue.venues import Venues
from bot.lists.marked import forms
from bot.lists.marked.lines import read_line
from bot.lists.page import PageEntry
from bot.lists.reading.pages import read_page
from bot.lists.writing.amending import amend_text
from bot.lists.writing.counting import put_number
from bot.lists.writing.editing import main_run, write_at
from bot.lists.writing.facts import facts_of
from bot.lists.writing.pins import LEARNED


@dataclass(frozen=True, slots=True)
class Passage:
    """Some lines of a section, the last one not ended: a paper's, or `row` None for a text between them."""

    text: str
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A row of a section: `text` is its line, None where that has to be made; `line` is what it was."""

    paper: Paper
    line: PaperLine | None
    text: str | None

    @property
    def known(self) -> str | None:
        """The line as it stands or stood."""
        return self.text if self.text is not None else self.line.text if self.line else None


def write_section(catalogue: Catalogue, id: str) -> str:
    """Return the lines of a section, each ended by a line feed."""
    rows, section = catalogue.rows_of(id), section_of(catalogue, id)
    if rows.text is not None:
        return rows.text
    text = join(section, blocks_of(catalogue, id))
    if not section.learned or any(row.line for row in rows.rows):
        # What was learned from another section can change with that one.
        rows.text = text
    return text


def write_entry(catalogue: Catalogue, paper: Paper) -> str:
    """Return a paper's line as it stands, or would stand, in the first of its sections."""
    first = next(iter(paper.sections), "")
    if not section_of(catalogue, first).learned and not any(line.section == first for line in paper.lines):
        return forms.write(catalogue.entry, paper)
    if catalogue.papers.get(paper.id) is not paper:
        catalogue = catalogue.change({paper.id: paper})
    return next(block.text for block in blocks_of(catalogue, first) if block.row and block.row.paper is paper)


def section_of(catalogue: Catalogue, id: str) -> Section:
    """Return a section; a paper may name one that there is not, which other rules report."""
    return catalogue.sections.get(id) or Section(id, "")


def blocks_of(catalogue: Catalogue, id: str) -> list[Passage]:
    """Return what stands in a section, in its order."""
    section, rows = section_of(catalogue, id), catalogue.rows_of(id)
    drafts = list(drafts_of(catalogue, section, rows))
    lines = [draft.text if draft.text is not None else "" for draft in drafts]
    if any(draft.text is None for draft in drafts):
        shown = any(draft.known is not None for draft in drafts)
        lines = [*draft_lines(drafts, section, catalogue, () if shown else examples(catalogue, id))]
    blocks = [Passage(text, row) for text, row in zip(number(section, lines), rows.rows, strict=True)]
    for text in reversed(section.texts):
        at = bisect_left(rows.rows, (False, text.at, "", ""), key=lambda row: row.place)
        blocks.insert(at, Passage(text.text))
    return blocks


def drafts_of(catalogue: Catalogue, section: Section, rows: SectionRows) -> Iterator[DraftRow]:
    """Yield the rows of a section with their lines: their own while they are up to date, else by the template."""
    for row in rows.rows:
        if row.line and row.line.facts == row.paper.facts:
            yield DraftRow(row.paper, row.line, row.line.text)
        elif section.learned:
            yield DraftRow(row.paper, row.line, None)
        else:
            known = rows.written.get(row.paper.id)
            if known is None or known[0] is not row.paper:
                known = rows.written[row.paper.id] = row.paper, forms.write(catalogue.entry, row.paper)
            yield DraftRow(row.paper, row.line, known[1])


def examples(catalogue: Catalogue, id: str) -> Sequence[DraftRow]:
    """Return the rows of the nearest section that shows how papers stand in a list without a template."""
    ids = list(catalogue.sections)
    others = [n for n, other in enumerate(catalogue.sections.values()) if other.learned and other.id != id]
    for number in sorted(others, key=lambda n: abs(n - ids.index(id))):
        section, rows = catalogue.sections[ids[number]], catalogue.rows_of(ids[number])
        if drafts := [draft for draft in drafts_of(catalogue, section, rows) if draft.text is not None]:
            return drafts
    return ()


def number(section: Section, lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines with their numbers where the section counts them by hand."""
    if section.numbers is None:
        yield from lines
        return
    for place, text in enumerate(lines):
        count = place if section.numbers.rising else len(lines) - 1 - place
        yield put_number(text, section.numbers.lowest + count)


def join(section: Section, blocks: Sequence[Passage]) -> str:
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


def draft_lines(
    drafts: Sequence[DraftRow], section: Section, catalogue: Catalogue, examples: Sequence[DraftRow] = ()
) -> Iterator[str]:
    """Yield the line of each row; what was never written stands in the form of the section's other lines.

    `examples` are another section's rows, where this one has none that show a form; with neither the template is left.
    """
    entries = read_back(examples or drafts, section, catalogue.venues)
    run = main_run([entry for entry in entries if entry])
    for number, draft in enumerate(drafts):
        entry = None if examples else entries[number]
        if draft.text is not None:
            yield draft.text
        elif not run:
            yield forms.write(catalogue.entry, draft.paper)
        elif entry:
            yield amend_text(entry, said_by(entry, catalogue.venues), draft.paper, run)
        else:
            facts = facts_of(None, draft.paper, dated=any(other.record.date for other in run))
            where = len(run) if examples else sum(other in run for other in entries[:number] if other)
            yield write_at(run, where, (), facts, LEARNED)


def said_by(entry: PageEntry, venues: Venues) -> Paper:
    """Return what a line says of its paper."""
    return read_line(entry, range(1, entry.last + 2), venues).paper


def read_back(drafts: Sequence[DraftRow], section: Section, venues: Venues) -> list[PageEntry | None]:
    """Return each row's entry on the page that the known lines make; a table is read with its head."""
    texts = [f"{text.text}\n" for text in section.texts[:1] if text.at == 0]
    firsts, line = [], "".join(texts).count("\n")
    for draft in drafts:
        firsts.append(line)
        if draft.known is not None:
            texts.append(f"{draft.known}\n" + "\n" * section.blank)
            line += texts[-1].count("\n")
    by_line = {entry.first: entry for entry in read_page("".join(texts), venues).entries}
    return [by_line.get(first) if d.known is not None else None for first, d in zip(firsts, drafts, strict=True)]
