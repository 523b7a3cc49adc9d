"""A pull request -> the Submission that its diff and its text make: the diff is read first."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from itertools import islice

from bot.catalogue.characters import strip_hidden
from bot.catalogue.data.records import PAPERS, DataError, load_paper
from bot.catalogue.entry_format import EntryFormat
from bot.catalogue.identity.likeness import EDITED, likeness
from bot.catalogue.venues import Venues
from bot.intake.diff import rendered
from bot.intake.diff.change import read_change
from bot.intake.diff.pages import find_moved, find_unread, read_page_edits
from bot.intake.diff.patch import REPLACEMENT, FileDiff
from bot.intake.submission import Intent, Operation, Proposal, Submission, Unparsed
from bot.intake.text.prose import read_prose
from bot.lists.marked.pages import read_marked_page
from bot.lists.reading.pages import read_page


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a repository has its list: the folder of the data, the path of the rendered list, its entries' template."""

    folder: str
    output: str
    entry: EntryFormat = field(default_factory=EntryFormat)

    def is_list(self, path: str) -> bool:
        """Tell whether a path is the rendered list."""
        return path == self.output

    def is_ours(self, path: str) -> bool:
        """Tell whether a path is about papers at all."""
        return self.is_list(path) or self.is_record(path)

    def is_record(self, path: str) -> bool:
        """Tell whether a path is meant for a paper's file; whether it is named like one, the review says."""
        return path.startswith(f"{self.folder}/{PAPERS}/") and path.lower().endswith((".yaml", ".yml"))

    def read_list(self, file: FileDiff, venues: Venues) -> tuple[Sequence[Proposal], Sequence[Unparsed]]:
        """Return what the edits of the list propose, and what came into it that cannot be read."""
        return rendered.read_list(file, lambda text: read_marked_page(text, venues, self.entry))


def is_page(path: str, patterns: Collection[str]) -> bool:
    """Tell whether a path is that of a page; a star stands for any letters of a file's name, never for a folder.

    What GitHub shows of a repository can be its README.md, Readme.md or readme.markdown: any is meant by any.
    """
    folder, _, name = path.rpartition("/")
    split = (pattern.rpartition("/") for pattern in patterns)
    return any(folder == place and fnmatchcase(usual_name(name), usual_name(file)) for place, _, file in split)


def usual_name(name: str) -> str:
    """Return a file's name in small letters, with the short ending of Markdown."""
    return re.sub(r"\.markdown$", ".md", name.lower())


@dataclass(frozen=True, slots=True)
class PageLayout(Layout):
    """Where a repository has its list if pages are its truth: those that the patterns name."""

    folder: str = field(default="", init=False)
    output: str = field(default="", init=False)
    entry: EntryFormat = field(default_factory=EntryFormat, init=False)
    patterns: tuple[str, ...] = ()

    def is_list(self, path: str) -> bool:
        """Tell whether a path is a page of the list."""
        return is_page(path, self.patterns)

    def is_record(self, path: str) -> bool:
        """Pages have no records."""
        return False

    def read_list(self, file: FileDiff, venues: Venues) -> tuple[Sequence[Proposal], Sequence[Unparsed]]:
        """Return what the edits of a page propose, which entries they only move, and which lines should be one."""
        change = read_change(file, lambda text: read_page(text, venues))
        return read_page_edits(change), (*find_moved(change), *find_unread(change))


class AnyLayout(Layout):
    """For a diff whose repository is not known: every Markdown file can be a list."""

    def is_list(self, path: str) -> bool:
        """Tell whether a path is a Markdown file."""
        return path.lower().endswith((".md", ".markdown"))

    def is_record(self, path: str) -> bool:
        """Tell whether a path is a YAML file in a folder of papers."""
        return f"/{PAPERS}/" in f"/{path}" and path.endswith(".yaml")

    def read_list(self, file: FileDiff, venues: Venues) -> tuple[Sequence[Proposal], Sequence[Unparsed]]:
        """Return what the edits of a page propose, whatever form it has; of most pages only the hunks are known."""
        return read_page_edits(read_change(file, lambda text: read_page(text, venues))), ()


ANYWHERE = AnyLayout("", "")
#: A paper of three thousand authors has 60,000 characters; a longer file is not read.
LONGEST_RECORD = 200_000


