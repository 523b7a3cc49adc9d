"""The list at one commit, with what is looked up in it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.catalogue.data.records import (
    CATALOGUE,
    DataError,
    changed_papers,
    read_catalogue,
    read_content,
    required,
)
from bot.catalogue.matching import Index, Record
from bot.catalogue.paper import Paper
from bot.catalogue.versioned import amend
from bot.review.config import CONFIG, Config
from bot.review.rules.config_file import read_config
from bot.workflow.hub import Hub
from bot.workflow.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True)
class CommitSnapshot(Snapshot):
    """The edition at a commit; `files` are the texts of the data folder, `index` finds papers."""

    commit: str
    files: Mapping[str, str]
    index: Index
    config: Config


def load_snapshot(hub: Hub, commit: str, before: CommitSnapshot | None = None) -> CommitSnapshot:
    """Read the list at a commit; where its data is says the configuration of that commit. Raise DataError."""
    config = read_config(hub.read_text(commit, CONFIG))
    files = hub.read_folder(commit, config.data)
    try:
        return build_snapshot(commit, config, add_page(hub, commit, config.data, files), before)
    except DataError as error:
        raise DataError(str(error), f"{config.data}/{error.path}", error.line) from error


def add_page(hub: Hub, commit: str, folder: str, files: Mapping[str, str]) -> Mapping[str, str]:
    """Return the texts of a data folder with the list that shows it, which may stand elsewhere in the repository."""
    output = read_content(CATALOGUE, files[CATALOGUE]).get("output") if CATALOGUE in files else None
    path = posixpath.normpath(f"{folder}/{output}")
    if not isinstance(output, str) or "/" not in output or path.startswith("../"):
        return files
    text = hub.read_text(commit, path)
    return files if text is None else amend(files, {output: text})


def build_snapshot(
    commit: str, config: Config, files: Mapping[str, str], before: CommitSnapshot | None = None
) -> CommitSnapshot:
    """Return the list that the texts of a data folder hold; of what is as it was `before` nothing is read again."""
    catalogue = read_catalogue(files, before=(before.files, before.catalogue) if before else None)
    text = required(files, catalogue.output)
    if before is None:
        index = Index(records(catalogue.papers.values()))
    else:
        ids = changed_papers(files, before.files)
        come = [paper for id in ids if (paper := catalogue.papers.get(id))]
        index = before.index.update([id for id in ids if id in before.catalogue.papers], records(come))
    return CommitSnapshot(config.data, catalogue, text, commit=commit, files=files, index=index, config=config)


def records(papers: Iterable[Paper]) -> Iterable[tuple[str, Record]]:
    """Return what an index holds of papers."""
    return ((paper.id, Record.from_paper(paper)) for paper in papers)
