"""Lists of several pages, in several languages, and pull requests that change nothing but an order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.localhub.gate import Gate
from tests.stage import Stage, set_stage

PAGE = Path(__file__).with_name("table_list.md").read_text(encoding="utf-8")
SPARSE = """# More

## Sparse

- [A Sparse Study of Networks and Their Weights](https://arxiv.org/abs/2401.00011). ICML 2024
- [Another Sparse Study of Very Wide Networks](https://arxiv.org/abs/2401.00012). ICLR 2024
- [A Third Sparse Study of Deep Networks](https://arxiv.org/abs/2401.00013). ICML 2023
"""
CHINESE = PAGE.replace("## Quantization", "## 量化").replace("## Pruning", "## 剪枝").replace("Title", "标题")
NEW = ("https://arxiv.org/abs/2401.00099", "Sparse Things Are Good for Wide Networks")


@pytest.fixture
def stage(tmp_path: Path, gate: Gate) -> Iterator[Stage]:
    files = {"README.md": PAGE, "README_zh.md": CHINESE, "more/sparse.md": SPARSE}
    with set_stage(tmp_path, gate, {path: text.encode() for path, text in files.items()}) as stage:
        yield stage


def swapped(page: str) -> str:
    """Return a page with the first two rows of its first table in the other order."""
    lines = page.split("\n")
    first = next(number for number, line in enumerate(lines) if "](" in line)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    return "\n".join(lines)


def test_who_only_changes_the_order_gets_an_answer(stage: Stage) -> None:
    number = stage.contributor.proposes({"README.md": swapped(PAGE)}, "Newest first")
    assert "a maintainer merges this as it is, or closes it." in stage.headline(number) + stage.answer(number)
    assert "ℹ️ This entry gets another place in its section. Nothing else of it changes." in stage.answer(number)
    assert "❌" not in stage.answer(number)
    assert stage.labels(number) == {"paper: needs-maintainer"}
    assert stage.state(number) == "open"


def test_who_adds_a_paper_and_changes_the_order_reads_what_becomes_of_both(stage: Stage) -> None:
    row = f"| [{NEW[1]}]({NEW[0]}) | ICML 2024 | 2024-01 | N/A |\n"
    last = "| [A Simple and Effective Pruning"
    page = swapped(PAGE).replace(last, row + last)
    number = stage.contributor.proposes({"README.md": page})
    assert "this pull request also moves 1 entry within its section" in stage.answer(number)
    assert "line-moved" not in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert stage.text("README.md") == page


def test_a_heading_that_somebody_mends_is_left_to_people(stage: Stage) -> None:
    number = stage.contributor.proposes({"README.md": PAGE.replace("# Awesome", "# An Awesome")}, "Heading")
    assert stage.answers(number) == []


def test_a_paper_goes_to_the_page_that_has_its_section(stage: Stage) -> None:
    stage.maintainer.configures('list: ["README.md", "more/*.md"]')
    number = stage.contributor.files(*NEW, "Sparse", "", "ICML 2024")
    stage.maintainer.comments(number, "/approve")
    line = f"- [{NEW[1]}]({NEW[0]}). ICML 2024\n"
    assert stage.text("more/sparse.md").replace(line, "") == SPARSE
    assert line in stage.text("more/sparse.md")
    assert (stage.text("README.md"), stage.text("README_zh.md")) == (PAGE, CHINESE)


def test_a_paper_of_another_page_is_known(stage: Stage) -> None:
    stage.maintainer.configures('list: ["README.md", "more/*.md"]')
    number = stage.contributor.files(
        "https://arxiv.org/abs/2401.00012", "Another Sparse Study of Very Wide Networks", "Sparse", "", "ICLR 2024"
    )
    assert stage.labels(number) == {"paper: duplicate"}


def test_a_page_in_another_language_is_a_list_of_its_own(stage: Stage) -> None:
    stage.maintainer.configures('list: "README_zh.md"')
    number = stage.contributor.files(*NEW, "剪枝", "", "ICML 2024")
    stage.maintainer.comments(number, "/approve")
    (row,) = set(stage.text("README_zh.md").split("\n")) - set(CHINESE.split("\n"))
    assert row.startswith(f"| [{NEW[1]}]({NEW[0]}) | ICML |")
    assert stage.text("README.md") == PAGE
