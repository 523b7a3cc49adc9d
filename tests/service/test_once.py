"""One run in GitHub Actions: the event file is a doorbell, whatever is in it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.errors import ExitCode, PaperclerkError
from bot.hub.connection import Connection
from bot.service.once import run_once
from bot.service.once.doorbell import EventError, read_doorbell
from bot.service.settings import Settings, SettingsError

REPOSITORY = {"full_name": "paper-list/survey", "default_branch": "main"}
ISSUE = {"action": "opened", "issue": {"number": 7}, "repository": REPOSITORY}
#: What the workflow of somebody else, or a hostile program before ours, could leave in the event file.
HOSTILE = sorted((Path(__file__).parent / "events").glob("*.json"))


def runner(tmp_path: Path, trigger: str, payload: Any = None, **more: str) -> dict[str, str]:
    """Return the variables of a run, its event file written."""
    path = tmp_path / "event.json"
    path.write_text(json.dumps(payload), encoding="utf-8")
    return {
        "GITHUB_REPOSITORY": "paper-list/survey",
        "GITHUB_EVENT_NAME": trigger,
        "GITHUB_EVENT_PATH": str(path),
        "GITHUB_RUN_ID": "12",
        "GITHUB_TOKEN": "ghs_canary",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        **more,
    }


def connect_nowhere(settings: Settings) -> Connection:
    raise AssertionError("nobody was to be asked")


def run(environment: Mapping[str, str]) -> ExitCode:
    return run_once(environment, connect_nowhere, lambda settings: None, lambda words: None)


@pytest.mark.parametrize(
    ("trigger", "payload", "number", "quiet"),
    [
        pytest.param("issues", ISSUE, 7, False, id="an issue"),
        pytest.param("issue_comment", {**ISSUE, "action": "created"}, 7, False, id="a comment"),
        pytest.param(
            "pull_request_target",
            {"action": "opened", "pull_request": {"number": 8}, "repository": REPOSITORY},
            8,
            False,
            id="a pull request",
        ),
        pytest.param(
            "pull_request_target",
            {
                "action": "closed",
                "pull_request": {"number": 9, "head": {"ref": "paperclerk/issue-7", "repo": REPOSITORY}},
                "repository": REPOSITORY,
            },
            7,
            False,
            id="the bot's own pull request leads to its issue",
        ),
        pytest.param("push", {"ref": "refs/heads/main", "repository": REPOSITORY}, None, False, id="a push"),
        pytest.param("push", {"ref": "refs/heads/x", "repository": REPOSITORY}, None, True, id="another branch"),
        pytest.param("issues", {**ISSUE, "action": "pinned"}, None, True, id="an action that changes nothing"),
        pytest.param("schedule", {"schedule": "17 * * * *"}, None, False, id="time comes round"),
        pytest.param("workflow_dispatch", None, None, False, id="the button"),
    ],
)
def test_a_trigger_says_where_to_look(
    tmp_path: Path, trigger: str, payload: Any, number: int | None, quiet: bool
) -> None:
    doorbell = read_doorbell(runner(tmp_path, trigger, payload))
    assert (doorbell.repository, doorbell.number, doorbell.quiet) == ("paper-list/survey", number, quiet)


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_a_file_that_is_no_event_ends_the_run_with_a_clear_word(tmp_path: Path, path: Path) -> None:
    environment = runner(tmp_path, "issues", GITHUB_EVENT_PATH=str(path))
    with pytest.raises(EventError, match="event file") as caught:
        run(environment)
    assert caught.value.exit_code == ExitCode.UNUSABLE
    assert "event file" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_there_are_hostile_files() -> None:
    assert len(HOSTILE) >= 6


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"GITHUB_REPOSITORY": ""}, "runs in GitHub Actions", id="not in Actions"),
        pytest.param({"GITHUB_REPOSITORY": "a/b\n::x"}, "names no repository", id="no name of a repository"),
        pytest.param(
            {"GITHUB_EVENT_NAME": "watch"}, "let the workflow start on issues", id="a trigger without a thread"
        ),
        pytest.param({"GITHUB_EVENT_NAME": "\x1b[2J"}, "says nothing of a thread", id="a trigger that no one has"),
        pytest.param({"GITHUB_EVENT_PATH": ""}, "GITHUB_EVENT_PATH is not set", id="no file named"),
        pytest.param({"GITHUB_EVENT_PATH": "/nowhere/event.json"}, "cannot be read", id="no file there"),
        pytest.param({"GITHUB_EVENT_PATH": "/"}, "cannot be read", id="a folder"),
        pytest.param({"GITHUB_TOKEN": " "}, "GITHUB_TOKEN is not set", id="no token"),
        pytest.param({"GITHUB_API_URL": "ftp://x"}, "API_URL", id="no address"),
        pytest.param({"GITHUB_REPOSITORY": "else/where"}, "another repository", id="of another repository"),
    ],
)
def test_a_runner_that_does_not_say_enough_is_told_what_is_missing(
    tmp_path: Path, changed: dict[str, str], words: str
) -> None:
    with pytest.raises((EventError, SettingsError), match=words) as caught:
        run({**runner(tmp_path, "issues", ISSUE), **changed})
    assert caught.value.exit_code == ExitCode.UNUSABLE
    assert "\x1b" not in str(caught.value)


def test_what_does_not_concern_the_list_asks_nobody_and_is_fine(tmp_path: Path) -> None:
    assert run(runner(tmp_path, "issues", {**ISSUE, "action": "pinned"})) == ExitCode.FINE
    assert "nothing that concerns the list" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_a_github_that_does_not_answer_is_said_on_the_runs_page_without_the_token(tmp_path: Path) -> None:
    def connect(settings: Settings) -> Connection:
        return Connection("http://127.0.0.1:1", settings.token, between_writes=0, sleep=lambda seconds: None)

    complaints: list[str] = []
    with pytest.raises(PaperclerkError) as caught:
        run_once(runner(tmp_path, "issues", ISSUE), connect, lambda settings: None, complaints.append)
    assert caught.value.exit_code == ExitCode.REFUSED
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert "GitHub does not answer" in summary
    assert "canary" not in summary + "".join(complaints)
