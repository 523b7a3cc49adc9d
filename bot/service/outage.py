"""An outage of GitHub's: all jobs wait for it together, and one of them at a time finds out whether it is over."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from bot.service.inbox import Job, name_thread

log = logging.getLogger(__name__)

#: In seconds: between the first failure and the first probe, and at most from one probe to the next.
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 120.0
#: Jobs that failed last; one that is forgotten fails once more without its being counted.
MOST_REMEMBERED = 10_000


class Outage:
    """Says which worker may take a job now; one for all workers of a process. `clock` is in seconds.

    A first failure says nothing about whose fault it is. If another job succeeds before the same one fails again, it
    is the job's own, and counts as an attempt.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.lock = threading.Lock()
        #: When it began, None while there is none.
        self.began: float | None = None
        self.pause = FIRST_PAUSE
        self.next_probe = 0.0
        #: The thread that probes.
        self.prober: int | None = None
        self.successes = 0
        #: Of each job that failed, how many successes there had been by then.
        self.failed: dict[str, int] = {}

    def admit(self) -> bool:
        """Tell whether this thread may take a job; while there is an outage it is then the one that probes."""
        with self.lock:
            if self.began is None:
                return True
            if self.prober is not None or self.clock() < self.next_probe:
                return False
            self.prober = threading.get_ident()
            return True

    def leave(self) -> None:
        """Let others probe: this thread found no job, or its job ended in a way that says nothing about GitHub."""
        with self.lock:
            if self.prober == threading.get_ident():
                self.prober = None

    def succeed(self, job: Job) -> None:
        """Take note that a job was done; GitHub works."""
        with self.lock:
            self.successes += 1
            self.failed.pop(name_thread(job.repository, job.number), None)
            self.end()

    def answered(self) -> None:
        """Take note that GitHub answered, be it with a refusal."""
        with self.lock:
            self.end()

    def end(self) -> None:
        """Let everybody in again."""
        if self.began is not None:
            log.warning("GitHub answers again after %.0f s; the jobs go on", self.clock() - self.began)
        self.began, self.prober, self.pause = None, None, FIRST_PAUSE

    def fail(self, job: Job) -> float | None:
        """Return for how many seconds a job waits that met GitHub's trouble, None if the trouble is the job's own."""
        with self.lock:
            name = name_thread(job.repository, job.number)
            before = self.failed.pop(name, None)
            self.failed[name] = self.successes
            if len(self.failed) > MOST_REMEMBERED:
                del self.failed[next(iter(self.failed))]
            if before is not None and before < self.successes:
                return None
            now = self.clock()
            if self.began is None:
                log.warning("GitHub cannot be worked with; all jobs wait, and one looks now and then")
                self.began, self.next_probe = now, now + self.pause
            elif self.prober == threading.get_ident():
                self.prober = None
                self.pause = min(self.pause * 2, LONGEST_PAUSE)
                self.next_probe = now + self.pause
            # Longer than until the next probe, which is another job's turn if there is one.
            return 2 * self.pause

    def health(self) -> dict[str, int]:
        """Return for how many seconds there has been an outage, 0 where there is none."""
        with self.lock:
            return {"outage": 0 if self.began is None else max(1, round(self.clock() - self.began))}
