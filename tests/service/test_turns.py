"""Whose job comes next: no flood and no sweep keeps anybody waiting for long."""

from bot.service.inbox import SWEEP
from bot.service.inbox.jobs import Inbox
from bot.service.inbox.turns import MOST_AHEAD
from tests.service.engines import NOTHING, Engine, drain, event, fail, park, threads_of, work_once


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
