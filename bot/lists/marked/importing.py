"""A Markdown list -> a catalogue, with a report of every line that will read differently and why. Pure."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.catalogue.catalogue import Catalogue, Policy
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.ids import paper_id, slug
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.paper import Link, Paper
from bot.catalogue.placing import STEP
from bot.catalogue.section import Section
from bot.catalogue.venues import Venues
from bot.lists.marked.lines import ImportedLine, read_line
from bot.lists.marked.listing import Heading, read_list, split_lines
from bot.lists.marked.rendering import MARK, begin_mark, end_mark, render_entry

MARK_LINE = re.compile(rf"^{MARK.pattern}\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that will read differently; `rendered` is "" where it goes."""

    line: int
    read: str
    rendered: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something on a line that only a person can settle; it is left as it is."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did."""

    lines: int
    rendered_lines: int
    papers: int
    sections: int
    differences: tuple[Difference, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """The catalogue that a list holds, the list as it now reads, and the report."""

    catalogue: Catalogue
    text: str
    report: ImportReport
    lines: tuple[ImportedLine, ...] = ()

    def links(self) -> Iterator[tuple[int, Link]]:
        """Yield every link of the list as it was read, with its line."""
        for line in self.lines:
            yield from ((line.entry.first, link) for link in line.entry.links)


def import_list(text: str, venues: Venues, *, known: Catalogue | None = None) -> Imported:
    """Read a list; where the data folder holds papers already, they keep their ids and what the list cannot show."""
    # Marks are read as empty lines, so that every line keeps its number.
    headings = read_list(MARK_LINE.sub("\n", text))
    sections = list(outline(headings))
    lines = [read_line(entry, section.id, venues) for section, heading in sections for entry in heading.entries]
    papers = merge(lines, known.papers if known else {})
    catalogue = Catalogue(
        name=next((heading.title for heading in headings if heading.level == 1), "Papers"),
        sections={section.id: section for section, _ in sections},
        papers=papers,
        venues=venues,
        policy=known.policy if known else Policy(),
        output=known.output if known else "README.md",
    )
    rendered = place_marks(text, sections, catalogue, lines)
    return Imported(catalogue, rendered, describe_import(lines, catalogue), tuple(lines))


def outline(headings: Sequence[Heading]) -> Iterator[tuple[Section, Heading]]:
    """Yield the headings that hold entries, and the headings above them, as sections."""
    path: list[tuple[Heading, str]] = []
    taken: set[str] = set()
    for position, heading in enumerate(headings):
        while path and path[-1][0].level >= heading.level:
            path.pop()
        if heading.level <= 1 or not holds_entries(headings[position:]):
            continue
        id = unique(slug(heading.title) or "section", taken)
        yield Section(id, heading.title, path[-1][1] if path else None), heading
        path.append((heading, id))


def holds_entries(headings: Sequence[Heading]) -> bool:
    """Tell whether the first heading, or one below it, has entries."""
    first, *rest = headings
    if first.entries:
        return True
    for heading in rest:
        if heading.level <= first.level:
            return False
        if heading.entries:
            return True
    return False


def unique(name: str, taken: set[str]) -> str:
    """Return the name, numbered if it is taken, and take it."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found


def merge(lines: Sequence[ImportedLine], known: Mapping[str, Paper]) -> dict[str, Paper]:
    """Make one paper of the lines that are one paper, number its places, and give it its id."""
    ids = {fold_title(paper.title): paper.id for paper in known.values()}
    first_of: dict[str, ImportedLine] = {}
    papers: dict[str, Paper] = {}
    taken = ChainMap(papers, dict(known))
    positions: dict[str, int] = {}
    for line in lines:
        key = fold_title(line.paper.title)
        original = first_of.setdefault(key, line)
        if original is not line and same_section(line, papers[original.paper.id]):
            line.dropped = True
            line.reasons.append(f"the same paper as on line {original.entry.first}, in the same section")
        positions[line.section] = positions.get(line.section, 0) + (0 if line.dropped else STEP)
        place = {} if line.dropped else {line.section: positions[line.section]}
        if original is line:
            id = ids.get(key) or paper_id(line.paper.title, identifiers_of(line.paper), taken)
            line.paper = replace(line.paper, id=id, sections=place)
            papers[id] = keep_unseen(line.paper, known.get(id))
        else:
            paper = papers[original.paper.id]
            papers[paper.id] = join(replace(paper, sections={**paper.sections, **place}), line, original)
    doubt_shared_identifiers(lines)
    return dict(sorted(papers.items()))


def same_section(line: ImportedLine, paper: Paper) -> bool:
    """Tell whether a paper stands already where a line repeats it."""
    return line.section in paper.sections


def identifiers_of(paper: Paper) -> tuple[Identifier, ...]:
    """Return a paper's identifiers."""
    return tuple(Identifier(kind, value) for kind, value in paper.identifiers.items())


def keep_unseen(paper: Paper, before: Paper | None) -> Paper:
    """Return the paper with what the list does not show as the data folder has it."""
    if before is None:
        return paper
    return replace(
        paper,
        identifiers={**before.identifiers, **paper.identifiers},
        authors=before.authors,
        added=before.added,
        aliases=before.aliases,
        distinct=before.distinct,
    )


def join(paper: Paper, line: ImportedLine, original: ImportedLine) -> Paper:
    """Return a paper with what another of its lines adds; where they differ, the first one counts."""
    other, where = line.paper, original.entry.first
    if not line.dropped and (other.title, other.venue, other.year, other.links) != (
        paper.title,
        paper.venue,
        paper.year,
        paper.links,
    ):
        line.reasons.append(f"the same paper as on line {where}; written as there")
    if (other.venue, other.year) != (paper.venue, paper.year):
        here, there = (" ".join(map(str, filter(None, (p.venue, p.year)))) for p in (other, paper))
        line.doubts.append(f"says {here}, but line {where} says {there} of the same paper; that one is kept")
    labels = {link.label for link in paper.links}
    added = tuple(link for link in other.links if link.label not in labels)
    if added:
        names = ", ".join(link.label for link in added)
        original.reasons.append(f"link {names} added from line {line.entry.first}, the same paper")
    differing = [link.label for link in other.links if link.label in labels and link not in paper.links]
    if differing:
        line.doubts.append(f"its {', '.join(differing)} link differs from that of line {where}, the same paper")
    return replace(paper, links=paper.links + added)


def doubt_shared_identifiers(lines: Sequence[ImportedLine]) -> None:
    """Doubt lines whose titles differ although their links name one paper: one of the links is wrong."""
    seen: dict[tuple[str, str], ImportedLine] = {}
    for line in lines:
        for item in line.paper.identifiers.items():
            other = seen.setdefault(item, line)
            if fold_title(other.paper.title) != fold_title(line.paper.title):
                line.doubts.append(
                    f"its link names the same paper as line {other.entry.first}, {other.paper.title!r};"
                    " one of the two links is wrong"
                )


def place_marks(
    text: str, sections: Iterable[tuple[Section, Heading]], catalogue: Catalogue, lines: Sequence[ImportedLine]
) -> str:
    """Return the list with each section's entries between new marks; text between entries moves behind them."""
    rows = [MARK_LINE.sub("", row) for row in split_lines(text)]
    for section, heading in reversed(list(sections)):
        if not heading.entries:
            continue
        start, end = heading.entries[0].first - 1, heading.entries[-1].last
        taken = {row for entry in heading.entries for row in range(entry.first - 1, entry.last)}
        between = [rows[row] for row in range(start, end) if row not in taken and rows[row].strip()]
        if between:
            first = next(line for line in lines if line.entry is heading.entries[0])
            first.doubts.append(f"{len(between)} lines between the entries of {section.title!r} moved behind them")
        marked = [f"{begin_mark(section.id)}\n", catalogue.rows_of(section.id).text, f"{end_mark(section.id)}\n"]
        rows[start:end] = [*marked, *(["\n", *between] if between else [])]
    return "".join(rows)


def describe_import(lines: Sequence[ImportedLine], catalogue: Catalogue) -> ImportReport:
    """Return the report; every line that reads differently is in it, with at least one reason."""
    papers = {fold_title(paper.title): paper for paper in catalogue.papers.values()}
    differences = []
    for line in lines:
        rendered = "" if line.dropped else render_entry(papers[fold_title(line.paper.title)], catalogue)
        if rendered != line.entry.raw.strip():
            reasons = tuple(line.reasons) or ("spaces and brackets written in the list's form",)
            differences.append(Difference(line.entry.first, line.entry.raw, rendered, reasons))
    return ImportReport(
        lines=len(lines),
        rendered_lines=sum(len(paper.sections) for paper in catalogue.papers.values()),
        papers=len(catalogue.papers),
        sections=len(catalogue.leaves()),
        differences=tuple(differences),
        doubts=tuple(Doubt(line.entry.first, message) for line in lines for message in line.doubts),
    )
