"""A Markdown page in any form becomes the same kind of list as a data folder."""

import re

import pytest

from bot.catalogue.data import store
from bot.lists.cataloguing import read_pages
from bot.publish.description import LONGEST, first_paragraph
from bot.publish.formats.bibtex import write_bibtex
from bot.publish.publication import About, Publication, code_link
from bot.publish.site.pages import write_site
from tests.publish.lists import ROOT

VENUES = store.read_shipped_venues()

BULLETS = """# Awesome lists of papers

A list of papers that we read and liked, kept by people.

## Attention

- Attention Is All You Need. *[NeurIPS'17]* [[Paper]](https://arxiv.org/abs/1706.03762) [[Code]](https://github.com/t/t)

## Serving

### On clouds

- FlexGen: High-throughput Generative Inference. *[ICML'23]* [[Paper]](https://arxiv.org/abs/2303.06865)
- Attention is all you need. [[Paper]](https://arxiv.org/abs/1706.03762)
"""
CODE = "[code](https://github.com/t/t)"
TABLE = f"""# Awesome lists of papers

## Attention

| Title | Authors | Venue | Code |
|---|---|---|---|
| [Attention Is All You Need](https://arxiv.org/abs/1706.03762) | A. Vaswani, N. Shazeer | NIPS 2017 | {CODE} |
| [Longformer: The Long-Document Transformer](https://arxiv.org/abs/2004.05150) | Iz Beltagy et al. | arXiv 2020 | |
"""
TWICE = """# Awesome lists of papers

## A

### Same

- One paper here. [[Paper]](https://arxiv.org/abs/2401.00001)

## B

### Same

- Two papers here. [[Paper]](https://arxiv.org/abs/2401.00002)
"""
ALIKE = """# A list

## A

- One title. [[Paper]](https://arxiv.org/abs/2401.00001)
- One title. [[Paper]](https://example.org/quite/another.pdf)
- One Title! [[Paper]](https://arxiv.org/abs/2402.00009)
"""
BADGES = "# L\n\n[![CI](a.svg)](b) [中文](zh.md)\n\nWhat *this* list is, with a [link](x) in it.\n"


def read(text: str) -> Publication:
    return Publication(read_pages({"README.md": text}, VENUES).catalogue, About("2024-01-01"))


def test_sections_papers_and_places_are_those_of_the_page() -> None:
    publication = read(BULLETS)
    assert publication.catalogue.name == "Awesome lists of papers"
    assert [section.title for section, _ in publication.sections] == ["Attention", "On clouds"]
    attention, flexgen = publication.papers
    assert (attention.id, attention.title) == ("attention-is-all-you-need", "Attention Is All You Need")
    assert (attention.venue, attention.year, set(attention.sections)) == ("NeurIPS", 2017, {"attention", "on-clouds"})
    assert code_link(attention) == "https://github.com/t/t"
    assert flexgen.identifiers == {"arxiv": "2303.06865"}


def test_a_table_gives_authors() -> None:
    attention, longformer = read(TABLE).papers
    assert attention.authors == ("A. Vaswani", "N. Shazeer")
    assert longformer.authors == ("Iz Beltagy",)
    assert code_link(attention) == "https://github.com/t/t"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("# Only a title\n", id="no entries"),
        pytest.param("- A Paper Without Heading. [[Paper]](https://arxiv.org/abs/2401.00001)\n", id="no heading"),
        pytest.param(TWICE, id="two sections of one name"),
    ],
)
def test_any_page_gives_a_list(text: str) -> None:
    publication = read(text)
    assert len(publication.papers) == len(publication.catalogue.papers)
    assert {id for paper in publication.papers for id in paper.sections} <= set(publication.catalogue.sections)
    assert sum(len(papers) for _, papers in publication.sections) == len(publication.papers)


def test_the_shipped_page_gives_the_papers_of_its_data() -> None:
    publication = read(store.read_text(ROOT / "data" / "README.md"))
    assert len(publication.papers) == len(list((ROOT / "data" / "papers").glob("*.yaml")))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(BULLETS, "A list of papers that we read and liked, kept by people.", id="the first paragraph"),
        pytest.param(BADGES, "What this list is, with a link in it.", id="behind badges"),
        pytest.param("# L\n\n- one\n", "", id="none"),
    ],
)
def test_a_page_describes_itself(text: str, said: str) -> None:
    assert first_paragraph(text) == said


def test_a_long_description_ends_behind_a_sentence() -> None:
    said = first_paragraph("# L\n\n" + "This sentence has seven words in it. " * 20)
    assert said.endswith("it.")
    assert len(said) <= LONGEST


def test_papers_of_one_title_have_keys_of_their_own() -> None:
    publication = read(ALIKE)
    keys = re.findall(r"^@\w+\{(.*),$", write_bibtex(publication), re.MULTILINE)
    assert len(keys) == len({key.lower() for key in keys}) == len(publication.papers) >= 2
    pages = [name for name, _ in write_site(publication) if name.startswith("paper/")]
    assert len(pages) == len(set(pages)) == len(keys)
