"""Whether the work of reading grows as what is read does.

Calls of functions are counted, which no busy machine changes. What one call of a regular expression costs is not seen
here: patterns are bounded, and `make bench` measures time.
"""

import os
from collections.abc import Callable
from cProfile import Profile
from typing import TypeVar

Text = TypeVar("Text")

#: Whether there is time for many examples and long texts: `make fuzz` says so, by no name that looks like a setting.
LONG = "FUZZ" in os.environ

#: An eighth of the length may cost a 24th: an even cost makes it an eighth, one that grows with the square a 64th.
PART, STEEPEST = 8, 24
#: In calls. What costs less than this is taken to cost this: the first use of a thing prepares it.
FLOOR = 2_000
#: The suite tries this part of a length, where a cost that grows with the square is seen as well.
SHORT = 32


def repeat(pump: str) -> Callable[[int], str]:
    """Return what makes texts of a length out of one thing that comes again and again."""
    return lambda length: (pump * (length // len(pump) + 1))[:length]


def assert_even(
    read: Callable[[Text], object], make: Callable[[int], Text], length: int, *, in_full: bool = LONG
) -> None:
    """Fail if to `read` what is made for `length` takes calls out of proportion to the eighth of it.

    What is bounded by a number of characters alone must be tried `in_full`: it grows with the square below that number.
    """
    if not in_full:
        length //= SHORT
    whole, part = make(length), make(length // PART)
    least = cost(read, part)
    most = cost(read, whole)
    assert most <= STEEPEST * max(least, FLOOR), f"{length} took {most} calls, {length // PART} took {least}"


def cost(read: Callable[[Text], object], text: Text) -> int:
    """Return how many calls of functions reading takes, those of C among them."""
    profile = Profile()
    profile.runcall(read, text)
    return sum(entry.callcount for entry in profile.getstats())
