"""What an operator hears of a repository before the bot works for it."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.demo.playground import CONTRIBUTOR, MAINTAINER, OWNER, REPOSITORY, Playground
from bot.hub.connection import Connection
from bot.service.setup.diagnosis import Diagnosis
from bot.service.setup.doctor import check_services, examine_all
from tests.localhub.gate import Gate
from tests.localhub.traffic import WatchedHub
from tests.web import CLIENT

PAGE = "# List\n\n## One\n\n- [First paper of all](https://arxiv.org/abs/2101.00001), ICLR 2021\n"


@pytest.fixture
def ground(tmp_path: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> Iterator[Playground]:
    files = {"README.md": PAGE.encode()}
    with Playground(tmp_path, files=files, hub=gate.watch(WatchedHub)) as ground:
        monkeypatch.setenv("PAPERCLERK_API_URL", ground.hub.api)
        monkeypatch.setenv("PAPERCLERK_TOKEN", ground.tokens[MAINTAINER])
        monkeypatch.setenv("PAPERCLERK_CACHE", "off")
        yield ground


def test_a_list_that_can_be_served_is_said_line_by_line(ground: Playground, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", REPOSITORY]) == 0
    said = capsys.readouterr().out
    assert "the bot is maintainer" in said
    assert "the list is README.md: 1 paper in 1 section" in said
    assert "100.0% of the lines that link to a paper are read" in said
    assert "it is a classic token with the scope repo" in said
    assert "it does not expire" in said
    assert "of the bot's 9 labels are there" in said
    assert "no issue form" in said
    assert "ERROR" not in said


@pytest.mark.parametrize(
    ("days", "code", "words"),
    [
        pytest.param(300, 0, "ok    it expires on", id="in a year"),
        pytest.param(3, 1, "make a new one in time", id="in days"),
    ],
)
def test_when_a_token_expires_is_said(
    ground: Playground, capsys: pytest.CaptureFixture[str], days: int, code: int, words: str
) -> None:
    until = datetime.now(UTC) + timedelta(days=days)
    tokens, token = ground.hub.world.tokens, ground.tokens[MAINTAINER]
    tokens[token] = replace(tokens[token], expires=f"{until:%Y-%m-%d %H:%M:%S} UTC")
    assert main(["doctor", REPOSITORY]) == code
    assert words in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rules", "code", "words"),
    [
        pytest.param({"required_approvals": 2}, 1, "limit a ruleset asks for 2 approving reviews", id="reviews"),
        pytest.param({"required_checks": ("ci",)}, 1, "limit a ruleset asks for these checks: ci", id="checks"),
        pytest.param({"signed": True}, 1, "ok    a ruleset asks for signatures", id="signatures"),
        pytest.param({}, 1, "limit main is protected: an approved paper waits", id="requests alone"),
        pytest.param({"linear_history": True}, 1, "ok    a ruleset asks for required linear history", id="no merges"),
    ],
)
def test_what_a_ruleset_asks_for_is_said(
    ground: Playground, capsys: pytest.CaptureFixture[str], rules: dict[str, Any], code: int, words: str
) -> None:
    ground.hub.protect(REPOSITORY, **rules)
    assert main(["doctor", REPOSITORY]) == code
    assert words in capsys.readouterr().out


@pytest.mark.parametrize(
    ("who", "opens", "words"),
    [
        pytest.param(OWNER, True, "ok    workflows may open requests", id="on"),
        pytest.param(OWNER, False, "ok    workflows may open no requests (Settings > Actions", id="off"),
        pytest.param(MAINTAINER, True, "only an administrator sees", id="unseen"),
    ],
)
def test_whether_workflows_may_open_requests_is_said_where_it_can_be_seen(
    ground: Playground,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    who: str,
    opens: bool,
    words: str,
) -> None:
    ground.hub.repository(REPOSITORY).runs_open_pulls = opens
    monkeypatch.setenv("PAPERCLERK_TOKEN", ground.hub.create_token(who))
    assert main(["doctor", REPOSITORY]) == 0
    assert words in capsys.readouterr().out


def test_services_that_do_not_answer_are_named(ground: Playground) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
    said = [str(each) for each in check_services([ground.hub.web, nobody])]
    assert said[0] == f"ok    {ground.hub.web} answers"
    assert said[1].startswith(f"limit {nobody} does not answer")


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        pytest.param("reader", 3, "ERROR the bot may not write", id="a token that may only read"),
        pytest.param("unknown", 3, "ERROR GitHub does not know PAPERCLERK_TOKEN", id="a token that is none"),
        pytest.param("elsewhere", 3, "ERROR there is no such repository", id="a repository that is not there"),
    ],
)
def test_what_is_missing_is_said_with_what_to_do(
    ground: Playground,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    change: str,
    code: int,
    words: str,
) -> None:
    tokens = {"reader": ground.tokens[CONTRIBUTOR], "unknown": "ghp_nobody"}
    monkeypatch.setenv("PAPERCLERK_TOKEN", tokens.get(change, ground.tokens[MAINTAINER]))
    assert main(["doctor", "no/where" if change == "elsewhere" else REPOSITORY]) == code
    assert words in capsys.readouterr().out


def test_of_several_lists_each_line_says_which_and_the_login_is_told_once(
    ground: Playground, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAPERCLERK_REPOSITORIES", f"{REPOSITORY} no/where")
    assert main(["doctor"]) == 3
    said = capsys.readouterr().out
    assert said.count("GitHub knows the token") == 1
    assert "ERROR no/where: there is no such repository" in said
    assert f"ok    {REPOSITORY}: the bot may write" in said


def test_what_is_wrong_with_the_webhook_hides_no_list(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"check_login": Diagnosis("ok", "an App"), "check_webhook": Diagnosis("error", "it sends forms")}
    for name, diagnosis in found.items():
        monkeypatch.setattr(f"bot.service.setup.doctor.{name}", lambda connection, said=diagnosis: iter([said]))
    monkeypatch.setattr("bot.service.setup.doctor.examine", lambda connection, name: iter([Diagnosis("ok", name)]))
    said = [each.text for each in examine_all(Connection("https://api.github.com"), [REPOSITORY], ())]
    assert said == ["an App", "it sends forms", REPOSITORY]


def test_a_repository_has_to_be_named(ground: Playground, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 2
    assert "PAPERCLERK_REPOSITORIES" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("owner", "login", "words"),
    [
        pytest.param(
            "User", MAINTAINER, "ERROR a fine-grained token of maintainer cannot write", id="another person's"
        ),
        pytest.param("User", OWNER, "ok    the bot may write", id="one's own"),
        pytest.param("Organization", MAINTAINER, "ok    the bot may write", id="an organisation's"),
    ],
)
def test_whose_list_a_fine_grained_token_reaches_is_said(
    ground: Playground,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    owner: Any,
    login: str,
    words: str,
) -> None:
    world = ground.hub.world
    world.users[OWNER].kind = owner
    token = world.create_fine_token(login, {"contents": "write", "issues": "write"})
    monkeypatch.setenv("PAPERCLERK_TOKEN", token)
    is_refused = words.startswith("ERROR")
    assert main(["doctor", REPOSITORY]) == (3 if is_refused else 0)
    assert words in capsys.readouterr().out
    body = {"title": "By the token", "body": "x"}
    answer = CLIENT.post(
        f"{ground.hub.api}/repos/{REPOSITORY}/issues", json=body, headers={"Authorization": f"token {token}"}
    )
    assert answer.status_code == (403 if is_refused else 201)
