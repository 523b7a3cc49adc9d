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
    """Return some calls, each fault beginning at another, so that every kind of call meets two or more faults."""
    cases = [case for chapter in CHAPTERS for case in list_cases(chapter, undisturbed(chapter).calls)]
    firsts = {case.name: case for case in reversed(cases) if case.fault == fault}
    kinds = sorted({case.name for case in cases})
    place = [*FAULTS].index(fault)
    return [case for name, case in firsts.items() if (kinds.index(name) - place) % (len(FAULTS) // 2) == 0]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_call_that_fails_once_changes_nothing_in_the_end(fault: str) -> None:
    ends = {str(case): run_case(case, undisturbed(case.chapter).state) for case in sample(fault)}
    assert {case: wrong for case, wrong in ends.items() if wrong} == {}
