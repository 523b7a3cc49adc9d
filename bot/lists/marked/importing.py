"""A Markdown page, also one with marks that people edited -> a catalogue that renders it again, byte for byte. Pure."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import NamedTuple

from bot.catalogue.catalogue import Catalogue, Policy
from bot.catalogue.entry_format import EntryFormat
from bot.catalogue.identity.identifiers import identify
from bot.catalogue.identity.titles import keep_letters
from bot.catalogue.paper import Paper
from bot.catalogue.venues import Venues
from bot.lists.marked import forms
from bot.lists.marked.joining import join_papers
from bot.lists.marked.keeping import keep_lines, settle
from bot.lists.marked.lines import ImportedLine, is_usable, read_line
from bot.lists.marked.marks import MarkError, begin_mark, end_mark, shared_line_end
from bot.lists.marked.outline import Run, find_runs, name_sections
from bot.lists.marked.pages import drop_marks, find_missed, hidden_lines
from bot.lists.page import EntryRecord, Page, PageEntry, Uneven, bare
from bot.lists.reading.pages import read_page

#: This share of a page's lines has to fit a template before it is the list's.
USUAL = 0.5
#: How a line differs from the list's form where nothing in it was mended.
BRACKETS, SPACES, OTHER_WORDS = (
    "spaces and brackets written otherwise than in the list's form",
    "spaces written otherwise than in the list's form",
    "other words than the data has",
)
#: Of a longer list at most so many entries, taken from all of it, tell its template.
ENOUGH_ENTRIES = 200
#: What is known of an entry of which only the place still counts.
NO_RECORD = EntryRecord("")


class Difference(NamedTuple):
    """A line of which the data says something else than it does; `rendered` is how the list's template writes that."""

    line: int
    read: str
    rendered: str
    reasons: tuple[str, ...]


class Doubt(NamedTuple):
    """Something on a line that only a person can settle; it is left as it is."""

    line: int
    message: str


class Unread(NamedTuple):
    """A line, counted from 1, that links to a paper and is not held by the data, with the headings above it."""

    line: int
    section: tuple[str, ...]
    text: str


class ImportReport(NamedTuple):
    """What an import read, and what not; `share` is how much of the lines that link to a paper was read, up to 1.

    `uneven` rows of tables have their line counted from 1.
    """

    lines: int
    rendered_lines: int
    papers: int
    sections: int
    differences: tuple[Difference, ...]
    doubts: tuple[Doubt, ...]
    unread: tuple[Unread, ...] = ()
    share: float = 1.0
    uneven: tuple[Uneven, ...] = ()


class Imported(NamedTuple):
    """The catalogue that a page holds, the page with its marks, and the report.

    `lines` are the entries that are papers now, `others` those that no paper's file can hold, which stay as they are.
    """

    catalogue: Catalogue
    text: str
    report: ImportReport
    lines: tuple[ImportedLine, ...] = ()
    others: tuple[ImportedLine, ...] = ()


def import_list(
    text: str,
    venues: Venues,
    *,
    known: Catalogue | None = None,
    say: Callable[[int, int], None] = lambda done, all: None,
) -> Imported:
    """Read a page; where the data folder holds papers already, they keep their ids and what the page cannot show.

    `say` is told how many of the entries are done.
    """
    read = read_lines(text, venues, known)
    # A long page is held by its lines; its text is made anew, with the marks.
    del text
    page, lines, runs = read.page, read.lines, read.runs
    sections = name_sections(page, runs)
    settle(lines, runs)
    papers = join_papers(lines, known.papers if known else {}, say)
    catalogue = Catalogue(
        name=name_of(page),
        sections={section.id: section for section in sections},
        papers=papers,
        venues=venues,
        policy=known.policy if known else Policy(),
        output=known.output if known else "README.md",
        entry=read.form or (known.entry if known else EntryFormat()),
    )
    catalogue = keep_lines(catalogue, page, runs, lines)
    return Imported(catalogue, place_marks(page, runs), describe(read, catalogue), lines, read.others)


