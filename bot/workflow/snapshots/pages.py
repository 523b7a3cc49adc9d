"""A list kept in Markdown pages: an approved entry is an edit of a page, which changes nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.catalogue.paper import Paper
from bot.intake.diff.change import PageChange
from bot.intake.diff.pages import count_edits, other_changes
from bot.intake.pull import Layout, PageLayout
from bot.lists import memory
from bot.lists.cataloguing import EntryPlace, PageList
from bot.lists.coverage import read_lines
from bot.lists.marked.merging import merge_edits
from bot.lists.memory import MEMORY, Memory, write_memory
from bot.lists.page import bare, split_lines
from bot.lists.sections import SectionError
from bot.lists.writing import editing
from bot.lists.writing.blanks import name_blanks
from bot.lists.writing.newsline import NewsLine
from bot.lists.writing.pins import Pins
from bot.lists.writing.revising import Revision, own_entries, revise
from bot.review.entry import Entry
from bot.workflow.changes import Files
from bot.workflow.snapshots.snapshot import Lines, Snapshot, address_words, papers_of, remember


@dataclass(frozen=True)
class PageSnapshot(Snapshot):
    """A list's pages; `pages` names them, `memory` holds people's statements about papers.

    With entries taken in, `texts` are the changed pages and `lines` the lines of the changed papers.
    """

    page_list: PageList
    pages: PageLayout
    memory: Memory = field(default_factory=dict)
    pins: Pins = field(default_factory=dict)
    news: NewsLine | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    #: The list with some entries, remembered because each look at a thread needs it several times.
    kept: dict[tuple[str, ...], PageSnapshot] = field(default_factory=dict, compare=False, repr=False)

    @property
    def layout(self) -> Layout:
        return self.pages

    @property
    def share(self) -> float:
        """The share of the lines with links to papers that could be read."""
        pages = self.page_list.pages.values()
        read = sum(map(read_lines, pages))
        total = read + sum(len(page.unread) for page in pages)
        return read / total if total else 1.0

    def take_in(self, entries: Sequence[Entry]) -> PageSnapshot:
        """Return the list with these entries on its pages; nothing else of a page changes."""
        key = tuple(f"{entry.key} {entry.hash} {entry.proposal.follows} {written(entry)}" for entry in entries)
        if key not in self.kept:
            after = revise(self.page_list, [revision(entry) for entry in entries], self.pins, self.news)
            changed = papers_of(entries)
            told = {id: paper for id, paper in changed.items() if paper}
            self.kept[key] = replace(
                self,
                catalogue=self.catalogue.change(changed),
                memory=memory.tell(self.memory, self.page_list.catalogue, told),
                texts=after.texts,
                lines=after.lines,
                kept={},
            )
        return self.kept[key]

    def show(self, entry: Entry) -> Lines:
        """Return the lines of an entry before and after; several if its places have different lines."""
        before = self.show_standing(entry)
        if entry.before and entry.after is None and not self.lines.get(entry.before.id):
            return Lines(once(map(self.show_whole, self.page_list.all_places(entry.before.id))), written(entry))
        if entry.after is None or entry.written:
            return Lines(before, written(entry))
        try:
            after = self.take_in([entry])
        except SectionError:
            return Lines(before, "")
        return Lines(before, after.show_listed(entry.after))

    def blanks(self, entry: Entry) -> Sequence[str]:
        lines = self.show(entry).after if entry.before is None and entry.after and not entry.written else ""
        section = next((id for id in entry.after.sections if id in self.page_list.headings), "") if entry.after else ""
        page, own = own_entries(self.page_list, section) if lines and section else (None, [])
        return name_blanks(lines, page, own) if page and own else ()

    def show_standing(self, entry: Entry) -> str:
        """Return the lines that an entry changes; a person's own pull request only changes those in its section."""
        if entry.before is None:
            return ""
        section = own_section(entry)
        if section is None:
            return self.show_listed(entry.before)
        return once(place.entry.raw for place in self.page_list.places_of(entry.before.id, section))

    def show_whole(self, place: EntryPlace) -> str:
        """Return an entry's lines with the notes about it, which go with it."""
        page, entry = self.page_list.pages[place.path], place.entry
        return "\n".join(map(bare, page.lines[entry.first : editing.last_of(page, entry) + 1]))

    def show_listed(self, paper: Paper) -> str:
        if paper.id in self.lines:
            return once(self.lines[paper.id])
        return once(place.entry.raw for place in self.page_list.all_places(paper.id))

    def address(self, paper: str) -> str:
        place = next(self.page_list.all_places(paper), None)
        return address_words(place.path, place.entry.record.title) if place else next(iter(self.page_list.pages))

    def line_address(self, paper: Paper) -> str:
        """Return the page at the line, which is searched for there after an edit."""
        first = self.show_listed(paper).split("\n")[0]
        texts = {path: self.texts.get(path, page.text) for path, page in self.page_list.pages.items()}
        found = (path for path, text in texts.items() if first in [line.rstrip("\r\n") for line in split_lines(text)])
        path = next(found, None)
        return address_words(path, paper.title) if path else self.address(paper.id)

    def proposed_files(self, entries: Sequence[Entry]) -> Files:
        """Return the pages with the entries on them; the pull request is rebuilt whenever a page moves."""
        return self.merged_files(entries)

    def merged_files(self, entries: Sequence[Entry]) -> Files:
        after = self.take_in(entries)
        texts = {path: after.texts.get(path, page.text) for path, page in self.page_list.pages.items()}
        changes = {change.file.path: change for entry in entries if (change := entry.page_change)}
        for path in changes.keys() & texts.keys():
            own = [entry for entry in entries if entry.page_change and entry.path == path]
            whole = None if self.news else merge_whole(changes[path], own, self.page_list.pages[path].text)
            texts[path] = keep_others(changes[path], texts[path]) if whole is None else whole
        changed = {path: text for path, text in texts.items() if text != self.page_list.pages[path].text}
        return {**changed, **write_changed(self.memory, after.memory)}

    def memory_files(self, duplicates: Mapping[str, Entry]) -> Files:
        told = {id: remember(self.catalogue.papers[id], entry) for id, entry in duplicates.items()}
        return write_changed(self.memory, memory.tell(self.memory, self.page_list.catalogue, told))


