"""The threads that do the jobs of an inbox in a file, and tend and sweep."""

from __future__ import annotations

import logging
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from bot.service.inbox import (
    IDLE_SECONDS,
    LONGEST_PAUSE,
    NIGHT,
    NO_CHORES,
    Chores,
    InboxError,
    Job,
    Notifier,
    Retry,
    Work,
)

log = logging.getLogger(__name__)

T = TypeVar("T")

#: In seconds.
HOUR, DAY = 3600, 24 * 3600


class Threads(Notifier, ABC):
    """Does the jobs that `take` gives, in threads, and tells `end` what they came to."""

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self.clock = clock
        self.stopping = threading.Event()
        self.threads: list[threading.Thread] = []

    @abstractmethod
    def take(self) -> Job | None:
        """Mark the first due job of the repository whose turn it is as running; None when nothing is due."""

    @abstractmethod
    def end(self, job: Job, retry: Retry | None) -> None:
        """Forget a job, or let it wait for another try or for an operator."""

    @abstractmethod
    def tend(self) -> None:
        """Do what has to be done now and then."""

    def run(self, work: Work, *, workers: int = 1, chores: Chores = NO_CHORES) -> None:
        doings = [lambda: self.work_off(work)] * workers + [lambda: self.look_after(chores)]
        # Daemons: the program need not wait for a job that takes too long, or a sweep in the middle of a call.
        threads = [threading.Thread(target=doing, name="paperclerk-worker", daemon=True) for doing in doings]
        for thread in threads:
            thread.start()
            self.threads.append(thread)
        if chores.nightly:
            # Nobody waits for its end: what it does takes minutes, and may be cut off anywhere.
            threading.Thread(
                target=self.keep_nights, args=(chores.nightly,), name="paperclerk-night", daemon=True
            ).start()
        for thread in threads:
            thread.join()

    def work_off(self, work: Work) -> None:
        """Do one job after the other until stopped."""
        while not self.stopping.is_set():
            seen = self.version
            if job := self.insist(self.take):
                self.insist(partial(self.end, job, work(job)))
            else:
                self.wait(IDLE_SECONDS, since=seen)

    def insist(self, do: Callable[[], T]) -> T | None:
        """Read or write what must be; while the inbox is out of order, try again now and then until stopped."""
        while True:
            try:
                return do()
            except InboxError as error:
                log.error("%s", error)
            if self.stopping.wait(IDLE_SECONDS):
                return None  # what runs is taken over after the next start

    def look_after(self, chores: Chores) -> None:
        """Tend and sweep now and then until stopped."""
        sweep = chores.sweep if chores.minutes else None
        while not self.stopping.is_set():
            self.insist(self.tend)
            if sweep:
                attempt(sweep)
            pause = chores.minutes * 60 if sweep else LONGEST_PAUSE
            self.stopping.wait(pause)

    def keep_nights(self, nightly: Callable[[], None]) -> None:
        """Do once a day what is to be done, until stopped."""
        while not self.stopping.wait((NIGHT * HOUR - self.clock()) % DAY):
            attempt(nightly)

    def stop(self, seconds: float) -> None:
        last = time.monotonic() + seconds
        self.stopping.set()
        self.wake()
        for thread in tuple(self.threads):
            thread.join(max(0.0, last - time.monotonic()))


def attempt(chore: Callable[[], None]) -> None:
    """Do a chore; whatever goes wrong with it, its thread lives and does it again when it is due."""
    try:
        chore()
    except Exception as error:
        log.error("a chore failed: %s", type(error).__name__)
        log.debug("trace", exc_info=error)
