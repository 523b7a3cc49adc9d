"""What services' answers give to do about listed papers."""

import pytest

from bot.care.task import Amendment, Task
from bot.care.told import find_told, prefer_told
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import Metadata, Notice
from bot.catalogue.paper import Link
from tests.care.builders import catalogue, paper

TITLE = "Longer titles for papers that change them between versions"
NUMBER = Identifier("arxiv", "2302.10866")


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        pytest.param(Metadata("arXiv", TITLE), [], id="nothing new"),
        pytest.param(Metadata("arXiv", TITLE, venue="ICML", year=2023), ["published"], id="published"),
        pytest.param(Metadata("arXiv", TITLE, venue="ICML"), [], id="published, nobody says when"),
        pytest.param(Metadata("arXiv", TITLE, venue="A workshop of ICML", year=2023), [], id="at a workshop"),
        pytest.param(Metadata("arXiv", TITLE, venue="arXiv", year=2023), [], id="a preprint still"),
        pytest.param(
            Metadata("arXiv", "Quite another paper", venue="ICML", year=2023), ["renamed"], id="another paper"
        ),
        pytest.param(Metadata("arXiv", f"{TITLE} (extended)"), ["renamed"], id="a new title"),
        pytest.param(Metadata("arXiv", TITLE.upper()), [], id="in other letters"),
        pytest.param(
            Metadata("Crossref", TITLE, notices=(Notice("retraction", "10.1/x"),)), ["retracted"], id="retracted"
        ),
        pytest.param(
            Metadata("Crossref", f"Retraction: {TITLE}", notices=(Notice("retraction", "10.1/x", own=True),)),
            ["retracted", "renamed"],
            id="the notice itself is linked",
        ),
        pytest.param(Metadata("arXiv", TITLE, code="https://github.com/o/n"), ["code"], id="code by now"),
        pytest.param(
            Metadata("arXiv", "Quite another", code="https://github.com/o/n"), ["renamed"], id="another's code"
        ),
        pytest.param(Metadata("arXiv", exists=False), [], id="unknown there"),
    ],
)
def test_an_answer_gives_just_this_to_do(told: Metadata, kinds: list[str]) -> None:
    listed = catalogue(paper(TITLE, "https://arxiv.org/abs/2302.10866", number=NUMBER.value))
    assert [task.kind for task in find_told(listed, {NUMBER: told})] == kinds


def test_a_title_that_is_another_papers_is_for_a_person_to_judge() -> None:
    listed = catalogue(paper(TITLE, "https://arxiv.org/abs/2302.10866", number=NUMBER.value))
    (task,) = find_told(listed, {NUMBER: Metadata("arXiv", "Quite another paper")})
    assert task.amendment is None


def test_a_published_papers_venue_is_not_asked_about() -> None:
    listed = catalogue(paper(TITLE, "https://arxiv.org/abs/2302.10866", number=NUMBER.value, venue="ICLR"))
    assert list(find_told(listed, {NUMBER: Metadata("arXiv", TITLE, venue="ICML", year=2023)})) == []


@pytest.mark.parametrize("url", ["https://gitlab.com/o/other", "https://a.example/code"])
def test_a_paper_with_code_gets_no_other(url: str) -> None:
    listed = paper(TITLE, "https://arxiv.org/abs/2302.10866", number=NUMBER.value)
    listed = listed._replace(links=(*listed.links, Link("Code", url)))
    assert list(find_told(catalogue(listed), {NUMBER: Metadata("arXiv", TITLE, code="https://github.com/o/n")})) == []


def test_a_service_counts_for_more_than_the_table() -> None:
    table, service = (Task("published", "a", TITLE, "", Amendment(venue=name, year=2024)) for name in ("ICML", "ICLR"))
    assert prefer_told([table], [service]) == [service]


def test_what_nobody_answers_is_nothing_to_do() -> None:
    assert list(find_told(catalogue(paper(TITLE, number=NUMBER.value)), {})) == []
