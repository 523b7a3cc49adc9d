"""The page changes while a submission waits: nothing is put where nobody asked for it, and no approval outlives it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.intake.form import LINK, TITLE, VENUE, write_form
from tests.localhub.gate import Gate
from tests.stage import Stage, set_stage

PAGE = Path(__file__).with_name("table_list.md").read_text(encoding="utf-8")
QUANTIZATION = PAGE[PAGE.index("## Quantization") : PAGE.index("## Pruning")]
KVQUANT = "KVQuant: Towards 10 Million Context Length LLM Inference with KV Cache Quantization"
MOVES = {
    "renamed": (PAGE.replace("## Quantization", "## Weights in Few Bits"), "/section weights-in-few-bits"),
    "removed": (PAGE.replace(QUANTIZATION, ""), "/section pruning"),
}


@pytest.fixture
def stage(tmp_path: Path, gate: Gate) -> Iterator[Stage]:
    with set_stage(tmp_path, gate, {"README.md": PAGE.encode()}) as stage:
        yield stage


def proposes(stage: Stage) -> int:
    return stage.contributor.files("https://arxiv.org/abs/2401.18079", KVQUANT, "Quantization", "", "NeurIPS 2024")


@pytest.mark.parametrize(("page", "answer"), MOVES.values(), ids=MOVES)
def test_a_section_that_went_while_a_paper_waited_is_asked_for(stage: Stage, page: str, answer: str) -> None:
    number = proposes(stage)
    stage.maintainer.pushes("README.md", page)
    stage.maintainer.comments(number, "/approve")
    assert stage.text("README.md") == page
    assert "The list has no section `Quantization`" in stage.answers(number)[0]
    assert answer in stage.answers(number)[0]
    stage.maintainer.comments(number, answer)
    stage.maintainer.comments(number, "/approve")
    lines = [line for line in stage.text("README.md").split("\n") if line not in page.split("\n")]
    assert [KVQUANT in line for line in lines] == [True]
    assert stage.state(number) == "closed"


def test_of_two_sections_of_one_name_one_is_asked_for(stage: Stage) -> None:
    other = QUANTIZATION.replace("## ", "### ").replace("org/abs/2", "org/abs/1")
    page = PAGE.replace("## Contributing", f"## Caches\n\n{other}## Contributing")
    stage.maintainer.pushes("README.md", page)
    number = proposes(stage)
    assert "`/section caches-quantization`" in stage.answer(number)
    stage.maintainer.comments(number, "/section caches-quantization")
    stage.maintainer.comments(number, "/approve")
    after = stage.text("README.md")
    assert after.index("## Caches") < after.index(KVQUANT)
    assert after.startswith(page[: page.index("## Caches")])


def test_of_two_sections_of_one_path_one_is_asked_for(stage: Stage) -> None:
    answer = "/section awesome-compression-quantization-2"
    page = PAGE.replace("## Contributing", f"{QUANTIZATION.replace('org/abs/2', 'org/abs/1')}## Contributing")
    stage.maintainer.pushes("README.md", page)
    number = proposes(stage)
    stage.maintainer.comments(number, "/approve")
    assert stage.text("README.md") == page
    asked = stage.answers(number)[0]
    for place in (1, 2):
        assert (
            f"- `awesome-compression-quantization{'-2' * (place - 1)}`: Awesome Compression &gt; Quantization ({place})"
            in asked
        )
    stage.maintainer.comments(number, answer)
    stage.maintainer.comments(number, "/approve")
    after = stage.text("README.md")
    assert after.index("## Pruning") < after.index(KVQUANT)
    assert after.startswith(page[: page.index("## Pruning")])


def test_an_approval_does_not_outlive_an_edit_of_its_entry(stage: Stage) -> None:
    stage.maintainer.configures("approvals: {needed: 2}")
    number = stage.contributor.writes(
        "Update", write_form({TITLE: "", LINK: "https://arxiv.org/abs/2306.11695", VENUE: "ICLR 2024"})
    )
    stage.maintainer.comments(number, "/approve")
    assert "Approved by `maintainer`" in stage.answer(number)
    edited = PAGE.replace("A Simple and Effective Pruning Approach", "A Simple and Sound Pruning Approach")
    stage.maintainer.pushes("README.md", edited)
    assert "Approved by `maintainer`" not in stage.answers(number)[0]
    assert stage.text("README.md") == edited
