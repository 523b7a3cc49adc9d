"""What was done to one text is done to another that people edited meanwhile; nothing of theirs is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lists.marked.merging import merge_edits

LINES = st.lists(st.sampled_from("abcdef"), max_size=8)


def text(lines: str | list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize(
    ("before", "after", "edited", "expected"),
    [
        pytest.param("abc", "abxc", "abc", "abxc", id="nothing was edited"),
        pytest.param("abc", "abxc", "aybc", "aybxc", id="a line came elsewhere"),
        pytest.param("abc", "abcx", "abcy", "abcyx", id="both came at the end"),
        pytest.param("abc", "abcx", "xabc", "xabc", id="what came is there already"),
        pytest.param("abc", "abcx", "abcxu", "abcxu", id="it is there, with words below"),
        pytest.param("abc", "axc", "ayc", "ayc", id="the same line was edited otherwise"),
        pytest.param("abc", "axc", "axc", "axc", id="the same line was edited alike"),
        pytest.param("abc", "ac", "ayc", "ayc", id="what goes was edited"),
        pytest.param("abc", "ac", "xabc", "xac", id="one goes, another came"),
        pytest.param("abcd", "axcdy", "azcd", "azcdy", id="what does not meet an edit is still done"),
        pytest.param("", "x", "", "x", id="from nothing"),
        pytest.param("abc", "abxc", "", "", id="all was taken out"),
    ],
)
def test_a_change_is_carried_over(before: str, after: str, edited: str, expected: str) -> None:
    assert merge_edits(text(before), text(after), text(edited)) == text(expected)


@given(LINES, LINES, LINES)
def test_no_line_that_people_wrote_is_lost(before: list[str], after: list[str], edited: list[str]) -> None:
    carried = merge_edits(text(before), text(after), text(edited)).split()
    if before == edited:
        assert carried == after
    else:
        assert set(edited) - set(before) <= set(carried)


@given(LINES, LINES)
def test_what_nobody_changed_stays(before: list[str], edited: list[str]) -> None:
    assert merge_edits(text(before), text(before), text(edited)) == text(edited)