class PageLines(NamedTuple):
    """The entries of a page as lines on their way, and the stretches where they stand; `page` is without its entries.

    `others` and `unread` are what no data holds, `form` is the page's template, the `uneven` rows are counted from 1.
    """

    page: Page
    form: EntryFormat | None
    runs: tuple[Run, ...]
    lines: tuple[ImportedLine, ...]
    others: tuple[ImportedLine, ...]
    unread: tuple[Unread, ...]
    uneven: tuple[Uneven, ...]


def read_lines(text: str, venues: Venues, known: Catalogue | None) -> PageLines:
    """Read the entries of a page; what only the reading needs is let go, which of a long list is most of it."""
    unmarked, numbers = drop_marks(text)
    page = read_page(unmarked, venues)
    form = choose_form(page, venues, known)
    linked = [entry.first for entry in page.entries if entry.paper and entry.record.identifiers]
    rest = deque(standing_alone([*page.entries, *(find_missed(page, form) if form else ())]))
    page = page._replace(entries=())
    held, lines, others = list[PageEntry](), list[ImportedLine](), list[ImportedLine]()
    while rest:
        entry = rest.popleft()
        line = read_line(entry, numbers, venues, form)
        if is_usable(line.paper):
            held.append(PageEntry(entry.first, entry.last, entry.section, entry.form, entry.raw, NO_RECORD))
            lines.append(line)
        else:
            others.append(line)
    return PageLines(
        page,
        form,
        tuple(find_runs(page, held)),
        tuple(lines),
        tuple(others),
        tuple(find_unread(page, linked, lines, numbers)),
        tuple(row._replace(line=numbers[row.line]) for row in page.uneven),
    )


def standing_alone(entries: Iterable[PageEntry]) -> Iterator[PageEntry]:
    """Yield the papers that share no line with another: of two on one line neither could go without the other."""
    entries = sorted(entries, key=lambda entry: entry.first)
    shared = [False, *(after.first <= before.last for before, after in pairwise(entries)), False]
    for entry, is_begun, is_ended in zip(entries, shared, shared[1:], strict=False):
        if entry.paper and not (is_begun or is_ended):
            yield entry


