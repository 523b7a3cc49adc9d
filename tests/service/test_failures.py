"""What an operator reads where GitHub refuses or does not answer: one line that says what to do, and exit code 3."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import requests
from github import GithubException

from bot.__main__ import main
from bot.hub.limits import PausedError
from bot.service import failures
from bot.service.failures import explain
from tests.localhub.guests import Guest
from tests.localhub.traffic import Fault, WatchedHub
from tests.stage import small_files

NOBODY = "http://127.0.0.1:1"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[WatchedHub]:
    """A GitHub with a list, and an issue that nobody has looked at."""
    with WatchedHub(tmp_path / "hub") as hub:
        hub.create_user("mona")
        hub.create_user("clerk", kind="Bot")
        hub.create_repository("mona/list", small_files())
        hub.set_role("mona/list", "clerk", "write")
        Guest(hub, "mona").ask(
            "POST", "/repos/mona/list/issues", title="Paper", body="https://arxiv.org/abs/2401.00001"
        )
        yield hub


@pytest.fixture
def operator(hub: WatchedHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Somebody who has set all that is needed."""
    given = {
        "API_URL": hub.api,
        "TOKEN": hub.create_token("clerk"),
        "REPOSITORIES": "mona/list",
        "CACHE": "off",
        "WEBHOOK_SECRET": "s" * 32,
        "INBOX": str(tmp_path / "inbox.sqlite3"),
        "PORT": "0",
    }
    for name, value in given.items():
        monkeypatch.setenv(f"PAPERCLERK_{name}", value)
    return monkeypatch


def set_app(operator: pytest.MonkeyPatch, hub: WatchedHub, folder: Path, *, key: str = "", id: int = 0) -> None:
    """Let the bot be an App."""
    app, own_key = hub.register_app("paperclerk", "mona")
    path = folder / "key.pem"
    path.write_text(key or own_key)
    path.chmod(0o600)
    operator.delenv("PAPERCLERK_TOKEN")
    operator.setenv("PAPERCLERK_APP_ID", str(id or app.id))
    operator.setenv("PAPERCLERK_PRIVATE_KEY_FILE", str(path))


@pytest.mark.parametrize("command", ["sweep", "sweep --dry-run"])
@pytest.mark.parametrize(
    ("changed", "line"),
    [
        pytest.param({"TOKEN": "ghp_unknown"}, failures.UNKNOWN_ACCOUNT, id="wrong token"),
        pytest.param({"REPOSITORIES": "mona/none"}, f"mona/none: {failures.UNSEEN}", id="unknown repository"),
        pytest.param({"API_URL": NOBODY}, failures.AWAY, id="nobody answers"),
        pytest.param({"API_URL": "http://nowhere.invalid"}, failures.AWAY, id="no such host"),
        pytest.param({"REPOSITORIES": "a/none b/none", "API_URL": NOBODY}, failures.AWAY, id="said once for all lists"),
        pytest.param({"API_URL": "{web}/nothing"}, failures.ELSEWHERE, id="an address that is no API"),
    ],
)
def test_what_is_wrong_is_said_on_one_line(
    hub: WatchedHub,
    operator: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    changed: Mapping[str, str],
    line: str,
) -> None:
    for name, value in changed.items():
        operator.setenv(f"PAPERCLERK_{name}", value.format(web=hub.web))
    assert main(command.split()) == 3
    said = capsys.readouterr()
    assert said.err == f"paperclerk: {line}\n"
    assert said.out == ""


@pytest.mark.parametrize(
    ("app", "line"),
    [
        pytest.param({"key": "no key"}, failures.NO_KEY, id="no private key"),
        pytest.param({"id": 99}, failures.UNKNOWN_APP, id="another App's key"),
        pytest.param({}, f"mona/list: {failures.UNSEEN}", id="not installed there"),
    ],
)
def test_what_is_wrong_with_an_app_is_said_on_one_line(
    hub: WatchedHub,
    operator: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    app: dict[str, Any],
    line: str,
) -> None:
    set_app(operator, hub, tmp_path, **app)
    assert main(["sweep"]) == 3
    assert capsys.readouterr().err == f"paperclerk: {line}\n"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        pytest.param(403, "GitHub's limits are used up; try again in 60 seconds.", id="secondary limit"),
        pytest.param(429, "GitHub's limits are used up; try again in 60 seconds.", id="too many requests"),
        pytest.param(500, "mona/list: GitHub has trouble of its own (status 500); try again later.", id="its trouble"),
        pytest.param(404, f"mona/list: {failures.UNSEEN}", id="hidden"),
    ],
)
def test_a_refusal_is_said_on_one_line(
    hub: WatchedHub, operator: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], status: int, words: str
) -> None:
    hub.faults.add(Fault("status", status, path="/graphql", times=99))
    assert main(["sweep"]) == 3
    assert capsys.readouterr().err == f"paperclerk: {words}\n"


