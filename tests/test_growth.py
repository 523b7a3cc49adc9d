"""The measure of growth itself: it sees what grows with the square, and nothing else."""

import pytest

from tests.growth import assert_even, repeat


def look_back(text: str) -> int:
    return sum(len(text[:end]) > 0 for start in range(len(text)) for end in (start, *range(0, start, 8)) if ord("a"))


def go_on(text: str) -> int:
    return sum(ord(char) for char in text)


@pytest.mark.parametrize(("length", "in_full"), [(2_048, True), (16_384, False)], ids=["in full", "in part"])
def test_what_looks_back_from_everywhere_is_seen(length: int, in_full: bool) -> None:
    with pytest.raises(AssertionError, match="took"):
        assert_even(look_back, repeat("a"), length, in_full=in_full)


def test_what_goes_on_is_not() -> None:
    assert_even(go_on, repeat("ab"), 100_000, in_full=True)