def choose_form(page: Page, venues: Venues, known: Catalogue | None) -> EntryFormat | None:
    """Return the template that gives most of a page's lines, None where none gives enough of them."""
    listed = [entry for entry in page.entries if entry.paper]
    listed = listed[:: 1 + len(listed) // ENOUGH_ENTRIES]
    if known and (form := find_usual([known.entry], listed, venues, known.entry)):
        return form
    return find_usual(dict.fromkeys([*forms.learn(listed), EntryFormat()]), listed, venues)


def find_usual(
    tried: Iterable[EntryFormat], entries: Sequence[PageEntry], venues: Venues, read_by: EntryFormat | None = None
) -> EntryFormat | None:
    """Return the template that writes most of the entries that a record can hold, None where none writes enough."""
    read = ((entry.raw, read_line(entry, range(1, entry.last + 2), venues, read_by).paper) for entry in entries)
    usable = [(raw, paper) for raw, paper in read if is_usable(paper)]
    found, fewest = None, int(len(usable) * (1 - USUAL)) + 1
    for form in tried if usable else ():
        # One that misses more than the best does is not tried on the rest of a long list.
        missed = sum(1 for _ in islice((raw for raw, paper in usable if forms.write(form, paper) != raw), fewest))
        if missed < fewest:
            found, fewest = form, missed
    return found


def name_of(page: Page) -> str:
    """Return the list's name: its first heading of the highest level, or of any."""
    named = [section for section in page.sections if section.path[-1].strip()]
    top = [section for section in named if section.level == 1]
    return next((section.path[-1][:200] for section in (*top, *named)), "Papers")


def place_marks(page: Page, runs: Sequence[Run]) -> str:
    """Return the page with each run between marks, indented and ended as its first line is; in YAML in comments."""
    lines = list(page.lines)
    for run in reversed(runs):
        first = lines[run.start]
        indent = first[: len(first) - len(first.lstrip(" \t"))]
        end = shared_line_end(page.lines[run.start : run.end + 1])
        indent += "# " if run.entries[0].form == "yaml" else ""
        last = lines[run.end]
        closing = f"{indent}{end_mark(run.id)}"
        lines[run.end] = f"{last}{closing}{end}" if last.endswith("\n") else f"{last}{end}{closing}"
        lines[run.start] = f"{indent}{begin_mark(run.id)}{end}{lines[run.start]}"
    return "".join(lines)


def describe(read: PageLines, catalogue: Catalogue) -> ImportReport:
    """Return the report; every line of which the data says something else is in it, with at least one reason."""
    differences, unread = [], read.unread
    for line in read.lines:
        if not catalogue.sections[line.section].learned and line.written != line.entry.raw:
            reasons = tuple(line.reasons) or (say_difference(line),)
            differences.append(Difference(line.entry.first, line.entry.raw, line.written, reasons))
    linked = sum(any(identify(link.url) for link in line.entry.links) for line in read.lines) if unread else 0
    return ImportReport(
        lines=len(read.lines),
        rendered_lines=sum(map(count_rows, catalogue.papers.values())),
        papers=len(catalogue.papers),
        sections=len(catalogue.leaves()),
        differences=tuple(differences),
        doubts=tuple(Doubt(line.entry.first, message) for line in read.lines for message in line.doubts),
        unread=unread,
        share=linked / (linked + len(unread)) if unread else 1.0,
        uneven=read.uneven,
    )


def count_rows(paper: Paper) -> int:
    """Return on how many lines a paper stands: one in each of its sections, and those that are further ones there."""
    return len(paper.sections) + sum(line.at is not None for line in paper.lines)


def find_unread(
    page: Page, linked: Iterable[int], lines: Sequence[ImportedLine], numbers: Sequence[int]
) -> Iterator[Unread]:
    """Yield the lines that link to a paper and are in no entry, or in one, of those `linked`, that no data can hold."""
    held, hidden = {line.entry.first for line in lines}, hidden_lines(page.lines)
    for number in sorted({line for line in (*page.unread, *linked) if numbers[line] not in held} - hidden):
        above = [section.path for section in page.sections if section.line <= number]
        yield Unread(numbers[number], above[-1] if above else (), bare(page.lines[number]).strip()[:2_000])


def say_difference(line: ImportedLine) -> str:
    """Return what differs where nothing was mended: words, where another line of the paper or a mark has its own."""
    if keep_letters(line.written) != keep_letters(line.entry.raw):
        return OTHER_WORDS
    return BRACKETS if line.written.split() != line.entry.raw.split() else SPACES


def adopt(catalogue: Catalogue, text: str) -> Catalogue | None:
    """Return the list's data with all that people wrote between its marks, None where it cannot be read back.

    A list that is written by a template is not read like this: there a line in another form is brought into the list's.
    """
    if not any(section.learned for section in catalogue.sections.values()):
        return None
    read = import_list(text, catalogue.venues, known=catalogue).catalogue
    if {section.id for section in read.leaves()} != {section.id for section in catalogue.leaves()}:
        return None
    sections = {
        id: section._replace(learned=new.learned, blank=new.blank, numbers=new.numbers, texts=new.texts)
        for id, section in catalogue.sections.items()
        if (new := read.sections.get(id, section))
    }
    adopted = replace(catalogue, papers=read.papers, sections=sections)
    # Whoever only reads a page does not wait for what writes one.
    from bot.lists.marked.rendering import render

    try:
        return adopted if render(adopted, text) == text else None
    except MarkError:
        return None
