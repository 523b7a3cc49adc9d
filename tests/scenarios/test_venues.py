"""A list that knows venues of its own, in the words of those who write to it."""

import pytest

from tests.stage import Stage

LIST, VENUES = "data/README.md", "data/venues.yaml"
LINE = "- Mamba: Linear-Time Sequence Modeling (Oaxaca 2024) [link](https://arxiv.org/abs/2312.00752)\n"
SHOWN = "Oaxaca'24"


@pytest.fixture(autouse=True)
def own_venue(stage: Stage) -> None:
    """The maintainer gives the list a venue that no other has."""
    known = stage.text(VENUES)
    stage.maintainer.pushes(VENUES, known + '  - {name: "Oaxaca", kind: "conference"}\n')


def test_a_list_understands_its_own_venue_in_an_issue(stage: Stage) -> None:
    number = stage.contributor.writes("New paper", f"Please add it to Attention.\n\n{LINE}")
    assert SHOWN in stage.answer(number)


def test_a_list_understands_its_own_venue_in_a_pull_request(stage: Stage) -> None:
    first = "- Longformer: The long-document transformer"
    number = stage.contributor.proposes({LIST: stage.text(LIST).replace(first, LINE + first)})
    assert SHOWN in stage.answer(number)
