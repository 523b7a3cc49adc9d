"""How alike two titles are: in words, and as a measure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.identity.likeness import CORRECTED, EDITED, POSSIBLE, SAME, likeness

titles = st.text(max_size=40)
ATTENTION = "Fast Attention with Tiles"


@pytest.mark.parametrize(
    ("one", "other", "least", "below"),
    [
        pytest.param(ATTENTION, "FAST attention, with tiles!", SAME, None, id="case and marks"),
        pytest.param(ATTENTION, "Fast \\textbf{Attention} with Tiles", SAME, None, id="LaTeX"),
        pytest.param("SEATS: Token Selection", "SEATS", SAME, None, id="the short name alone"),
        pytest.param("SEATS: Token Selection", "Token Selection", POSSIBLE, SAME, id="too short a part"),
        pytest.param(f"Tiles: {ATTENTION}", ATTENTION, SAME, None, id="a long end"),
        pytest.param(f"{ATTENTION} for Everyone", ATTENTION, SAME, None, id="a long beginning"),
        pytest.param(f"{ATTENTION} I", f"{ATTENTION} II", EDITED, SAME, id="two parts of one work"),
        pytest.param(f"On {ATTENTION} for Everyone and Everything", ATTENTION, POSSIBLE, EDITED, id="a part inside"),
        pytest.param(ATTENTION, "Fast Attention with Tile", SAME, None, id="cut by a letter"),
        pytest.param(ATTENTION, "Fast Attentoin with Tiles", EDITED, SAME, id="a slip of the pen"),
        pytest.param(ATTENTION, "Faster Attention with Tiling", CORRECTED, SAME, id="corrected"),
        pytest.param(ATTENTION, "Faster Attention by Tiling", POSSIBLE, CORRECTED, id="reworded"),
        pytest.param(ATTENTION, "A Survey of Graph Neural Networks", 0, POSSIBLE, id="another paper"),
        pytest.param("SEATS: Token Selection", "SEATS: Chairs for All People", 0, CORRECTED, id="one name, two papers"),
        pytest.param("", "", SAME, None, id="no title on either side"),
        pytest.param("", ATTENTION, 0, POSSIBLE, id="no title on one side"),
        pytest.param(":", ": Token Selection", 0, POSSIBLE, id="nothing before the colon"),
    ],
)
def test_titles_are_alike(one: str, other: str, least: float, below: float | None) -> None:
    assert least <= likeness(one, other) <= 100
    assert below is None or likeness(one, other) < below


def test_each_question_asks_for_less_than_the_one_before() -> None:
    assert SAME > EDITED > CORRECTED > POSSIBLE


@given(titles, titles)
def test_the_order_of_the_titles_does_not_matter(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == SAME
