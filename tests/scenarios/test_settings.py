"""What the bot makes of settings that are no settings."""

from __future__ import annotations

import pytest

from bot.localhub import operations
from tests.stage import Stage

CONFIG = ".github/paperclerk.yml"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"#" * 600_000 + b"\ndata: elsewhere\n", id="more than GraphQL gives"),
        pytest.param(b"dta: data\n", id="a key that is none"),
    ],
)
def test_faulty_settings_on_the_default_branch_are_not_obeyed_in_part(stage: Stage, content: bytes) -> None:
    hub = stage.ground.hub
    author, repository = hub.world.user("maintainer"), hub.repository("paper-list/survey")
    assert author is not None
    with hub.world.lock:
        operations.commit_files(hub.world, repository, author, "main", {CONFIG: content}, "Settings")
    number = stage.maintainer.call("POST", "/issues", title="Add", body="https://arxiv.org/abs/2407.08608")["number"]
    inbox = stage.ground.bot.inbox
    while not any("DataError" in reason for reason in inbox.reasons()):
        inbox.wait(1, since=inbox.version)
    assert stage.answers(number) == []
    head = stage.get("/git/ref/heads/main")["object"]["sha"]
    state, said = stage.statuses(head)["paperclerk"]
    assert state == "failure"
    assert said.startswith(f"{CONFIG}:")

    with hub.world.lock:
        operations.commit_files(hub.world, repository, author, "main", {CONFIG: b""}, "Mended")
    stage.ground.bot.inbox.ask("paper-list/survey", number)
    stage.ground.settle()
    assert len(stage.answers(number)) == 1


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        pytest.param(["data/catalogue.yaml", "data/venues.yaml"], ("failure", "data/catalogue.yaml:1:"), id="the data"),
        pytest.param([CONFIG], ("success", ""), id="the configuration, without which the list works"),
    ],
)
def test_a_request_that_deletes_settings_is_answered_by_what_would_be_left(
    stage: Stage, gone: list[str], expected: tuple[str, str]
) -> None:
    stage.contributor.proposes(dict.fromkeys(gone))
    (pull,) = stage.pulls()
    state, said = stage.statuses(pull["head"]["sha"])["paperclerk"]
    assert (state, said[: len(expected[1])]) == expected
