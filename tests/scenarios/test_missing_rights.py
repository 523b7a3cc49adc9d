"""A token that lacks one right: the bot says which, once, and does what it can without."""

import dataclasses

import pytest

from bot.demo.playground import REPOSITORY
from bot.hub.rights import PERMISSIONS
from tests.scenarios.papers import LIST, MAMBA, RECORD, file_good, is_listed
from tests.stage import Stage

FORM = "Title: A new paper on attention\nLink: https://arxiv.org/abs/2407.08608\nSection: Attention"


def take(stage: Stage, right: str) -> None:
    """Take one right from the bot's token."""
    world, token = stage.ground.hub.world, stage.ground.tokens["clerk"]
    left = {name: "write" for name in PERMISSIONS if name != right}
    world.tokens[token] = dataclasses.replace(world.tokens[token], permissions=left)


def give(stage: Stage) -> None:
    world, token = stage.ground.hub.world, stage.ground.tokens["clerk"]
    world.tokens[token] = dataclasses.replace(world.tokens[token], permissions=None)


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelname in ("ERROR", "WARNING")]


@pytest.mark.parametrize("right", ["contents", "pull_requests"])
def test_what_cannot_be_proposed_is_answered_with_the_reason(
    stage: Stage, caplog: pytest.LogCaptureFixture, right: str
) -> None:
    take(stage, right)
    number = stage.contributor.call("POST", "/issues", title="Add a paper", body=FORM)["number"]
    stage.await_failure()
    (answer,) = stage.answers(number)
    assert "GitHub does not let me push here" in answer
    assert f"it lacks {right} (write)" in answer
    assert any(f"{right} (write)" in line for line in said(caplog))
    give(stage)
    stage.contributor.comments(number, "/recheck")
    assert stage.headline(number) == "### ✅ Ready" or stage.answers(number)[1].startswith("### ✅ Ready")
    assert len(stage.pulls()) == 1


def test_without_issues_pull_requests_are_served(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    take(stage, "issues")
    number = stage.contributor.call("POST", "/issues", title="Add a paper", body=FORM)["number"]
    stage.await_failure()
    assert any("issues (write)" in line for line in said(caplog))
    give(stage)
    stage.contributor.comments(number, "/recheck")
    take(stage, "issues")
    request = stage.contributor.proposes({MAMBA: RECORD}, "Add Mamba")
    stage.maintainer.comments(request, "/approve")
    assert stage.headline(request) == "### 🎉 On the list"
    assert "Mamba" in stage.text(LIST)


@pytest.mark.parametrize("right", ["checks", "statuses"])
def test_papers_come_on_the_list_without(stage: Stage, caplog: pytest.LogCaptureFixture, right: str) -> None:
    take(stage, right)
    number = file_good(stage)
    stage.maintainer.comments(number, "/approve")
    assert is_listed(stage)
    request = stage.contributor.proposes({MAMBA: RECORD}, "Add Mamba")
    stage.maintainer.comments(request, "/approve")
    assert "Mamba" in stage.text(LIST)
    lines = [line for line in said(caplog) if "report" in line]
    assert len(lines) == (right == "statuses")
    assert all("statuses (write)" in line for line in lines)


@pytest.mark.parametrize("right", ["issues", "contents"])
def test_of_a_private_list_nothing_is_read_without(stage: Stage, caplog: pytest.LogCaptureFixture, right: str) -> None:
    repository = stage.ground.hub.repository(REPOSITORY)
    repository.private, repository.roles["contributor"] = True, "read"
    take(stage, right)
    number = stage.contributor.call("POST", "/issues", title="Add a paper", body=FORM)["number"]
    stage.await_failure()
    assert any(right in line for line in said(caplog))
    give(stage)
    stage.contributor.comments(number, "/recheck")
    assert stage.headline(number) == "### ✅ Ready"
