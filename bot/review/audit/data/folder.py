"""A data folder with everything rendered from it, read once for all rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.records import (
    CATALOGUE,
    PAPERS,
    VENUES,
    DataError,
    build_paper,
    file_of,
    id_of_file,
    is_paper,
    read_content,
    read_settings,
)
from bot.catalogue.matching import Match, Record, match_in_turn
from bot.catalogue.paper import Paper
from bot.catalogue.venues import Venues
from bot.review.audit.itemizing import item_of_paper
from bot.review.audit.items import Items
from bot.review.rules.finding import Finding
from bot.review.rules.schema import text_faults

SCHEMAS = {CATALOGUE: "catalogue", VENUES: "venues"}


@dataclass(frozen=True)
class Folder:
    """A data folder: its texts by path inside it, including the list, and the issue form if there is one."""

    files: Mapping[str, str]
    form: str | None = None
    form_path: str = ""

    @cached_property
    def contents(self) -> Mapping[str, dict[str, object] | DataError]:
        """The content of each data file, or why it cannot be read."""
        data = {path: text for path, text in self.files.items() if path in SCHEMAS or path.startswith(f"{PAPERS}/")}
        return {path: read(path, text) for path, text in data.items() if path.endswith(".yaml")}

    @cached_property
    def unfit(self) -> Mapping[str, Sequence[Finding]]:
        schemas = {path: SCHEMAS.get(path) or ("paper" if is_paper(path) else None) for path in self.contents}
        return {
            path: list(text_faults(schema, self.contents[path], path, self.files[path]))
            for path, schema in schemas.items()
            if schema and not isinstance(self.contents[path], DataError)
        }

    @cached_property
    def catalogue(self) -> Catalogue | None:
        """The catalogue, None if a file is too broken to build it (other rules report that)."""
        papers = {id_of_file(path): content for path, content in self.contents.items() if is_paper(path)}
        try:
            return read_settings(self.files).change({id: build_read(papers[id], id) for id in sorted(papers)})
        except DataError:
            return None

    @cached_property
    def items(self) -> Items:
        """The papers as written in their files, none if the catalogue cannot be built."""
        if self.catalogue is None:
            return Items((), Venues(()))
        texts = ((paper, self.files[file_of(paper.id)]) for paper in self.catalogue.papers.values())
        items = tuple(item_of_paper(paper, text) for paper, text in texts)
        return Items(items, self.catalogue.venues, self.catalogue.policy)

    @cached_property
    def matches(self) -> Sequence[tuple[str, Match]]:
        papers = self.catalogue.papers.values() if self.catalogue else ()
        records = [(paper.id, Record.from_paper(paper)) for paper in papers]
        return [(key, match) for (key, _), match in zip(records, match_in_turn(records), strict=True)]


def build_read(content: dict[str, object] | DataError, id: str) -> Paper:
    """Return the paper in a file; raise DataError if the file could not be read or holds none."""
    if isinstance(content, DataError):
        raise content
    return build_paper(content, id)


def read(path: str, text: str) -> dict[str, object] | DataError:
    try:
        return read_content(path, text)
    except DataError as error:
        return error
