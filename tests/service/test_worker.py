"""Workers: every job ends somewhere, whatever happens to it, to the inbox, or to the server."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.service.inbox import Inbox, InboxError, Job
from bot.service.inbox.sqlite import SQLiteInbox
from bot.service.worker import Worker
from tests.service.engines import event

#: More than any test needs; a test that reaches it fails.
PATIENCE = 20.0


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[SQLiteInbox]:
    inbox = SQLiteInbox(tmp_path / "inbox.sqlite3", serving=True)
    yield inbox
    inbox.close()


@contextmanager
def workers(
    inbox: Inbox, work: Callable[[Job], None], *, count: int = 1, pause: float | None = None
) -> Iterator[list[Worker]]:
    """Let some workers work, and stop them."""
    made = [Worker(inbox, work, pause_after=lambda error: pause) for _ in range(count)]
    for worker in made:
        worker.start()
    yield made
    for worker in made:
        worker.stop()
    for worker in made:
        assert worker.join(PATIENCE)


def settle(inbox: Inbox, **wanted: int) -> None:
    """Wait until the inbox counts what is wanted."""
    while {name: inbox.count()[name] for name in wanted} != wanted:
        seen = inbox.version
        inbox.wait(0.05, since=seen)


def test_two_workers_do_two_repositories_at_once_and_one_after_the_other(inbox: SQLiteInbox) -> None:
    meeting = threading.Barrier(2)
    met: list[str] = []

    def work(job: Job) -> None:
        meeting.wait(PATIENCE)
        met.append(job.repository)

    for n, repository in enumerate(("lab/one", "lab/two") * 2):
        inbox.put(event(f"{n}", n + 1, repository))
    with workers(inbox, work, count=2):
        settle(inbox, waiting=0, running=0)
    assert sorted(met) == ["lab/one", "lab/one", "lab/two", "lab/two"]


def test_an_error_of_one_job_does_not_stop_the_others(inbox: SQLiteInbox) -> None:
    def work(job: Job) -> None:
        if job.number == 1:
            raise ValueError("broken")

    inbox.put(event("a", 1))
    inbox.put(event("b", 2))
    with workers(inbox, work):
        settle(inbox, waiting=1, running=0)
    assert inbox.reasons() == ["lab/list#1: ValueError: broken"]


def test_the_log_has_a_line_for_each_job(inbox: SQLiteInbox, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "bot.service.worker")
    inbox.put(event("a", 7))
    assert Worker(inbox, lambda job: None, pause_after=lambda error: None).step()
    assert caplog.messages == ["lab/list#7 (delivery a): done"]


def test_a_job_waits_for_as_long_as_github_asks(inbox: SQLiteInbox) -> None:
    def work(job: Job) -> None:
        raise ValueError("rate limit")

    inbox.put(event("a"))
    with workers(inbox, work, pause=60):
        settle(inbox, waiting=1, running=0, paused=1)


def test_how_a_job_ended_is_written_down_once_the_inbox_is_mended(
    inbox: SQLiteInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.service.worker.IDLE_SECONDS", 0.01)
    troubles = iter([InboxError("full"), InboxError("full")])
    finish = inbox.finish

    def finish_at_last(job: Job) -> None:
        for trouble in troubles:
            raise trouble
        finish(job)

    monkeypatch.setattr(inbox, "finish", finish_at_last)
    inbox.put(event("a"))
    with workers(inbox, lambda job: None):
        settle(inbox, waiting=0, running=0)


def test_a_worker_outlives_an_inbox_that_cannot_be_read(inbox: SQLiteInbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.service.worker.IDLE_SECONDS", 0.01)
    troubles = iter([InboxError("full"), InboxError("full")])
    take = inbox.take

    def take_at_last() -> Job | None:
        for trouble in troubles:
            raise trouble
        return take()

    monkeypatch.setattr(inbox, "take", take_at_last)
    inbox.put(event("a"))
    with workers(inbox, lambda job: None):
        settle(inbox, waiting=0, running=0)


def test_a_job_that_does_not_end_is_given_back_when_the_server_stops(inbox: SQLiteInbox) -> None:
    begun, over = threading.Event(), threading.Event()

    def work(job: Job) -> None:
        begun.set()
        over.wait(PATIENCE)

    inbox.put(event("a"))
    worker = Worker(inbox, work, pause_after=lambda error: None)
    worker.start()
    assert begun.wait(PATIENCE)
    worker.stop()
    assert not worker.join(0.01)
    job = inbox.take()
    assert job is not None
    assert job.attempts == 1, "being stopped is no failed attempt"
    over.set()
    worker.thread.join(PATIENCE)


def test_what_a_stranger_wrote_stands_in_no_log_above_debug(
    inbox: SQLiteInbox, caplog: pytest.LogCaptureFixture
) -> None:
    def work(job: Job) -> None:
        raise ValueError("<b>words of a contributor</b>")

    caplog.set_level("DEBUG")
    inbox.put(event("a"))
    Worker(inbox, work, pause_after=lambda error: None).step()
    above = [record for record in caplog.records if record.levelname != "DEBUG"]
    assert [record.getMessage() for record in above] == ["lab/list#1 (delivery a): ValueError; will try again"]
    assert not any(record.exc_info or record.stack_info for record in above)