def test_one_list_that_cannot_be_seen_does_not_stop_the_others(
    hub: WatchedHub, operator: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    operator.setenv("PAPERCLERK_REPOSITORIES", "mona/alone mona/list mona/none")
    assert main(["sweep", "--dry-run"]) == 3
    said = capsys.readouterr()
    assert [line.split(": ")[1] for line in said.err.splitlines()] == ["mona/alone", "mona/none"]
    assert "mona/list#1: comment on #1: " in said.out


def test_one_thread_that_fails_does_not_stop_the_others(
    hub: WatchedHub, operator: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Guest(hub, "mona").ask("POST", "/repos/mona/list/issues", title="Paper", body="https://arxiv.org/abs/2401.00002")

    def fail(clerk: object, number: int) -> tuple[()]:
        raise KeyError("a fault\x07 of ours")

    operator.setattr("bot.service.sweep.Clerk.handle", fail)
    assert main(["sweep"]) == 3
    assert capsys.readouterr().err.splitlines() == [
        f"paperclerk: mona/list#{number}: KeyError: 'a fault\\x07 of ours'" for number in (1, 2)
    ]


def test_a_sweep_that_found_all_in_order_says_nothing(
    operator: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sweep", "--dry-run"]) == 0
    assert capsys.readouterr().err == ""


def test_the_log_has_a_line_for_each_change_with_its_thread_and_delivery(
    operator: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot.workflow.clerk")
    assert main(["sweep"]) == 0
    lines = [record.getMessage() for record in caplog.records if record.name == "bot.workflow.clerk"]
    assert any("Comment" in line for line in lines)
    assert {line.split(": ")[0] for line in lines} <= {
        "mona/list#1 (delivery sweep)",
        "mona/list#list (delivery sweep)",
    }


def test_a_server_whose_token_is_unknown_does_not_start(
    operator: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    operator.setenv("PAPERCLERK_TOKEN", "ghp_unknown")
    assert main(["serve"]) == 3
    assert capsys.readouterr().err.splitlines()[-1] == f"paperclerk: {failures.UNKNOWN_ACCOUNT}"


def graphql(kind: str, message: str) -> GithubException:
    """Return what an answer with status 200 that holds an error becomes."""
    return GithubException(200, {"data": None, "errors": [{"type": kind, "message": message}]})


@pytest.mark.parametrize(
    ("error", "words", "everywhere"),
    [
        pytest.param(PausedError(42), "try again in 42 seconds", True, id="resting"),
        pytest.param(GithubException(401, None), "PAPERCLERK_TOKEN", True, id="unknown, no body"),
        pytest.param(requests.exceptions.SSLError(), "certificate", True, id="certificate"),
        pytest.param(requests.exceptions.ReadTimeout(), "does not answer", True, id="silence"),
        pytest.param(
            GithubException(403, {"message": "Resource not accessible by personal access token"}),
            "commit statuses (GitHub: Resource not accessible by personal access token).",
            False,
            id="a right is missing",
        ),
        pytest.param(graphql("FORBIDDEN", "Resource not accessible"), "lacks a right", False, id="by GraphQL"),
        pytest.param(graphql("NOT_FOUND", "Could not resolve"), "no such repository", False, id="unknown to GraphQL"),
        pytest.param(graphql("ODD", "x\x1b[31m\ny"), "refuses (status 200): x [31m y", False, id="unheard of"),
        pytest.param(GithubException(409, {"message": "m" * 999}), f": {'m' * 199}…", False, id="long"),
        pytest.param(ValueError("a\nfault"), "ValueError: a fault", False, id="a fault of ours"),
    ],
)
def test_every_failure_has_its_words(error: Exception, words: str, everywhere: bool) -> None:
    failure = explain(error, is_app=False)
    assert words in failure.words
    assert failure.everywhere is everywhere
    assert failure.words.isprintable()
