"""Anybody may name a branch of their fork as they like; it speaks for nobody."""

import pytest

from tests.stage import Actor, Stage

PAPER = "Title: A new paper on attention\nLink: https://arxiv.org/abs/2407.08608\nVenue: ICLR 2025\nSection: Attention"


def takes(actor: Actor, branch: str) -> None:
    """Let a branch of the fork, which takes the bot's along, stand where the list does."""
    actor.call("POST", "/forks")
    head = actor.call("GET", "/git/ref/heads/main")["object"]["sha"]
    if branch in (known["name"] for known in actor.call("GET", "/branches", repository=actor.fork)):
        actor.call("PATCH", f"/git/refs/heads/{branch}", repository=actor.fork, sha=head, force=True)
    else:
        actor.call("POST", "/git/refs", repository=actor.fork, ref=f"refs/heads/{branch}", sha=head)


def blocks(actor: Actor, branch: str, text: str = "x") -> int:
    """Open a pull request from a branch of the fork with a name of the bot's."""
    takes(actor, branch)
    actor.pushes_to_fork(branch, f"{text}.txt", text)
    request = {"title": "Hello", "body": "", "head": f"{actor.login}:{branch}", "base": "main"}
    number: int = actor.call("POST", "/pulls", **request)["number"]
    actor.stage.ground.settle()
    return number


@pytest.mark.parametrize("when", ["before the proposal", "after the proposal"])
def test_a_forks_branch_blocks_no_proposal(stage: Stage, when: str) -> None:
    mallory = stage.newcomer("mallory")
    if when == "before the proposal":
        blocks(mallory, "paperclerk/issue-2")
        number = stage.contributor.writes("Add a paper", PAPER)
        assert number == 2
    else:
        number = stage.contributor.writes("Add a paper", PAPER)
        blocks(mallory, f"paperclerk/issue-{number}")
        stage.contributor.edits(number, body=PAPER.replace("2025", "2024"))
    own = [pull for pull in stage.pulls() if pull["user"]["login"] != "mallory"]
    assert [pull["head"]["ref"] for pull in own] == [f"paperclerk/issue-{number}"]
    stage.maintainer.comments(number, "/approve")
    assert stage.state(number) == "closed"
    assert "A new paper on attention" in stage.text("data/README.md")


def test_many_forks_block_no_proposal(stage: Stage) -> None:
    number = stage.contributor.writes("Add a paper", PAPER)
    for n in range(8):
        blocks(stage.newcomer(f"mallory-{n}"), f"paperclerk/issue-{number}", str(n))
    stage.contributor.edits(number, body=PAPER.replace("2025", "2024"))
    stage.maintainer.comments(number, "/approve")
    assert stage.state(number) == "closed"
    assert "ICLR'24" in stage.text("data/README.md")


def test_a_forks_request_speaks_for_itself(stage: Stage) -> None:
    number = stage.contributor.writes("Add a paper", PAPER)
    page = stage.text("data/README.md")
    line = "- Another paper on serving. *[ICML'24]* [[Paper]](https://arxiv.org/abs/2407.08609)\n"
    mallory = stage.newcomer("mallory")
    branch = f"paperclerk/issue-{number}"
    takes(mallory, branch)
    mark = "<!-- paperclerk:end serving -->"
    mallory.pushes_to_fork(branch, "data/README.md", page.replace(mark, f"{line}{mark}"))
    values = {"title": "Add another", "body": "", "head": f"mallory:{branch}", "base": "main"}
    request = mallory.call("POST", "/pulls", **values)["number"]
    stage.ground.settle()
    assert "Another paper on serving" in stage.answer(request)


def test_hand_edits_come_back_whatever_a_forks_branch_is_called(stage: Stage) -> None:
    blocks(stage.newcomer("mallory"), "paperclerk/upkeep-12345678")
    page = stage.text("data/README.md")
    mark = "<!-- paperclerk:end serving -->"
    line = "- Another paper on serving. *[ICML'24]* [[Paper]](https://arxiv.org/abs/2407.08609)\n"
    stage.maintainer.pushes("data/README.md", page.replace(mark, f"{line}{mark}"))
    own = [pull for pull in stage.pulls() if pull["user"]["login"] != "mallory"]
    assert [pull["head"]["ref"] for pull in own] == ["paperclerk/list"]
