"""Jobs that fail: they wait longer each time, and are parked at last until somebody or something revives them."""

import pytest

from bot.service.inbox import LONGEST_PAUSE, MOST_ATTEMPTS, SWEEP, Retry
from bot.service.inbox.jobs import Inbox
from bot.service.inbox.reporting import find_parked, find_reasons
from tests.service.engines import NOTHING, WEEK, Engine, drain, event, fail, park, threads_of, work_once


def test_a_failing_job_waits_longer_each_time_and_is_parked_at_last(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a"))
    for attempt in range(1, MOST_ATTEMPTS + 1):
        (job,) = fail(inbox, "GitHub is down")
        assert job.attempts == attempt
        engine.move_clock(2.0**attempt - 1)
        assert drain(inbox) == [], "not due yet"
        engine.move_clock(1)
    assert inbox.count() == {**NOTHING, "parked": 1}
    assert find_reasons(inbox) == ["lab/list#1: GitHub is down"]


def test_a_failing_job_does_not_hold_up_the_others_of_its_repository(inbox: Inbox, engine: Engine) -> None:
    pauses = {1: 600.0, 2: 60.0}
    for number in (1, 2):
        inbox.put(event(f"{number}", number))
    assert threads_of(drain(inbox, lambda job: Retry("broken", pauses[job.number or 0]))) == [1, 2]
    engine.move_clock(61)
    inbox.put(event("fresh", 3))
    assert threads_of(drain(inbox)) == [3, 2], "of those that failed, the one that is due"


def test_a_pause_that_github_asks_for_is_no_failed_attempt(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a"))
    for _ in range(MOST_ATTEMPTS * 2):
        (job,) = fail(inbox, "rate limit", pause=60)
        assert job.attempts == 1
        assert inbox.count() == {**NOTHING, "waiting": 1, "paused": 1}
        engine.move_clock(60)
    assert inbox.count() == {**NOTHING, "waiting": 1}


def test_a_job_without_a_pause_is_due_at_once(inbox: Inbox) -> None:
    inbox.put(event("a"))
    done = work_once(inbox, lambda: None, Retry("the server was stopped", pause=0))
    assert [job.attempts for job in done] == [1, 1]


def test_a_delivery_for_a_job_that_waits_after_a_failure_makes_it_due(inbox: Inbox) -> None:
    inbox.put(event("a"))
    fail(inbox)
    assert drain(inbox) == []
    inbox.put(event("b"))
    assert find_reasons(inbox) == []
    assert [(job.delivery, job.attempts) for job in drain(inbox)] == [("b", 1)]


def test_parked_jobs_are_listed_with_their_reasons(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine, None, "first")
    park(inbox, engine, 1, "second")
    assert [(job.thread, job.delivery, job.reason) for job in find_parked(inbox)] == [
        ("lab/list", "park None", "first"),
        ("lab/list#1", "park 1", "second"),
    ]


def test_parked_jobs_stay_until_somebody_drops_them(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine)
    engine.move_clock(WEEK * 10)
    inbox.maintain()
    assert inbox.count() == {**NOTHING, "parked": 1}
    assert inbox.drop("lab/list", 1)
    assert not inbox.drop("lab/list", 1)
    assert inbox.count() == NOTHING


def test_a_parked_job_runs_again_when_an_operator_says_so(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine)
    assert inbox.retry("lab/list", 1)
    assert not inbox.retry("lab/list", 1)
    assert [job.attempts for job in drain(inbox)] == [1]


def test_a_parked_job_does_not_hold_up_its_repository(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine)
    inbox.put(event("b", 2))
    assert threads_of(drain(inbox)) == [2]


def test_a_new_delivery_revives_a_parked_job(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine)
    assert drain(inbox) == []
    inbox.put(event("b"))
    assert find_parked(inbox) == []
    assert [job.attempts for job in drain(inbox)] == [1]


def test_news_of_a_list_revive_its_parked_threads_and_nobody_elses(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine, 2)
    park(inbox, engine, 1)
    inbox.put(event("c", 1, "other/list"))
    for _ in range(MOST_ATTEMPTS):
        fail(inbox)
        engine.move_clock(LONGEST_PAUSE)
    inbox.put(event("push", None))
    assert [job.thread for job in find_parked(inbox)] == ["other/list#1"]
    assert {(job.number, job.attempts) for job in drain(inbox)} == {(None, 1), (1, 1), (2, 1)}


def test_news_of_a_list_and_of_its_parked_thread_may_come_together(inbox: Inbox, engine: Engine) -> None:
    assert isinstance(inbox, Inbox)
    park(inbox, engine, 1)
    inbox.store([event("thread", 1), event("push", None)])
    assert sorted(threads_of(drain(inbox)), key=str) == [1, None]


@pytest.mark.parametrize("number", [pytest.param(1, id="a thread"), pytest.param(None, id="the list itself")])
def test_a_sweep_does_not_wake_what_is_parked_until_somebody_retries_or_drops_it(
    inbox: Inbox, engine: Engine, number: int | None
) -> None:
    park(inbox, engine, number)
    inbox.sweep("lab/list", [number])
    assert inbox.count() == {**NOTHING, "parked": 1}
    assert drain(inbox) == []
    assert inbox.drop("lab/list", number)
    inbox.sweep("lab/list", [number])
    (job,) = drain(inbox)
    assert (job.repository, job.number, job.delivery, job.attempts) == ("lab/list", number, SWEEP, 1)


def test_a_sweep_leaves_what_fails_its_pauses_so_that_it_is_parked_at_last(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a"))
    for attempt in range(1, MOST_ATTEMPTS + 1):
        (job,) = work_once(inbox, lambda: inbox.sweep("lab/list", [1]), Retry("broken"))
        assert job.attempts == attempt
        inbox.sweep("lab/list", [1])
        assert drain(inbox) == [], "not due yet"
        engine.move_clock(2.0**attempt)
    assert inbox.count() == {**NOTHING, "parked": 1}


def test_only_parked_jobs_can_be_dropped_or_retried(inbox: Inbox) -> None:
    def try_both() -> None:
        assert not inbox.drop("lab/list", 1)
        assert not inbox.retry("lab/list", 1)

    inbox.put(event("a"))
    try_both()
    assert len(work_once(inbox, try_both)) == 1
