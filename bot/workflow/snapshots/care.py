"""Tasks of care for a list: how a paper's lines would read, and the files in which ticked tasks are done.

For pages and data folders alike; a fingerprint of these lines identifies what a maintainer saw of a task.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.care.listed import Listed
from bot.care.task import Amendment, Task, digest
from bot.catalogue.data.records import dump_paper, file_of
from bot.catalogue.paper import Paper
from bot.catalogue.venues import Venues
from bot.lists.cataloguing import EntryPlace
from bot.lists.marked.blocks import write_entry
from bot.lists.page import Page, split_lines
from bot.lists.reading.pages import read_page
from bot.lists.writing import editing
from bot.lists.writing.revising import Revision, amend
from bot.review.audit.itemizing import item_of_entry, item_of_paper
from bot.workflow.changes import Files
from bot.workflow.snapshots.folder import FolderSnapshot
from bot.workflow.snapshots.loading import LoadedList
from bot.workflow.snapshots.pages import PageSnapshot
from bot.workflow.snapshots.snapshot import Lines, Snapshot

#: A word without its numbers.
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Offer:
    """A task with its paper's lines before and after it, and their place in the repository."""

    task: Task
    lines: Lines
    address: str

    @property
    def shown(self) -> str:
        """The fingerprint of what a maintainer sees, and ticks."""
        return digest(self.task.key, *self.lines)


def list_papers(loaded: LoadedList) -> Iterator[Listed]:
    snapshot = loaded.snapshot
    for paper in loaded.catalogue.papers.values():
        if isinstance(snapshot, PageSnapshot):
            places = snapshot.page_list.places.get(paper.id, {})
            yield paper, [item_of_entry(paper, place, section) for section in places for place in places[section]]
        else:
            yield paper, [item_of_paper(paper, loaded.files[file_of(paper.id)])]


def make_offer(snapshot: Snapshot, task: Task) -> Offer | None:
    """Return how to show a task, None if the paper is gone or the list would not change."""
    paper = snapshot.catalogue.papers.get(task.paper)
    if paper is None:
        return None
    lines = Lines("", "") if task.amendment is None else foresee_lines(snapshot, task, paper)
    if task.amendment is not None and (lines.before == lines.after or hides_venue(lines, task.amendment, paper)):
        return None
    return Offer(task, lines, snapshot.line_address(paper))


def hides_venue(lines: Lines, amendment: Amendment, paper: Paper) -> bool:
    """Whether only numbers would change in the lines although the venue does: the year could be the preprint's."""
    before, after = ("".join(WORD.findall(text)) for text in lines)
    return amendment.venue not in (None, paper.venue) and before == after


def foresee_lines(snapshot: Snapshot, task: Task, paper: Paper) -> Lines:
    after = task.amendment.apply(paper) if task.amendment else paper
    if isinstance(snapshot, PageSnapshot):
        if task.amendment and task.amendment.again is not None:
            further = snapshot.page_list.places_of(paper.id, task.amendment.again)[1:]
            return Lines("\n".join(place.entry.raw for place in further), "")
        before = "\n".join(place.entry.raw for place in snapshot.page_list.all_places(paper.id))
        texts = [text for _, text in amend_places(snapshot, paper, after)] if after else []
        return Lines(before, "\n".join(texts))
    if after and dump_paper(after) == dump_paper(paper):
        return Lines("", "")
    before, now = (write_entry(snapshot.catalogue, each) if each else "" for each in (paper, after))
    return Lines(before, now) if before != now else Lines(dump_paper(paper), dump_paper(after) if after else "")


def amend_places(snapshot: PageSnapshot, before: Paper, after: Paper) -> Iterator[tuple[EntryPlace, str]]:
    """Yield each place of a paper with its text after a change of the paper."""
    for place in snapshot.page_list.all_places(before.id):
        yield place, amend(snapshot.page_list.pages[place.path], place.entry, Revision(before, after))


def carry_out_tasks(snapshot: Snapshot, tasks: Sequence[Task]) -> Files:
    """Return the files of one commit that carries out all tasks; other lines stay as they are."""
    papers: dict[str, Paper | None] = {}
    for task in tasks:
        paper = papers.get(task.paper, snapshot.catalogue.papers.get(task.paper))
        papers[task.paper] = task.amendment.apply(paper) if task.amendment and paper else paper
    if isinstance(snapshot, FolderSnapshot):
        return snapshot.changed_files(papers)
    if isinstance(snapshot, PageSnapshot):
        return dict(amend_pages(snapshot, papers, tasks))
    return {}


def amend_pages(
    snapshot: PageSnapshot, papers: Mapping[str, Paper | None], tasks: Sequence[Task]
) -> Iterator[tuple[str, str]]:
    texts: defaultdict[str, list[tuple[EntryPlace, str]]] = defaultdict(list)
    gone: defaultdict[str, list[EntryPlace]] = defaultdict(list)
    for id, after in papers.items():
        for place, text in amend_places(snapshot, snapshot.catalogue.papers[id], after) if after else ():
            texts[place.path].append((place, text))
    for place in places_that_go(snapshot, papers, tasks):
        gone[place.path].append(place)
    for path in sorted({*texts, *gone}):
        page = snapshot.page_list.pages[path]
        text = amend_page(page, texts[path], gone[path], snapshot.catalogue.venues)
        if text != page.text:
            yield path, text


def places_that_go(
    snapshot: PageSnapshot, papers: Mapping[str, Paper | None], tasks: Sequence[Task]
) -> Iterator[EntryPlace]:
    """Yield the places of papers that leave the list, and the repetitions of one that stays."""
    for id in (id for id, after in papers.items() if after is None):
        yield from snapshot.page_list.all_places(id)
    for task in tasks:
        if task.amendment and task.amendment.again is not None and papers[task.paper]:
            yield from snapshot.page_list.places_of(task.paper, task.amendment.again)[1:]


def amend_page(
    page: Page, amended: Sequence[tuple[EntryPlace, str]], gone: Sequence[EntryPlace], venues: Venues
) -> str:
    """Return a page's text with new texts at some places and without others; only for those is it read again."""
    texts = {place.entry.first: text for place, text in amended}
    # From the last to the first, so that the places before stay valid.
    for place, text in sorted(amended, key=lambda each: each[0].entry.first, reverse=True):
        page = page._replace(lines=split_lines(editing.replace(page, place.entry, text).apply(page)))
    left = page.text
    for place in sorted(gone, key=lambda place: place.entry.first, reverse=True):
        left = take_out(read_page(left, venues), texts.get(place.entry.first, place.entry.raw))
    return left


def take_out(page: Page, raw: str) -> str:
    found = [entry for entry in page.entries if entry.raw == raw]
    return editing.take_out(page, found[-1]).apply(page) if found else page.text
