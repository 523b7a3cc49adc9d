"""What the template of a list cannot say is kept: a paper's own lines, and what stands between the entries. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from bot.catalogue.catalogue import STEP, Catalogue
from bot.catalogue.paper import PaperLine
from bot.catalogue.section import Numbers, Section, SectionText
from bot.lists.marked import forms
from bot.lists.marked.lines import ImportedLine
from bot.lists.marked.marks import shared_line_end
from bot.lists.marked.outline import Run, gaps
from bot.lists.page import Page, PageEntry
from bot.lists.writing.counting import number_of


def settle(lines: Sequence[ImportedLine], runs: Sequence[Run]) -> None:
    """Give every line its section and its position there."""
    places = [(run.id, STEP * count) for run in runs for count, _ in enumerate(run.entries, start=1)]
    for line, place in zip(lines, places, strict=True):
        line.section, line.position = place


def keep_lines(catalogue: Catalogue, page: Page, runs: Sequence[Run], lines: Sequence[ImportedLine]) -> Catalogue:
    """Return the catalogue with all that its template does not give, so that it renders the page."""
    sections, papers = dict(catalogue.sections), dict(catalogue.papers)
    rest = iter(lines)
    for run in runs:
        crlf = shared_line_end(page.lines[run.start : run.end + 1]) == "\r\n"
        above = [text.replace("\r\n", "\n") if crlf else text for _, text in gaps(page, run)]
        section = describe_section(sections[run.id], run, above)
        own, other = list(islice(rest, len(run.entries))), list[bool]()
        texts = [text_of(page, entry, crlf=crlf) for entry in run.entries]
        for read, entry, text in zip(own, run.entries, texts, strict=True):
            written = forms.write(catalogue.entry, papers[read.paper.id])
            read.written = entry.raw if written == entry.raw else written
            other.append(text != written)
        learned = 2 * sum(other) > len(other)
        sections[run.id] = section._replace(learned=learned)
        for number, (read, text, differs) in enumerate(zip(own, texts, other, strict=True)):
            at, blank = read.position if read.further else None, blanks_of(above[number], section) if number else None
            if learned or differs or at is not None or blank is not None:
                paper = papers[read.paper.id]
                line = PaperLine(run.id, text, paper.facts, at=at, blank=blank)
                papers[paper.id] = paper._replace(lines=(*paper.lines, line))
    return replace(catalogue, sections=sections, papers=papers)


def text_of(page: Page, entry: PageEntry, *, crlf: bool) -> str:
    """Return the lines of an entry as they stand, the last one not ended; `crlf` says how its section ends them."""
    written = "".join(page.lines[entry.first : entry.last + 1])
    return (written.replace("\r\n", "\n") if crlf else written).removesuffix("\n")


def blanks_of(gap: str, section: Section) -> int | None:
    """Return how many empty lines stand above an entry where they are not as many as usual."""
    return gap.count("\n") if not gap.strip("\n") and gap.count("\n") != section.blank else None


def describe_section(section: Section, run: Run, above: Sequence[str]) -> Section:
    """Return a section with what stands between its entries, and how they are counted."""
    texts = [
        SectionText(STEP * number - 1 if number > 1 else 0, text.removesuffix("\n"))
        for number, text in enumerate(above, start=1)
        if text.strip("\n") or (number == 1 and text)
    ]
    blanks = Counter(text.count("\n") for text in above[1:] if not text.strip("\n"))
    usual = blanks.most_common(1)[0][0] if blanks else 0
    return section._replace(blank=usual, numbers=count_entries(run), texts=tuple(texts))


def count_entries(run: Run) -> Numbers | None:
    """Return how a run's entries are counted by hand, None where they are not or a number is out of turn."""
    found = [number_of(entry.raw) for entry in run.entries]
    numbers = [int(each[1]) for each in found if each]
    if len(numbers) < max(2, len(found)):
        return None
    for rising in (True, False):
        lowest = min(numbers)
        expected = list(range(lowest, lowest + len(numbers)))
        if numbers == (expected if rising else expected[::-1]):
            return Numbers(lowest, rising)
    return None
