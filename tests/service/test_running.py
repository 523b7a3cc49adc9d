"""The running bot: how it ends, and that what it is in the middle of is not lost."""

import socket
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.hub.connection import Connection
from bot.service.failures import GitHubError
from bot.service.inbox import Job, open_inbox
from bot.service.running import Bot
from bot.service.settings import Settings
from tests.localhub.traffic import Fault, WatchedHub
from tests.service.engines import event
from tests.web import PATIENCE


@pytest.fixture
def bot(tmp_path: Path) -> Bot:
    """A bot that has nothing to do with GitHub."""
    settings = Settings(secrets=(b"s" * 32,), inbox=tmp_path / "inbox.sqlite3", port=0)
    return Bot(settings, connection=Connection("http://127.0.0.1:1", app_id=1, private_key="none"), look_up=None)


def is_open(port: int) -> bool:
    """Tell whether somebody listens."""
    try:
        socket.create_connection(("127.0.0.1", port), PATIENCE).close()
    except OSError:
        return False
    return True


def test_the_door_is_closed_before_the_job_in_hand_is_finished(bot: Bot) -> None:
    begun = threading.Event()
    done: list[Job] = []

    def work(job: Job) -> None:
        begun.set()
        while is_open(bot.port):
            pass
        done.append(job)

    bot.worker.work = work
    with bot:
        bot.inbox.put(event("a"))
        assert begun.wait(PATIENCE)
    assert [job.delivery for job in done] == ["a"]
    with closing(open_inbox(bot.settings.inbox, serving=False)) as after:
        assert after.count() == {"waiting": 0, "running": 0, "parked": 0, "paused": 0}


def test_a_job_that_would_hold_up_the_end_is_left_to_the_next_server(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.service.running.LONGEST_STOP", 0.1)
    begun, over = threading.Event(), threading.Event()

    def work(job: Job) -> None:
        begun.set()
        over.wait(PATIENCE)

    bot.worker.work = work
    with bot:
        bot.inbox.put(event("a"))
        assert begun.wait(PATIENCE)
    with closing(open_inbox(bot.settings.inbox, serving=True)) as after:
        assert after.count() == {"waiting": 1, "running": 0, "parked": 0, "paused": 0}
    over.set()
    bot.thread.join(PATIENCE)


def test_a_bot_without_workers_takes_deliveries_in_and_leaves_them_to_others(tmp_path: Path) -> None:
    settings = Settings(secrets=(b"s" * 32,), inbox=tmp_path / "inbox.sqlite3", port=0, workers=0)
    with Bot(settings, connection=Connection("http://127.0.0.1:1", app_id=1, private_key="none"), look_up=None) as bot:
        bot.inbox.put(event("a"))
    with closing(open_inbox(settings.inbox, serving=True)) as after:
        assert after.count()["waiting"] == 1


@pytest.mark.parametrize("status", [500, 403, 404])
def test_a_github_that_does_not_answer_does_not_keep_the_bot_from_starting(tmp_path: Path, status: int) -> None:
    with WatchedHub(tmp_path / "hub") as hub:
        hub.create_user("clerk")
        hub.faults.add(Fault("status", status, path="/user", times=9))
        connection = Connection(hub.api, token=hub.create_token("clerk"), between_writes=0)
        settings = Settings(secrets=(b"s" * 32,), inbox=tmp_path / "inbox.sqlite3", port=0)
        with Bot(settings, connection=connection, look_up=None) as bot:
            assert bot.find_own_login() is None


def test_a_token_that_github_does_not_know_is_said_at_the_start(tmp_path: Path) -> None:
    with WatchedHub(tmp_path / "hub") as hub:
        connection = Connection(hub.api, token="ghp_unknown", between_writes=0)
        settings = Settings(secrets=(b"s" * 32,), inbox=tmp_path / "inbox.sqlite3", port=0)
        with pytest.raises(GitHubError, match="PAPERCLERK_TOKEN"):
            Bot(settings, connection=connection, look_up=None)