def once(entries: Iterable[str]) -> str:
    """Return the lines of a paper's entries, without repetitions."""
    return "\n".join(dict.fromkeys(entries))


def write_changed(before: Memory, after: Memory) -> Files:
    return {} if after == before else {MEMORY: write_memory(after)}


def merge_whole(change: PageChange, entries: Sequence[Entry], text: str) -> str | None:
    """Return a page as a person's pull request leaves it, with its entries' lines as suggested.

    None if any of it is left out, corrected or moved, or if the page has other lines in its place by now.
    """
    removed = [entry for entry in entries if entry.operation == "remove"]
    kept = [entry for entry in entries if entry.written and not entry.is_misplaced]
    if len(removed) + len(kept) < max(len(entries), count_edits(change)):
        return None
    lines = (change.counted.get(number, line) for number, line in enumerate(change.after.lines))
    page = change.after._replace(lines=tuple(lines))
    for entry in sorted(kept, key=lambda entry: entry.written.first if entry.written else 0, reverse=True):
        if entry.written and entry.mended is not None:
            text_so_far = editing.replace(page, entry.written, entry.mended).apply(page)
            page = page._replace(lines=split_lines(text_so_far))
    before, after = (end_alike(side, text) for side in (change.file.before, page.text))
    merged, other = merge_edits(before, after, text), merge_edits(before, text, after)
    # If both changed the same lines, each order leaves out what the other keeps.
    return merged if Counter(split_lines(merged)) == Counter(split_lines(other)) else None


def keep_others(change: PageChange, text: str) -> str:
    """Return a page with a pull request's other changes: words, headings, new sections."""
    before, after = (end_alike(side, text) for side in (change.file.before, other_changes(change)))
    return text if before == after else merge_edits(before, after, text)


def end_alike(text: str, page: str) -> str:
    return text.replace("\n", "\r\n") if "\r\n" in page else text


def revision(entry: Entry) -> Revision:
    """Return an entry's change of its paper, in the words of a person's own pull request if it has them."""
    text = written(entry) or None
    below = entry.proposal.follows if text and not entry.is_misplaced else None
    return Revision(entry.before, entry.after, text, below, own_section(entry))


def own_section(entry: Entry) -> str | None:
    """Return the section of an entry in a person's own pull request, None if it is not known."""
    return next(iter(entry.draft.sections), None) if entry.written else None


def written(entry: Entry) -> str:
    """Return an entry's lines in a person's own pull request, corrected as suggested; "" if the bot writes them."""
    return entry.mended or entry.written.raw if entry.written else ""
