"""What the bot makes of settings that are no settings."""

import pytest

from bot.localhub.operations import branches
from bot.service.inbox.reporting import find_reasons
from tests.scenarios.papers import RECORD, file_good
from tests.stage import Stage

CONFIG = ".github/paperclerk.yml"
BROKEN = b"dta: data\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"#" * 600_000 + b"\ndata: elsewhere\n", id="more than GraphQL gives"),
        pytest.param(b"dta: data\n", id="a key that is none"),
    ],
)
def test_faulty_settings_on_the_default_branch_are_not_obeyed_in_part(stage: Stage, content: bytes) -> None:
    write_settings(stage, content)
    issue = stage.contributor.call("POST", "/issues", title="Add", body="https://arxiv.org/abs/2407.08608")
    number = issue["number"]
    await_faults(stage, number)
    assert f"This list's `{CONFIG}` cannot be read" in stage.answer(number)
    head = stage.get("/git/ref/heads/main")["object"]["sha"]
    state, said = stage.statuses(head)["paperclerk"]
    assert state == "failure"
    assert said.startswith(f"{CONFIG}:")

    write_settings(stage, b"")
    look_again(stage, number)
    assert stage.answer(number).startswith("### ❓ 2 questions"), "what said so is the one comment now"


@pytest.mark.parametrize(
    ("content", "missing", "said"),
    [
        pytest.param(
            b"rules: {}\ndata: papers\n", "papers", f"{CONFIG}:2: there is no data in the folder", id="a folder"
        ),
        pytest.param(
            b"data: data/papers\n",
            "data/papers/catalogue.yaml",
            "data/papers/catalogue.yaml:1: the file is missing",
            id="a file",
        ),
        pytest.param(b"list: LIST.md\n", "LIST.md", f"{CONFIG}:1: there is no page LIST.md", id="a page"),
    ],
)
def test_what_settings_name_and_is_not_there_is_called_missing(
    stage: Stage, content: bytes, missing: str, said: str
) -> None:
    write_settings(stage, content)
    number = stage.contributor.call("POST", "/issues", title="Add", body="https://arxiv.org/abs/2407.08608")["number"]
    await_faults(stage, number)
    assert f"This list's `{missing}` is missing" in stage.answer(number)
    assert stage.statuses(stage.get("/git/ref/heads/main")["object"]["sha"])["paperclerk"][1].startswith(said)

    write_settings(stage, b"")
    look_again(stage, number)


def test_of_faulty_settings_a_thread_hears_once_whatever_is_said_in_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_settings(stage, BROKEN)
    with monkeypatch.context() as nobody_waits:
        nobody_waits.setattr(stage.ground, "settle", lambda: None)
        paper = stage.contributor.writes("Add", "https://arxiv.org/abs/2407.08608")
        stage.contributor.comments(paper, "Is anybody there?")
        pull = stage.contributor.proposes({"data/papers/mamba.yaml": RECORD})
        question = stage.contributor.writes("Who are you?", "I only want to know.")
    threads = (paper, pull, question)
    await_faults(stage, *threads)
    assert [len(stage.answers(number)) for number in threads] == [1, 1, 0]

    write_settings(stage, b"")
    look_again(stage, *threads)
    assert [len(stage.answers(number)) for number in threads] == [1, 1, 0]
    assert "cannot be read" not in stage.answer(paper) + stage.answer(pull)


def test_a_thread_that_was_answered_before_hears_of_the_fault_and_of_its_end(stage: Stage) -> None:
    number = file_good(stage)
    write_settings(stage, BROKEN)
    stage.contributor.call("POST", f"/issues/{number}/comments", body="/set venue ICLR")
    await_faults(stage, number)
    before, line = stage.answers(number)
    assert "cannot be read" in line

    write_settings(stage, b"")
    look_again(stage, number)
    after, line = stage.answers(number)
    assert "can be again" in line
    assert "ICLR" in after
    assert "ICLR" not in before


def write_settings(stage: Stage, content: bytes) -> None:
    """Let the list's default branch have other settings."""
    hub = stage.ground.hub
    author, repository = hub.world.user("maintainer"), hub.repository("paper-list/survey")
    assert author is not None
    with hub.world.lock:
        branches.commit_files(repository, author, "main", {CONFIG: content}, "Settings")


def await_faults(stage: Stage, *numbers: int) -> None:
    """Wait until a look at each thread has failed for the list's faults."""
    inbox = stage.ground.bot.inbox
    while True:
        seen = inbox.version
        if all(any(f"#{number}: DataError" in reason for reason in find_reasons(inbox)) for number in numbers):
            return
        inbox.wait(1, since=seen)


def look_again(stage: Stage, *numbers: int) -> None:
    """Look at threads before their next try is due."""
    for number in numbers:
        stage.ground.bot.inbox.ask("paper-list/survey", number)
    stage.ground.settle()


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
