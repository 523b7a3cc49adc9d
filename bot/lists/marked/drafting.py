"""Lines that the list's template cannot give: a new paper's in its section's form, or one of which facts changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.paper import Paper, PaperLine
from bot.catalogue.section import Section
from bot.catalogue.venues import Venues
from bot.lists.marked import forms
from bot.lists.marked.lines import read_line
from bot.lists.page import Page, PageEntry
from bot.lists.reading.pages import read_page
from bot.lists.writing.amending import amend_text, facts_of
from bot.lists.writing.editing import main_run, write_at
from bot.lists.writing.pins import LEARNED
from bot.lists.writing.yamlform import amend_yaml


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


def draft_lines(
    drafts: Sequence[DraftRow], section: Section, catalogue: Catalogue, examples: Sequence[DraftRow] = ()
) -> Iterator[str]:
    """Yield the line of each row; what was never written stands in the form of the section's other lines.

    `examples` are another section's rows, where this one has none that show a form; with neither the template is left.
    """
    page, entries = read_back(examples or drafts, section, catalogue.venues)
    run = main_run([entry for entry in entries if entry])
    for number, draft in enumerate(drafts):
        entry = None if examples else entries[number]
        if draft.text is not None:
            yield draft.text
        elif not run:
            yield forms.write(catalogue.entry, draft.paper)
        elif entry:
            amend = amend_yaml if entry.form == "yaml" else amend_text
            yield amend(entry, said_by(entry, catalogue.venues), draft.paper, run)
        else:
            facts = facts_of(None, draft.paper, dated=any(other.record.date for other in run))
            where = len(run) if examples else sum(other in run for other in entries[:number] if other)
            yield write_at(page, run, where, (), facts, LEARNED)


def said_by(entry: PageEntry, venues: Venues) -> Paper:
    """Return what a line says of its paper."""
    return read_line(entry, range(1, entry.last + 2), venues).paper


def read_back(drafts: Sequence[DraftRow], section: Section, venues: Venues) -> tuple[Page, list[PageEntry | None]]:
    """Return the page that the known lines make, with each row's entry on it; a table is read with its head."""
    texts = [f"{text.text}\n" for text in section.texts[:1] if text.at == 0]
    firsts, line = [], "".join(texts).count("\n")
    for draft in drafts:
        firsts.append(line)
        if draft.known is not None:
            texts.append(f"{draft.known}\n" + "\n" * section.blank)
            line += texts[-1].count("\n")
    page = read_page("".join(texts), venues)
    by_line = {entry.first: entry for entry in page.entries}
    return page, [by_line.get(first) if d.known is not None else None for first, d in zip(firsts, drafts, strict=True)]
