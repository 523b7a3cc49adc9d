"""One who may write edits the bot's comment or pushes under its name, where a list wants two approvals."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.playground import CLERK, REPOSITORY
from tests.localhub.gate import Gate
from tests.stage import Actor, Stage, set_stage, small_files

PAPER = "Title: A new paper on attention\nLink: https://arxiv.org/abs/2407.08608\nVenue: ICLR 2025\nSection: Attention"
LIST = "data/README.md"


@pytest.fixture(params=[(b"the operator's key",), ()], ids=["sealed", "without a key"])
def stage(request: pytest.FixtureRequest, tmp_path: Path, gate: Gate) -> Iterator[Stage]:
    """A list that wants two approvals."""
    with set_stage(
        tmp_path,
        gate,
        small_files() | {".github/paperclerk.yml": b"approvals:\n  needed: 2\n"},
        seal_keys=request.param,
    ) as stage:
        yield stage


def writer(stage: Stage, login: str) -> Actor:
    found = stage.newcomer(login)
    stage.ground.hub.set_role(REPOSITORY, login, "write")
    return found


def own_comment(stage: Stage, number: int) -> dict[str, str]:
    comments = stage.get(f"/issues/{number}/comments?per_page=100")
    found: dict[str, str] = next(each for each in comments if each["user"]["login"] == CLERK)
    return found


def is_listed(stage: Stage) -> bool:
    return "A new paper on attention" in stage.text(LIST)


def test_whoever_adds_a_second_name_to_the_bots_comment_undoes_the_first(stage: Stage) -> None:
    mallory, grace = writer(stage, "mallory"), writer(stage, "grace")
    number = stage.contributor.writes("Add a paper", PAPER)
    mallory.comments(number, "/approve")
    grace.comments(number, "I will look at it tomorrow.")
    comment = own_comment(stage, number)
    assert '["approved","mallory"' in comment["body"]
    forged = comment["body"].replace('["approved","mallory"', '["approved","mallory grace"')
    mallory.call("PATCH", f"/issues/comments/{comment['id']}", body=forged)
    stage.ground.settle()
    assert not is_listed(stage)
    said = stage.answers(number)
    assert "Somebody else changed my comment above" in said[-1]
    assert len(said) == 2, "it is said once"
    grace.comments(number, "/approve")
    assert not is_listed(stage), "what was approved before does not count any more"
    stage.maintainer.comments(number, "/approve")
    assert is_listed(stage)
    assert len(stage.answers(number)) == 2


def test_a_commit_under_the_bots_name_is_not_merged_as_the_bots(stage: Stage) -> None:
    """Its message, with the bot's trailer, can be copied; what GitHub signs for the bot cannot."""
    mallory, grace = writer(stage, "mallory"), writer(stage, "grace")
    number = stage.contributor.writes("Add a paper", PAPER)
    branch = f"paperclerk/issue-{number}"
    head = stage.get(f"/git/ref/heads/{branch}")["object"]["sha"]
    real = stage.get(f"/git/commits/{head}")
    entry = {"path": LIST, "mode": "100644", "type": "blob", "content": "# Nothing here\n"}
    tree = mallory.call("POST", "/git/trees", base_tree=real["tree"]["sha"], tree=[entry])["sha"]
    made = mallory.call(
        "POST",
        "/git/commits",
        message=real["message"],
        tree=tree,
        parents=[parent["sha"] for parent in real["parents"]],
        author={"name": real["author"]["name"], "email": real["author"]["email"]},
    )["sha"]
    mallory.call("PATCH", f"/git/refs/heads/{branch}", sha=made, force=True)
    stage.ground.settle()
    for each in (mallory, grace):
        each.comments(number, "/approve")
    assert "# Nothing here" not in stage.text(LIST)
    assert not is_listed(stage), "what somebody pushed to waits for whoever looks at it there"


def test_of_a_comment_that_is_deleted_nothing_is_left(stage: Stage) -> None:
    mallory = writer(stage, "mallory")
    number = stage.contributor.writes("Add a paper", PAPER)
    mallory.comments(number, "/approve")
    mallory.call("DELETE", f"/issues/comments/{own_comment(stage, number)['id']}")
    stage.ground.settle()
    stage.contributor.edits(number, body=PAPER.replace("2025", "2024"))
    assert not is_listed(stage)
    said = stage.answers(number)
    assert "please look at it again and repeat the command" in said[0]
    assert "ICLR 2024" in said[1]
