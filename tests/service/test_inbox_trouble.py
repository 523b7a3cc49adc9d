"""An inbox in trouble: servers die, clocks jump, disks are full."""

import threading
from concurrent.futures import Future
from contextlib import suppress

import pytest

from bot.service.inbox import MOST_ATTEMPTS, InboxError, Job, JobStatus, Retry
from bot.service.inbox.consumer import Work
from bot.service.inbox.jobs import DIED, Inbox
from bot.service.inbox.reporting import find_parked, find_reasons
from tests.service.engines import (
    NOTHING,
    Engine,
    drain,
    event,
    fail,
    serving,
    work_off,
)
from tests.web import PATIENCE


def run(inbox: Inbox, work: Work) -> None:
    """Let all jobs be done that are due, in a process that may die meanwhile."""
    with suppress(InboxError):
        work_off(inbox, work)


def die(inbox: Inbox, engine: Engine, *meanwhile: str) -> Inbox:
    """Let a process die in the middle of a job, once deliveries have come; return the inbox of the next one."""
    after: Future[Inbox] = Future()

    def work(job: Job) -> None:
        for guid in meanwhile:
            inbox.put(event(guid))
        after.set_result(engine.succeed(inbox))

    run(inbox, work)
    return after.result(PATIENCE)


def test_what_ran_when_its_process_died_runs_again(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a"))
    after = die(inbox, engine)
    assert [(job.delivery, job.attempts) for job in drain(after)] == [("a", 2)]
    assert after.count() == NOTHING


def test_what_was_asked_for_again_when_its_process_died_runs_once(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a"))
    after = die(inbox, engine, "b")
    assert [(job.delivery, job.attempts) for job in drain(after)] == [("b", 1)]
    assert after.count() == NOTHING


def test_a_job_that_kills_one_process_after_the_other_is_parked(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a"))
    for _ in range(MOST_ATTEMPTS):
        inbox = die(inbox, engine)
    assert drain(inbox) == []
    (parked,) = find_parked(inbox)
    assert parked == JobStatus("lab/list", 1, "parked", parked.since, "a", DIED)
    assert parked.since


@pytest.mark.parametrize("jump", [pytest.param(-86_400.0 * 30, id="back"), pytest.param(86_400.0 * 30, id="ahead")])
def test_no_clock_that_jumps_holds_a_job_back(inbox: Inbox, engine: Engine, jump: float) -> None:
    inbox.put(event("a", 1, "one/list"))
    fail(inbox)
    inbox.put(event("b", 1, "two/list"))
    engine.move_clock(jump)
    inbox.maintain()
    assert inbox.put(event("c", 1, "three/list"))
    assert sorted(job.repository for job in drain(inbox)) == ["one/list", "three/list", "two/list"]


def test_what_cannot_be_stored_is_not_accepted_and_comes_in_later(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a"))
    engine.break_writing(inbox)
    with pytest.raises(InboxError):
        inbox.put(event("b", 2))
    with pytest.raises(InboxError):
        inbox.probe()
    engine.mend_writing(inbox)
    inbox.probe()
    assert inbox.put(event("b", 2))
    assert inbox.count() == {**NOTHING, "waiting": 2}


def test_how_a_job_ended_is_stored_once_the_inbox_is_mended(
    inbox: Inbox, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.service.inbox.consumer.IDLE_SECONDS", 0.01)
    broken = threading.Event()

    def work(job: Job) -> Retry | None:
        engine.break_writing(inbox)
        broken.set()
        return Retry("broken", pause=600)

    def is_stored() -> bool:
        with suppress(InboxError):
            return inbox.count() == {**NOTHING, "waiting": 1, "paused": 1}
        return False

    inbox.put(event("a"))
    with serving(inbox, work):
        assert broken.wait(PATIENCE)
        engine.mend_writing(inbox)
        while not is_stored():
            pass
    assert find_reasons(inbox) == ["lab/list#1: broken"]


def test_a_closed_inbox_says_so(inbox: Inbox) -> None:
    inbox.close()
    for use in (lambda: inbox.put(event("a")), lambda: drain(inbox), inbox.count, inbox.probe, inbox.maintain):
        with pytest.raises(InboxError):
            use()
