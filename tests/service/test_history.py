"""What an inbox remembers of a thread."""

from bot.service.inbox.jobs import MOST_TOLD, Inbox
from tests.service.engines import WEEK, Engine, event


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
