"""The list at one commit, and its versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.matching import Index, Record
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
        catalogue = read_catalogue(files, before=(before.files, before.catalogue.papers) if before else None)
    except DataError as error:
        raise DataError(str(error), f"{config.data}/{error.path}", error.line) from error
    records = ((paper.id, Record.from_paper(paper)) for paper in catalogue.papers.values())
    return Library(commit, config.data, files, catalogue, Index(records), config)
