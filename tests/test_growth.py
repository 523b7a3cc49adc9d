"""The measure of growth itself: it sees what grows with the square, and nothing else."""

from __future__ import annotations

import pytest

from tests.growth import assert_even, repeat


def look_back(text: str) -> int:
    return sum(len(text[:end]) > 0 for start in range(len(text)) for end in (start, *range(0, start, 8)) if ord("a"))


def go_on(text: str) -> int:
    return sum(ord(char) for char in text)


def test_what_looks_back_from_everywhere_is_seen() -> None:
    with pytest.raises(AssertionError, match="took"):
        assert_even(look_back, repeat("a"), 2_048, in_full=True)


def test_what_goes_on_is_not() -> None:
    assert_even(go_on, repeat("ab"), 100_000, in_full=True)
