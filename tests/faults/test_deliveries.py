"""GitHub's messages come thrice, late, in any order, or never. `make faults` tries 200 orders."""

from __future__ import annotations

from functools import cache

import pytest

from tests.faults.ground import lossy, triple
from tests.faults.runs import Ending, tell_at_once
from tests.faults.state import compare

CHAPTERS = ("approval", "batch", "list_edit", "succession", "hand_work")


@cache
def undisturbed() -> Ending:
    return tell_at_once(CHAPTERS)


@pytest.mark.parametrize("seed", range(2))
def test_deliveries_that_come_thrice_and_in_any_order_change_nothing(seed: int) -> None:
    ending = tell_at_once(CHAPTERS, mail=triple(seed))
    assert compare(undisturbed().state, ending.state) == ""
    assert ending.wrong == []


@pytest.mark.parametrize("seed", range(2))
def test_a_sweep_finds_what_lost_deliveries_told_of(seed: int) -> None:
    ending = tell_at_once(CHAPTERS, mail=lossy(seed), sweeping=True)
    assert compare(undisturbed().state, ending.state) == ""
    assert ending.wrong == []
