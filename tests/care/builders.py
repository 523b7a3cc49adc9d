"""Lists of made papers, for the tests of their care."""

from collections.abc import Iterable

from hypothesis import strategies as st

from bot.care.task import KINDS, Amendment, Task
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.store import read_shipped_venues
from bot.catalogue.paper import Link, Paper
from bot.catalogue.section import Section

#: Tasks of any kind, with whatever people may write.
TEXTS = st.text(max_size=60)
AMENDMENTS = st.builds(
    Amendment, title=st.none() | st.text(min_size=1, max_size=40), venue=st.none() | st.just("ICML"), goes=st.booleans()
)
TASKS = st.builds(Task, st.sampled_from(list(KINDS)), TEXTS, TEXTS, st.just("evidence"), st.none() | AMENDMENTS)


def paper(title: str = "A paper about lists that stand", *urls: str, number: str = "", venue: str = "arXiv") -> Paper:
    """Return a paper of 2023 with links to its page and its code, and the number of its preprint if it has one."""
    links = tuple(Link("Paper" if at == 0 else f"Code {at}", url) for at, url in enumerate(urls))
    identifiers = {"arxiv": number} if number else {}
    return Paper("-".join(title.lower().split()), title, {"one": None}, links, venue, 2023, identifiers)


def catalogue(*papers: Paper) -> Catalogue:
    """Return a list with one section."""
    return Catalogue("A list", {"one": Section("one", "One")}, by_id(papers), read_shipped_venues())


def by_id(papers: Iterable[Paper]) -> dict[str, Paper]:
    return {each.id: each for each in papers}
