"""One call fails in one way: in the end all is as if it had not. `make faults` tries every call."""

from __future__ import annotations

from functools import cache

import pytest

from tests.faults.faults import FAULTS, Case, Telling, list_cases, run_case, tell_chapter

#: An issue that is listed, by GraphQL for the most part, and a pull request with its review and merge, by REST.
CHAPTERS = ("approval", "paper_file")


@cache
def undisturbed(chapter: str) -> Telling:
    return tell_chapter(chapter)


def sample(fault: str) -> list[Case]:
    """Return one call of each chapter, each fault's further on than that of the one before."""
    told = [[case for case in list_cases(name, undisturbed(name).calls) if case.fault == fault] for name in CHAPTERS]
    return [cases[[*FAULTS].index(fault) * len(cases) // len(FAULTS)] for cases in told]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_call_that_fails_once_changes_nothing_in_the_end(fault: str) -> None:
    ends = {str(case): run_case(case, undisturbed(case.chapter).state) for case in sample(fault)}
    assert {case: wrong for case, wrong in ends.items() if wrong} == {}
