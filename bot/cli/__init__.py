"""The commands: each takes what argparse read and returns its exit code."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def complain(words: str) -> None:
    """Say what is wrong, on one line."""
    sys.stderr.write(f"paperclerk: {words}\n")


@contextmanager
def collect_nothing() -> Iterator[None]:
    """Leave cyclic garbage alone: looking for it in all that is loaded and read of a list takes an eighth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
