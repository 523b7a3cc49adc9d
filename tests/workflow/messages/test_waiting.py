"""Why the bot waits in a thread, what ends that, and what an approved entry is told of the merge queue."""

from dataclasses import replace

import pytest

from bot.workflow.labels import PAUSED
from bot.workflow.messages.waiting import say_dropped, say_hold, say_pause, say_place
from bot.workflow.situation import Situation
from bot.workflow.state import State
from bot.workflow.thread import BY_HAND, Branch, MergeStatus, Person, Thread, TimelineEvent
from tests.workflow.builders import BASE, ENTRY, HEAD, START, approved, branch, own_file, pull, shown, situation, thread

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


QUEUES = MergeStatus("BLOCKED", queue_required=True)
#: Another thread of the bot's whose turn it is.
ANOTHER = {3: State(turn=True)}


def queued(status: MergeStatus, commit: str = "") -> Situation:
    return situation(thread(branch=branch(), pull=pull(status)), state=replace(approved(), queued=commit))


IN_QUEUE = "**Next:** nothing to do. #7 is in the merge queue; it merges by itself once it passes there."


@pytest.mark.parametrize(
    ("found", "words"),
    [
        pytest.param(queued(replace(QUEUES, in_queue=True)), IN_QUEUE, id="there"),
        pytest.param(queued(QUEUES, HEAD), IN_QUEUE, id="put there as this commit"),
        pytest.param(queued(QUEUES, "c" * 40), "", id="put there as another commit"),
        pytest.param(
            replace(queued(QUEUES), others=ANOTHER),
            "**Next:** nothing to do. #3 comes first; this one goes into the merge queue after it.",
            id="another one comes first",
        ),
        pytest.param(replace(queued(MergeStatus()), others=ANOTHER), "", id="no queue"),
        pytest.param(situation(state=approved()), "", id="no request yet"),
    ],
)
def test_the_place_in_the_queue(found: Situation, words: str) -> None:
    assert say_place(found) == words


AGAIN = "**Next:** a maintainer comments `/approve` to put it in again"
WAITS = f"{AGAIN}, or waits: I try again when the list has moved on."
REASONS = [
    pytest.param(BY_HAND, f"{AGAIN}, or `/reject`. Somebody took #7 out of the merge queue.", id="by hand"),
    pytest.param(
        "merge_conflict", f"{WAITS} #7 conflicts with what is ahead of it in the merge queue.", id="a conflict"
    ),
    pytest.param(
        "failed_checks", f"{WAITS} The checks of #7 failed in the merge queue; #7 tells which.", id="its checks"
    ),
    pytest.param(
        "ci_timeout", f"{WAITS} The checks of #7 failed in the merge queue; #7 tells which.", id="checks too slow"
    ),
    pytest.param(
        "roll|back", f"{WAITS} GitHub took #7 out of the merge queue: `roll|back`.", id="what GitHub alone knows"
    ),
]


@pytest.mark.parametrize(("reason", "words"), REASONS)
def test_why_it_left_the_queue_and_what_to_do(reason: str, words: str) -> None:
    assert say_dropped(queued(replace(QUEUES, queue_removal_reason=reason), HEAD)) == words


def test_a_hand_made_request_is_not_tried_again_by_itself() -> None:
    status = replace(QUEUES, queue_removal_reason="merge_conflict")
    found = situation(thread(kind="pr", head=HEAD, merge_status=status), own_file(ENTRY), state=State(queued=HEAD))
    assert say_dropped(found) == f"{AGAIN}. #1 conflicts with what is ahead of it in the merge queue."
