"""Many lists on one server: a sweep asks for those that moved, and waits for none that does not answer."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import requests

from bot.hub.connection import GLANCES, Connection
from bot.hub.read.glances import ENOUGH
from bot.hub.read.thread_cache import DAY
from bot.service.inbox import Job
from bot.service.rounds import MOST_SILENT
from bot.service.running import Bot
from bot.service.settings import Settings
from tests.localhub.guests import Guest
from tests.localhub.traffic import Fault, WatchedHub
from tests.service.engines import drain

LISTS = tuple(f"mona/l{number:02}" for number in range(GLANCES + 2))


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[WatchedHub]:
    """A GitHub with more lists than one question shows."""
    with WatchedHub(tmp_path / "hub") as hub:
        hub.create_user("clerk")
        hub.create_user("mona")
        for name in LISTS:
            hub.create_repository(name, {"README.md": b"# Papers\n"})
            hub.set_role(name, "clerk", "write")
        yield hub


@pytest.fixture
def bot(hub: WatchedHub, tmp_path: Path) -> Iterator[Bot]:
    """A bot for all lists, which looked at each often enough."""
    settings = Settings(
        secrets=(b"s" * 32,), inbox=tmp_path / "inbox.sqlite3", port=0, repositories=frozenset(LISTS)
    )  # fmt: skip
    with ExitStack() as ends:
        bot = Bot(
            settings, connection=Connection(hub.api, token=hub.create_token("clerk"), between_writes=0), look_up=None
        )
        ends.callback(bot.inbox.close)
        ends.callback(bot.server.stop)
        for _ in range(ENOUGH):
            assert looked_at(bot) == dict.fromkeys(LISTS, 1)
        yield bot


def looked_at(bot: Bot) -> Counter[str]:
    """Sweep; return how often each list or a thread of it is looked at then."""

    def look(job: Job) -> None:
        """Find that nothing is to be done about a thread."""
        if job.number is not None:
            client = bot.connection.open(job.repository)
            client.read_thread(job.number)
            client.settle(job.number)

    bot.rounds.sweep()
    return Counter(job.repository for job in drain(bot.inbox, look))


def asked(hub: WatchedHub, bot: Bot) -> Counter[str]:
    """Sweep; return how often each question was asked for that, looks included."""
    before = len(hub.faults.requests)
    looked_at(bot)
    return Counter(request.operation or request.path for request in hub.faults.requests[before:])


def test_many_lists_that_rest_are_seen_in_one_question(hub: WatchedHub, bot: Bot) -> None:
    assert asked(hub, bot) == {"Glances": -(-len(LISTS) // GLANCES)}


def test_a_list_that_moved_is_looked_at_until_nothing_can_be_late(hub: WatchedHub, bot: Bot) -> None:
    Guest(hub, "mona").ask("POST", f"/repos/{LISTS[3]}/issues", title="Hello", body="there")
    assert [looked_at(bot).keys() for _ in range(ENOUGH + 1)] == [{LISTS[3]}] * ENOUGH + [set()]
    hub.world.clock = lambda: datetime.now(UTC) + timedelta(minutes=5)
    Guest(hub, "mona").ask("PATCH", f"/repos/{LISTS[3]}/issues/1", body="you")
    assert looked_at(bot).keys() == {LISTS[3]}


@pytest.mark.parametrize("archived", [True, False], ids=["archived", "not any more"])
def test_a_list_that_was_archived_moved(hub: WatchedHub, bot: Bot, *, archived: bool) -> None:
    for state in (True, False)[: 2 - archived]:
        hub.repository(LISTS[3]).archived = state
        assert looked_at(bot).keys() == {LISTS[3]}


def test_once_a_day_every_list_is_looked_at(bot: Bot) -> None:
    for name in LISTS[:2]:
        unchanged = bot.connection.open(name).unchanged
        unchanged.clock = partial(float, unchanged.looked + DAY)
    assert looked_at(bot).keys() == set(LISTS[:2])


def test_a_list_that_github_shows_no_more_is_said_and_the_others_rest(
    hub: WatchedHub, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    with hub.world.lock:
        hub.world.repositories["mona/hidden"] = hub.world.repositories.pop(LISTS[3])
    assert looked_at(bot) == {}
    assert any(line.startswith(f"{LISTS[3]} cannot be swept") for line in caplog.messages)


def test_nobody_waits_for_a_list_that_never_answers(hub: WatchedHub, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    def wait_in_vain(*_: object) -> None:
        raise requests.Timeout

    monkeypatch.setattr(bot.connection.open(LISTS[0]).gateway, "send", wait_in_vain)
    assert looked_at(bot).keys() == set(LISTS[1:GLANCES]), "those whose question it spoilt are asked for by themselves"
    assert bot.rounds.silent == {LISTS[0]}
    assert looked_at(bot) == {}, "they rest again"
    monkeypatch.undo()
    assert looked_at(bot).keys() == {LISTS[0]}
    assert bot.rounds.silent == set()


def test_a_sweep_ends_in_an_outage(hub: WatchedHub, bot: Bot) -> None:
    hub.faults.add(Fault("status", 502, operation="query", times=10_000))
    assert looked_at(bot) == {}
    assert bot.rounds.silent == set(LISTS[:MOST_SILENT])
    hub.faults.faults.clear()
    assert looked_at(bot).keys() == set(LISTS[:MOST_SILENT])
