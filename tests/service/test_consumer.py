"""The servers of an inbox: how they work, stop, take over, and do their chores."""

import threading

import pytest

from bot.service.inbox import Job
from bot.service.inbox.consumer import DAY, HOUR, Consumer, find_nights
from bot.service.inbox.jobs import Inbox
from tests.service.engines import NOTHING, Engine, drain, event, serving
from tests.web import PATIENCE


def test_workers_do_different_repositories_at_once_until_they_are_stopped(inbox: Inbox) -> None:
    meeting = threading.Barrier(2)
    done: list[str] = []
    over = threading.Event()

    def work(job: Job) -> None:
        meeting.wait(PATIENCE)
        done.append(job.repository)
        if len(done) == 4:
            over.set()

    with serving(inbox, work, workers=2):
        for n, repository in enumerate(("lab/one", "lab/two") * 2):
            inbox.put(event(f"{n}", n + 1, repository))
        assert over.wait(PATIENCE)
    assert sorted(done) == ["lab/one", "lab/one", "lab/two", "lab/two"]
    assert inbox.count() == NOTHING


def test_a_server_that_stops_waits_for_the_job_in_hand_and_begins_no_other(inbox: Inbox) -> None:
    begun, over = threading.Event(), threading.Event()

    def work(job: Job) -> None:
        begun.set()
        over.wait(PATIENCE)

    for number in (1, 2):
        inbox.put(event(f"{number}", number))
    with serving(inbox, work) as consumer:
        assert begun.wait(PATIENCE)
        consumer.stop(0)
        assert inbox.count() == {**NOTHING, "running": 1, "waiting": 1}
        over.set()
    assert inbox.count() == {**NOTHING, "waiting": 1}


def test_a_job_that_a_stopped_server_did_not_end_is_taken_over(inbox: Inbox, engine: Engine) -> None:
    begun, over = threading.Event(), threading.Event()

    def work(job: Job) -> None:
        begun.set()
        over.wait(PATIENCE)

    inbox.put(event("a"))
    with serving(inbox, work) as consumer:
        assert begun.wait(PATIENCE)
        consumer.stop(0)
        after = engine.succeed(inbox)
        over.set()
    assert [(job.delivery, job.attempts) for job in drain(after)] == [("a", 2)]


def test_a_server_that_is_stopped_before_it_began_does_not_begin(inbox: Inbox) -> None:
    inbox.put(event("a"))
    consumer = Consumer(inbox)
    consumer.stop(0)
    consumer.run(lambda job: None)
    assert inbox.count() == {**NOTHING, "waiting": 1}


def test_a_server_sweeps_as_soon_as_it_serves(inbox: Inbox) -> None:
    done = threading.Event()

    with serving(inbox, lambda job: done.set(), sweep=lambda: inbox.sweep("lab/list", [1]), minutes=5):
        assert done.wait(PATIENCE)


def test_a_server_does_once_a_night_what_takes_long(inbox: Inbox, engine: Engine) -> None:
    engine.move_clock(3 * 3600 - engine.now % (24 * 3600))
    done = threading.Event()
    with serving(inbox, lambda job: None, nightly=done.set):
        assert done.wait(PATIENCE)


class Hurried(threading.Event):
    """Is set as soon as somebody waits for it."""

    def wait(self, timeout: float | None = None) -> bool:
        self.set()
        return True


def test_a_chore_that_fails_is_done_again_when_it_is_due(inbox: Inbox, engine: Engine) -> None:
    done: list[float] = []

    def fail() -> None:
        done.append(engine.now)
        raise ValueError("broken")

    consumer = Consumer(inbox)
    start = engine.now
    for wait in (0, 59, 1):
        engine.move_clock(wait)
        consumer.stopping = Hurried()
        consumer.repeat("sweep", fail, lambda now: (0, now + 60))
    assert done == [start, start + 60]


@pytest.mark.parametrize(
    ("hour", "waits"),
    [
        pytest.param(0, [3, 27], id="before it"),
        pytest.param(3, [0, 24, 48], id="in it"),
        pytest.param(4, [23, 47], id="after it"),
    ],
)
def test_a_night_that_has_not_come_is_waited_for(inbox: Inbox, engine: Engine, hour: int, waits: list[int]) -> None:
    done: list[float] = []
    consumer = Consumer(inbox)
    start = 11 * DAY + hour * HOUR
    engine.move_clock(start - engine.now)
    for _ in range(49 * 4):
        consumer.stopping = Hurried()
        consumer.repeat("care", lambda: done.append((engine.now - start) / HOUR), find_nights)
        engine.move_clock(HOUR / 4)
    assert done == waits
