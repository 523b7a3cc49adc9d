"""The commands: each takes what argparse read and returns its exit code; and what all of them say and wait for."""

import gc
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


def complain(words: str) -> None:
    """Say what is wrong, on one line."""
    sys.stderr.write(f"paperclerk: {words}\n")


@contextmanager
def collect_nothing() -> Iterator[None]:
    """Leave cyclic garbage alone for a while: among all that is loaded and read the look for it takes an eighth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # All that is left is young, and would be looked through at once; so it is made old.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def wait_for_signal(ready: Callable[[], object] = lambda: None) -> None:
    """Return once somebody wants the program to end; call `ready` as soon as they can say so."""

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    previous = signal.signal(signal.SIGTERM, end)
    try:
        ready()
        while True:
            # No longer at a time: a signal that another thread took, or that came just before, interrupts no wait.
            time.sleep(1)
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, previous)
