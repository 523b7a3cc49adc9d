"""The durable inbox: deliveries in, one job per thread out. What every engine has to keep is said here.

A delivery is on disk before GitHub hears 202. A thread has at most one waiting job: a later delivery folds into it; one
that comes while the thread's job runs has it run again. Jobs of one repository never run side by side, however many
workers there are, and repositories take turns.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bot.errors import PaperclerkError

if TYPE_CHECKING:
    from bot.hub.delivery import Event

#: Stands for "the default branch" where an engine needs a number, because NULL would not be unique.
LIST = 0

#: A job that failed this often waits for an operator.
MOST_ATTEMPTS = 8
#: In seconds. No job waits longer than this, so a time further ahead was written under a clock that was wrong.
LONGEST_PAUSE = 3600.0

#: Of what happened in a thread so much is told.
MOST_TOLD = 100

#: GitHub redelivers for three days; a GUID is remembered for a week.
REMEMBERED = 7 * 24 * 3600.0

#: The reason of a job that outlived so many workers that it must be what killed them.
DIED = "the program ended while it worked on this"
#: In seconds: how long an idle worker waits before it looks for jobs whose pause is over, and how long one waits whose
#: inbox cannot be used.
IDLE_SECONDS = 1.0
#: The hour, by UTC, at which `nightly` is called.
NIGHT = 3

#: What stands in for a delivery's GUID in a job that none asked for.
SWEEP = "sweep"

#: What is counted, in this order.
COUNTED = ("waiting", "running", "parked", "paused")

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
    """What a job comes to that is not done: it is tried again, after `pause` seconds if GitHub named them."""

    reason: str
    pause: float | None = None

    def parks(self, job: Job) -> bool:
        """Tell whether the job has failed so often that it waits for an operator; a pause of GitHub's is no failure."""
        return self.pause is None and job.attempts >= MOST_ATTEMPTS

    def seconds(self, job: Job) -> float:
        """Return how long the job waits: as GitHub asked, or longer after each attempt; never more than an hour."""
        return min(2.0**job.attempts if self.pause is None else self.pause, LONGEST_PAUSE)

    def attempts(self, job: Job) -> int:
        """Return how many attempts the job has made that count."""
        return job.attempts - (self.pause is not None)


#: Does a job; it deals with its own errors.
Work = Callable[[Job], Retry | None]


@dataclass(frozen=True, slots=True)
class Chores:
    """What is done beside the jobs: `sweep` every so many `minutes`, never with 0, and `nightly` once a day."""

    sweep: Callable[[], None] | None = None
    minutes: int = 0
    nightly: Callable[[], None] | None = None


NO_CHORES = Chores()


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
        """Whether it ran before and did not end well."""
        return self.reason is not None

    @property
    def thread(self) -> str:
        """The name that people call it by."""
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


class Inbox(Protocol):
    """The jobs of all repositories. Safe to share between threads; everything may raise InboxError."""

    version: int

    def put(self, event: Event) -> bool:
        """Store a delivery and its job; return False if this GUID was stored before.

        A thread's news lets its parked job run again, and the list's those of all its threads, which are judged by it.
        """

    def ask(self, repository: str, number: int | None, *, installation: int | None = None, why: str = "asked") -> None:
        """Queue a look at a thread that no delivery told of, as if one had; `why` stands in for its GUID."""

    def sweep(self, repository: str, numbers: Iterable[int | None]) -> None:
        """Queue a look at those threads that have no job.

        It is no news: what failed waits for its time, what is parked for an operator, and all of it for what somebody
        asked for, which takes its place where it is about the same thread. It does not wait without end: see `tend`.
        """

    def run(self, work: Work, *, workers: int = 1, chores: Chores = NO_CHORES) -> None:
        """Do jobs, so many at once, until stopped.

        What was asked for again while it ran starts afresh. Of all servers on one database only one does the chores,
        and another takes over when it dies.
        """

    def stop(self, seconds: float) -> None:
        """Take no more jobs, and let those in hand end; what takes longer than `seconds` ends like a dead server's."""

    def retry(self, repository: str, number: int | None) -> bool:
        """Let a parked job run again; return False if there is none for this thread."""

    def drop(self, repository: str, number: int | None) -> bool:
        """Forget a parked job; return False if there is none for this thread."""

    def forget(self, repository: str) -> None:
        """Forget every job of a repository but one that runs: the App was uninstalled there."""

    def tend(self) -> None:
        """Do what `run` does now and then: take over what dead workers left, forget what is old.

        However much is delivered, what a sweep asked for has its turn: one in so many, or one at each tending.
        """

    def probe(self) -> None:
        """Store something and remove it; raise InboxError unless a delivery could be stored now."""

    def count(self) -> dict[str, int]:
        """Return how many jobs are `waiting`, `running` and `parked`; what runs and was asked for again counts twice.

        Of those that wait, `paused` ones do so because GitHub asked for it.
        """

    def note(self, repository: str, number: int, what: str, details: Sequence[str]) -> None:
        """Write down what happened in a thread, for a week; deliveries are written down as they come."""

    def history(self, repository: str, number: int) -> Sequence[Happened]:
        """Return what happened in a thread, in any case of its list's name: the newest first, a hundred at most."""

    def standing(self) -> Sequence[Standing]:
        """Return where every job stands, in the order in which they were queued; those that `count` counts."""

    def wait(self, seconds: float, *, since: int) -> None:
        """Sleep until something changed since `version` was `since`, or `seconds` have passed."""

    def wake(self) -> None:
        """End every wait."""

    def close(self) -> None:
        """Let go of everything; what still runs is for others to take over."""


class Notifier:
    """Wakes this process's waiting threads. What other processes store is noticed by looking again."""

    def __init__(self) -> None:
        self.version = 0
        self.changed = threading.Condition()

    def wait(self, seconds: float, *, since: int) -> None:
        with self.changed:
            self.changed.wait_for(lambda: self.version != since, seconds)

    def wake(self) -> None:
        with self.changed:
            self.version += 1
            self.changed.notify_all()


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
