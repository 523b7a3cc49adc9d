"""Pages that are the truth, as a catalogue: sections, papers, and what is one paper."""

import pytest

from bot.lists.cataloguing import read_pages
from tests.lists.pages import KNOWN

PAGE = """# Papers

- [Paper above all headings](https://arxiv.org/abs/2001.00001)

## Quantization

### 2023

- [First paper of the year](https://arxiv.org/abs/2301.00001), ICLR 2023 [[PDF]](https://arxiv.org/pdf/2301.00001) [[Code]](https://github.com/a/b)

### 2024

- [Second paper of the year](https://arxiv.org/abs/2401.00001), NIPS 2024, by Ann Lee and Bo Chen

## Pruning

- [First paper of the year](https://arxiv.org/abs/2301.00001), ICLR 2023
- [Another title of the first](https://arxiv.org/abs/2301.00001), ICLR 2023

### 2024

- [Second paper of the year](https://arxiv.org/abs/2401.99999)
"""


def test_sections_are_called_as_people_call_them() -> None:
    sections = read_pages({"README.md": PAGE}, KNOWN).catalogue.sections
    assert {id: section.title for id, section in sections.items()} == {
        "papers": "Papers",
        "2023": "2023",
        "quantization-2024": "Quantization > 2024",
        "pruning": "Pruning",
        "pruning-2024": "Pruning > 2024",
    }


def test_one_paper_may_stand_in_several_sections_and_a_shared_link_makes_no_two_papers_one() -> None:
    papers = read_pages({"README.md": PAGE}, KNOWN).catalogue.papers
    assert {id: sorted(paper.sections) for id, paper in papers.items()} == {
        "paper-above-all-headings": ["papers"],
        "first-paper-of-the-year": ["2023", "pruning"],
        "second-paper-of-the-year": ["quantization-2024"],
        "another-title-of-the-first": ["pruning"],
        "second-paper-of-the-year-2": ["pruning-2024"],
    }


def test_what_an_entry_says_is_a_record_in_the_catalogues_words() -> None:
    first = read_pages({"README.md": PAGE}, KNOWN).catalogue.papers["first-paper-of-the-year"]
    assert (first.venue, first.year, first.identifiers) == ("ICLR", 2023, {"arxiv": "2301.00001"})
    assert [(link.label, link.url[-10:]) for link in first.links] == [
        ("Paper", "2301.00001"),
        ("PDF", "2301.00001"),
        ("Code", "hub.com/a/b"[-10:]),
    ]


def test_several_pages_are_one_list() -> None:
    both = read_pages({"README.md": PAGE, "papers/more.md": PAGE.replace("2301", "2302")}, KNOWN)
    assert len(both.catalogue.sections) == 10
    assert {heading.path for heading in both.headings.values()} == {"README.md", "papers/more.md"}


def test_a_page_that_stays_is_not_read_again() -> None:
    before = read_pages({"README.md": PAGE, "b.md": "# B\n"}, KNOWN)
    after = read_pages({"README.md": PAGE, "b.md": "# C\n"}, KNOWN, before)
    assert after.pages["README.md"] is before.pages["README.md"]
    assert after.pages["b.md"] is not before.pages["b.md"]


@pytest.mark.parametrize("text", ["", "# Only a heading\n", "No list at all.\n", "\ufeff", "| a |\n|---|\n"])
def test_a_page_without_papers_is_a_list_without_sections(text: str) -> None:
    listed = read_pages({"README.md": text}, KNOWN)
    assert not listed.catalogue.papers
    assert not listed.catalogue.sections


@pytest.mark.parametrize(
    ("headings", "name"),
    [
        pytest.param("# A list\n\n# Papers", "A list", id="a title, a heading beside it"),
        pytest.param("## A list", "A list", id="one heading"),
        pytest.param("## A list\n\n### Papers", "A list", id="one above the others"),
        pytest.param("## Pruning\n\n## Papers", "", id="the first of the sections"),
        pytest.param("## Pruning\n\n# Papers", "", id="a section above the title"),
    ],
)
def test_a_lists_name_is_the_heading_above_all(headings: str, name: str) -> None:
    text = f"{headings}\n\n- [A paper on pruning](https://arxiv.org/abs/2301.00001), ICLR 2023\n"
    assert read_pages({"README.md": text}, KNOWN).catalogue.name == name


OCCASIONS = {
    "a venue and its year": ("## NeurIPS 2023", "", "NeurIPS", 2023),
    "a year below a venue": ("## ICLR\n\n### 2024", "", "ICLR", 2024),
    "a venue below a year": ("## Papers of 2024\n\n### ICLR (3)", "", "ICLR", 2024),
    "a topic below both": ("## NeurIPS 2023\n\n### Pruning", "", "NeurIPS", 2023),
    "a year, beside a venue of its own": ("## 2023", " ICML", "ICML", 2023),
    "another venue": ("## NeurIPS 2023", " ICML", "ICML", None),
    "another year": ("## NeurIPS 2023", " 2024", None, 2024),
    "a topic": ("## Pruning", "", None, None),
}


@pytest.mark.parametrize(("headings", "said", "venue", "year"), OCCASIONS.values(), ids=OCCASIONS)
def test_a_heading_says_what_its_entries_leave_out(
    headings: str, said: str, venue: str | None, year: int | None
) -> None:
    text = f"# Papers\n\n{headings}\n\n- [Walks in a Made Up Garden](https://example.org/a.pdf){said}\n"
    (paper,) = read_pages({"README.md": text}, KNOWN).catalogue.papers.values()
    assert (paper.venue, paper.year) == (venue, year)
