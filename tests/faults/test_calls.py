"""One call fails in one way: in the end all is as if it had not. `make faults` tries every call."""

from collections.abc import Iterator

import pytest

from tests.faults.faults import FAULTS, Case, Telling, list_cases, run_case, tell_chapter

#: An issue that is listed, by GraphQL for the most part, and a pull request with its review and merge, by REST.
CHAPTERS = ("approval", "paper_file")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_call_that_fails_once_changes_nothing_in_the_end(chapter: str) -> None:
    undisturbed = tell_chapter(chapter)
    ends = {str(case): run_case(case, undisturbed.state) for case in sample(chapter, undisturbed)}
    assert {case: wrong for case, wrong in ends.items() if wrong} == {}


def sample(chapter: str, told: Telling) -> Iterator[Case]:
    """Yield a case of every other fault, each fault's call further on than that of the one before."""
    cases = list_cases(chapter, told.calls)
    for number in range(CHAPTERS.index(chapter), len(FAULTS), len(CHAPTERS)):
        those = [case for case in cases if case.fault == [*FAULTS][number]]
        yield those[number * len(those) // len(FAULTS)]
