"""The threads that do the jobs of an inbox, maintain it, and do the chores."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from bot.service.inbox import SWEEP, InboxError, Job, Retry
from bot.service.inbox.jobs import Inbox

log = logging.getLogger(__name__)

T = TypeVar("T")

#: In seconds: how long an idle worker waits before it looks for jobs that are due again, and how long it waits when the
#: inbox cannot be used.
IDLE_SECONDS = 1.0
#: The hour, by UTC, at which `nightly` is called.
NIGHT = 3
#: In seconds.
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
#: How often the inbox is maintained and chores are checked, in seconds.
MAINTENANCE = 10.0
CARE = "care"

#: Does a job; it handles its own errors.
Work = Callable[[Job], Retry | None]


@dataclass(frozen=True, slots=True)
class Chores:
    """What is done besides the jobs: `sweep` every so many `minutes` (0: never), and `nightly` once a day."""

    sweep: Callable[[], None] | None = None
    minutes: int = 0
    nightly: Callable[[], None] | None = None


NO_CHORES = Chores()


class Consumer:
    """Does the jobs of an inbox, in threads, and reports how they ended."""

    def __init__(self, inbox: Inbox) -> None:
        self.inbox = inbox
        self.stopping = threading.Event()
        self.threads: list[threading.Thread] = []

    def run(self, work: Work, *, workers: int = 1, chores: Chores = NO_CHORES) -> None:
        """Do jobs, so many at a time, until stopped.

        A job asked for again while it ran starts afresh. Of all servers on one database only one does the chores, and
        another takes over if it dies.
        """
        doings: list[Callable[[], None]] = [lambda: self.work_off(work)] * workers + [self.keep_maintaining]
        if chores.sweep and chores.minutes:
            doings.append(partial(self.repeat, SWEEP, chores.sweep, lambda now: (0, now + chores.minutes * MINUTE)))
        # Daemons: the program need not wait for a job that takes too long, or a sweep in the middle of a call.
        threads = [threading.Thread(target=doing, name="paperclerk-worker", daemon=True) for doing in doings]
        for thread in threads:
            thread.start()
            self.threads.append(thread)
        if chores.nightly:
            # Nobody waits for it to end: it takes minutes, and may be cut off anywhere.
            nights = (CARE, chores.nightly, find_nights)
            threading.Thread(target=self.repeat, args=nights, name="paperclerk-night", daemon=True).start()
        for thread in threads:
            thread.join()

    def work_off(self, work: Work) -> None:
        """Do one job after the other until stopped."""
        while not self.stopping.is_set():
            seen = self.inbox.version
            if job := self.insist(self.inbox.take):
                self.insist(partial(self.inbox.end, job, work(job)))
            else:
                self.inbox.wait(IDLE_SECONDS, since=seen)

    def insist(self, do: Callable[[], T]) -> T | None:
        """Do something that must be done in the inbox; while the inbox fails, try again now and then until stopped."""
        while True:
            try:
                return do()
            except InboxError as error:
                log.error("%s", error)
            if self.stopping.wait(IDLE_SECONDS):
                return None  # what runs is taken over after the next start

    def keep_maintaining(self) -> None:
        while not self.stopping.is_set():
            self.insist(self.inbox.maintain)
            self.stopping.wait(MAINTENANCE)

    def repeat(self, chore: str, do: Callable[[], None], find: Callable[[float], tuple[float, float]]) -> None:
        """Do a chore whenever it is due until stopped; `find` returns for a moment when it is first and next due."""
        while not self.stopping.is_set():
            if self.insist(partial(self.inbox.claim, chore, *find(self.inbox.clock()))):
                attempt(do)
                self.insist(partial(self.inbox.release, chore))
            self.stopping.wait(MAINTENANCE)

    def stop(self, seconds: float) -> None:
        """Take no more jobs and let running ones finish; after `seconds`, one ends as if the server had died."""
        last = time.monotonic() + seconds
        self.stopping.set()
        self.inbox.wake()
        for thread in tuple(self.threads):
            thread.join(max(0.0, last - time.monotonic()))


def find_nights(now: float) -> tuple[float, float]:
    """Return when the next night begins, and the one after it."""
    first, following = (moment + (NIGHT * HOUR - moment) % DAY for moment in (now, now + 1))
    return first, following


def attempt(chore: Callable[[], None]) -> None:
    """Do a chore; whatever goes wrong with it, its thread lives on and does it again when it is due."""
    try:
        chore()
    except Exception as error:
        log.error("a chore failed: %s", type(error).__name__)
        log.debug("trace", exc_info=error)
