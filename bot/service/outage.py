"""An outage at GitHub: all jobs wait for it together, and one of them at a time checks whether it is over."""

import logging
import threading
import time
from collections.abc import Callable

from bot.service.inbox import Job, name_thread

log = logging.getLogger(__name__)

#: In seconds: between the first failure and the first probe, and at most from one probe to the next.
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 120.0
#: The jobs that failed last; one that was forgotten gets one more failure that does not count.
MOST_REMEMBERED = 10_000


class Outage:
    """Decides when a thread may go on with its job; one object for all workers. `clock` is in seconds.

    A first failure does not show whose fault it is. If another job succeeds before the same one fails again, the fault
    is the job's own, and counts as an attempt. GitHub's reads can work while its writes fail, so a job that wrote
    nothing proves nothing against one that could not write, and does not end an outage of writes.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, wait: Callable[[float | None], object] | None = None
    ) -> None:
        self.clock = clock
        self.changed = threading.Condition()
        #: Sleeps until something changes, or for a number of seconds.
        self.wait = wait or self.changed.wait
        self.closed = False
        #: When the outage began, None if there is none.
        self.began: float | None = None
        self.pause = FIRST_PAUSE
        self.next_probe = 0.0
        #: The thread that probes.
        self.prober: int | None = None
        #: Whether only writes fail.
        self.of_writes = False
        #: How many jobs were done, in all and of those that wrote.
        self.done = {False: 0, True: 0}
        #: For each failed job: whether it failed at a write, and how many jobs able to do the same had succeeded
        #: before.
        self.failed: dict[str, tuple[bool, int]] = {}

    def enter(self) -> bool:
        """Wait until there is no outage or this thread is the one to probe; return False once this is closed."""
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
        """Let others probe: this thread's job ended in a way that shows nothing about GitHub."""
        with self.changed:
            if self.prober == threading.get_ident():
                self.prober = None
                self.changed.notify_all()

    def succeed(self, job: Job, *, wrote: bool) -> None:
        """Note that a job is done; so GitHub works, at least for what the job needed."""
        with self.changed:
            for kind in {False, wrote}:
                self.done[kind] += 1
            self.failed.pop(name_thread(job.repository, job.number), None)
            self.let_in(writing=wrote)

    def answered(self, *, writing: bool) -> None:
        """Note that GitHub answered a read or a write, even if with a refusal."""
        with self.changed:
            self.let_in(writing=writing)

    def let_in(self, *, writing: bool) -> None:
        """Let all jobs go on, but only one after the other while writes fail."""
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
        """Return how many seconds a job has to wait that met trouble at GitHub, None if the fault is its own."""
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
            # Longer than until the next probe, so that another job, if any, probes first.
            return 2 * self.pause

    def health(self) -> dict[str, int]:
        with self.changed:
            return {"outage": 0 if self.began is None else max(1, round(self.clock() - self.began))}
