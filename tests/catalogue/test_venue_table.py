"""The table of where papers appeared: what is in it is found, what is not is not, and the year of a preprint agrees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.identity.titles import fold_title
from bot.catalogue.venue_table import Appearance, VenueTable, appeared, appeared_undated, shipped_table
from tests.bench.venue_table import pack

HYENA = "Hyena Hierarchy: Towards Larger Convolutional Language Models"


@given(st.dictionaries(st.text("abcdefgh", min_size=16, max_size=30), st.tuples(st.sampled_from("XY"), st.just(2020))))
def test_all_that_is_put_in_is_found_and_nothing_else(facts: dict[str, tuple[str, int]]) -> None:
    table = VenueTable(pack(facts, 2025))
    assert all(table.find(title) == Appearance(*fact, 2025) for title, fact in facts.items())
    assert table.find("a title that nobody put there") is None


def test_the_shipped_table_knows_a_paper_however_its_title_is_written() -> None:
    for title in (HYENA, HYENA.upper(), f"{{{HYENA}}}"):
        found = shipped_table().find(title)
        assert found
        assert (found.venue, found.year, found.source) == ("ICML", 2023, "the venue table of 2025")


@pytest.mark.parametrize("title", ["", "Attention", "Editorial", f"{HYENA} revisited"])
def test_a_title_that_is_short_or_another_is_not_found(title: str) -> None:
    assert shipped_table().find(title) is None


@pytest.mark.parametrize(
    ("preprint", "known"), [(2023, True), (2022, True), (2016, False), (2025, False), (None, False)]
)
def test_the_year_of_the_preprint_has_to_agree(preprint: int | None, known: bool) -> None:
    assert (appeared(HYENA, preprint) is not None) == known
    assert fold_title(HYENA)


@pytest.mark.parametrize(
    ("title", "known"),
    [(HYENA, True), ("Attention Is All You Need", False), (f"{HYENA} revisited", False)],
    ids=["a long title", "one that others may have", "another title"],
)
def test_without_any_year_a_long_title_has_to_tell(title: str, known: bool) -> None:
    assert (appeared_undated(title) is not None) == known


def test_another_file_is_no_table() -> None:
    with pytest.raises(ValueError, match="no venue table"):
        VenueTable(b"something else entirely, and long enough")
