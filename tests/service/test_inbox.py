"""The inbox's contract, on every engine: what is stored stays stored, once, and comes out one thread at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.service.inbox import DIED, LONGEST_PAUSE, MOST_ATTEMPTS, REMEMBERED, SWEEP, Inbox, InboxError, Job, Parked
from bot.service.inbox.postgres import PostgresInbox
from bot.service.inbox.sqlite import SQLiteInbox
from tests.service.engines import Engine, event

NOTHING = {"waiting": 0, "running": 0, "parked": 0, "paused": 0}


def take(inbox: Inbox) -> Job:
    """Take a job that must be there."""
    job = inbox.take()
    assert job is not None
    return job


def park(inbox: Inbox, engine: Engine, number: int | None = 1, reason: str = "broken") -> None:
    """Let a job fail until it is parked."""
    inbox.put(event(f"park {number}", number))
    for _ in range(MOST_ATTEMPTS):
        inbox.fail(take(inbox), reason)
        engine.move_clock(LONGEST_PAUSE)


def test_a_delivery_is_taken_once_however_often_it_comes(inbox: Inbox) -> None:
    assert inbox.put(event("a"))
    assert not inbox.put(event("a"))
    inbox.finish(take(inbox))
    assert not inbox.put(event("a"))
    assert inbox.take() is None


def test_a_burst_through_many_threads_is_stored_once_each(inbox: Inbox) -> None:
    def deliver(thread: int) -> int:
        guids = ((n + thread * 7) % 60 for n in range(60))
        return sum(inbox.put(event(f"{guid}", guid % 10 + 1)) for guid in guids)

    with ThreadPoolExecutor(8) as threads:
        fresh = list(threads.map(deliver, range(8)))
    assert sum(fresh) == 60
    assert inbox.count() == {**NOTHING, "waiting": 10}


def test_a_job_carries_what_is_needed_to_do_it(inbox: Inbox) -> None:
    inbox.put(event("a", 7, installation=5))
    job = take(inbox)
    assert (job.repository, job.number, job.installation, job.delivery, job.attempts) == ("lab/list", 7, 5, "a", 1)


def test_later_deliveries_for_a_thread_fold_into_the_waiting_job(inbox: Inbox) -> None:
    for guid in ("a", "b", "c"):
        inbox.put(event(guid))
    assert inbox.count() == {**NOTHING, "waiting": 1}
    assert take(inbox).delivery == "c"


def test_what_arrives_together_is_stored_as_if_one_came_after_the_other(inbox: Inbox) -> None:
    assert isinstance(inbox, SQLiteInbox | PostgresInbox)
    together = [event("a", 2), event("b", 1), event("a", 2), event("c", 2)]
    assert inbox.store(together) == [True, True, False, True]
    assert inbox.store(together) == [False] * 4
    deliveries = {}
    for _ in range(2):
        job = take(inbox)
        deliveries[job.number] = job.delivery
        inbox.finish(job)
    assert deliveries == {1: "b", 2: "c"}
    assert inbox.count() == NOTHING


def test_a_thread_that_is_asked_for_often_keeps_its_place(inbox: Inbox) -> None:
    for guid, number in (("a", 1), ("b", 2), ("c", 1)):
        inbox.put(event(guid, number))
    assert take(inbox).number == 1


def test_a_delivery_during_the_work_makes_it_run_again(inbox: Inbox) -> None:
    inbox.put(event("a"))
    job = take(inbox)
    inbox.put(event("b"))
    assert inbox.take() is None, "the thread is in work"
    assert inbox.count() == {**NOTHING, "waiting": 1, "running": 1}
    inbox.finish(job)
    assert take(inbox).delivery == "b"


@pytest.mark.parametrize(
    "attempts", [pytest.param(1, id="failed once"), pytest.param(MOST_ATTEMPTS, id="to be parked")]
)
def test_what_was_asked_for_while_it_failed_starts_afresh(inbox: Inbox, engine: Engine, attempts: int) -> None:
    inbox.put(event("a"))
    for _ in range(attempts - 1):
        inbox.fail(take(inbox), "broken")
        engine.move_clock(LONGEST_PAUSE)
    job = take(inbox)
    inbox.put(event("b"))
    assert inbox.fail(job, "broken")
    again = take(inbox)
    assert (again.delivery, again.attempts) == ("b", 1)


def test_jobs_of_one_repository_never_run_side_by_side(inbox: Inbox) -> None:
    inbox.put(event("a", 1))
    inbox.put(event("b", 2))
    inbox.put(event("c", 1, "other/list"))
    first, second = take(inbox), take(inbox)
    assert {first.repository, second.repository} == {"lab/list", "other/list"}
    assert inbox.take() is None


def test_a_flood_on_one_list_does_not_delay_another(inbox: Inbox) -> None:
    for number in range(1, 61):
        inbox.put(event(f"flood {number}", number, "lab/flood"))
    for number in (1, 2):
        inbox.put(event(f"quiet {number}", number, "lab/quiet"))
    inbox.put(event("late", 1, "lab/late"))
    taken = []
    for _ in range(7):
        job = take(inbox)
        taken.append((job.repository, job.number))
        inbox.finish(job)
    assert taken == [
        ("lab/flood", 1),
        ("lab/quiet", 1),
        ("lab/late", 1),
        ("lab/flood", 2),
        ("lab/quiet", 2),
        ("lab/flood", 3),
        ("lab/flood", 4),
    ]


def test_a_list_whose_jobs_wait_does_not_use_up_its_turns(inbox: Inbox, engine: Engine) -> None:
    for number in (1, 2, 3):
        inbox.put(event(f"a{number}", number, "lab/limited"))
        inbox.fail(take(inbox), "rate limit", pause=60)
    inbox.put(event("b", 1, "lab/quiet"))
    assert take(inbox).repository == "lab/quiet"
    engine.move_clock(60)
    assert take(inbox).repository == "lab/limited"


def test_a_failing_job_waits_longer_each_time_and_is_parked_at_last(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a"))
    for attempt in range(1, MOST_ATTEMPTS + 1):
        job = take(inbox)
        assert job.attempts == attempt
        assert inbox.fail(job, "GitHub is down") == (attempt < MOST_ATTEMPTS)
        engine.move_clock(2.0**attempt - 1)
        assert inbox.take() is None, "not due yet"
        engine.move_clock(1)
    assert inbox.count() == {**NOTHING, "parked": 1}
    assert inbox.reasons() == ["lab/list#1: GitHub is down"]


def test_a_failing_job_does_not_hold_up_the_others_of_its_repository(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a", 1))
    inbox.put(event("b", 2))
    inbox.fail(take(inbox), "broken", pause=600)
    second = take(inbox)
    assert second.number == 2
    inbox.fail(second, "broken", pause=60)
    engine.move_clock(61)
    assert take(inbox).number == 2, "the one that is due first"


def test_a_pause_that_github_asks_for_is_no_failed_attempt(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a"))
    for _ in range(MOST_ATTEMPTS * 2):
        assert inbox.fail(take(inbox), "rate limit", pause=60)
        assert inbox.count() == {**NOTHING, "waiting": 1, "paused": 1}
        engine.move_clock(60)
    assert inbox.count() == {**NOTHING, "waiting": 1}


def test_a_job_that_is_given_back_is_due_at_once(inbox: Inbox) -> None:
    inbox.put(event("a"))
    inbox.fail(take(inbox), "the server was stopped", pause=0)
    assert take(inbox).attempts == 1


def test_a_delivery_for_a_job_that_waits_after_a_failure_makes_it_due(inbox: Inbox) -> None:
    inbox.put(event("a"))
    inbox.fail(take(inbox), "broken")
    assert inbox.take() is None
    inbox.put(event("b"))
    job = take(inbox)
    assert (job.delivery, job.attempts) == ("b", 1)
    assert inbox.reasons() == []


def test_the_longest_name_that_github_allows_is_stored(inbox: Inbox) -> None:
    first, second = (f"{'o' * 39}/{'r' * 99}{end}" for end in "ab")
    inbox.put(event("a", 1, first))
    inbox.put(event("b", 1, second))
    assert {take(inbox).repository, take(inbox).repository} == {first, second}


def test_the_list_itself_is_a_job_beside_the_threads(inbox: Inbox) -> None:
    inbox.put(event("a", None))
    assert take(inbox).number is None


def test_delivery_numbers_are_kept_for_a_week_and_then_forgotten(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a"))
    engine.move_clock(REMEMBERED - 60)
    inbox.tend()
    assert not inbox.put(event("a"))
    engine.move_clock(120)
    inbox.tend()
    assert inbox.put(event("a"))


def test_what_is_done_leaves_nothing_behind(inbox: Inbox) -> None:
    inbox.put(event("a"))
    inbox.finish(take(inbox))
    assert inbox.count() == NOTHING
    assert inbox.reasons() == []


# Operators


def test_parked_jobs_are_listed_with_their_reasons(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine, None, "first")
    park(inbox, engine, 1, "second")
    listed = inbox.parked()
    assert [(job.thread, job.delivery, job.reason) for job in listed] == [
        ("lab/list", "park None", "first"),
        ("lab/list#1", "park 1", "second"),
    ]
    assert listed[0].since < listed[1].since


def test_parked_jobs_stay_until_somebody_drops_them(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine)
    engine.move_clock(REMEMBERED * 10)
    inbox.tend()
    assert inbox.count() == {**NOTHING, "parked": 1}
    assert inbox.drop("lab/list", 1)
    assert not inbox.drop("lab/list", 1)
    assert inbox.count() == NOTHING


def test_a_repository_is_forgotten_whole_in_any_case_and_others_are_not(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine)
    inbox.put(event("a", 2))
    inbox.ask("lab/other", 1)
    inbox.forget("LAB/List")
    assert inbox.count() == {**NOTHING, "waiting": 1}
    assert take(inbox).repository == "lab/other"


def test_a_parked_job_runs_again_when_an_operator_says_so(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine)
    assert inbox.retry("lab/list", 1)
    assert not inbox.retry("lab/list", 1)
    assert take(inbox).attempts == 1


def test_a_parked_job_does_not_hold_up_its_repository(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine)
    inbox.put(event("b", 2))
    assert take(inbox).number == 2


def test_a_new_delivery_revives_a_parked_job(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine)
    assert inbox.take() is None
    inbox.put(event("b"))
    assert inbox.parked() == []
    assert take(inbox).attempts == 1


def test_news_of_a_list_revive_its_parked_threads_and_nobody_elses(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine, 2)
    park(inbox, engine, 1)
    inbox.put(event("c", 1, "other/list"))
    for _ in range(MOST_ATTEMPTS):
        inbox.fail(take(inbox), "broken")
        engine.move_clock(LONGEST_PAUSE)
    inbox.put(event("push", None))
    assert [job.thread for job in inbox.parked()] == ["other/list#1"]
    taken = set()
    for _ in range(3):
        job = take(inbox)
        assert job.attempts == 1
        taken.add(job.number)
        inbox.finish(job)
    assert taken == {None, 1, 2}


@pytest.mark.parametrize("number", [pytest.param(1, id="a thread"), pytest.param(None, id="the list itself")])
def test_a_sweep_does_not_wake_what_is_parked_until_somebody_retries_or_drops_it(
    inbox: Inbox, engine: Engine, number: int | None
) -> None:
    park(inbox, engine, number)
    inbox.sweep("lab/list", [number])
    assert inbox.count() == {**NOTHING, "parked": 1}
    assert inbox.take() is None
    assert inbox.drop("lab/list", number)
    inbox.sweep("lab/list", [number])
    job = take(inbox)
    assert (job.repository, job.number, job.delivery, job.attempts) == ("lab/list", number, SWEEP, 1)


def test_a_sweep_leaves_what_fails_its_pauses_so_that_it_is_parked_at_last(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a"))
    for attempt in range(1, MOST_ATTEMPTS + 1):
        job = take(inbox)
        assert job.attempts == attempt
        inbox.sweep("lab/list", [1])
        inbox.fail(job, "broken")
        inbox.sweep("lab/list", [1])
        assert inbox.take() is None, "not due yet"
        engine.move_clock(2.0**attempt)
    assert inbox.count() == {**NOTHING, "parked": 1}


def test_a_sweep_adds_the_threads_that_have_no_job(inbox: Inbox) -> None:
    inbox.put(event("a", 1))
    inbox.put(event("b", 2))
    running = take(inbox)
    inbox.sweep("lab/list", [None, 1, 2, 3])
    inbox.sweep("other/list", [2])
    assert inbox.count() == {**NOTHING, "waiting": 4, "running": 1}
    assert take(inbox).repository == "other/list"
    inbox.finish(running)
    deliveries = {}
    for _ in range(3):
        job = take(inbox)
        deliveries[job.number] = job.delivery
        inbox.finish(job)
    assert deliveries == {2: "b", None: SWEEP, 3: SWEEP}


def test_a_look_that_another_led_to_is_news(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine)
    inbox.ask("lab/list", 1, installation=5, why="after #2")
    job = take(inbox)
    assert (job.delivery, job.installation, job.attempts) == ("after #2", 5, 1)


def test_only_parked_jobs_can_be_dropped_or_retried(inbox: Inbox) -> None:
    inbox.put(event("a"))
    assert not inbox.drop("lab/list", 1)
    assert not inbox.retry("lab/list", 1)
    take(inbox)
    assert not inbox.drop("lab/list", 1)
    assert inbox.count() == {**NOTHING, "running": 1}


def test_an_operators_look_disturbs_nothing(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a"))
    job = take(inbox)
    beside = engine.open(serving=False)
    assert beside.parked() == []
    beside.close()
    assert inbox.count() == {**NOTHING, "running": 1}
    inbox.finish(job)
    assert inbox.count() == NOTHING


# Deaths


def test_what_ran_when_its_process_died_runs_again(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a"))
    assert take(inbox).attempts == 1
    after = engine.succeed(inbox)
    again = take(after)
    assert (again.delivery, again.attempts) == ("a", 2)


def test_what_was_asked_for_again_when_its_process_died_runs_once(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a"))
    take(inbox)
    inbox.put(event("b"))
    after = engine.succeed(inbox)
    again = take(after)
    assert (again.delivery, again.attempts) == ("b", 1)
    after.finish(again)
    assert after.count() == NOTHING


def test_a_job_that_kills_one_process_after_the_other_is_parked(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a"))
    for _ in range(MOST_ATTEMPTS):
        take(inbox)
        inbox = engine.succeed(inbox)
    assert inbox.take() is None
    (parked,) = inbox.parked()
    assert parked == Parked("lab/list", 1, "a", DIED, parked.since)
    assert parked.since > 0


# Clocks


@pytest.mark.parametrize("jump", [pytest.param(-86_400.0 * 30, id="back"), pytest.param(86_400.0 * 30, id="ahead")])
def test_no_clock_that_jumps_holds_a_job_back(inbox: Inbox, engine: Engine, jump: float) -> None:
    inbox.put(event("a", 1, "one/list"))
    inbox.fail(take(inbox), "broken")
    inbox.put(event("b", 1, "two/list"))
    engine.move_clock(jump)
    inbox.tend()
    assert inbox.put(event("c", 1, "three/list"))
    repositories = {take(inbox).repository for _ in range(3)}
    assert repositories == {"one/list", "two/list", "three/list"}
    assert inbox.take() is None


# Trouble


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


def test_a_closed_inbox_says_so(inbox: Inbox) -> None:
    inbox.close()
    for use in (lambda: inbox.put(event("a")), inbox.take, inbox.count, inbox.probe, inbox.tend):
        with pytest.raises(InboxError):
            use()


def test_where_jobs_stand_is_what_is_counted_in_the_order_of_the_queue(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine, number=3)
    for number in (1, 2):
        inbox.put(event(f"{number}", number))
    inbox.sweep("lab/list", [None])
    inbox.fail(take(inbox), "broken")
    take(inbox)
    inbox.put(event("again", 2))
    found = [(job.number, job.state, job.failed) for job in inbox.standing()]
    assert sorted(found, key=str) == sorted(
        [
            (1, "waiting", True),
            (2, "running", False),
            (2, "waiting", False),
            (3, "parked", True),
            (None, "waiting", False),
        ],
        key=str,
    )
    assert inbox.count() == {"waiting": 3, "running": 1, "parked": 1, "paused": 0}


def test_where_a_job_stands_says_since_when(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine, number=3)
    (parked,) = inbox.standing()
    assert parked.since == inbox.parked()[0].since
    inbox.put(event("first", 1))
    before = inbox.standing()[-1].since
    engine.move_clock(60)
    inbox.put(event("second", 2))
    after = inbox.standing()[-1].since
    assert before is not None
    assert after is not None
    assert 60 <= after - before < 600
    inbox.ask("lab/list", 4)
    assert inbox.standing()[-1].since is None
    assert [job.thread for job in inbox.standing()] == ["lab/list#3", "lab/list#1", "lab/list#2", "lab/list#4"]
