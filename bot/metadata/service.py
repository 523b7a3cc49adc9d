"""A service with papers' facts, and the rules for using it politely."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import Metadata
from bot.catalogue.venues import Venues
from bot.metadata.fetcher import FetchError, Response

#: Fetches a path with its query below the service's own address; raises FetchError.
Fetch = Callable[[str], Awaitable[Response]]
#: Asks about some identifiers; one that is missing from the answer could not be looked up.
Ask = Callable[[Fetch, Sequence[Identifier], Venues], Awaitable[dict[Identifier, Metadata]]]

#: In seconds. A service that is busy is left alone for a minute, then two, four, ... and at most an hour.
SHORTEST_REST, LONGEST_REST = 60.0, 3600.0


@dataclass(frozen=True, slots=True)
class Service:
    """`kind` are the identifiers that it knows, `base` its address; it takes `at_once` ids every `gap` seconds."""

    name: str
    kind: str
    base: str
    ask: Ask
    gap: float
    at_once: int = 1


class Backoff:
    """When a service may be used again; times are in seconds since 1970."""

    def __init__(self, gap: float) -> None:
        self.gap = gap
        self.last = float("-inf")
        self.rest_began = 0.0
        self.rest = 0.0
        self.refusals = 0

    def pause(self, now: float) -> float:
        return min(max(0.0, self.last + self.gap - now), self.gap)

    def is_resting(self, now: float) -> bool:
        """Whether the service should be left alone; setting the clock back does not prolong that."""
        return 0 <= now - self.rest_began < self.rest

    def note_request(self, now: float) -> None:
        self.last = now

    def note_answer(self) -> None:
        """Forget earlier refusals."""
        self.refusals, self.rest = 0, 0.0

    def note_failure(self, error: FetchError, now: float) -> None:
        """Leave a busy service alone for as long as it asks, or longer each time if it names no time."""
        if error.busy:
            named = read_retry_after(error.retry_after, now) if error.retry_after else None
            self.rest_began = now
            self.rest = min(SHORTEST_REST * 2.0**self.refusals if named is None else named, LONGEST_REST)
            self.refusals = min(self.refusals + 1, 10)


def read_retry_after(text: str, now: float) -> float | None:
    """Return the seconds in a Retry-After header, a number or a date; None if it is neither."""
    if text.isascii() and text.isdecimal():
        return float(text[:10])
    try:
        moment = parsedate_to_datetime(text)
        return max(0.0, (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now)
    except (ValueError, OverflowError, OSError):
        return None
