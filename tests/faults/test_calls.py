"""One call fails in one way: in the end all is as if it had not. `make faults` tries every call."""

from __future__ import annotations

from functools import cache

import pytest

from tests.faults.faults import FAULTS, LOST, Case, Reading, Telling, find_reading, list_cases, run_case, tell_chapter

#: The chapter with all kinds of writes for an issue, the merge too.
CHAPTER = "approval"


@cache
def undisturbed(chapter: str) -> Telling:
    return tell_chapter(chapter)


def sample(fault: str) -> list[Case]:
    """Return every so many-th call, each fault beginning at another, so that together they hit them all."""
    cases = list_cases(CHAPTER, undisturbed(CHAPTER).calls)
    place = [*FAULTS].index(fault)
    return [case for case in cases if case.fault == fault and case.number % len(FAULTS) == place]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_call_that_fails_once_changes_nothing_in_the_end(fault: str) -> None:
    cases = [case for case in sample(fault) if not find_reading(LOST, case)]
    assert {str(case): found for case in cases if (found := run_case(case, undisturbed(CHAPTER).state))} == {}


@pytest.mark.parametrize(
    "reading",
    [
        pytest.param(reading, id=reading.call, marks=pytest.mark.xfail(strict=True, reason=reading.why))
        for reading in LOST
    ],
)
def test_what_is_lost_is_known(reading: Reading) -> None:
    cases = [case for case in list_cases(CHAPTER, undisturbed(CHAPTER).calls) if reading.covers(case)]
    assert cases == [] or run_case(cases[0], undisturbed(CHAPTER).state) == []
