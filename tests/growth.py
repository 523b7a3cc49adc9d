"""Whether the cost of reading grows as what is read does. No bound is in seconds: a slow machine turns nothing red."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Text = TypeVar("Text")

#: An eighth of the length may cost a 24th: an even cost makes it an eighth, one that grows with the square a 64th.
PART, STEEPEST = 8, 24
#: In seconds. What costs less than this is taken to cost this, so that tiny times need no exactness.
FLOOR = 0.004
TRIES = 4


def repeat(pump: str) -> Callable[[int], str]:
    """Return what makes texts of a length out of one thing that comes again and again."""
    return lambda length: (pump * (length // len(pump) + 1))[:length]


def assert_even(read: Callable[[Text], object], make: Callable[[int], Text], length: int) -> None:
    """Fail if to `read` what is made for `length` costs out of proportion to the eighth of it.

    The best of some tries counts on both sides, in processor time of this thread, and a try ends this if it is good.
    """
    whole, part = make(length), make(length // PART)
    most = least = float("inf")
    for _ in range(TRIES):
        most = min(most, cost(read, whole))
        if most <= STEEPEST * FLOOR:
            return
        least = min(least, cost(read, part))
        if most <= STEEPEST * max(least, FLOOR):
            return
    raise AssertionError(f"{length} cost {most:.3f} s, {length // PART} cost {least:.3f} s: {most / least:.0f} times")


def cost(read: Callable[[Text], object], text: Text) -> float:
    """Return the processor time that reading takes, in seconds."""
    start = time.thread_time()
    read(text)
    return time.thread_time() - start
