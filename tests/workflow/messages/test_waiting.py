"""Why the bot waits in a thread, and what ends that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.workflow.labels import PAUSED
from bot.workflow.messages.waiting import say_hold, say_pause
from bot.workflow.state import State
from bot.workflow.thread import Branch, Person, Thread, TimelineEvent
from tests.workflow.builders import BASE, HEAD, START, pull, shown, situation, thread

ADA = Person("ada", 9)
CLOSED = TimelineEvent("E_1", "closed", "#7", ADA, START)
FOREIGN = Branch("paperclerk/issue-1", HEAD, "By hand", BASE)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        pytest.param(
            thread(),
            "**Next:** nothing, until a maintainer comments `/unhold`. `ada` put this on hold.",
            id="by a command or a label",
        ),
        pytest.param(
            thread(events=(CLOSED,), pull=pull(state="closed")),
            "**Next:** nothing, until a maintainer comments `/unhold`; I then open the change anew. `ada` closed #7.",
            id="by closing the request",
        ),
        pytest.param(
            thread(events=(CLOSED,), pull=pull(state="closed"), branch=FOREIGN),
            "**Next:** a maintainer reopens #7, or comments `/reject`. `ada` closed #7.",
            id="by closing a request that somebody pushed to",
        ),
        pytest.param(
            thread(events=(replace(CLOSED, by=Person("grace", 10)),)),
            "**Next:** nothing, until a maintainer comments `/unhold`. `ada` put this on hold.",
            id="somebody else closed it",
        ),
    ],
)
def test_a_hold_names_who_began_it_and_what_ends_it(found: Thread, words: str) -> None:
    assert say_hold(situation(found, state=State(held="ada"))) == words


@pytest.mark.parametrize(
    ("labels", "over", "says"),
    [
        pytest.param({PAUSED}, False, True, id="paused"),
        pytest.param({PAUSED}, True, False, id="paused and over"),
        pytest.param({"paper: ready"}, False, False, id="not paused"),
    ],
)
def test_a_pause_says_how_it_ends(labels: set[str], over: bool, says: bool) -> None:
    said = say_pause(situation(thread(labels=frozenset(labels)), state=replace(shown(), over=over)))
    assert ("When a maintainer takes the label `paper: paused` off, I write again." in said) == says
    assert bool(said) == says
