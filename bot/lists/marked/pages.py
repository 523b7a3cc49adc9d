"""The rendered page of a data folder, read as the page that it is: its entries below the sections that its marks name.

Import and the diffs of such a page both read it here, so that a line means the same in each.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bot.catalogue.entry_format import EntryFormat
from bot.catalogue.identity.identifiers import is_web_address
from bot.catalogue.venues import Venues, expand_year
from bot.lists.marked import forms
from bot.lists.marked.lines import state
from bot.lists.marked.marks import MARK, find_marks
from bot.lists.page import EntryRecord, Page, PageEntry, PageSection, bare, split_lines
from bot.lists.reading.pages import read_page

#: The level of a section that marks name: no heading's.
MARKED = 0


def read_marked_page(text: str, venues: Venues, form: EntryFormat) -> Page:
    """Return a rendered page, its lines as they stand; `form` is the list's template.

    An entry between marks stands in a section of which the path is the id alone, and is a paper whatever it says; one
    that people wrote elsewhere stands below its heading.
    """
    unmarked, numbers = drop_marks(text)
    page = read_page(unmarked, venues)
    entries = sorted([*page.entries, *find_missed(page, form)], key=lambda entry: entry.first)
    lines = split_lines(text)
    ids = marked_lines(lines)
    sections = [section._replace(line=numbers[section.line] - 1) for section in page.sections]
    places: dict[str, int] = {}
    for line, id in ids.items():
        if id not in places:
            places[id] = len(sections)
            sections.append(PageSection(line, MARKED, (id,)))
    placed = []
    for entry in entries:
        first, last = numbers[entry.first] - 1, numbers[entry.last] - 1
        section = places[ids[first]] if first in ids else entry.section
        record, paper = record_of(entry, form), entry.paper or first in ids
        placed.append(entry._replace(first=first, last=last, section=section, record=record, paper=paper))
    unread = tuple(numbers[line] - 1 for line in page.unread)
    return Page(lines, tuple(sections), tuple(placed), unread)


def drop_marks(text: str) -> tuple[str, Sequence[int]]:
    """Return a page without its marks, and for each of its lines the number, from 1, that it has with them."""
    starts = {mark.start() for mark in find_marks(text)}
    lines = split_lines(text)
    if not starts:
        return text, range(1, len(lines) + 1)
    kept, numbers, position = [], [], 0
    for number, line in enumerate(lines, start=1):
        if not any(start in starts for start in range(position, position + len(line) - len(line.lstrip(" \t#")) + 1)):
            kept.append(line)
            numbers.append(number)
        position += len(line)
    if kept and len(kept) < len(lines) and numbers[-1] < len(lines) and not text.endswith("\n"):
        kept[-1] = bare(kept[-1])
    return "".join(kept), numbers


def find_missed(page: Page, form: EntryFormat) -> Iterator[PageEntry]:
    """Yield lines in the list's template that do not look like entries by themselves, in sections that have entries."""
    covered = {number for entry in page.entries for number in range(entry.first, entry.last + 1)}
    covered |= hidden_lines(page.lines)
    filled = {entry.section for entry in page.entries if entry.paper}
    starts = [section.line for section in page.sections]
    for number, line in enumerate(page.lines):
        section = bisect_right(starts, number) - 1
        if number in covered or section not in filled or "://" not in line:
            continue
        said = forms.read(form, bare(line))
        if said and said.links and all(is_web_address(link.url) for link in said.links):
            yield PageEntry(number, number, section, "bullet", bare(line), EntryRecord(said.title))


def hidden_lines(lines: Sequence[str]) -> set[int]:
    """Return the lines, from 0, that begin within a comment, which no page shows."""
    hidden, is_open = set[int](), False
    for number, line in enumerate(lines):
        if is_open or line.lstrip().startswith("<!--"):
            hidden.add(number)
        if "<!--" in line or is_open:
            is_open = line.rfind("<!--") > line.rfind("-->") or (is_open and "-->" not in line)
    return hidden


def marked_lines(lines: Sequence[str]) -> dict[int, str]:
    """Return the lines between marks, counted from 0, each with its section's id."""
    found: dict[int, str] = {}
    opened = ""
    for number, line in enumerate(lines):
        if mark := MARK.match(line.lstrip(" \t")):
            opened = mark[2] if mark[1] == "begin" else ""
        elif opened:
            found[number] = opened
    return found


def record_of(entry: PageEntry, form: EntryFormat) -> EntryRecord:
    """Return what an entry says, by the list's template where it has that form."""
    said = state(entry, form)
    year = int(said.year) if said.year else None
    return entry.record._replace(
        title=said.title,
        links=said.links,
        code=next((link.url for link in said.links if link.label.lower() == "code"), None),
        venue=said.venue,
        year=expand_year(year) if year is not None and year < 100 else year,
    )
