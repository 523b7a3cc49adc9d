"""The list at one commit, and its versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.matching import Index, Record
from bot.catalogue.paper import Paper
from bot.catalogue.records import DataError, read_catalogue
from bot.review.config import CONFIG, Config, read_config
from bot.workflow.hub import Hub


@dataclass(frozen=True, slots=True)
class Library:
    """The list at one commit; `folder` is where its data is in the repository, `files` the texts in there."""

    commit: str
    folder: str
    files: Mapping[str, str]
    catalogue: Catalogue
    index: Index
    config: Config = field(default_factory=Config)

    @property
    def path(self) -> str:
        """Where the rendered list is in the repository."""
        return f"{self.folder}/{self.catalogue.output}"

    @property
    def text(self) -> str:
        """The rendered list as it stands."""
        return self.files[self.catalogue.output]


def load_library(hub: Hub, commit: str, before: Library | None = None) -> Library:
    """Read the list at a commit; where its data is says the configuration of that commit. Raise DataError.

    Of what is as it was `before` nothing is read again.
    """
    config = read_config(hub.read_text(commit, CONFIG))
    files = hub.read_folder(commit, config.data)
    try:
        catalogue = read_catalogue(files, before=(before.files, before.catalogue) if before else None)
    except DataError as error:
        raise DataError(str(error), f"{config.data}/{error.path}", error.line) from error
    return Library(commit, config.data, files, catalogue, index_papers(catalogue.papers, before), config)


def index_papers(papers: Mapping[str, Paper], before: Library | None = None) -> Index:
    """Return the index of the papers; those that are the very ones of `before` are not entered again."""
    known = before.catalogue.papers if before else {}
    entered = ((id, Record.from_paper(paper)) for id, paper in papers.items() if known.get(id) is not paper)
    if before is None:
        return Index(entered)
    return before.index.update([id for id, paper in known.items() if papers.get(id) is not paper], entered)