def read_pull(title: str, body: str, files: Sequence[FileDiff], layout: Layout, venues: Venues) -> Submission:
    """Return what a pull request proposes: its files of papers, its edits of the list, and the rest.

    The text completes what the diff leaves open; alone it counts only where there is no diff.
    """
    said = read_prose(strip_hidden(title), strip_hidden(body), (), venues)
    if not files:
        return said
    pages = [file for file in files if file.is_read and layout.is_list(file.path)]
    of_papers = [file for file in files if layout.is_record(file.path) and file not in pages]
    lists = [((), lost) if (lost := find_lost(file)) else layout.read_list(file, venues) for file in pages]
    records = tuple(map(read_record, of_papers))
    edits = [edit for proposals, _ in lists for edit in proposals if not is_recorded(edit, records)]
    proposals = (*records, *complete_only(edits, said))
    rest = tuple(file.path for file in files if file not in pages and file not in of_papers)
    unparsed = tuple(lines for _, found in lists for lines in found)
    kept = tuple(lines for lines in unparsed if not (proposals and lines.moved))
    intent = intent_of(proposals, is_unread=bool(kept))
    return Submission(intent, proposals, rest, kept, moved=len(unparsed) - len(kept))


def find_lost(file: FileDiff) -> tuple[Unparsed, ...]:
    """Return the first line that would make a page no UTF-8 text: nothing of it can be written, nor read later."""
    lines = file.after.split("\n")
    written = ((number, line) for number, line in enumerate(lines, start=1) if number in file.added)
    lost = (Unparsed(file.path, number, number, line) for number, line in written if REPLACEMENT in line)
    return tuple(islice(lost, 1))


def is_recorded(edit: Proposal, records: Sequence[Proposal]) -> bool:
    """Tell whether an edited line only repeats what a paper's own file says."""
    titles = [record.title for record in records if record.title]
    return any(likeness(edit.title or "", title) >= EDITED for title in titles)


def intent_of(proposals: Sequence[Proposal], *, is_unread: bool) -> Intent:
    """Return what a diff wants; who wrote nothing but lines that cannot be read wanted to add something."""
    operations = [proposal.operation for proposal in proposals]
    if "add" in operations:
        return "add"
    if operations:
        return operations[0]
    return "add" if is_unread else "other"


def read_record(file: FileDiff) -> Proposal:
    """Return what a paper's file says; what cannot be read proposes nothing but the file."""
    operation: Operation = {"added": "add", "removed": "remove"}.get(file.status, "update")  # type: ignore[assignment]
    if len(file.after) > LONGEST_RECORD:
        file = replace(file, after="", shown=frozenset(), is_read=False)
    text = file.before if file.status == "removed" else file.after
    try:
        paper = load_paper(text, file.path.rpartition("/")[2].removesuffix(".yaml"))
    except DataError:
        return Proposal(operation=operation, record=file)
    code = next((link for link in paper.links if link.label == "Code"), None)
    first = next((link for link in paper.links if link is not code), None)
    return Proposal(
        title=paper.title,
        urls=(first.url,) if first else (),
        code=code.url if code else None,
        venue=paper.venue,
        year=paper.year,
        section=", ".join(paper.sections),
        authors=paper.authors,
        others=tuple(link for link in paper.links if link is not code and link is not first),
        operation=operation,
        record=file,
    )


def complete_only(edits: Sequence[Proposal], said: Submission) -> Sequence[Proposal]:
    """Return the edits, the only added entry with the venue and the code that the pull request's text gives."""
    adds = [proposal for proposal in edits if proposal.operation == "add"]
    others = [proposal for proposal in said.proposals if proposal.operation == "add"]
    if len(adds) != 1 or len(others) != 1 or not is_same(adds[0], others[0]):
        return edits
    entry, other = adds[0], others[0]
    venue, year = (entry.venue, entry.year) if entry.venue else (other.venue, other.year)
    whole = replace(entry, venue=venue, year=year, code=entry.code or other.code)
    return [whole if proposal is entry else proposal for proposal in edits]


def is_same(one: Proposal, other: Proposal) -> bool:
    """Tell whether two proposals can be one paper; a text that gives no title is about the only entry."""
    return not (one.title and other.title) or likeness(one.title, other.title) >= EDITED
