"""Lists of any length and papers to submit, made of the shipped titles' words; the same ones every time."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from bot import resources
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.records import PAPERS, dump_paper, read_catalogue
from bot.catalogue.identity.ids import paper_id
from bot.catalogue.paper import Link, Paper
from bot.demo.playground import SERVED
from bot.lists.marked.rendering import render

#: What is submitted comes behind the longest list, so that no paper is listed already.
LONGEST_LIST = 50_000


@dataclass(frozen=True)
class Made:
    """A paper that nobody wrote: its title, its address and the id and title of its section."""

    title: str
    number: str
    section: str
    heading: str

    @property
    def url(self) -> str:
        """Its address."""
        return f"https://arxiv.org/abs/{self.number}"

    def paper(self, id: str) -> Paper:
        """Return it as it is listed."""
        return Paper(
            id, self.title, {self.section: None}, (Link("Paper", self.url),), identifiers={"arxiv": self.number}
        )


@cache
def shipped() -> tuple[dict[str, bytes], Catalogue]:
    """Return the files of the shipped list, and what they say."""
    files = resources.read_all(SERVED)
    data = {path.removeprefix("data/"): text.decode() for path, text in files.items() if path.startswith("data/")}
    return files, read_catalogue(data)


def make_papers() -> Iterator[Made]:
    """Yield papers without end, each with a title of its own."""
    chance, (_, catalogue) = random.Random(6), shipped()
    words = sorted({word for paper in catalogue.papers.values() for word in paper.title.split() if word.isalpha()})
    seen: set[str] = set()
    for n in range(10**9):
        while (title := " ".join(chance.sample(words, chance.randint(6, 10)))) in seen:
            pass
        seen.add(title)
        section = chance.choice(catalogue.leaves())
        yield Made(title, f"{20 + n // 120_000:02}{n // 10_000 % 12 + 1:02}.{n % 10_000:05}", section.id, section.title)


def papers_to_submit() -> Iterator[Made]:
    """Yield papers that no list holds."""
    return islice(make_papers(), LONGEST_LIST, None)


@cache
def make_files(size: int) -> dict[str, bytes]:
    """Return the files of a repository whose list has so many papers."""
    files, catalogue = shipped()
    papers: dict[str, Paper] = {}
    for made in islice(make_papers(), size):
        id = paper_id(made.title, (), papers)
        papers[id] = made.paper(id)
    longer = replace(catalogue, papers=papers)
    output = f"data/{catalogue.output}"
    kept = {path: text for path, text in files.items() if not path.startswith(f"data/{PAPERS}/")}
    texts = {f"data/{PAPERS}/{id}.yaml": dump_paper(paper).encode() for id, paper in papers.items()}
    return {**kept, **texts, output: render(longer, files[output].decode()).encode()}
