"""The durable inbox: deliveries in, one job per thread out. What every engine has to keep is said here.

A delivery is on disk before GitHub hears 202. A thread has at most one waiting job: a later delivery folds into it; one
that comes while the thread's job runs has it run again. Jobs of one repository never run side by side, however many
workers there are, and repositories take turns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import PaperclerkError

if TYPE_CHECKING:
    from bot.service.inbox.tables import Inbox

#: A job that failed this often waits for an operator.
MOST_ATTEMPTS = 8
#: In seconds. No job waits longer than this, so a time further ahead was written under a clock that was wrong.
LONGEST_PAUSE = 3600.0

#: What stands in for a delivery's GUID in a job that none asked for.
SWEEP = "sweep"

THREAD = re.compile(r"([A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+)(?:#([1-9][0-9]{0,9}))?", re.ASCII)


class InboxError(PaperclerkError):
    """The inbox cannot be used now; the message tells an operator why."""


@dataclass(frozen=True, slots=True)
class Job:
    """A thread to look at (`number` None: the default branch); `delivery` is the first that asked for it.

    `attempts` counts this one too; `ticket` is the engine's own number of the job.
    """

    repository: str
    number: int | None
    installation: int | None
    delivery: str
    attempts: int
    ticket: int


@dataclass(frozen=True, slots=True)
class Retry:
    """What a job comes to that is not done: it is tried again.

    One that failed by itself (`pause` is None) waits longer each time. One that GitHub or a server's end put off waits
    so many seconds, 0 for none, and has not failed.
    """

    reason: str
    pause: float | None = None

    def parks(self, job: Job) -> bool:
        """Tell whether the job has failed so often that it waits for an operator."""
        return self.pause is None and job.attempts >= MOST_ATTEMPTS

    def seconds(self, job: Job) -> float:
        """Return how long the job waits: as GitHub asked, or longer after each attempt; never more than an hour."""
        return min(2.0**job.attempts if self.pause is None else self.pause, LONGEST_PAUSE)

    def attempts(self, job: Job) -> int:
        """Return how many attempts the job has made that count."""
        return job.attempts - (self.pause is not None)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a job stands: `state` is waiting, running or parked; `reason` is why it failed, None if it did not.

    `since` is when it was parked, or else when the delivery came that asked for it, None where none did (seconds since
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
class Happened:
    """What happened in a thread (`what`, and more exactly `detail`), and when, in seconds since 1970.

    Nothing that a contributor or GitHub wrote stands in either: a delivery with the name of its event, a change with
    its class, a decision with who made it, the end of a job with what it came to, what is asked in the bot's own words.
    """

    at: float
    what: str
    detail: str


def name_thread(repository: str, number: int | None) -> str:
    """Return what people call a thread: owner/name#7, or owner/name for the list itself."""
    return f"{repository}#{number}" if number else repository


def read_thread(name: str) -> tuple[str, int | None]:
    """Return the repository and the number of a thread's name; raise InboxError if it is none."""
    match = THREAD.fullmatch(name)
    if match is None:
        raise InboxError(f"{name!r} is no thread; write owner/name#7, or owner/name for the list itself")
    return match[1], int(match[2]) if match[2] else None


def open_inbox(address: Path | str, *, serving: bool) -> Inbox:
    """Open the inbox in a file (a path) or in PostgreSQL (a URL); only one at a time may be `serving` a file."""
    if isinstance(address, Path):
        from bot.service.inbox.sqlite import SQLiteInbox

        return SQLiteInbox(address, serving=serving)
    try:
        from bot.service.inbox.postgres import PostgresInbox
    except ModuleNotFoundError as error:
        raise InboxError("an inbox in PostgreSQL needs more packages: pip install 'paperclerk[postgres]'") from error
    return PostgresInbox(address)
