"""GitHub's own trouble, told apart from a job's: nobody's job is parked because GitHub is away.

A job that gets no answer, or a 5xx, waits as long as it takes, without its attempts being counted, and one job at a
time finds out whether GitHub is back. What fails although others succeed since has trouble of its own: that counts.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable

#: A job that failed waits 2, 4, 8, ... seconds, at most these.
LONGEST_WAIT = 120.0
#: A job that was not tried yet may find out earlier, for GitHub may have trouble with one repository only.
BETWEEN_PROBES = 30.0


class Outage:
    """What all workers of a process know of GitHub's trouble; jobs are named by anything that stays the same."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.lock = threading.Lock()
        self.since: float | None = None
        self.failures = 0
        self.successes = 0
        self.tried = 0.0
        self.probing = False
        self.failed_at: dict[Hashable, int] = {}

    def hold(self, job: Hashable) -> float | None:
        """The seconds that a job has to wait, None where it may run; while GitHub is away one job runs at a time."""
        with self.lock:
            if self.since is None:
                return None
            wait = self.backoff() if job in self.failed_at else min(self.backoff(), BETWEEN_PROBES)
            left = self.tried + wait - self.clock()
            if left <= 0 and not self.probing:
                self.probing = True
                return None
            return max(left, 1.0)

    def note_failure(self, job: Hashable) -> float | None:
        """Take note that GitHub did not answer a job; return the seconds to wait, None where the failure counts."""
        with self.lock:
            self.probing = False
            has_own_trouble = self.successes > self.failed_at.get(job, self.successes)
            self.failed_at[job] = self.successes
            if has_own_trouble:
                return None
            now = self.clock()
            self.since = now if self.since is None else self.since
            self.failures += 1
            self.tried = now
            return self.backoff()

    def note_answer(self, job: Hashable) -> None:
        """Take note that GitHub answered: a job was done, or failed for another reason."""
        with self.lock:
            self.successes += 1
            self.failures, self.since, self.probing = 0, None, False
            self.failed_at.pop(job, None)

    def backoff(self) -> float:
        """The seconds from one try to the next."""
        return min(2.0 ** min(self.failures, 10), LONGEST_WAIT)

    def health(self) -> dict[str, int]:
        """For how many seconds GitHub has been away, 0 where it is not."""
        with self.lock:
            return {"away": 0 if self.since is None else max(1, round(self.clock() - self.since))}
