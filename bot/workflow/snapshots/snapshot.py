"""One state of a list, and how entries change it: a data folder with its rendered list, or pages."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple
from urllib.parse import quote

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.paper import Paper
from bot.intake.pull import Layout
from bot.review.entry import Entry
from bot.workflow.changes import Files

#: How many words of a title are enough to find it on a page.
WORDS_TO_FIND = 8


def address_words(page: str, title: str) -> str:
    """Return the address of a page at the words of a title, which browsers find; a line number would soon be wrong.

    In such an address "-" and "," separate the words that a stretch begins and ends with.
    """
    words = quote(" ".join(title.split()[:WORDS_TO_FIND]), safe="").replace("-", "%2D")
    return f"{page}#:~:text={words}"


def digest_files(files: Files, onto: str = "") -> str:
    """Return the fingerprint of a commit's files; one made for landing `onto` a commit includes the list."""
    return hashlib.sha256(repr((sorted(files.items()), onto)).encode()).hexdigest()[:32]


def papers_of(entries: Sequence[Entry]) -> Mapping[str, Paper | None]:
    """Return the papers of entries by their ids, None for one that leaves the list."""
    return {paper.id: entry.after for entry in entries if (paper := entry.after or entry.before)}


def remember(paper: Paper, entry: Entry) -> Paper:
    """Return a listed paper with the title and identifiers of an entry that people say is the same."""
    title = entry.draft.title or paper.title
    known = {fold_title(name) for name in (paper.title, *paper.aliases)}
    aliases = paper.aliases if fold_title(title) in known else (*paper.aliases, title)
    identifiers = {**dict(entry.draft.identifiers), **paper.identifiers}
    return paper._replace(aliases=aliases, identifiers=identifiers)


class Lines(NamedTuple):
    """An entry's lines before and after it is listed; "" if it has none."""

    before: str
    after: str


@dataclass(frozen=True)
class Snapshot(ABC):
    """A state of a list; `catalogue` are its papers and sections. The defaults are for a list that is its own data."""

    #: Whether the list is its own data, so that nothing has to be rendered after a merge.
    is_truth: ClassVar[bool] = True
    catalogue: Catalogue

    @property
    @abstractmethod
    def layout(self) -> Layout:
        """The place of the list in the repository."""

    @property
    def is_in_step(self) -> bool:
        """Whether the list matches the data."""
        return True

    @abstractmethod
    def take_in(self, entries: Sequence[Entry]) -> Snapshot:
        """Return the list with these entries, and with everything that people wrote into it meanwhile."""

    def shows(self, entries: Sequence[Entry]) -> bool:
        """Whether the list has the lines of entries, which it may not if people edited the same lines."""
        return True

    def leaves_edits(self, entries: Sequence[Entry]) -> bool:
        """Whether hand edits stay in the list that its data lacks, once entries are listed."""
        return False

    @abstractmethod
    def show(self, entry: Entry) -> Lines:
        """Return the lines of an entry before and after."""

    def blanks(self, entry: Entry) -> Sequence[str]:
        """Return what the lines of a new entry leave empty though their section says it, as the list calls it."""
        return ()

    @abstractmethod
    def show_listed(self, paper: Paper) -> str:
        """Return the lines of a listed paper."""

    @abstractmethod
    def address(self, paper: str) -> str:
        """Return the path at which a listed paper can be seen in the repository."""

    @abstractmethod
    def line_address(self, paper: Paper) -> str:
        """Return the path of a listed paper's line in the repository."""

    @abstractmethod
    def proposed_files(self, entries: Sequence[Entry]) -> Files:
        """Return the files that the bot's pull request for entries changes."""

    @abstractmethod
    def merged_files(self, entries: Sequence[Entry]) -> Files:
        """Return the files that the commit which lists entries changes."""

    @abstractmethod
    def memory_files(self, duplicates: Mapping[str, Entry]) -> Files:
        """Return the files that record which listed papers, by id, some entries are, so that nobody is asked again."""
