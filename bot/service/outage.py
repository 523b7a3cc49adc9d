"""An outage of GitHub's: all jobs wait for it together, and one of them at a time finds out whether it is over."""

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
    """Says when a thread may go on with its job; one for all workers of a process. `clock` is in seconds.

    A first failure says nothing about whose fault it is. If another job succeeds before the same one fails again, it
    is the job's own, and counts as an attempt. GitHub's reads can work while its writes fail, so a job that wrote
    nothing is no witness against one that could not write, and does not end an outage of writes.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, wait: Callable[[float | None], object] | None = None
    ) -> None:
        self.clock = clock
        self.changed = threading.Condition()
        #: Sleeps until something changes, or for so many seconds.
        self.wait = wait or self.changed.wait
        self.closed = False
        #: When it began, None while there is none.
        self.began: float | None = None
        self.pause = FIRST_PAUSE
        self.next_probe = 0.0
        #: The thread that probes.
        self.prober: int | None = None
        #: Whether reads work all the while.
        self.of_writes = False
        #: How many jobs were done, and how many of them wrote.
        self.done = {False: 0, True: 0}
        #: Of each job that failed, whether at a write, and how many that could do it had been done by then.
        self.failed: dict[str, tuple[bool, int]] = {}

    def enter(self) -> bool:
        """Wait until there is no outage or this thread is the one that probes; return False once this is closed."""
        with self.changed:
            while self.began is not None and not self.closed:
                seconds = self.next_probe - self.clock()
                if self.prober is None and seconds <= 0:
                    self.prober = threading.get_ident()
                    break
                self.wait(seconds if self.prober is None else None)
            return not self.closed

    def close(self) -> None:
        with self.changed:
            self.closed = True
            self.changed.notify_all()

    def leave(self) -> None:
        """Let others probe: the job of this thread ended in a way that says nothing about GitHub."""
        with self.changed:
            if self.prober == threading.get_ident():
                self.prober = None
                self.changed.notify_all()

    def succeed(self, job: Job, *, wrote: bool) -> None:
        """Take note that a job was done; GitHub works, as far as the job needed it."""
        with self.changed:
            for kind in {False, wrote}:
                self.done[kind] += 1
            self.failed.pop(name_thread(job.repository, job.number), None)
            self.let_in(writing=wrote)

    def answered(self, *, writing: bool) -> None:
        """Take note that GitHub answered a read or a write, be it with a refusal."""
        with self.changed:
            self.let_in(writing=writing)

    def let_in(self, *, writing: bool) -> None:
        """Let everybody in again, but while writes fail only one after the other."""
        if self.began is None:
            return
        if not writing and self.of_writes and any(at_write for at_write, _ in self.failed.values()):
            self.prober, self.next_probe = None, self.clock()
            self.changed.notify_all()
            return
        log.warning("GitHub answers again after %.0f s; the jobs go on", self.clock() - self.began)
        self.began, self.prober, self.pause, self.of_writes = None, None, FIRST_PAUSE, False
        self.changed.notify_all()

    def fail(self, job: Job, *, writing: bool) -> float | None:
        """Return for how many seconds a job waits that met GitHub's trouble, None if the trouble is the job's own."""
        with self.changed:
            name = name_thread(job.repository, job.number)
            at_write, before = self.failed.pop(name, (writing, self.done[writing]))
            self.failed[name] = writing, self.done[writing]
            if len(self.failed) > MOST_REMEMBERED:
                del self.failed[next(iter(self.failed))]
            if at_write is writing and before < self.done[writing]:
                return None
            now = self.clock()
            if self.began is None:
                log.warning("GitHub cannot be worked with; all jobs wait, and one looks now and then")
                self.began, self.next_probe = now, now + self.pause
            elif self.prober == threading.get_ident():
                self.prober = None
                self.pause = min(self.pause * 2, LONGEST_PAUSE)
                self.next_probe = now + self.pause
                self.changed.notify_all()
            self.of_writes = writing
            # Longer than until the next probe, which is another job's turn if there is one.
            return 2 * self.pause

    def health(self) -> dict[str, int]:
        with self.changed:
            return {"outage": 0 if self.began is None else max(1, round(self.clock() - self.began))}
