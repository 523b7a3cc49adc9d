"""Waiting until somebody wants the program to end."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType


def wait_for_signal(ready: Callable[[], object] = lambda: None) -> None:
    """Return once somebody wants the program to end; call `ready` as soon as they can say so."""

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    previous = signal.signal(signal.SIGTERM, end)
    try:
        ready()
        while True:
            signal.pause()
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, previous)
