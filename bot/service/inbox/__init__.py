"""The durable inbox: deliveries in, one job per thread out. What every database has to provide is defined here.

A delivery is on disk before GitHub gets its 202. A thread has at most one waiting job: a later delivery is merged into
it, and one that arrives while the job runs makes it run again. Jobs of one repository never run at the same time,
however many workers there are, and repositories take turns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import PaperclerkError

if TYPE_CHECKING:
    from bot.service.inbox.jobs import Inbox

#: A job that failed this often waits for an operator.
MOST_ATTEMPTS = 8
#: In seconds. No job waits longer, so a later time was written when the clock was wrong.
LONGEST_PAUSE = 3600.0

#: What takes the place of a delivery's GUID in a job that no delivery asked for.
SWEEP = "sweep"

THREAD = re.compile(r"([A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+)(?:#([1-9][0-9]{0,9}))?", re.ASCII)


class InboxError(PaperclerkError):
    """The inbox cannot be used now; the message tells an operator why."""


@dataclass(frozen=True, slots=True)
class Job:
    """A thread to look at (`number` None: the default branch); `delivery` is the first that asked for it.

    `attempts` includes this one; `ticket` is the database's number for the job.
    """

    repository: str
    number: int | None
    installation: int | None
    delivery: str
    attempts: int
    ticket: int


@dataclass(frozen=True, slots=True)
class Retry:
    """The outcome of a job that is not done and has to be tried again.

    One that failed by itself (`pause` is None) waits longer each time. One that GitHub or a stopping server put off
    waits `pause` seconds, and does not count as failed.
    """

    reason: str
    pause: float | None = None

    def parks(self, job: Job) -> bool:
        """Whether the job has failed so often that it waits for an operator."""
        return self.pause is None and job.attempts >= MOST_ATTEMPTS

    def seconds(self, job: Job) -> float:
        """Return how long the job waits: as GitHub asked, or longer after each attempt; never more than an hour."""
        return min(2.0**job.attempts if self.pause is None else self.pause, LONGEST_PAUSE)

    def attempts(self, job: Job) -> int:
        """Return how many of the job's attempts count."""
        return job.attempts - (self.pause is not None)


@dataclass(frozen=True, slots=True)
class JobStatus:
    """The state of a job: waiting, running or parked; `reason` is why it failed, None if it did not.

    `since` is when it was parked, else when the delivery arrived that asked for it, None without one (seconds since
    1970). A reason may quote strangers: it is for operators, and no page shows it.
    """

    repository: str
    number: int | None
    state: str
    since: float | None
    delivery: str
    reason: str | None

    @property
    def failed(self) -> bool:
        return self.reason is not None

    @property
    def thread(self) -> str:
        return name_thread(self.repository, self.number)


@dataclass(frozen=True, slots=True)
class ThreadEvent:
    """An event in a thread (`what`, with a `detail`), and when, in seconds since 1970.

    Neither holds anything that a contributor or GitHub wrote: a delivery shows the name of its event, a change its
    class, a decision who made it, a job's end its outcome, a question the bot's own words.
    """

    at: float
    what: str
    detail: str


def name_thread(repository: str, number: int | None) -> str:
    """Return a thread's name as people write it: owner/name#7, or owner/name for the list itself."""
    return f"{repository}#{number}" if number else repository


def read_thread(name: str) -> tuple[str, int | None]:
    """Return the repository and the number from a thread's name; raise InboxError if it is not one."""
    match = THREAD.fullmatch(name)
    if match is None:
        raise InboxError(f"{name!r} is no thread; write owner/name#7, or owner/name for the list itself")
    return match[1], int(match[2]) if match[2] else None


def open_inbox(address: Path | str, *, serving: bool) -> Inbox:
    """Open the inbox in a file (a path) or in PostgreSQL (a URL); only one process may be `serving` a file."""
    if isinstance(address, Path):
        from bot.service.inbox.sqlite import SQLiteInbox

        return SQLiteInbox(address, serving=serving)
    try:
        from bot.service.inbox.postgres import PostgresInbox
    except ModuleNotFoundError as error:
        raise InboxError("an inbox in PostgreSQL needs more packages: pip install 'paperclerk[postgres]'") from error
    return PostgresInbox(address)
