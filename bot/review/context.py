"""What a review may use besides the submission."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import Metadata
from bot.catalogue.matching import Index
from bot.catalogue.paper import Paper
from bot.lists.cataloguing import PageList
from bot.lists.writing.revising import Revision, revise
from bot.review.config import Config
from bot.review.words.escape import markdown


@dataclass(frozen=True, slots=True)
class ReviewContext:
    """The list, what is known about its papers and threads, and people's decisions.

    `facts` are answers to look-ups, `unanswered` the identifiers that could not be looked up. `pending` are the entries
    of older open threads, by keys like "#12"; `added` is the day of the proposal. `fields`, `distinct` and `allowed`
    are decisions made by commands, by the entry's key: the fields' values, the papers and threads that it is not, and
    who allowed it to break which rule. `config` are the list's settings, `page_list` its pages if they are the list
    itself, and `address` returns where in the repository a listed paper is.
    """

    catalogue: Catalogue
    index: Index
    pending: Index
    added: str
    facts: Mapping[Identifier, Metadata] = field(default_factory=dict)
    unanswered: frozenset[Identifier] = frozenset()
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    distinct: Mapping[str, str] = field(default_factory=dict)
    allowed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    config: Config = field(default_factory=Config)
    page_list: PageList | None = None
    address: Callable[[str], str] = lambda paper: ""

    def name_paper(self, id: str) -> str:
        """Return a listed paper's title, linked to its place in the newest commit."""
        title, path = markdown(self.catalogue.papers[id].title), self.address(id)
        return f"[{title}](../blob/HEAD/{path})" if path else title

    def shows(self, before: Paper, after: Paper) -> bool:
        """Whether the list looks different with another record of a paper; pages do not show everything in the data."""
        if self.page_list is None:
            return True
        texts = revise(self.page_list, [Revision(before, after)]).texts
        return any(text != self.page_list.pages[path].text for path, text in texts.items())

    def binds(self, rule: str) -> bool:
        """Whether the list made a rule an error, so that missing facts have to be asked for."""
        return self.config.levels.get(rule) == "error"
