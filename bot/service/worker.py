"""A worker: takes one job after the other from the inbox until it is told to stop."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from github import GithubException

from bot.hub.limits import is_of_write, is_outage
from bot.service.failures import describe
from bot.service.inbox import Inbox, InboxError, Job
from bot.service.outage import Outage

log = logging.getLogger(__name__)

#: How long an idle worker waits before it looks for jobs whose pause is over, or that another process stored.
IDLE_SECONDS = 1.0


class Worker:
    """Runs `work` for each job in its own thread; `pause_after` reads from an error how long GitHub asks to wait.

    `work` returns True if it changed something on GitHub.

    All workers of a process share one `outage`.
    """

    def __init__(
        self,
        inbox: Inbox,
        work: Callable[[Job], bool | None],
        *,
        pause_after: Callable[[Exception], float | None],
        outage: Outage | None = None,
    ) -> None:
        self.outage = outage or Outage()
        self.inbox = inbox
        self.work = work
        self.pause_after = pause_after
        self.stopping = threading.Event()
        self.job: Job | None = None
        # A daemon: the process need not wait for a job that was given back.
        self.thread = threading.Thread(target=self.run, name="paperclerk-worker", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self.thread.start()

    def stop(self) -> None:
        """Take no other job after the one in hand."""
        self.stopping.set()
        self.inbox.wake()

    def join(self, seconds: float) -> bool:
        """Wait for the job in hand; give it back and return False if it takes longer than this."""
        self.thread.join(seconds)
        job = self.job
        if not self.thread.is_alive() or job is None:
            return True
        self.inbox.fail(job, "the server was stopped", pause=0)
        return False

    def run(self) -> None:
        """Work until stopped; while the inbox is out of order, look again now and then."""
        while not self.stopping.is_set():
            seen = self.inbox.version
            if not self.step():
                self.inbox.wait(IDLE_SECONDS, since=seen)

    def step(self) -> bool:
        """Do one job; return False if none is due, or while another worker probes an outage of GitHub."""
        if not self.outage.admit():
            return False
        try:
            self.job = self.inbox.take()
        except InboxError as error:
            log.error("no job can be taken: %s", error)
        if self.job is None:
            self.outage.leave()
            return False
        self.do(self.job)
        self.job = None
        return True

    def do(self, job: Job) -> None:
        """Do one job; whatever goes wrong is logged with its delivery, and the job is tried again later."""
        try:
            wrote = bool(self.work(job))
        except Exception as error:  # noqa: BLE001  one thread's trouble must not stop the others'
            self.give_up(job, error)
        else:
            self.outage.succeed(job, wrote=wrote)
            self.record(lambda: self.inbox.finish(job))
            log.info("%s#%s (delivery %s): done", job.repository, job.number or "list", job.delivery)

    def give_up(self, job: Job, error: Exception) -> None:
        """Let a failed job be tried again, once GitHub's pause or outage is over if that is why it failed."""
        pause = self.pause_of(job, error)
        reason = f"{type(error).__name__}: {error}"[:500]
        kept = self.record(lambda: self.inbox.fail(job, reason, pause=pause))
        # The trace may quote what a contributor wrote, so it is for an operator's eyes at DEBUG only.
        log.error(
            "%s#%s (delivery %s): %s; %s",
            job.repository,
            job.number or "list",
            job.delivery,
            describe(error),
            "parked" if kept is False else "will try again",
        )
        log.debug("trace", exc_info=error)

    def pause_of(self, job: Job, error: Exception) -> float | None:
        """Return how long a failed job waits for GitHub's sake, None if it failed by itself."""
        pause = self.pause_after(error)
        if pause is None and is_outage(error):
            return self.outage.fail(job, writing=is_of_write(error))
        if isinstance(error, GithubException):
            self.outage.answered(writing=is_of_write(error))
        else:
            self.outage.leave()
        return pause

    def record(self, write: Callable[[], bool | None]) -> bool | None:
        """Write down how a job ended, and insist: a job that stays marked as running holds its repository up."""
        while True:
            try:
                return write()
            except InboxError as error:
                log.error("how a job ended cannot be stored: %s", error)
            if self.stopping.wait(IDLE_SECONDS):
                return None  # it is taken over after the next start
