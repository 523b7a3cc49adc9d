"""What the change of a page proposes, entry by entry, and what else it changes."""

import pytest

from bot.intake.diff.change import PageChange, read_change
from bot.intake.diff.pages import other_changes, read_page_edits
from bot.intake.diff.patch import compare
from bot.lists.reading.pages import read_page
from tests.lists.pages import KNOWN

PAGE = """# List

Some words.

## One

1. [First paper of all](https://arxiv.org/abs/2101.00001), ICLR 2021
2. [Second paper of all](https://arxiv.org/abs/2101.00002), arXiv 2021

## Two

- [Third paper of all](https://arxiv.org/abs/2101.00003), ICML 2022
"""
Edit = tuple[str, str | None, str | None, str | None]
NEW = "3. [A new paper](https://arxiv.org/abs/2501.00001), ICML 2025"


def change_to(after: str, before: str = PAGE) -> PageChange:
    return read_change(compare("README.md", before, after), lambda text: read_page(text, KNOWN))


def edits(after: str, before: str = PAGE) -> list[Edit]:
    """Return operation, title, section and the title above for each proposal."""
    found = read_page_edits(change_to(after, before))
    return [(proposal.operation, proposal.title, proposal.section, proposal.follows) for proposal in found]


@pytest.mark.parametrize(
    ("after", "found"),
    [
        pytest.param(PAGE, [], id="nothing"),
        pytest.param(
            PAGE.replace("arXiv 2021\n", f"arXiv 2021\n{NEW}\n"),
            [("add", "A new paper", "One", "Second paper of all")],
            id="a line at the end",
        ),
        pytest.param(
            PAGE.replace("2. [Second", "3. [Second").replace("1. [First", f"{NEW.replace('3.', '1.')}\n2. [First"),
            [("add", "A new paper", "One", "")],
            id="a line at the top: numbers behind it say nothing",
        ),
        pytest.param(
            PAGE.replace("arXiv 2021", "ICLR 2022"),
            [("update", "Second paper of all", "One", "First paper of all")],
            id="a venue",
        ),
        pytest.param(
            PAGE.replace("2101.00002", "2101.99999"),
            [("fix-link", "Second paper of all", "One", "First paper of all")],
            id="an address",
        ),
        pytest.param(
            PAGE.replace("2. [Second paper of all](https://arxiv.org/abs/2101.00002), arXiv 2021\n", ""),
            [("remove", "Second paper of all", "One", "First paper of all")],
            id="a line goes",
        ),
        pytest.param(
            PAGE.replace("- [Third paper of all](https://arxiv.org/abs/2101.00003), ICML 2022\n", "").replace(
                "arXiv 2021\n", "arXiv 2021\n3. [Third paper of all](https://arxiv.org/abs/2101.00003), ICML 2022\n"
            ),
            [("update", "Third paper of all", "One", "Second paper of all")],
            id="a paper moves",
        ),
        pytest.param(PAGE.replace("## Two", "## Two and a half"), [], id="a heading is renamed"),
        pytest.param(PAGE.replace("Some words.", "Other words."), [], id="words of its author"),
    ],
)
def test_what_a_change_of_a_page_proposes(
    after: str, found: list[tuple[str, str | None, str | None, str | None]]
) -> None:
    assert edits(after) == found


def test_what_stands_in_the_request_goes_with_the_proposal() -> None:
    after = PAGE.replace("arXiv 2021\n", f"arXiv 2021\n{NEW}\n")
    (proposal,) = read_page_edits(change_to(after))
    assert proposal.written
    assert proposal.written.entry
    assert proposal.written.entry.raw == NEW
    assert proposal.written.change.file.added == {9}


@pytest.mark.parametrize(
    ("after", "rest"),
    [
        pytest.param(PAGE.replace("arXiv 2021\n", f"arXiv 2021\n{NEW}\n"), PAGE, id="an entry only"),
        pytest.param(
            PAGE.replace("arXiv 2021\n", f"arXiv 2021\n{NEW}\n").replace("Some", "Many"),
            PAGE.replace("Some", "Many"),
            id="words beside an entry",
        ),
        pytest.param(
            PAGE.replace("## Two", f"## Three\n\n{NEW}\n\n## Two"),
            PAGE.replace("## Two", f"## Three\n\n{NEW}\n\n## Two"),
            id="a section with what stands in it",
        ),
        pytest.param(
            PAGE.replace("- [Third paper of all](https://arxiv.org/abs/2101.00003), ICML 2022\n", "The end.\n"),
            PAGE + "The end.\n",
            id="an entry gives way to words",
        ),
    ],
)
def test_what_else_a_request_changes_is_its_authors(after: str, rest: str) -> None:
    assert other_changes(change_to(after)) == rest
