"""Lists for the tests of what is published: the shipped one, a hostile one, and long ones."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data import store
from bot.catalogue.data.records import read_catalogue
from bot.catalogue.identity.ids import paper_id
from bot.catalogue.paper import Link, Paper
from bot.catalogue.section import Section
from bot.publish.publication import About, Publication
from bot.publish.site.pages import LONGEST_PAGE, write_site

PAGE = "# A list\n\n## Attention\n\n- First Paper About Attention. [[Paper]](https://arxiv.org/abs/2401.00001)\n"
SECOND = "- Second Paper About Attention. *[ICML'24]* [[Paper]](https://arxiv.org/abs/2401.00002)\n"

Commit = Callable[..., None]
ROOT = Path(__file__).parents[2]
HOSTILE = json.loads(Path(__file__).with_name("hostile.json").read_text(encoding="utf-8"))
ABOUT = About(changed="2024-05-17", repository="owner/list", address="https://owner.github.io/list/")
SECTIONS = {"attention": Section("attention", "Attention"), "serving": Section("serving", "Serving <i>fast</i>")}


@cache
def shipped() -> Publication:
    """Return the list that the project ships with."""
    return Publication(read_catalogue(store.read_folder(ROOT / "data")), ABOUT)


def some(count: int) -> Publication:
    """Return so many papers of the list that the project ships with."""
    whole = shipped()
    others = [paper.id for paper in whole.papers[count:]]
    return Publication(whole.catalogue.change(dict.fromkeys(others)), whole.about)


def make_paper(title: str, id: str = "", **facts: object) -> Paper:
    """Return a paper of the section "attention" with a link; `facts` are other fields."""
    known = {"sections": {"attention": 1}, "links": (Link("Paper", "https://arxiv.org/abs/2401.00001"),), **facts}
    return Paper(id=id or paper_id(title, (), ()), title=title, **known)  # type: ignore[arg-type]


def make_catalogue(*papers: Paper, name: str = "A list") -> Catalogue:
    """Return a list of these papers with the shipped venues."""
    return Catalogue(name, SECTIONS, {paper.id: paper for paper in papers}, store.read_shipped_venues())


def publish(*papers: Paper, name: str = "A list", about: About = ABOUT) -> Publication:
    """Return what is published of these papers."""
    return Publication(make_catalogue(*papers, name=name), about)


def hostile() -> Publication:
    """Return a list in which every text is hostile."""
    taken: dict[str, Paper] = {}
    links = tuple(Link(f"<b>{number}</b>", url) for number, url in enumerate(HOSTILE["addresses"]))
    for title in HOSTILE["titles"]:
        id = paper_id(title, (), taken)
        taken[id] = make_paper(
            title, id, links=links, venue=title[:60], authors=tuple(HOSTILE["authors"]), identifiers={"doi": title[:40]}
        )
    return publish(*taken.values(), name=HOSTILE["titles"][1], about=About("2024-05-17", HOSTILE["titles"][0], "o/l"))


def long(count: int) -> Publication:
    """Return a list of so many papers, each with two links, a venue and a year, in twenty sections.

    A title has the first half of a shipped one and the second half of another, so that words are as common as they are.
    """
    titles = [paper.title.split() for paper in shipped().papers]
    sections = {f"s{number}": Section(f"s{number}", f"Section {number}") for number in range(20)}
    papers = {}
    for number in range(count):
        one, other = titles[number % len(titles)], titles[(number * 7 + number // len(titles)) % len(titles)]
        title = " ".join([*one[: len(one) // 2], *other[len(other) // 2 :], f"M{number}"])
        papers[f"p{number}"] = Paper(
            id=f"p{number}",
            title=title,
            sections={f"s{number % 20}": number},
            links=(
                Link("Paper", f"https://arxiv.org/abs/2{number:07}"),
                Link("Code", f"https://github.com/o/r{number}"),
            ),
            venue=("ICML", "NeurIPS", "ICLR", "arXiv", "TMLR")[number % 5],
            year=2015 + number % 10,
            authors=("Ada Lovelace", "Grace Hopper"),
            added=f"2024-{number % 12 + 1:02}-01",
        )
    return Publication(Catalogue("A long list", sections, papers, store.read_shipped_venues()), ABOUT)


Build = Callable[[], Publication]
LISTS: dict[str, Build] = {
    "the shipped list": shipped,
    "a hostile list": hostile,
    "a long list": lambda: long(LONGEST_PAGE + 1),
}
SITES: dict[str, Build] = {
    **LISTS,
    "an empty list": publish,
    "a list without anything known": lambda: publish(make_paper("One", links=()), about=About("2024-01-01")),
}


@cache
def build_files(build: Build) -> dict[str, str]:
    """Return the site of a list, which many tests read."""
    return dict(write_site(build()))
