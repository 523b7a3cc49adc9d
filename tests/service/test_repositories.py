"""The names that an operator gives: asked of GitHub at the start, and used as GitHub writes them from then on."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.hub.connection import Connection
from bot.service.failures import UNSEEN, GitHubError
from bot.service.inbox import Job
from bot.service.running import Bot
from bot.service.settings import Settings
from tests.localhub.traffic import Fault, WatchedHub
from tests.service.engines import drain

Start = Callable[..., Bot]


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[WatchedHub]:
    """A GitHub with a list, whose name has capitals."""
    with WatchedHub(tmp_path / "hub") as hub:
        hub.create_user("clerk")
        hub.create_repository("Mona/List", {"README.md": b"# Papers\n"})
        hub.set_role("Mona/List", "clerk", "write")
        yield hub


@pytest.fixture
def start(hub: WatchedHub, tmp_path: Path) -> Iterator[Start]:
    """Make a bot for some repositories, which does not run."""
    ends = ExitStack()

    def start(*repositories: str) -> Bot:
        settings = Settings(
            secrets=(b"s" * 32,), inbox=tmp_path / "inbox.sqlite3", port=0, repositories=frozenset(repositories)
        )
        connection = Connection(hub.api, token=hub.create_token("clerk"), between_writes=0)
        bot = Bot(settings, connection=connection, look_up=None)
        ends.callback(bot.inbox.close)
        ends.callback(bot.server.stop)
        return bot

    with ends:
        yield start


def jobs(bot: Bot) -> list[Job]:
    """Do all that is due."""
    return drain(bot.inbox)


def test_every_name_that_the_bot_cannot_see_is_said_at_the_start(start: Start) -> None:
    with pytest.raises(GitHubError) as raised:
        start("mona/list", "mona/none", "nobody/list")
    assert str(raised.value) == f"mona/none: {UNSEEN}; nobody/list: {UNSEEN}"
    assert raised.value.exit_code == 3


def test_serve_ends_with_the_exit_code_of_a_refusal(
    hub: WatchedHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {
        "API_URL": hub.api,
        "TOKEN": hub.create_token("clerk"),
        "REPOSITORIES": "mona/none",
        "WEBHOOK_SECRET": "s" * 32,
        "INBOX": str(tmp_path / "inbox.sqlite3"),
        "CACHE": "off",
        "PORT": "0",
    }
    for name, value in given.items():
        monkeypatch.setenv(f"PAPERCLERK_{name}", value)
    assert main(["serve"]) == 3
    assert capsys.readouterr().err == f"paperclerk: mona/none: {UNSEEN}\n"


def test_each_name_is_asked_for_once(hub: WatchedHub, start: Start) -> None:
    start("mona/list")
    asked = [request.path for request in hub.requests if "/repos/" in request.path]
    assert asked == ["/api/v3/repos/mona/list"]


def test_names_in_any_case_are_one_repository(start: Start) -> None:
    bot = start("mona/LIST")
    bot.rounds.sweep()
    assert {job.repository for job in jobs(bot)} == {"Mona/List"}
    client = bot.connection.open("mona/list")
    assert client is bot.connection.open("Mona/List")
    assert client.repository == client.gateway.repository == "Mona/List"


def test_jobs_under_any_spelling_have_one_clerk(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.service.running.handle_subject", lambda clerk, number: ())
    bot = start("mona/list")
    for name in ("mona/list", "Mona/List"):
        bot.work(Job(name, None, None, "d", 1, 1))
    assert list(bot.clerks.known) == ["Mona/List"]


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Fault("status", 502, path="/repos/", times=9), id="GitHub's trouble"),
        pytest.param(Fault("status", 429, path="/repos/", times=9), id="a limit"),
        pytest.param(Fault("drop", path="/repos/", times=9), id="no answer"),
    ],
)
def test_a_start_in_an_outage_asks_again_with_the_sweep(hub: WatchedHub, start: Start, fault: Fault) -> None:
    hub.faults.add(fault)
    bot = start("mona/list")
    bot.rounds.sweep()
    assert jobs(bot) == []
    hub.faults.faults.clear()
    bot.connection.logins.clear()
    bot.connection.clients.clear()
    bot.rounds.sweep()
    assert {job.repository for job in jobs(bot)} == {"Mona/List"}
    assert bot.rounds.unidentified == set()


def test_a_list_that_was_renamed_in_an_outage_at_the_start_is_swept(hub: WatchedHub, start: Start) -> None:
    hub.faults.add(Fault("status", 502, path="/repos/", times=9))
    bot = start("mona/list")
    hub.faults.faults.clear()
    # An App has opened nothing then: it could not find its installation.
    bot.connection.clients.clear()
    hub.rename("Mona/List", "papers")
    number = hub.repository("Mona/papers").id
    # A delivery tells of the new name before GitHub was asked for the old one.
    bot.connection.names.hear(number, "Mona/papers", "Mona/List")
    bot.rounds.sweep()
    assert {job.repository for job in jobs(bot)} == {"Mona/papers"}
    assert bot.rounds.unidentified == set()


def test_a_renamed_list_is_shown_once(hub: WatchedHub, start: Start) -> None:
    bot = start("mona/list")
    bot.work(Job("Mona/List", None, None, "d", 1, 1))
    hub.rename("Mona/List", "papers")
    bot.connection.names.hear(hub.repository("Mona/papers").id, "Mona/papers", "Mona/List")
    bot.work(Job("Mona/List", None, None, "d", 1, 1))
    assert list(bot.read_lists()) == ["Mona/papers"]


def test_what_turns_out_unseen_after_an_outage_is_logged(
    hub: WatchedHub, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    hub.faults.add(Fault("status", 502, path="/repos/", times=9))
    bot = start("mona/none")
    hub.faults.faults.clear()
    bot.rounds.sweep()
    assert f"mona/none cannot be swept: {UNSEEN}" in caplog.messages
