"""The inbox's contract, on every engine: what is stored stays stored, once, and comes out one thread at a time."""

import json
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

import pytest

from bot.hub.delivery import read_delivery
from bot.service.inbox import LONGEST_PAUSE, MOST_ATTEMPTS, SWEEP, InboxError, Job, JobStatus, Retry
from bot.service.inbox.consumer import DAY, HOUR, Consumer, Work, find_nights
from bot.service.inbox.jobs import DIED, MOST_TOLD, Inbox
from bot.service.inbox.reporting import find_parked, find_reasons
from bot.service.inbox.turns import MOST_AHEAD
from tests.service.engines import Engine, drain, event, fail, serving, work_off, work_once
from tests.web import PATIENCE

WEEK = 7 * 24 * 3600
NOTHING = {"waiting": 0, "running": 0, "parked": 0, "paused": 0}


def threads_of(jobs: list[Job]) -> list[int | None]:
    """Return the numbers of jobs' threads."""
    return [job.number for job in jobs]


def park(inbox: Inbox, engine: Engine, number: int | None = 1, reason: str = "broken") -> None:
    """Let a job fail until it is parked."""
    inbox.put(event(f"park {number}", number))
    for _ in range(MOST_ATTEMPTS):
        fail(inbox, reason)
        engine.move_clock(LONGEST_PAUSE)


def test_a_delivery_is_worked_off_once_however_often_it_comes(inbox: Inbox) -> None:
    assert inbox.put(event("a"))
    assert not inbox.put(event("a"))
    assert len(drain(inbox)) == 1
    assert not inbox.put(event("a"))
    assert drain(inbox) == []


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
    (job,) = drain(inbox)
    assert (job.repository, job.number, job.installation, job.delivery, job.attempts) == ("lab/list", 7, 5, "a", 1)


def test_later_deliveries_for_a_thread_fold_into_the_waiting_job(inbox: Inbox) -> None:
    for guid in ("a", "b", "c"):
        inbox.put(event(guid))
    assert inbox.count() == {**NOTHING, "waiting": 1}
    assert [job.delivery for job in drain(inbox)] == ["a"]


def test_what_arrives_together_is_stored_as_if_one_came_after_the_other(inbox: Inbox) -> None:
    assert isinstance(inbox, Inbox)
    together = [event("a", 2), event("b", 1), event("a", 2), event("c", 2)]
    assert inbox.store(together) == [True, True, False, True]
    assert inbox.store(together) == [False] * 4
    assert {job.number: job.delivery for job in drain(inbox)} == {1: "b", 2: "a"}
    assert inbox.count() == NOTHING


def test_a_thread_that_is_asked_for_often_keeps_its_place(inbox: Inbox) -> None:
    for guid, number in (("a", 1), ("b", 2), ("c", 1)):
        inbox.put(event(guid, number))
    assert threads_of(drain(inbox)) == [1, 2]


@pytest.mark.parametrize("login", ["\x00", "a\tb", "\ud800", "é", "", None, ["mona"]], ids=repr)
def test_nothing_that_a_delivery_can_say_keeps_those_from_being_stored_that_come_with_it(
    inbox: Inbox, login: object
) -> None:
    payload = {
        "action": "opened",
        "issue": {"number": 7},
        "repository": {"full_name": "lab/list"},
        "sender": {"login": login},
    }
    odd = read_delivery("odd", "issues", json.dumps(payload).encode())
    assert odd
    assert isinstance(inbox, Inbox)
    assert inbox.store([event("before", 1), odd, event("after", 2)]) == [True] * 3
    assert {job.number for job in drain(inbox)} == {1, 2, 7}


def test_a_delivery_during_the_work_makes_it_run_again(inbox: Inbox) -> None:
    def meanwhile() -> None:
        for guid in ("b", "c"):
            inbox.put(event(guid))
        assert drain(inbox) == [], "the thread is in work"
        assert inbox.count() == {**NOTHING, "waiting": 1, "running": 1}

    inbox.put(event("a"))
    assert [job.delivery for job in work_once(inbox, meanwhile)] == ["a", "b"]


