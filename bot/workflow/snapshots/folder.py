"""A list in a data folder, and the page that shows it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.catalogue.data.records import dump_paper, file_of
from bot.catalogue.paper import Paper
from bot.intake.pull import Layout
from bot.lists.marked.blocks import write_entry
from bot.lists.marked.marks import MarkError
from bot.lists.marked.merging import merge_edits
from bot.lists.marked.rendering import render
from bot.lists.page import split_lines
from bot.review.entry import Entry
from bot.review.rules.schema import paper_faults
from bot.workflow.changes import Files
from bot.workflow.snapshots.snapshot import Lines, Snapshot, address_words, papers_of, remember


@dataclass(frozen=True)
class FolderSnapshot(Snapshot):
    """Data and the list that shows it; `folder` is the place of both in the repository, `text` the list's text.

    People may have edited the list since it was rendered from the data.
    """

    is_truth = False
    folder: str
    text: str

    @property
    def path(self) -> str:
        return posixpath.normpath(f"{self.folder}/{self.catalogue.output}")

    @property
    def layout(self) -> Layout:
        return Layout(self.folder, self.path, self.catalogue.entry)

    @cached_property
    def rendered(self) -> str:
        """The text of the list as rendered from the data; raise MarkError."""
        return render(self.catalogue, self.text)

    @property
    def is_in_step(self) -> bool:
        try:
            return self.rendered == self.text
        except MarkError:
            return False

    def take_in(self, entries: Sequence[Entry]) -> FolderSnapshot:
        return self.change(papers_of(entries))

    def change(self, papers: Mapping[str, Paper | None]) -> FolderSnapshot:
        """Return the list with these papers, without those that are None.

        Lines that people edited stay, and all lines if the marks are gone, so that nothing of theirs is lost.
        """
        catalogue = self.catalogue.change(papers)
        try:
            text = merge_edits(self.rendered, render(catalogue, self.text), self.text)
        except MarkError:
            text = self.text
        return FolderSnapshot(catalogue, self.folder, text)

    def shows(self, entries: Sequence[Entry]) -> bool:
        lines = {line.rstrip("\r\n") for line in split_lines(self.text)}
        shown = (write_entry(self.catalogue, entry.after) for entry in entries if entry.after)
        return all(line in lines for text in shown for line in text.split("\n"))

    def leaves_edits(self, entries: Sequence[Entry]) -> bool:
        return not self.take_in(entries).is_in_step

    def show(self, entry: Entry) -> Lines:
        before, after = (write_entry(self.catalogue, p) if p else "" for p in (entry.before, entry.after))
        return Lines(before, after)

    def show_listed(self, paper: Paper) -> str:
        return write_entry(self.catalogue, paper)

    def address(self, paper: str) -> str:
        return f"{self.folder}/{file_of(paper)}"

    def line_address(self, paper: Paper) -> str:
        """Return the list at the line of a paper; for a paper not shown yet, its file."""
        first = self.show_listed(paper).split("\n")[0]
        lines = [line.rstrip("\r\n") for line in split_lines(self.text)]
        return address_words(self.path, paper.title) if first in lines else self.address(paper.id)

    def proposed_files(self, entries: Sequence[Entry]) -> Files:
        """Return the data files that the entries change, so that no two pull requests touch one file."""
        return self.write(papers_of(entries))

    def write(self, papers: Mapping[str, Paper | None]) -> Files:
        """Return the data files of papers by their ids, None for one that leaves the list."""
        return {self.address(id): dump_paper(after) if after else None for id, after in papers.items()}

    def merged_files(self, entries: Sequence[Entry]) -> Files:
        return self.changed_files(papers_of(entries))

    def changed_files(self, papers: Mapping[str, Paper | None]) -> Files:
        after = self.change(papers)
        return {**self.write(papers), **({after.path: after.text} if after.text != self.text else {})}

    def memory_files(self, duplicates: Mapping[str, Entry]) -> Files:
        files: dict[str, str | None] = {}
        for id, entry in duplicates.items():
            paper = self.catalogue.papers[id]
            after = remember(paper, entry)
            if after != paper and not any(paper_faults(after)):
                files[self.address(id)] = dump_paper(after)
        return files
