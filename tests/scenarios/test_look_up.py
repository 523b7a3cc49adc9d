"""A link alone, with a service that knows the paper, does not know it, or does not answer."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pytest

from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import Metadata
from bot.demo.playground import REPOSITORY, Playground
from bot.localhub.server import LocalHub
from tests.localhub.gate import Gate
from tests.stage import Stage, small_files

MAMBA = Identifier("arxiv", "2312.00752")
KNOWN = Metadata("arXiv", "Mamba: Linear-Time Sequence Modeling", ("Ada Moth",), "ICLR", 2024)
LINK = "https://arxiv.org/abs/2312.00752"


class Service:
    """Knows what it was told, and nothing while it is down."""

    def __init__(self) -> None:
        self.facts = {MAMBA: KNOWN}
        self.is_up = True

    def __call__(self, identifiers: Collection[Identifier]) -> Mapping[Identifier, Metadata]:
        return {one: self.facts[one] for one in identifiers if one in self.facts} if self.is_up else {}


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def stage(tmp_path: Path, gate: Gate, service: Service) -> Iterator[Stage]:
    with Playground(
        tmp_path,
        files=small_files(),
        look_up=service,
        hub=gate.watch(LocalHub),
    ) as ground:
        yield Stage(ground)


def test_a_link_alone_is_completed_with_where_each_field_came_from(stage: Stage) -> None:
    number = stage.contributor.writes("paper", LINK)
    answer = stage.answer(number)
    assert "* **Title**: Mamba: Linear-Time Sequence Modeling (from arXiv)" in answer
    assert "* **Venue**: ICLR 2024 (from arXiv)" in answer
    stage.contributor.comments(number, "/section attention")
    stage.maintainer.comments(number, "/approve")
    text = stage.text("data/papers/mamba-linear-time-sequence-modeling.yaml")
    assert 'authors: ["Ada Moth"]' in text


def test_a_link_that_leads_to_another_paper_is_noticed(stage: Stage) -> None:
    number = stage.contributor.files(LINK, "Cooking for Large Groups of People", "Serving")
    assert "arXiv says that the link leads to Mamba" in stage.answer(number)
    assert stage.labels(number) == {"paper: needs-info"}


@pytest.mark.parametrize(
    ("body", "note"),
    [
        pytest.param(f"Please add [Mamba]({LINK})", "", id="a name"),
        pytest.param(
            f"- Moth wings as a model of very small neural looms: {LINK}",
            "ℹ️ I read `Moth wings as a model of very small neural looms` where a title could stand;",
            id="a description",
        ),
    ],
)
def test_the_title_of_the_link_comes_before_a_guess(stage: Stage, body: str, note: str) -> None:
    answer = stage.answer(stage.contributor.writes("Add a paper", f"{body}\n\nSection: Serving"))
    assert "* **Title**: Mamba: Linear-Time Sequence Modeling (from arXiv)" in answer
    assert answer.startswith("### ✅ Ready")
    assert note in answer
    assert ("I read" in answer) == bool(note)


def test_a_number_that_nobody_knows_is_noticed(stage: Stage, service: Service) -> None:
    service.facts = {MAMBA: Metadata("arXiv", exists=False)}
    number = stage.contributor.files(LINK, "Cooking for Large Groups of People", "Serving")
    assert "arXiv knows of no paper with this number." in stage.answer(number)


def test_without_an_answer_the_review_goes_on_and_a_later_look_fills_in(stage: Stage, service: Service) -> None:
    service.is_up = False
    number = stage.contributor.files(LINK, section="Attention")
    assert "I could not look `arxiv:2312.00752` up" in stage.answer(number)
    assert stage.labels(number) == {"paper: needs-info"}

    service.is_up = True
    stage.ground.bot.inbox.ask(REPOSITORY, number)
    stage.ground.settle()
    assert stage.labels(number) == {"paper: ready"}
    assert "could not look" not in stage.answer(number)
