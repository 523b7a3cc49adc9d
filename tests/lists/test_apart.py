"""What is no paper in a list of papers: tools, courses, other lists."""

import pytest

from bot.lists.coverage import headline, summary
from tests.lists.pages import read

PAPERS = "# List\n\n## Papers\n\n" + "".join(
    f"- [A Walk Through Garden {number}](https://arxiv.org/abs/2401.0000{number})\n" for number in range(10)
)
TOOL = "- [Spade](https://github.com/owner/spade) A fast tool for gardens\n"
COURSE = "- [Gardens for Beginners](https://www.example.org/course)\n"

APART = {
    "several": f"## Visualization\n\n{TOOL}{COURSE}{TOOL}",
    "one below a heading over others": f"## Software\n\n{TOOL}",
    "one that shows nothing below a heading over others": (
        f"## Useful Blogs\n\n- [A Long Walk](https://arxiv.org/abs/2401.10000)\n{COURSE}"
    ),
    "below a heading with what they are for": (
        f"## Frameworks for Gardens\n\n- [A Long Walk](https://arxiv.org/abs/2401.10000)\n{TOOL}"
    ),
}


@pytest.mark.parametrize("text", APART.values(), ids=APART.keys())
def test_what_shows_nothing_of_a_paper_in_a_section_of_other_things_is_none(text: str) -> None:
    apart = [entry.record.title for entry in read(f"{PAPERS}\n{text}").entries if not entry.paper]
    assert apart == [line[3 : line.index("]")] for line in text.split("\n") if line and f"{line}\n" in TOOL + COURSE]


KEPT = {
    "a section's first, whose link nobody knows": f"## Lakes\n\n{COURSE}",
    "a paper among them": "## Tools\n\n- [A Long Walk](https://arxiv.org/abs/2401.10000)\n",
    "titles without links": "## Ponds\n\n- **Counting the Ponds of Distant Cities**\n- **Shade and Water in Parks**\n",
    "titles below a venue": "## ICML 2024\n\n- [Counting the Ponds](https://example.org/details/1)\n",
    "titles below a topic of a year": "## ICML 2024\n\n### Gardens\n\n- [Counting the Ponds](https://example.org/d/1)\n",
    "what stands beside a paper": (
        f"## Tools in Gardens\n\n- [A Long Walk](https://arxiv.org/abs/2401.10000)\n{COURSE}"
    ),
    "a paper's name in a heading": (
        f"## Surveys and Tutorials\n\n- [A Long Walk](https://arxiv.org/abs/2401.10000)\n{COURSE}"
    ),
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_what_may_be_a_paper_stays_one(text: str) -> None:
    assert all(entry.paper for entry in read(f"{PAPERS}\n{text}").entries)


def test_a_page_of_few_papers_keeps_all_its_items() -> None:
    assert all(entry.paper for entry in read(f"## Tools\n\n{TOOL}{COURSE}").entries)


def test_what_was_read_tells_them_apart() -> None:
    page = read(f"{PAPERS}\n## Blogs\n\n- [A Long Walk](https://arxiv.org/abs/2401.10000)\n{COURSE}")
    assert headline(page) == "11 entries in 2 sections, 1 other item"
    assert "Blogs: 1 (bullet)" in summary(page)


SETS = {
    "titles no paper's": (
        "|Dataset|Year|Modality|\n|-|-|-|\n|[Ponds](https://example.org/ponds)|2019|Photographs of many ponds|\n",
        ("Ponds", False),
    ),
    "numbers no title": (
        "|Dataset|# Ponds|# Gardens|\n|-|-|-|\n|[Ponds](https://example.org/ponds)|5,011|20|\n", ("Ponds", False),
    ),
    "papers by which one reads of a figure": (
        "|Metric|Description|Example|\n|-|-|-|\n|Depth|how deep a pond is|[Ponds One](https://arxiv.org/abs/2401.00001)|\n",
        ("Depth", False),
    ),
    "a dataset by its paper": (
        "|Dataset|Link|Paper|\n|-|-|-|\n"
        "|Ponds|[[Link]](https://example.org)|[[Paper]](https://arxiv.org/abs/2401.00001)|\n",
        ("Ponds", True),
    ),
    "a paper by its title": (
        "|Dataset|Size|Paper|\n|-|-|-|\n|Ponds|20|[Counting the Ponds of Cities](https://arxiv.org/abs/2401.00001)|\n",
        ("Counting the Ponds of Cities", True),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("table", "row"), SETS.values(), ids=SETS.keys())
def test_a_table_of_other_things_lists_them_by_their_names(table: str, row: tuple[str, bool]) -> None:
    assert [(entry.record.title, entry.paper) for entry in read(f"# List\n\n{table}").entries] == [row]
