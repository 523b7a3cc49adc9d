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


def sample(fault: str) -> Case:
    """Return one of the calls, each fault's further on in the chapters than the one before."""
    cases = [case for name in CHAPTERS for case in list_cases(name, undisturbed(name).calls) if case.fault == fault]
    return cases[[*FAULTS].index(fault) * len(cases) // len(FAULTS)]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_call_that_fails_once_changes_nothing_in_the_end(fault: str) -> None:
    case = sample(fault)
    assert not run_case(case, undisturbed(case.chapter).state), case
