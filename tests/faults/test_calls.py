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
    """Return every so many-th call, each fault beginning at another, so that together they hit every second one."""
    cases = [case for chapter in CHAPTERS for case in list_cases(chapter, undisturbed(chapter).calls)]
    place = [*FAULTS].index(fault)
    return [case for case in cases if case.fault == fault and case.number % (2 * len(FAULTS)) == 2 * place]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_call_that_fails_once_changes_nothing_in_the_end(fault: str) -> None:
    ends = {str(case): run_case(case, undisturbed(case.chapter).state) for case in sample(fault)}
    assert {case: wrong for case, wrong in ends.items() if wrong} == {}
