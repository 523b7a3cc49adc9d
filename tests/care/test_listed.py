"""What a list tells of its papers by itself."""

import pytest

from bot.care.listed import find_tasks
from tests.care.builders import catalogue, paper

HYENA = "Hyena Hierarchy: Towards Larger Convolutional Language Models"


@pytest.mark.parametrize(
    ("venue", "year", "number", "kinds"),
    [
        pytest.param("arXiv", 2023, "2302.10866", ["published"], id="a preprint of the year"),
        pytest.param("arXiv", 2015, "1502.10866", [], id="one of long before"),
        pytest.param(None, None, "", ["published"], id="nothing but a title"),
        pytest.param(None, 2015, "", [], id="a title and another year"),
        pytest.param("ICML", 2023, "2302.10866", [], id="published already"),
    ],
)
def test_the_venue_table_tells_where_a_paper_appeared(
    venue: str | None, year: int | None, number: str, kinds: list[str]
) -> None:
    listed = paper(HYENA, "https://hazyresearch.stanford.edu/hyena", number=number)._replace(venue=venue, year=year)
    assert [task.kind for task in find_tasks(catalogue(listed), [(listed, [])])] == kinds
