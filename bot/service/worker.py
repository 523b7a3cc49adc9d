"""The worker: takes one job after the other from the inbox until it is told to stop."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from bot.service.inbox import Inbox, Job

log = logging.getLogger(__name__)

#: How long an idle worker waits before it looks for jobs whose pause is over.
IDLE_SECONDS = 1.0


class Worker:
    """Runs `work` for each job in its own thread; `pause_after` reads from an error how long GitHub asks to wait."""

    def __init__(
        self, inbox: Inbox, work: Callable[[Job], None], *, pause_after: Callable[[Exception], float | None]
    ) -> None:
        self.inbox = inbox
        self.work = work
        self.pause_after = pause_after
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.run, name="paperclerk-worker")

    def start(self) -> None:
        """Begin to work."""
        self.thread.start()

    def stop(self) -> None:
        """Finish the job in hand, take no other, and return."""
        self.stopping.set()
        self.inbox.wake()
        self.thread.join()

    def run(self) -> None:
        """Work until stopped."""
        while not self.stopping.is_set():
            seen = self.inbox.version
            job = self.inbox.take()
            if job is None:
                self.inbox.wait(IDLE_SECONDS, since=seen)
            else:
                self.do(job)

    def do(self, job: Job) -> None:
        """Do one job; whatever goes wrong is logged with its delivery, and the job is tried again later."""
        try:
            self.work(job)
        except Exception as error:  # one thread's trouble must not stop the others'
            pause = self.pause_after(error)
            kept = self.inbox.fail(job, f"{type(error).__name__}: {error}"[:500], pause=pause)
            # The trace may quote what a contributor wrote, so it is for an operator's eyes at DEBUG only.
            log.error(
                "%s#%s (delivery %s): %s; %s",
                job.repository,
                job.number or "list",
                job.delivery,
                type(error).__name__,
                "will try again" if kept else "parked",
            )
            log.debug("trace", exc_info=error)
        else:
            self.inbox.finish(job)
