"""Has GitHub redeliver what an App's webhook missed: it never does so by itself."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from github import GithubException

from bot.hub.connection import Connection
from bot.hub.limits import is_outage, pause_after

log = logging.getLogger(__name__)

#: GitHub redelivers nothing older.
KEPT = timedelta(days=3)
#: A delivery that the webhook refused so often in this process will be refused again.
MOST_ASKED = 5


@dataclass(frozen=True, slots=True)
class Attempt:
    """GitHub's attempt at a delivery: `guid` is the event's number, `id` this attempt's, `status` our answer's."""

    id: int
    guid: str
    at: datetime
    status: int

    @property
    def succeeded(self) -> bool:
        return 200 <= self.status < 300


def choose_failed(attempts: Iterable[Attempt]) -> list[Attempt]:
    """Return the newest attempt for each event that never arrived, oldest event first; attempts come newest first."""
    newest: dict[str, Attempt] = {}
    arrived = set()
    for attempt in attempts:
        newest.setdefault(attempt.guid, attempt)
        if attempt.succeeded:
            arrived.add(attempt.guid)
    return [attempt for guid, attempt in reversed(newest.items()) if guid not in arrived]


class Redelivery:
    """Remembers how far the list of deliveries was read, and how often each was requested again."""

    def __init__(self, connection: Connection, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.connection = connection
        self.clock = clock
        self.seen: frozenset[int] = frozenset()
        self.asked: Counter[str] = Counter()

    def find(self) -> list[Attempt]:
        """Return the deliveries to request again; none with a personal token, which may not read webhooks."""
        return self.choose(list(self.read_new()))

    def choose(self, attempts: Sequence[Attempt]) -> list[Attempt]:
        """Return which attempts, given newest first, to request again."""
        return [attempt for attempt in choose_failed(attempts) if self.asked[attempt.guid] < MOST_ASKED]

    def run(self) -> int:
        """Request again all that should be; return their number."""
        attempts = list(self.read_new())
        failed = self.choose(attempts)
        for attempt in failed:
            try:
                self.connection.ask_as_app(f"/app/hook/deliveries/{attempt.id}/attempts", "POST")
            except GithubException as error:
                if is_outage(error) or pause_after(error) is not None:
                    raise
                log.error("delivery %s cannot be had again: %s", attempt.guid, error.status)
            self.asked[attempt.guid] += 1
        # Last: if GitHub does not answer a request, the next run finds the rest again.
        self.seen = frozenset(attempt.id for attempt in attempts) or self.seen
        return len(failed)

    def read_new(self) -> Iterator[Attempt]:
        """Yield the unseen attempts of the last days, newest first."""
        oldest = self.clock() - KEPT
        address = None if self.connection.token is not None else "/app/hook/deliveries?per_page=100"
        while address:
            headers, content = self.connection.ask_as_app(address)
            for item in content:
                attempt = Attempt(
                    item["id"], item["guid"], datetime.fromisoformat(item["delivered_at"]), item["status_code"]
                )
                if attempt.at < oldest or attempt.id in self.seen:
                    return
                yield attempt
            address = next_page(headers.get("link", ""))


def next_page(links: str) -> str | None:
    """Return the address of the next page in a Link header, which holds an opaque cursor; None if there is none."""
    for link in links.split(","):
        address, _, relation = link.partition(";")
        if 'rel="next"' in relation:
            return address.strip().strip("<>")
    return None
