"""Lines that the list's template cannot give: a new paper's in its section's form, or one of which facts changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.identifiers import clean_link
from bot.catalogue.paper import Line, Paper
from bot.catalogue.section import Section
from bot.catalogue.venues import Venues
from bot.lists.inline import link_kind
from bot.lists.marked import forms
from bot.lists.marked.lines import clean_title, name_venue
from bot.lists.page import Entry, Link, Page
from bot.lists.reading.pages import read_page
from bot.lists.writing.editing import main_run, write_near
from bot.lists.writing.facts import Facts, escape, escape_address


@dataclass(frozen=True, slots=True)
class Draft:
    """A row of a section: `text` is its line, None where that has to be made; `line` is what it was."""

    paper: Paper
    line: Line | None
    text: str | None

    @property
    def known(self) -> str | None:
        """The line as it stands or stood."""
        return self.text if self.text is not None else self.line.text if self.line else None


def draft_lines(
    drafts: Sequence[Draft], section: Section, catalogue: Catalogue, examples: Sequence[Draft] = ()
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
        else:
            facts = facts_of(draft.paper, dated=any(other.record.date for other in run))
            where = len(run) if examples else sum(other in run for other in entries[:number] if other)
            revised = revise(entry, draft.paper, catalogue.venues) if entry else None
            yield revised if revised is not None else write_near(page, run, where, (), facts)


def read_back(drafts: Sequence[Draft], section: Section, venues: Venues) -> tuple[Page, list[Entry | None]]:
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


def facts_of(paper: Paper, *, dated: bool) -> Facts:
    """Return a paper's facts as the writer takes them; `dated` says that the list tells months, as arXiv's ids do."""
    links = tuple(Link(link.label, link.url) for link in paper.links)
    code = next((link.url for link in links if link.label.casefold() == "code"), None)
    code = code or next((link.url for link in links if link_kind(link.label, link.url) == "code"), None)
    number = paper.identifiers.get("arxiv", "")
    date = f"20{number[:2]}-{number[2:4]}" if dated and number[:4].isdigit() and "01" <= number[2:4] <= "12" else None
    return Facts(paper.title, links, code, ", ".join(paper.authors) or None, paper.venue, paper.year, date)


def revise(entry: Entry, paper: Paper, venues: Venues) -> str | None:
    """Return an entry with the facts that changed in the places of the old ones; None where one has no place."""
    record, changes = entry.record, dict[str, str]()
    if clean_title(record.title) != paper.title:
        changes["title"] = escape(paper.title, table=entry.form == "table", linked=True)
    venue = name_venue(record.venue, venues)
    if venue != paper.venue:
        changes["venue"] = escape(paper.venue or "", table=entry.form == "table")
    if record.year != paper.year:
        changes["year"] = str(paper.year or "")
    places = [
        (part.start, part.end, changes.pop(part.kind, None), part.kind) for part in entry.parts if part.kind in changes
    ]
    if (
        changes
        or any(part.kind == "rest" for part in entry.parts if "title" in changes)
        or any(p[2] == "" for p in places)
    ):
        return None
    urls = [part for part in entry.parts if part.kind == "url"]
    wanted = [link.url for link in paper.links]
    shown = [clean_link(link.url).url for link in record.links]
    if len(shown) != len(wanted) or len(urls) != len(wanted):
        return None
    places += [
        (part.start, part.end, escape_address(url), "url")
        for part, url, old in zip(urls, wanted, shown, strict=True)
        if url != old
    ]
    text = entry.raw
    for start, end, new, kind in sorted(places, reverse=True):
        shortened = (new or "")[start - end :] if kind == "year" else new or ""
        text = text[:start] + shortened + text[end:]
    return text
