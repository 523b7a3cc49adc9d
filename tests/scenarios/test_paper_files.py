"""Somebody adds a paper's file that is none: one finding says what is wrong with it, and nothing is merged."""

import pytest

from tests.scenarios.papers import RECORD
from tests.stage import Stage

FILES = {
    "in UTF-16": ("a-new-paper.yaml", RECORD.encode("utf-16"), "it is not UTF-8 text"),
    "of two megabytes": ("a-new-paper.yaml", (RECORD + "# " + "x" * 2_000_000).encode(), "too long for a paper's"),
    "in a folder below": ("more/a-new-paper.yaml", RECORD.encode(), "is no name of a paper's file"),
}


@pytest.mark.parametrize(("name", "content", "finding"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_papers(stage: Stage, name: str, content: bytes, finding: str) -> None:
    number = stage.contributor.proposes({f"data/papers/{name}": content})
    assert finding in stage.answer(number)
    assert stage.labels(number) == {"paper: needs-info"}
    papers = stage.papers()
    stage.maintainer.comments(number, "/approve")
    assert stage.papers() == papers
    assert stage.state(number) == "open"


def test_a_file_that_cannot_be_read_can_still_be_removed(stage: Stage) -> None:
    path = "data/papers/longformer-the-long-document-transformer.yaml"
    number = stage.contributor.proposes({path: None}, "Remove Longformer, it was withdrawn")
    stage.maintainer.comments(number, "/approve")
    assert "longformer-the-long-document-transformer" not in stage.papers()