@pytest.mark.parametrize(
    "attempts", [pytest.param(1, id="failed once"), pytest.param(MOST_ATTEMPTS, id="to be parked")]
)
def test_what_was_asked_for_while_it_failed_starts_afresh(inbox: Inbox, engine: Engine, attempts: int) -> None:
    inbox.put(event("a"))
    for _ in range(attempts - 1):
        fail(inbox)
        engine.move_clock(LONGEST_PAUSE)
    done = work_once(inbox, lambda: inbox.put(event("b")), Retry("broken"))
    assert [(job.delivery, job.attempts) for job in done] == [("a", attempts), ("b", 1)]
    assert inbox.count() == NOTHING


def test_jobs_of_one_repository_never_run_side_by_side(inbox: Inbox) -> None:
    beside: list[Job] = []
    inbox.put(event("a", 1))
    inbox.put(event("b", 2))
    inbox.put(event("c", 1, "other/list"))
    done = work_once(inbox, lambda: beside.extend(drain(inbox)))
    assert [(job.repository, job.number) for job in beside] == [("other/list", 1)]
    assert [(job.repository, job.number) for job in done] == [("lab/list", 1), ("lab/list", 2)]


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


def test_a_flood_on_one_list_does_not_delay_another(inbox: Inbox) -> None:
    for number in range(1, 61):
        inbox.put(event(f"flood {number}", number, "lab/flood"))
    for number in (1, 2):
        inbox.put(event(f"quiet {number}", number, "lab/quiet"))
    inbox.put(event("late", 1, "lab/late"))
    assert [(job.repository, job.number) for job in drain(inbox)][:7] == [
        ("lab/flood", 1),
        ("lab/quiet", 1),
        ("lab/late", 1),
        ("lab/flood", 2),
        ("lab/quiet", 2),
        ("lab/flood", 3),
        ("lab/flood", 4),
    ]


def test_a_flood_of_one_persons_does_not_delay_others_on_the_same_list(inbox: Inbox) -> None:
    for number in range(1, 61):
        inbox.put(event(f"flood {number}", number, actor="flooder"))
    for number in (61, 62):
        inbox.put(event(f"quiet {number}", number, actor="kim"))
    inbox.put(event("late", 63, actor="lee"))
    done = threads_of(drain(inbox))
    assert done[0] == 1
    assert {61, 62, 63} <= set(done[:7])
    assert [number for number in done if number not in (61, 62, 63)] == list(range(1, 61))


def test_many_people_on_one_list_do_not_delay_another(inbox: Inbox) -> None:
    for number in range(1, 21):
        inbox.put(event(f"crowd {number}", number, "lab/crowd", actor=f"person-{number}"))
    inbox.put(event("quiet", 1, "lab/quiet"))
    assert ("lab/quiet", 1) in [(job.repository, job.number) for job in drain(inbox)][:3]


def test_a_flood_is_done_in_the_order_in_which_it_came_even_if_it_goes_on(inbox: Inbox) -> None:
    def meanwhile() -> None:
        for number in range(11, 21):
            inbox.put(event(f"{number}", number))

    for number in range(1, 11):
        inbox.put(event(f"{number}", number))
    assert threads_of(work_once(inbox, meanwhile)) == list(range(1, 21))


def test_a_list_whose_jobs_wait_does_not_use_up_its_turns(inbox: Inbox, engine: Engine) -> None:
    for number in (1, 2, 3):
        inbox.put(event(f"a{number}", number, "lab/limited"))
        fail(inbox, "rate limit", pause=60)
    inbox.put(event("b", 1, "lab/quiet"))
    assert [job.repository for job in drain(inbox)] == ["lab/quiet"]
    engine.move_clock(60)
    assert [job.repository for job in drain(inbox)] == ["lab/limited"] * 3


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


def test_the_longest_name_that_github_allows_is_stored(inbox: Inbox) -> None:
    names = [f"{'o' * 39}/{'r' * 99}{end}" for end in "ab"]
    for name in names:
        inbox.put(event(name, 1, name))
    assert [job.repository for job in drain(inbox)] == names


