"""The commands: each takes what argparse read and returns its exit code. Here are the parts that they share."""

import gc
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


def complain(words: str) -> None:
    """Print what is wrong, on one line."""
    sys.stderr.write(f"paperclerk: {words}\n")


@contextmanager
def collect_nothing() -> Iterator[None]:
    """Put off garbage collection for a while: after all that was loaded, it would take an eighth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # Everything left is young and would be searched at once, so it is moved to the oldest generation.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def wait_for_signal(ready: Callable[[], object] = lambda: None) -> None:
    """Return once somebody wants the program to end; call `ready` as soon as a signal can be received."""

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    previous = signal.signal(signal.SIGTERM, end)
    try:
        ready()
        while True:
            # Only for a short time: a signal that another thread received, or that came just before, does not interrupt
            # a wait.
            time.sleep(1)
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, previous)
