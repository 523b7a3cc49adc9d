"""The headings of a page as the sections of a catalogue, and the stretches of lines that their entries take."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bot.catalogue.section import Section
from bot.lists.headings import section_ids, unique
from bot.lists.page import Page, PageEntry

LONGEST_TITLE = 200
#: What a section without a heading is called.
UNNAMED = "Papers"
HEADING = re.compile(r"\s{0,3}#{1,6}\s|\s*<h[1-6]", re.I)


@dataclass(slots=True)
class Run:
    """Entries of one section that stand together: the lines [start, end] of the page, counted from 0."""

    section: int
    entries: list[PageEntry]
    start: int
    end: int
    id: str = field(default="")


def find_runs(page: Page, entries: Iterable[PageEntry]) -> list[Run]:
    """Return the runs of a page, a table's with its head, for marks between its rows would end it."""
    runs: list[Run] = []
    for section, group in groupby(entries, key=lambda entry: entry.section):
        some = list(group)
        free = runs[-1].end + 1 if runs else 0
        runs.append(Run(section, some, first_line(page, some[0], free), some[-1].last))
    return runs


def first_line(page: Page, entry: PageEntry, free: int) -> int:
    """Return the line on which the run of an entry begins, not before the line `free`."""
    start = entry.first
    while (
        entry.form == "table"
        and start > free
        and "|" in page.lines[start - 1]
        and not HEADING.match(page.lines[start - 1])
    ):
        start -= 1
    return start


def name_sections(page: Page, runs: Sequence[Run]) -> list[Section]:
    """Return the sections that hold entries and those above them, in the page's order, and give each run its id."""
    filled = {run.section for run in runs}
    lines = lineages(page)
    title = title_of(page, filled, lines)
    needed = sorted({above for number in filled for above in lines[number] if above != title})
    above_all = (page.sections[title].path[-1] if title is not None else "",)
    paths = {number: page.sections[number].path if number >= 0 else above_all for number in needed}
    taken: set[str] = set()
    ids = dict(
        zip(needed, section_ids([[*path[:-1], path[-1] or UNNAMED] for path in paths.values()], taken), strict=True)
    )
    sections: list[tuple[int, Section]] = []
    for number, path in paths.items():
        parent = next((ids[above] for above in reversed(lines[number][:-1]) if above in ids), None)
        line = page.sections[number].line if number >= 0 else -1
        sections.append((line, Section(ids[number], path[-1][:LONGEST_TITLE] or UNNAMED, parent)))
    by_id = {section.id: section for _, section in sections}
    holding: set[str] = set()
    for run in runs:
        again = ids[run.section] in holding
        run.id = unique(ids[run.section], taken) if again else ids[run.section]
        holding.add(run.id)
        if again:
            sections.append((run.start, by_id[ids[run.section]]._replace(id=run.id)))
    parents = {section.parent for _, section in sections}
    return [
        section._replace(papers=section.id in holding and section.id in parents)
        for _, section in sorted(sections, key=lambda item: item[0])
    ]


def title_of(page: Page, filled: set[int], lines: Mapping[int, Sequence[int]]) -> int | None:
    """Return the number of the heading that is the page's own title, None where there is none."""
    top = [number for number, section in enumerate(page.sections) if section.level == 1]
    above = {above for number in filled for above in lines[number]}.intersection(top)
    return top[0] if top and above <= {top[0]} and top[0] not in filled else None


def lineages(page: Page) -> dict[int, list[int]]:
    """Return for each section the numbers of the headings above it, outermost first, and its own; -1 is no section."""
    found, latest = {-1: [-1]}, dict[tuple[str, ...], int]()
    for number, section in enumerate(page.sections):
        above = latest.get(section.path[:-1])
        found[number] = [*([] if above is None else found[above]), number]
        latest[section.path] = number
    return found


def gaps(page: Page, run: Run) -> Iterator[tuple[PageEntry, str]]:
    """Yield each entry of a run with the lines above it that are no entry's."""
    last = run.start
    for entry in run.entries:
        yield entry, "".join(page.lines[last : entry.first])
        last = entry.last + 1
