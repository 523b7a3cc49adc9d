"""What people told of papers on a page is kept beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.data.records import DataError, read_content
from bot.lists.cataloguing import read_pages
from bot.lists.memory import MEMORY, Told, apply, read_memory, tell, write_memory
from bot.workflow.snapshots.loading import read_told
from tests.lists.pages import KNOWN

CATALOGUE = read_pages(
    {"README.md": "# A\n\n- [One paper of two](https://arxiv.org/abs/2301.00001)\n"}, KNOWN
).catalogue
ONE = CATALOGUE.papers["one-paper-of-two"]
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=20).map(
    lambda text: f"x{text}x"
)


def test_what_the_page_says_itself_is_not_told_again() -> None:
    other = ONE._replace(aliases=("Its old title",), identifiers={**ONE.identifiers, "doi": "10.1/2"})
    memory = tell({}, CATALOGUE, {ONE.id: other})
    assert memory == {ONE.id: Told(("Its old title",), {"doi": "10.1/2"})}
    assert apply(memory, CATALOGUE).papers[ONE.id] == other
    assert tell({}, CATALOGUE, {ONE.id: ONE}) == {}


def test_what_is_told_of_a_paper_that_left_changes_nothing() -> None:
    assert apply({"gone": Told(("Old",))}, CATALOGUE) is CATALOGUE


@given(st.dictionaries(st.from_regex(r"[a-z0-9]{1,9}", fullmatch=True), st.lists(TEXTS, min_size=1, max_size=3)))
def test_a_memory_that_was_written_is_read_again(papers: dict[str, list[str]]) -> None:
    memory = {id: Told(tuple(dict.fromkeys(names)), {"doi": names[0]}, ("other",)) for id, names in papers.items()}
    assert read_memory(read_content(MEMORY, write_memory(memory))) == memory


@pytest.mark.parametrize(
    "text", ["papers: 1", "papers: {a: {b: 1}}", "papers: {A!: {}}", "- x", "papers: {a: {aliases: x}}", "a: &x 1"]
)
def test_a_file_that_is_no_memory_is_named_with_its_line(text: str) -> None:
    with pytest.raises(DataError) as caught:
        read_told(text)
    assert caught.value.path == MEMORY
