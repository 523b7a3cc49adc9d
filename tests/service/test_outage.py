"""GitHub is away: nothing is parked, nobody asks for nothing, and all goes on by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import requests
from github import GithubException

from bot.catalogue.data.records import DataError
from bot.hub.limits import is_away
from bot.service.inbox import Job
from bot.service.inbox.sqlite import SQLiteInbox
from bot.service.outage import BETWEEN_PROBES, LONGEST_WAIT, Outage
from bot.service.worker import Worker
from tests.service.engines import event

HOUR = 3600.0


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("error", "away"),
    [
        pytest.param(GithubException(502, None, None), True, id="bad gateway"),
        pytest.param(requests.ConnectionError(), True, id="refused"),
        pytest.param(requests.Timeout(), True, id="time-out"),
        pytest.param(json.JSONDecodeError("x", "", 0), True, id="half an answer"),
        pytest.param(GithubException(404, None, None), False, id="not found"),
        pytest.param(GithubException(200, {"errors": []}, None), False, id="refused by GraphQL"),
        pytest.param(DataError("bad data", "x", 1), False, id="a fault of the list"),
        pytest.param(KeyError("x"), False, id="our own fault"),
    ],
)
def test_what_counts_as_githubs_trouble(error: Exception, away: bool) -> None:
    assert is_away(error) == away


def test_the_wait_grows_to_minutes_and_ends_with_the_first_answer() -> None:
    outage = Outage(Clock())
    waits = [outage.note_failure("a") for _ in range(10)]
    assert waits[:4] == [2.0, 4.0, 8.0, 16.0]
    assert waits[-1] == LONGEST_WAIT
    assert outage.health()["away"] > 0
    outage.note_answer("b")
    assert outage.health() == {"away": 0}
    assert outage.hold("c") is None


def test_one_job_at_a_time_finds_out_whether_github_is_back() -> None:
    clock = Clock()
    outage = Outage(clock)
    outage.note_failure("a")
    assert outage.hold("a") == 2.0
    assert outage.hold("b") == 2.0
    clock.now += 3
    assert outage.hold("b") is None
    assert outage.hold("a") is not None
    assert outage.note_failure("b") == 4.0
    clock.now += 5
    assert outage.hold("a") is None


def test_a_job_that_was_not_tried_need_not_wait_for_minutes() -> None:
    clock = Clock()
    outage = Outage(clock)
    for _ in range(12):
        outage.note_failure("a")
    clock.now += BETWEEN_PROBES
    assert outage.hold("a") is not None
    assert outage.hold("new") is None


def test_what_fails_while_others_succeed_counts() -> None:
    outage = Outage(Clock())
    assert outage.note_failure("a") is not None
    assert outage.note_failure("a") is not None
    outage.note_answer("b")
    assert outage.note_failure("a") is None
    outage.note_answer("b")
    assert outage.note_failure("a") is None


def test_an_hour_without_github_parks_nothing(tmp_path: Path) -> None:
    """Twelve jobs in four repositories, an hour of refused connections; then all are done."""
    clock, tried = Clock(), 0
    done: list[int] = []
    inbox = SQLiteInbox(tmp_path / "inbox.sqlite3", serving=True, clock=clock)
    outage = Outage(clock)
    back = clock.now + HOUR

    def work(job: Job) -> None:
        nonlocal tried
        tried += 1
        if clock.now < back:
            raise requests.ConnectionError("refused")
        done.append(job.number or 0)

    worker = Worker(inbox, work, pause_after=lambda error: None, is_lost=is_away, outage=outage)
    for number in range(1, 13):
        inbox.put(event(f"d{number}", number, f"lab/list-{number % 4}"))
    while clock.now < back + 10 * LONGEST_WAIT:
        if job := inbox.take():
            worker.do(job)
        else:
            clock.now += 1
        if clock.now < back:
            assert inbox.count()["parked"] == 0
            probes = tried
    assert sorted(done) == list(range(1, 13))
    assert inbox.count()["parked"] == 0
    assert probes <= HOUR / BETWEEN_PROBES + 10, "the bot asked once in half a minute, whatever waited"
    assert outage.health() == {"away": 0}
    inbox.close()
