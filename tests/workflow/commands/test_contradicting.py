"""Which commands of one comment cannot all be meant, and which decisions come too late."""

import pytest

from bot.intake.commands import Command
from bot.review.review import Review
from bot.workflow.commands.arguments import RefusedError
from bot.workflow.commands.contradicting import check_open, find_contradiction
from bot.workflow.state import Decision, State
from tests.workflow.builders import ENTRY, OTHER, situation

ONE, TWO = situation().review, situation(None, ENTRY, OTHER).review
REJECTED = Decision("rejected", "ada", reason="too old")


@pytest.mark.parametrize(
    ("review", "commands", "found"),
    [
        pytest.param(ONE, ("approve", "reject too old"), ("approve", "reject"), id="all and all"),
        pytest.param(ONE, ("duplicate A", "set year 2024", "approve"), ("duplicate", "approve"), id="one between"),
        pytest.param(ONE, ("not-duplicate A", "approve"), None, id="what goes together"),
        pytest.param(ONE, ("approve", "approve 1"), None, id="one of them twice"),
        pytest.param(ONE, ("approve", "reject 3 it is old"), ("approve", "reject"), id="a number in a reason"),
        pytest.param(TWO, ("approve", "reject 2"), None, id="all but one"),
        pytest.param(TWO, ("reject 2", "approve"), None, id="one, then all others"),
        pytest.param(TWO, ("approve 1", "reject 2"), None, id="each its own"),
        pytest.param(TWO, ("approve 1", "reject 1"), ("approve", "reject"), id="the same one"),
        pytest.param(TWO, ("approve 1", "reject"), ("approve", "reject"), id="one, and none at all"),
        pytest.param(TWO, ("approve 1", "reject 7"), None, id="one that there is not"),
    ],
)
def test_decisions_contradict_each_other_where_they_mean_one_entry(
    review: Review, commands: tuple[str, ...], found: tuple[str, str] | None
) -> None:
    read = [Command(name, argument) for name, _, argument in (command.partition(" ") for command in commands)]
    assert find_contradiction(read, review) == found


@pytest.mark.parametrize(
    ("made", "wanted", "refusal"),
    [
        pytest.param(REJECTED, Decision("listed", "bob"), "was rejected before", id="another"),
        pytest.param(REJECTED, Decision("rejected", "bob", reason="no"), "", id="the same once more"),
        pytest.param(Decision("approved", "ada"), REJECTED, "", id="one that is not final"),
        pytest.param(
            Decision("duplicate", "ada", original="a"),
            Decision("duplicate", "ada", original="b"),
            "was found to be known already",
            id="known as another paper",
        ),
    ],
)
def test_what_is_decided_stays_so(made: Decision, wanted: Decision, refusal: str) -> None:
    state = State(decisions={ENTRY.key: made})
    check_open(TWO.entries, wanted, state)
    if refusal:
        with pytest.raises(RefusedError, match=refusal):
            check_open(ONE.entries, wanted, state)
    else:
        check_open(ONE.entries, wanted, state)
