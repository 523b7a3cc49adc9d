"""The inbox: what is stored stays stored, once, and comes out one thread at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.hub.delivery import Event
from bot.service.inbox import MOST_ATTEMPTS, REMEMBERED, Inbox


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def inbox(tmp_path: Path, clock: Clock) -> Iterator[Inbox]:
    inbox = Inbox(tmp_path / "inbox.sqlite3", clock=clock)
    yield inbox
    inbox.close()


def event(guid: str, number: int | None = 1, repository: str = "lab/list") -> Event:
    return Event(guid, repository, number, sender="ada")


def test_a_delivery_is_taken_once_however_often_it_comes(inbox: Inbox) -> None:
    assert inbox.put(event("a"))
    assert not inbox.put(event("a"))
    job = inbox.take()
    assert job is not None
    inbox.finish(job)
    assert inbox.take() is None


def test_later_deliveries_for_a_thread_fold_into_the_waiting_job(inbox: Inbox) -> None:
    for guid in ("a", "b", "c"):
        inbox.put(event(guid))
    assert inbox.count() == {"waiting": 1, "running": 0, "parked": 0}
    job = inbox.take()
    assert job is not None
    assert job.delivery == "c"


def test_a_delivery_during_the_work_makes_it_run_again(inbox: Inbox) -> None:
    inbox.put(event("a"))
    job = inbox.take()
    assert job is not None
    inbox.put(event("b"))
    assert inbox.take() is None, "the thread is in work"
    inbox.finish(job)
    again = inbox.take()
    assert again is not None
    assert again.delivery == "b"


def test_jobs_of_one_repository_never_run_side_by_side(inbox: Inbox) -> None:
    inbox.put(event("a", 1))
    inbox.put(event("b", 2))
    inbox.put(event("c", 1, "other/list"))
    first, second = inbox.take(), inbox.take()
    assert first is not None
    assert second is not None
    assert {first.repository, second.repository} == {"lab/list", "other/list"}
    assert inbox.take() is None


def test_what_ran_when_the_process_died_runs_again(tmp_path: Path) -> None:
    path = tmp_path / "inbox.sqlite3"
    before = Inbox(path)
    before.put(event("a"))
    assert before.take() is not None
    before.close()
    after = Inbox(path)
    assert after.take() is not None
    after.close()


def test_a_failing_job_waits_longer_each_time_and_is_parked_at_last(inbox: Inbox, clock: Clock) -> None:
    inbox.put(event("a"))
    for attempt in range(1, MOST_ATTEMPTS + 1):
        job = inbox.take()
        assert job is not None
        assert job.attempts == attempt
        assert inbox.fail(job, "GitHub is down") == (attempt < MOST_ATTEMPTS)
        assert inbox.take() is None, "not due yet"
        clock.now += 2.0**attempt
    assert inbox.count() == {"waiting": 0, "running": 0, "parked": 1}


def test_a_pause_that_github_asks_for_is_no_failed_attempt(inbox: Inbox, clock: Clock) -> None:
    inbox.put(event("a"))
    for _ in range(MOST_ATTEMPTS * 2):
        job = inbox.take()
        assert job is not None
        assert inbox.fail(job, "rate limit", pause=60)
        clock.now += 60
    assert inbox.count()["waiting"] == 1


def test_a_new_delivery_revives_a_parked_job(inbox: Inbox, clock: Clock) -> None:
    inbox.put(event("a"))
    for _ in range(MOST_ATTEMPTS):
        job = inbox.take()
        assert job is not None
        inbox.fail(job, "broken")
        clock.now += 3600
    assert inbox.take() is None
    inbox.put(event("b"))
    revived = inbox.take()
    assert revived is not None
    assert revived.attempts == 1


def test_the_list_itself_is_a_job_beside_the_threads(inbox: Inbox) -> None:
    inbox.put(event("a", None))
    job = inbox.take()
    assert job is not None
    assert job.number is None


def test_delivery_numbers_are_forgotten_after_a_week(inbox: Inbox, clock: Clock) -> None:
    inbox.put(event("a"))
    clock.now += REMEMBERED + 1
    inbox.put(event("b"))
    assert inbox.put(event("a"))
