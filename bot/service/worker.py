"""Runs a job to its outcome: done, or to be tried again; an error is logged with its delivery."""

import logging
from collections.abc import Callable

from github import GithubException

from bot.hub.limits import is_of_write, is_outage, pause_after
from bot.service.failures import name_error
from bot.service.inbox import Job, Retry
from bot.service.outage import Outage
from bot.words import one_line

#: In characters.
LONGEST_REASON = 500
log = logging.getLogger(__name__)


class Worker:
    """Does jobs for the inbox, in any number of threads; `work` returns True if it changed something on GitHub."""

    def __init__(self, work: Callable[[Job], bool | None], outage: Outage) -> None:
        self.work = work
        self.outage = outage

    def __call__(self, job: Job) -> Retry | None:
        """Do one job once no outage holds it up; an error in one thread must not stop the others."""
        if not self.outage.enter():
            return Retry("the server was stopped", pause=0)
        try:
            wrote = bool(self.work(job))
        except Exception as error:  # noqa: BLE001  the job is tried again
            return self.give_up(job, error)
        self.outage.succeed(job, wrote=wrote)
        log.info("%s#%s (delivery %s): done", job.repository, job.number or "list", job.delivery)
        return None

    def give_up(self, job: Job, error: Exception) -> Retry:
        """Have a failed job tried again, after GitHub's pause or outage if that is why it failed."""
        # It may quote strangers: PostgreSQL cannot store every character, and no terminal should obey one.
        reason = one_line(f"{type(error).__name__}: {error}", LONGEST_REASON)
        retry = Retry(reason, self.pause_of(job, error))
        # The trace may quote a contributor, so it is logged at DEBUG only, for an operator.
        log.error(
            "%s#%s (delivery %s): %s; %s",
            job.repository,
            job.number or "list",
            job.delivery,
            name_error(error),
            "parked" if retry.parks(job) else "will try again",
        )
        log.debug("trace", exc_info=error)
        return retry

    def pause_of(self, job: Job, error: Exception) -> float | None:
        """Return how many seconds a failed job waits for GitHub's sake, None if it failed by itself."""
        pause = pause_after(error)
        if pause is None and is_outage(error):
            return self.outage.fail(job, writing=is_of_write(error))
        if isinstance(error, GithubException):
            self.outage.answered(writing=is_of_write(error))
        else:
            self.outage.leave()
        return pause
