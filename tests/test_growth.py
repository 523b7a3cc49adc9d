"""The measure of growth itself: it sees what grows with the square, and nothing else."""

from __future__ import annotations

import re

import pytest

from tests.growth import assert_even, repeat

STEEP, EVEN = re.compile("a*b"), re.compile("a*")


def test_a_pattern_that_looks_back_from_everywhere_is_seen() -> None:
    with pytest.raises(AssertionError, match="times"):
        assert_even(STEEP.findall, repeat("a"), 16_384)


def test_a_pattern_that_goes_on_is_not() -> None:
    assert_even(EVEN.findall, repeat("ab"), 1_000_000)
