"""GitHub refuses what the bot pushes, or the issue that it pushed for is gone."""

from bot.demo.playground import CLERK, REPOSITORY
from bot.localhub.operations import threads
from tests.scenarios.papers import file_good, is_listed
from tests.stage import Stage


def file_without_waiting(stage: Stage, body: str) -> int:
    number: int = stage.contributor.call("POST", "/issues", title="Add a paper", body=body)["number"]
    return number


def test_a_refused_push_is_said_in_the_thread_once_and_all_goes_on_when_it_is_allowed(stage: Stage) -> None:
    hub = stage.ground.hub
    hub.set_role(REPOSITORY, CLERK, "triage")
    text = "Title: A new paper on attention\nLink: https://arxiv.org/abs/2407.08608\nSection: Attention"
    number = file_without_waiting(stage, text)
    stage.await_failure("PushRefusedError")
    (said,) = stage.answers(number)
    assert "GitHub does not let me push here" in said
    assert "`/recheck`" in said

    stage.ground.bot.inbox.ask(REPOSITORY, number)
    stage.await_failure("PushRefusedError")
    assert stage.answers(number) == [said]

    hub.set_role(REPOSITORY, CLERK, "write")
    stage.contributor.comments(number, "/recheck")
    assert [pull["title"] for pull in stage.pulls()] == ["Add A new paper on attention"]
    stage.maintainer.comments(number, "/approve")
    assert "A new paper on attention" in stage.text("data/README.md")


def test_the_bots_request_is_closed_when_its_issue_is_deleted(stage: Stage) -> None:
    number = file_good(stage)
    (pull,) = stage.pulls()
    hub = stage.ground.hub
    repository = hub.repository(REPOSITORY)
    with hub.world.lock:
        threads.delete_issue(repository.threads[number], repository.owner)
    stage.ground.settle()
    assert stage.pulls() == []
    assert stage.get(f"/pulls/{pull['number']}")["state"] == "closed"
    assert f"refs/heads/{pull['head']['ref']}" not in repository.git.refs("refs/heads/")
    assert not is_listed(stage)
