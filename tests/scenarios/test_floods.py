"""Very much at once: it is answered, and the answer fits."""

import re

import pytest

from bot.localhub.operations import branches
from tests.stage import Stage

SECTION = "Section: Attention"


def papers(count: int, title: str) -> str:
    lines = (f"- [{title} number {n}](https://arxiv.org/abs/2407.{n:05})" for n in range(1, count + 1))
    return "\n".join([SECTION, "", *lines])


@pytest.mark.parametrize(
    ("count", "title"),
    [
        pytest.param(50, "A new paper on attention " + "and very long contexts " * 9, id="fifty papers in 15 kB"),
        pytest.param(8, "Аttеntiоn Ѕеrving Меmоrу " * 10, id="eight papers of mixed alphabets"),
    ],
)
def test_many_papers_at_once_are_answered(stage: Stage, count: int, title: str) -> None:
    number = stage.contributor.writes("Add these papers", papers(count, title))
    (said,) = stage.get(f"/issues/{number}/comments")
    assert len(said["body"]) <= 65_536
    assert re.search(rf"\b{count}\\?\.", said["body"])
    stage.contributor.edits(number, body=papers(2, "A short title on attention"))
    assert "A short title on attention number 2" in stage.answer(number)


def test_a_request_of_301_files_ends_well(stage: Stage) -> None:
    record = (
        'title: "Paper {n}"\nsections:\n  attention: null\nlinks:\n  - {{label: "Paper", url: "https://x.org/{n}"}}\n'
    )
    files = {f"data/papers/paper-{n}.yaml": record.format(n=n).encode() for n in range(301)}
    contributor, hub = stage.contributor, stage.ground.hub
    contributor.call("POST", "/forks")
    fork, author = hub.repository(contributor.fork), hub.world.users["contributor"]
    branches.commit_files(fork, author, "main", files, "Add everything")
    request = {"title": "Add everything", "body": "", "head": "contributor:main", "base": "main"}
    number = contributor.call("POST", "/pulls", **request)["number"]
    stage.ground.settle()
    assert stage.headline(number)
    assert len(stage.get(f"/issues/{number}/comments")[0]["body"]) <= 65_536
