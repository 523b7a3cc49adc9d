"""Asks services about papers: the cache first, several numbers at once, and never longer than a review waits."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

from bot.catalogue.facts import Facts
from bot.catalogue.identifiers import Identifier
from bot.catalogue.matching.reading import known_venues
from bot.catalogue.venues import Venues
from bot.metadata.cache import Cache
from bot.metadata.reading import FIRST_PAUSE, LONGEST_PAUSE, Reader, UnansweredError
from bot.metadata.services import Bases, Service, ShapeError

log = logging.getLogger(__name__)

#: So many requests one review may cause, whatever is in the thread.
MOST_REQUESTS = 10


class Bibliographer:
    """Called with identifiers it returns what is known of each; one that is missing could not be looked up.

    A service that refuses is left alone for as long as it asks; reviews go on without it, and a later one asks again.
    """

    def __init__(
        self,
        venues: Venues,
        cache: Cache,
        bases: Bases,
        reader: Reader,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.venues = venues
        self.cache = cache
        self.services = bases.services
        self.reader = reader
        self.clock = clock
        self.sleep = sleep
        self.lock = threading.Lock()
        self.next: dict[str, float] = {}
        self.pauses: dict[str, float] = {}

    def __call__(self, identifiers: Collection[Identifier]) -> Mapping[Identifier, Facts]:
        """Return what is known; a paper that no service has (its address says enough) is not asked about."""
        found = {one: facts for one in sorted(identifiers) if (facts := self.cache.get(one))}
        missing = [one for one in sorted(identifiers) if one not in found]
        requests = [(service, some) for service in self.services for some in batches(service, missing)]
        with self.lock:
            for service, some in requests[:MOST_REQUESTS]:
                for one, facts in self.ask(service, some).items():
                    self.cache.put(one, facts)
                    found[one] = facts
        return found

    def ask(self, service: Service, asked: Sequence[Identifier]) -> Mapping[Identifier, Facts]:
        """Ask a service, unless it wants to be left alone; whatever goes wrong is logged, and nothing is known."""
        wait = self.next.get(service.name, 0.0) - self.clock()
        if wait > service.between:
            return {}
        if wait > 0:
            self.sleep(wait)
        try:
            status, body = self.reader.read(service.address(service.base, asked))
            answer = self.read(service, status, body, asked)
        except UnansweredError as error:
            self.leave_alone(service, error.pause)
            log.warning("%s did not answer: %s", service.name, error)
            return {}
        except ShapeError as error:
            self.leave_alone(service, None)
            log.warning("%s answered with %s", service.name, error)
            return {}
        self.pauses.pop(service.name, None)
        self.next[service.name] = self.clock() + service.between
        return answer

    def read(
        self, service: Service, status: int, body: bytes, asked: Sequence[Identifier]
    ) -> Mapping[Identifier, Facts]:
        """Read an answer; a 404 to a question about one paper says that there is none."""
        if status == 404:
            if len(asked) > 1:
                raise ShapeError("404")
            return {asked[0]: Facts(service.name, exists=False)}
        return service.parse(body, asked, self.venues)

    def leave_alone(self, service: Service, pause: float | None) -> None:
        """Remember not to ask a service for a while, each time longer where it does not say how long."""
        longer = min(2 * self.pauses[service.name], LONGEST_PAUSE) if service.name in self.pauses else FIRST_PAUSE
        self.pauses[service.name] = longer
        self.next[service.name] = self.clock() + (longer if pause is None else max(pause, service.between))

    def close(self) -> None:
        """Close the connections."""
        self.reader.client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def open_bibliographer(path: Path, *, contact: str | None = None, bases: Bases | None = None) -> Bibliographer:
    """Return a Bibliographer with its cache at `path`; `contact` is a mail address, which Crossref answers better."""
    bases = bases or Bases()
    reader = Reader([service.base for service in bases.services], contact=contact)
    return Bibliographer(known_venues(), Cache(path), bases, reader)


def batches(service: Service, identifiers: Sequence[Identifier]) -> Iterator[Sequence[Identifier]]:
    """Yield the identifiers that a service knows, as many as it takes at once."""
    mine = [one for one in identifiers if one.kind == service.kind]
    for start in range(0, len(mine), service.at_once):
        yield mine[start : start + service.at_once]
