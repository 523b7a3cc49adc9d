"""What a list tells of its papers by itself."""

import pytest

from bot.care.listed import find_tasks
from bot.care.task import Amendment
from bot.catalogue.data.records import dump_paper
from bot.review.audit.itemizing import item_of_paper
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


@pytest.mark.parametrize(
    ("page", "kind", "venue"),
    [
        pytest.param("CVPR2023/html/Doe_Hyena_Hierarchy_Towards_Larger", "published", "CVPR", id="the title is in it"),
        pytest.param("CVPR2023/html/Doe_Something_Else", "venue", None, id="the venue table says another one"),
    ],
)
def test_a_link_that_proves_a_venue_needs_a_second_sign(page: str, kind: str, venue: str | None) -> None:
    listed = paper(HYENA, f"https://openaccess.thecvf.com/content/{page}_CVPR_2023_paper.html")
    (task,) = find_tasks(catalogue(listed), [(listed, [item_of_paper(listed, dump_paper(listed))])])
    assert (task.kind, task.amendment.venue if task.amendment else None) == (kind, venue)


PAGE, CODE = "https://lab.example/lists", "https://github.com/lab/lists"


@pytest.mark.parametrize(
    ("links", "section", "amendments"),
    [
        pytest.param([PAGE], "one", [Amendment(goes=True)], id="nothing would be lost"),
        pytest.param([PAGE, f"{CODE}-again"], "one", [None], id="a link would be lost"),
        pytest.param([PAGE], "other", [], id="in another section it is meant"),
    ],
)
def test_a_paper_that_is_listed_twice_goes_where_all_of_it_stands_before(
    links: list[str], section: str, amendments: list[Amendment | None]
) -> None:
    first = paper("A paper about lists that stand for a long time", PAGE, CODE, venue="ICML")
    again = paper(first.title, *links, venue="ICML")._replace(id="again", sections={section: None})
    tasks = list(find_tasks(catalogue(first, again), [(first, []), (again, [])]))
    assert [(task.kind, task.paper) for task in tasks] == [("repeated", "again")] * len(amendments)
    assert [task.amendment for task in tasks] == amendments
