"""GitHub's messages come thrice, late, in any order, or never. `make faults` tries 200 orders."""

import pytest

from bot.workflow.clerk import Clerk
from bot.workflow.thread import Thread
from tests.faults.ground import lossy, triple
from tests.faults.runs import tell_at_once
from tests.faults.state import compare

CHAPTERS = ("batch", "list_edit", "hand_work")


def test_deliveries_that_come_thrice_in_any_order_or_never_change_nothing() -> None:
    undisturbed = tell_at_once(CHAPTERS)
    for mail, sweeping in ((triple(seed=1), False), (lossy(seed=1), True)):
        ending = tell_at_once(CHAPTERS, mail=mail, sweeping=sweeping)
        assert compare(undisturbed.state, ending.state) == ""
        assert ending.wrong == []


def test_of_two_that_propose_the_same_the_older_goes_on_whichever_is_told_of_first() -> None:
    in_order, backwards = (
        tell_at_once(("succession",), mail=mail, sweeping=True) for mail in (list, lambda deliveries: deliveries[::-1])
    )
    assert compare(in_order.state, backwards.state) == ""
    assert backwards.wrong == []


def test_an_older_thread_that_cannot_be_dealt_with_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    decide = Clerk.decide

    def break_down(clerk: Clerk, thread: Thread, **more: bool) -> object:
        if thread.number == 1:
            raise RuntimeError("broken")
        return decide(clerk, thread, **more)

    monkeypatch.setattr(Clerk, "decide", break_down)
    threads = tell_at_once(("succession",)).state["threads"]
    assert threads["#1"]["comments"][-1][0] == "maintainer"
    assert threads["#2"]["labels"] == ["paper: ready"]
