"""The inbox's contract, on every engine: what is stored stays stored, once, and comes out one thread at a time."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.hub.delivery import read_delivery
from bot.service.inbox import LONGEST_PAUSE, MOST_ATTEMPTS, Job, Retry
from bot.service.inbox.jobs import Inbox
from bot.service.inbox.reporting import find_parked, find_reasons
from tests.service.engines import (
    NOTHING,
    WEEK,
    Engine,
    drain,
    event,
    fail,
    park,
    threads_of,
    work_once,
)


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


def test_a_repository_is_forgotten_whole_in_any_case_and_others_are_not(inbox: Inbox, engine: Engine) -> None:
    park(inbox, engine)
    inbox.put(event("a", 2))
    inbox.ask("lab/other", 1)
    inbox.forget("LAB/List")
    assert inbox.count() == {**NOTHING, "waiting": 1}
    assert [job.repository for job in drain(inbox)] == ["lab/other"]


def test_an_operators_look_disturbs_nothing(inbox: Inbox, engine: Engine) -> None:
    def look() -> None:
        beside = engine.open(serving=False)
        assert find_parked(beside) == []
        beside.close()
        assert inbox.count() == {**NOTHING, "running": 1}

    inbox.put(event("a"))
    assert len(work_once(inbox, look)) == 1
    assert inbox.count() == NOTHING


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
