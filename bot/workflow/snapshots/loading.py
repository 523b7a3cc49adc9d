"""Loads the list at a commit, with its settings and an index of its papers."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.records import (
    CATALOGUE,
    DataError,
    changed_papers,
    is_paper,
    read_catalogue,
    read_content,
    required,
)
from bot.catalogue.data.yamltext import Places
from bot.catalogue.matching import Index, Record
from bot.catalogue.paper import Paper
from bot.catalogue.venues import Venues
from bot.catalogue.versioned import amend, differences
from bot.intake.pull import PageLayout
from bot.lists import memory
from bot.lists.cataloguing import read_pages
from bot.lists.memory import MEMORY
from bot.review.config import CONFIG, PAGE, Config
from bot.review.rules.config_file import read_config
from bot.review.rules.schema import text_faults
from bot.workflow.hub import Hub
from bot.workflow.snapshots.folder import FolderSnapshot
from bot.workflow.snapshots.pages import PageSnapshot
from bot.workflow.snapshots.snapshot import Snapshot

#: Git's content of a symbolic link to a page: its target.
LINK = re.compile(r"[^\s\[\]()<>]+\.(?:md|markdown)", re.IGNORECASE)


@dataclass(frozen=True)
class LoadedList:
    """The list at a commit, with its settings there; `index` finds its papers.

    `files` are the texts that it was read from: those of its data folder, or of its pages.
    """

    commit: str
    config: Config
    snapshot: Snapshot
    index: Index
    files: Mapping[str, str]

    @property
    def catalogue(self) -> Catalogue:
        return self.snapshot.catalogue


def load_list(hub: Hub, commit: str, venues: Venues, before: LoadedList | None = None) -> LoadedList:
    """Read the list at a commit, in the place that its configuration there names. Raise DataError.

    Pages are read with `venues`; a data folder has its own. What has not changed since `before` is not read again.
    """
    settings = hub.read_text(commit, CONFIG)
    config = read_config(settings)
    files = {} if config.pages else hub.read_folder(commit, config.folder)
    if config.pages or (config.data is None and CATALOGUE not in files and not any(map(is_paper, files))):
        patterns = config.pages or (PAGE,)
        config = replace(config, pages=patterns)
        texts = hub.read_pages(commit, (*patterns, MEMORY))
        return build_pages(commit, config, PageLayout(patterns), texts, venues, before)
    if config.data and not files:
        raise say_empty(config.data, settings or "")
    try:
        return build_folder(commit, config, add_page(hub, commit, config.folder, files), before)
    except DataError as error:
        raise error.below(config.folder) from error


def add_page(hub: Hub, commit: str, folder: str, files: Mapping[str, str]) -> Mapping[str, str]:
    """Return the texts of a data folder with the list that shows it, which may be elsewhere in the repository."""
    output = read_content(CATALOGUE, files[CATALOGUE]).get("output") if CATALOGUE in files else None
    path = posixpath.normpath(f"{folder}/{output}")
    if not isinstance(output, str) or "/" not in output or path.startswith("../"):
        return files
    text = hub.read_pages(commit, (path,)).get(path)
    return files if text is None else amend(files, {output: text})


def build_folder(commit: str, config: Config, files: Mapping[str, str], before: LoadedList | None = None) -> LoadedList:
    known = before if before and isinstance(before.snapshot, FolderSnapshot) else None
    catalogue = read_catalogue(files, before=(known.files, known.catalogue) if known else None)
    text = required(files, catalogue.output)
    ids = changed_papers(files, known.files) if known else ()
    snapshot = FolderSnapshot(catalogue, config.folder, text)
    return LoadedList(commit, config, snapshot, find_in(catalogue, known, ids), files)


def build_pages(
    commit: str,
    config: Config,
    layout: PageLayout,
    texts: Mapping[str, str],
    venues: Venues,
    before: LoadedList | None = None,
) -> LoadedList:
    known = before.snapshot if before and isinstance(before.snapshot, PageSnapshot) else None
    if before and known and before.files == texts and (known.pins, known.news) == (config.pins, config.news):
        return replace(before, commit=commit, config=config)
    found = {path: text for path, text in texts.items() if path != MEMORY}
    pages = {path: text for path, text in found.items() if not LINK.fullmatch(text)}
    if not pages:
        raise say_missing(found, layout)
    read = read_pages(pages, venues, known.page_list if known else None)
    told = read_told(texts.get(MEMORY))
    snapshot = PageSnapshot(memory.apply(told, read.catalogue), read, layout, told, config.pins, config.news)
    ids = differences(snapshot.catalogue.papers, known.catalogue.papers) if known else ()
    return LoadedList(commit, config, snapshot, find_in(snapshot.catalogue, before if known else None, ids), texts)


def say_empty(folder: str, settings: str) -> DataError:
    """Return that there is no data where the settings say."""
    message = f"there is no data in the folder `{folder}`: write where it is, or leave `data` out"
    return DataError(message, CONFIG, Places(settings).line(("data",)), missing=folder)


def say_missing(links: Mapping[str, str], layout: PageLayout) -> DataError:
    """Return why there is no page: no file, or only links, which writing would replace."""
    if links:
        path, link = next(iter(links.items()))
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
        return DataError(f"the page is a link: write `list: {target}` into {CONFIG}", path)
    named = " or ".join(layout.patterns)
    message = f"there is no page {named}; only Markdown can be read, no README.rst or .adoc"
    return DataError(message, CONFIG, missing=named)


def read_told(text: str | None) -> memory.Memory:
    """Return people's statements about papers; raise DataError."""
    content = read_content(MEMORY, text) if text and text.strip() else {}
    for fault in text_faults("memory", content, MEMORY, text or ""):
        raise DataError(f"{fault.message} {fault.hint}".strip(), MEMORY, fault.line or 1)
    return memory.read_memory(content)


def find_in(catalogue: Catalogue, before: LoadedList | None, ids: Iterable[str]) -> Index:
    """Return the index of a list in which only some papers differ from `before`."""
    if before is None:
        return Index(records(catalogue.papers.values()))
    changed = list(ids)
    come = [paper for id in changed if (paper := catalogue.papers.get(id))]
    return before.index.update([id for id in changed if id in before.catalogue.papers], records(come))


def records(papers: Iterable[Paper]) -> Iterable[tuple[str, Record]]:
    return ((paper.id, Record.from_paper(paper)) for paper in papers)