def test_the_list_itself_is_a_job_beside_the_threads(inbox: Inbox) -> None:
    inbox.put(event("a", None))
    assert threads_of(drain(inbox)) == [None]


def test_delivery_numbers_are_kept_for_a_week_and_then_forgotten(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a"))
    engine.move_clock(WEEK - 60)
    inbox.maintain()
    assert not inbox.put(event("a"))
    engine.move_clock(120)
    inbox.maintain()
    assert inbox.put(event("a"))


def test_what_is_done_leaves_nothing_behind(inbox: Inbox) -> None:
    inbox.put(event("a"))
    drain(inbox)
    assert inbox.count() == NOTHING
    assert find_reasons(inbox) == []


# Operators


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


def test_a_repository_is_forgotten_whole_in_any_case_and_others_are_not(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine)
    inbox.put(event("a", 2))
    inbox.ask("lab/other", 1)
    inbox.forget("LAB/List")
    assert inbox.count() == {**NOTHING, "waiting": 1}
    assert [job.repository for job in drain(inbox)] == ["lab/other"]


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


def test_a_sweep_adds_the_threads_that_have_no_job(inbox: Inbox) -> None:
    def meanwhile() -> None:
        inbox.sweep("lab/list", [None, 1, 2, 3])
        inbox.sweep("other/list", [2])
        assert inbox.count() == {**NOTHING, "waiting": 4, "running": 1}

    inbox.put(event("a", 1))
    inbox.put(event("b", 2))
    done = work_once(inbox, meanwhile)
    assert sorted((job.repository, job.number or 0, job.delivery) for job in done) == [
        ("lab/list", 0, SWEEP),
        ("lab/list", 1, "a"),
        ("lab/list", 2, "b"),
        ("lab/list", 3, SWEEP),
        ("other/list", 2, SWEEP),
    ]


def test_what_somebody_asks_for_goes_before_a_sweep_of_all_lists(inbox: Inbox) -> None:
    for name in ("a", "b", "c"):
        inbox.sweep(f"lab/{name}", [None, 1, 2])
    inbox.put(event("new", 7, "lab/d"))
    inbox.put(event("beside", 3, "lab/b"))
    inbox.put(event("waits", 2, "lab/c"))
    done = [(job.repository, job.number, job.delivery) for job in drain(inbox)]
    assert sorted(done[:3]) == [("lab/b", 3, "beside"), ("lab/c", 2, "waits"), ("lab/d", 7, "new")]
    assert sorted(name for name, _, _ in done[3:]) == ["lab/a"] * 3 + ["lab/b"] * 3 + ["lab/c"] * 2
    assert {delivery for _, _, delivery in done[3:]} == {SWEEP}


def test_a_sweep_has_its_turn_however_much_is_delivered(inbox: Inbox) -> None:
    inbox.sweep("lab/quiet", [None, 1])
    for number in range(3 * MOST_AHEAD):
        inbox.put(event(f"{number}", number + 1, f"lab/busy-{number % 3}"))
    inbox.maintain()
    inbox.maintain()
    repositories = [job.repository for job in drain(inbox)]
    first, second = (place for place, name in enumerate(repositories) if name == "lab/quiet")
    assert first <= MOST_AHEAD
    assert second <= 2 * MOST_AHEAD + 1


def test_what_a_sweep_asks_for_after_its_turn_waits_behind_all_news(inbox: Inbox) -> None:
    inbox.sweep("lab/quiet", [1])
    inbox.maintain()
    inbox.sweep("lab/quiet", [2])
    inbox.put(event("new", 1, "lab/busy"))
    assert drain(inbox)[-1].number == 2


def test_a_look_that_another_led_to_is_news(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine)
    inbox.ask("lab/list", 1, installation=5, why="after #2")
    (job,) = drain(inbox)
    assert (job.delivery, job.installation, job.attempts) == ("after #2", 5, 1)


def test_only_parked_jobs_can_be_dropped_or_retried(inbox: Inbox) -> None:
    def try_both() -> None:
        assert not inbox.drop("lab/list", 1)
        assert not inbox.retry("lab/list", 1)

    inbox.put(event("a"))
    try_both()
    assert len(work_once(inbox, try_both)) == 1


def test_an_operators_look_disturbs_nothing(inbox: Inbox, engine: Engine) -> None:
    def look() -> None:
        beside = engine.open(serving=False)
        assert find_parked(beside) == []
        beside.close()
        assert inbox.count() == {**NOTHING, "running": 1}

    inbox.put(event("a"))
    assert len(work_once(inbox, look)) == 1
    assert inbox.count() == NOTHING


# Deaths


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


# Clocks


@pytest.mark.parametrize("jump", [pytest.param(-86_400.0 * 30, id="back"), pytest.param(86_400.0 * 30, id="ahead")])
def test_no_clock_that_jumps_holds_a_job_back(inbox: Inbox, engine: Engine, jump: float) -> None:
    inbox.put(event("a", 1, "one/list"))
    fail(inbox)
    inbox.put(event("b", 1, "two/list"))
    engine.move_clock(jump)
    inbox.maintain()
    assert inbox.put(event("c", 1, "three/list"))
    assert sorted(job.repository for job in drain(inbox)) == ["one/list", "three/list", "two/list"]


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


def test_where_jobs_stand_is_what_is_counted_in_the_order_of_the_queue(inbox: Inbox, engine: Engine) -> None:
    def look() -> None:
        inbox.put(event("again", 2))
        assert sorted(((job.number, job.state, job.failed) for job in inbox.jobs()), key=str) == [
            (1, "waiting", True),
            (2, "running", False),
            (2, "waiting", False),
            (3, "parked", True),
            (None, "waiting", False),
        ]
        assert inbox.count() == {"waiting": 3, "running": 1, "parked": 1, "paused": 0}

    park(inbox, engine, number=3)
    inbox.put(event("1", 1))
    fail(inbox)
    inbox.put(event("2", 2, actor="kim"))
    inbox.sweep("lab/list", [None])
    work_once(inbox, look)


def test_where_a_job_stands_says_since_when(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine, number=3)
    (parked,) = inbox.jobs()
    assert parked.since == find_parked(inbox)[0].since
    inbox.put(event("first", 1))
    before = inbox.jobs()[-1].since
    engine.move_clock(60)
    inbox.put(event("second", 2))
    after = inbox.jobs()[-1].since
    assert before is not None
    assert after is not None
    assert 60 <= after - before < 600
    inbox.ask("lab/list", 4)
    assert inbox.jobs()[-1].since is None
    assert [job.thread for job in inbox.jobs()] == ["lab/list#3", "lab/list#1", "lab/list#2", "lab/list#4"]


# What happened


def test_what_happened_in_a_thread_is_told_the_newest_first(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a", 1))
    engine.move_clock(60)
    inbox.note("lab/list", 1, "changed", ["write comment", "add label paper: ready"])
    inbox.note("lab/list", 2, "changed", ["merge"])
    told = inbox.history("LAB/list", 1)
    assert [(each.what, each.detail) for each in told] == [
        ("changed", "add label paper: ready"),
        ("changed", "write comment"),
        ("delivered", "issues"),
    ]
    assert told[0].at - told[-1].at == 60


def test_a_delivery_that_comes_again_happened_once(inbox: Inbox) -> None:
    for _ in range(2):
        inbox.put(event("a", 1))
    assert len(inbox.history("lab/list", 1)) == 1


def test_what_happened_is_forgotten_after_a_week(inbox: Inbox, engine: Engine) -> None:
    inbox.put(event("a", 1))
    engine.move_clock(WEEK - 60)
    inbox.note("lab/list", 1, "ended", ["done"])
    engine.move_clock(120)
    inbox.maintain()
    assert [each.what for each in inbox.history("lab/list", 1)] == ["ended"]


def test_of_a_long_history_the_newest_is_told(inbox: Inbox) -> None:
    inbox.note("lab/list", 1, "changed", [f"{number}" for number in range(MOST_TOLD + 5)])
    told = inbox.history("lab/list", 1)
    assert (len(told), told[0].detail) == (MOST_TOLD, f"{MOST_TOLD + 4}")
