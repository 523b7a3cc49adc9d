"""GitHub's limits, all in this module: what its errors ask for, and how often requests are allowed at all.

Known from GitHub's documentation: a second between writes, 80 requests a minute and 500 an hour that people are
notified of, and that an exhausted limit is a 403, a 429, or for GraphQL a 200 whose body says so.
"""

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import mktime_tz, parsedate_tz
from typing import Any

import requests
from github import GithubException
from urllib3 import Retry

from bot.errors import RefusalError

SECONDS_BETWEEN_WRITES = 1.0
#: Fifty of the 500 are left to the people who share the account.
CONTENTS_AN_HOUR = 450
HOUR = 3600.0
#: Added to an error, for the trace and for whoever handles it.
WRITING = "GitHub was to change something"
#: GitHub asks for a minute's rest if it names no time; no error holds up a list for longer than an hour.
UNNAMED_PAUSE, LONGEST_PAUSE = 60.0, HOUR
#: In seconds, before a GraphQL query is sent again; if it then fails once more, that counts.
PAUSES_BEFORE_ASKING_AGAIN = (0.0, 0.5)


class PausedError(RefusalError):
    """GitHub must not be asked for some `seconds`; nothing was sent."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"GitHub is not asked for another {seconds:.0f} s")
        self.seconds = seconds


class Pace:
    """Keeps one installation's requests within the limits, for all workers of a process.

    `between` is the seconds from one write to the next, `hourly` how much may be written in an hour that people are
    notified of; 0 means no limit, for a GitHub of one's own. Several `processes` for one installation take a share
    each, since they do not know of each other.
    """

    def __init__(
        self,
        between: float = SECONDS_BETWEEN_WRITES,
        hourly: int = CONTENTS_AN_HOUR,
        *,
        processes: int = 1,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.between = between * processes
        self.hourly = hourly // processes
        self.clock = clock
        self.sleep = sleep
        self.lock = threading.Lock()
        self.next_write = 0.0
        self.resting_until = 0.0
        self.contents: deque[float] = deque()

    def check(self) -> None:
        """Raise PausedError while GitHub wants rest."""
        if (seconds := self.resting_until - self.clock()) > 0:
            raise PausedError(seconds)

    def rest(self, seconds: float) -> None:
        """Let nobody ask for some seconds."""
        with self.lock:
            self.resting_until = max(self.resting_until, self.clock() + seconds)

    def await_turn(self, contents: int) -> None:
        """Wait for the turn of a write with so many notified `contents`; raise PausedError if the hour has no room."""
        with self.lock:
            now = self.clock()
            self.forget(now)
            too_many = min(len(self.contents) + contents - self.hourly, len(self.contents))
            # More contents than an hour allows would never get a turn, so they get one in an empty hour.
            if self.hourly and contents and too_many > 0:
                raise PausedError(self.contents[too_many - 1] + HOUR - now)
            turn = max(now, self.next_write)
            self.next_write = turn + self.between
            self.contents.extend([turn] * contents)
        if turn > now:
            self.sleep(turn - now)

    def forget(self, now: float) -> None:
        """Drop what was written more than an hour ago."""
        while self.contents and self.contents[0] <= now - HOUR:
            self.contents.popleft()

    def health(self) -> dict[str, int]:
        """Return the seconds of rest left and what was written in the last hour, for an operator."""
        with self.lock:
            now = self.clock()
            self.forget(now)
            return {"resting": max(0, round(self.resting_until - now)), "contents": len(self.contents)}


def retry_reads() -> Retry:
    """Return what PyGithub may repeat by itself: reads, after a failure of GitHub or the network.

    Its default would repeat a POST after a 502, although the first may have had its effect, and sleep as long as
    Retry-After says while it holds the worker.
    """
    return Retry(
        total=3,
        allowed_methods=frozenset({"GET", "HEAD"}),
        status_forcelist=(500, 502, 503, 504),
        respect_retry_after_header=False,
        raise_on_status=False,
    )


def pause_after(error: Exception, *, clock: Callable[[], float] = time.time) -> float | None:
    """Return how many seconds GitHub asks to wait, None if the error is not about limits."""
    if isinstance(error, PausedError):
        return error.seconds
    if not isinstance(error, GithubException) or not (error.status in (403, 429) or is_graphql_limit(error.data)):
        return None
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    if (named := headers.get("retry-after", "")).isdecimal():
        return min(max(1.0, float(named)), LONGEST_PAUSE)
    if headers.get("x-ratelimit-remaining") == "0" and headers.get("x-ratelimit-reset", "").isdecimal():
        # By GitHub's own clock, because the server's may be wrong.
        said = parsedate_tz(headers.get("date", ""))
        now = mktime_tz(said) if said else clock()
        return min(max(1.0, float(headers["x-ratelimit-reset"]) - now), LONGEST_PAUSE)
    is_limit = error.status == 429 or is_graphql_limit(error.data) or "rate limit" in str(error.data).lower()
    return UNNAMED_PAUSE if is_limit else None


def is_graphql_limit(data: object) -> bool:
    """Whether GraphQL is exhausted, which it says in a body with status 200."""
    return any(
        error.get("type") == "RATE_LIMITED" or "secondary rate limit" in str(error.get("message")).lower()
        for error in errors_of(data)
    )


def is_lost(error: Exception) -> bool:
    """Whether the answer was lost or unreadable, so that nobody knows what happened."""
    if isinstance(error, GithubException):
        return error.status >= 500
    # PyGithub passes broken JSON on as it is.
    return isinstance(error, requests.RequestException | ValueError)


def is_outage(error: Exception) -> bool:
    """Whether GitHub has trouble, or no longer knows the login: no other job would fare better.

    GraphQL answers "Something went wrong while executing your query" in a body with status 200.
    """
    if isinstance(error, GithubException):
        return error.status >= 500 or error.status == 401 or (error.status == 200 and has_gone_wrong(error.data))
    return isinstance(
        error,
        requests.ConnectionError | requests.Timeout | requests.exceptions.ChunkedEncodingError | json.JSONDecodeError,
    )


@contextmanager
def writing() -> Iterator[None]:
    """Mark errors inside the block as those of a write: reads may work meanwhile, or the reverse."""
    try:
        yield
    except Exception as error:
        error.add_note(WRITING)
        raise


def is_of_write(error: Exception) -> bool:
    return WRITING in getattr(error, "__notes__", ())


def has_gone_wrong(data: object) -> bool:
    """Whether GraphQL failed through its own fault."""
    return any(str(error.get("message")).startswith("Something went wrong") for error in errors_of(data))


def errors_of(data: object) -> list[dict[str, Any]]:
    """Return the errors listed in an answer of GitHub's, [] for any other content."""
    errors = data.get("errors") if isinstance(data, dict) else None
    return [error for error in errors if isinstance(error, dict)] if isinstance(errors, list) else []
