"""One call fails in one way: in the end all is as if it had not. `make faults` tries every call."""

from __future__ import annotations

from functools import cache

import pytest

from tests.faults.faults import FAULTS, LOST, Case, Reading, Telling, find_reading, list_cases, run_case, tell_chapter

#: An issue that is listed, by GraphQL for the most part, and a pull request with its review and merge, by REST.
CHAPTERS = ("approval", "paper_file")


@cache
def undisturbed(chapter: str) -> Telling:
    return tell_chapter(chapter)


def sample(fault: str) -> list[Case]:
    """Return every so many-th call, each fault beginning at another, so that together they hit them all."""
    cases = [case for chapter in CHAPTERS for case in list_cases(chapter, undisturbed(chapter).calls)]
    place = [*FAULTS].index(fault)
    found = [case for case in cases if case.fault == fault and case.number % len(FAULTS) == place]
    return [case for case in found if not find_reading(LOST, case)]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_call_that_fails_once_changes_nothing_in_the_end(fault: str) -> None:
    ends = {str(case): run_case(case, undisturbed(case.chapter).state) for case in sample(fault)}
    assert {case: wrong for case, wrong in ends.items() if wrong} == {}


@pytest.mark.parametrize(
    "reading",
    [
        pytest.param(reading, id=reading.call, marks=pytest.mark.xfail(strict=True, reason=reading.why))
        for reading in LOST
    ],
)
def test_what_is_lost_is_known(reading: Reading) -> None:
    told = undisturbed("paper_file")
    cases = [case for case in list_cases("paper_file", told.calls) if reading.covers(case)]
    ends = (run_case(case, told.state) for case in cases if case.fault == cases[0].fault)
    assert not any(ends)
