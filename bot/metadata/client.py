"""Looks papers up in the cache, else at the service for the kind of identifier, in limited time."""

import asyncio
import logging
import threading
import time
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.catalogue.data import store
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import Metadata
from bot.catalogue.venues import Venues
from bot.metadata.arxiv import ask_arxiv
from bot.metadata.cache import Cache
from bot.metadata.crossref import crossref
from bot.metadata.fetcher import Fetcher, FetchError, Response
from bot.metadata.openreview import ask_openreview
from bot.metadata.service import Backoff, Service

log = logging.getLogger(__name__)

#: In seconds, for everything that one thread needs; the rest is looked up the next time.
PATIENCE = 30.0
Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Bases:
    """The services' addresses. Only one on this very machine may be private."""

    arxiv: str = "https://export.arxiv.org"
    crossref: str = "https://api.crossref.org"
    openreview: str = "https://api2.openreview.net"


def list_services(bases: Bases, contact: str | None) -> tuple[Service, ...]:
    """Return the services; arXiv asks for three seconds between requests, the others for a few a second."""
    return (
        Service("arXiv", "arxiv", bases.arxiv.rstrip("/"), ask_arxiv, gap=3.0, at_once=50),
        Service("Crossref", "doi", bases.crossref.rstrip("/"), crossref(contact), gap=0.2),
        Service("OpenReview", "openreview", bases.openreview.rstrip("/"), ask_openreview, gap=0.5),
    )


class MetadataClient:
    """Looks up what is known about papers; safe to share between threads, which then wait for each other.

    `venues` are recognised where a service says in words where a paper was published. `clock` counts seconds since
    1970; `sleep` waits between two requests to one service.
    """

    def __init__(
        self,
        services: Iterable[Service],
        *,
        venues: Venues,
        fetcher: Fetcher,
        cache: Cache | None,
        clock: Callable[[], float],
        sleep: Sleep,
    ) -> None:
        self.paces = {service: Backoff(service.gap) for service in services}
        self.venues = venues
        self.fetcher = fetcher
        self.cache = cache
        self.clock = clock
        self.sleep = sleep
        self.lock = threading.Lock()

    def __call__(self, identifiers: Collection[Identifier]) -> dict[Identifier, Metadata]:
        """Return what is known, by identifier; one that is missing could not be looked up. Never raises."""
        found: dict[Identifier, Metadata] = {}
        try:
            found |= self.recall(identifiers)
            kinds = {service.kind for service in self.paces}
            wanted = sorted({identifier for identifier in identifiers if identifier.kind in kinds} - set(found))
            if wanted:
                with self.lock:
                    asyncio.run(self.look_up(wanted, found))
        except Exception as error:  # noqa: BLE001  the review goes on without; a message could repeat what was answered
            log.error("looking up failed: %s", type(error).__name__)
        return found

    def recall(self, identifiers: Collection[Identifier]) -> dict[Identifier, Metadata]:
        if self.cache is None:
            return {}
        remembered = ((identifier, self.cache.get(identifier)) for identifier in identifiers)
        return {identifier: facts for identifier, facts in remembered if facts}

    async def look_up(self, wanted: Sequence[Identifier], found: dict[Identifier, Metadata]) -> None:
        """Ask all services side by side and add their answers to `found` as they come."""
        consultations = (
            self.consult(service, [identifier for identifier in wanted if identifier.kind == service.kind], found)
            for service in self.paces
        )
        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.gather(*consultations)
        except TimeoutError:
            log.warning("looking up took too long, %s of %s are left", len(set(wanted) - set(found)), len(wanted))

    async def consult(self, service: Service, wanted: Sequence[Identifier], found: dict[Identifier, Metadata]) -> None:
        """Ask one service, in as few requests as it allows, until all is answered or it wants to be left alone."""
        pace = self.paces[service]
        for start in range(0, len(wanted), service.at_once):
            if pace.is_resting(self.clock()):
                log.info("%s: left alone for now", service.name)
                return
            try:
                answered = await service.ask(
                    lambda path: self.fetch(service, path), wanted[start : start + service.at_once], self.venues
                )
            except FetchError as error:
                log.warning("%s: %s", service.name, error)
                continue
            except Exception as error:  # noqa: BLE001  one service's odd answer must not cost the others' answers
                log.error("%s: reading the answer failed: %s", service.name, type(error).__name__)
                continue
            found |= answered
            self.remember(answered)

    async def fetch(self, service: Service, path: str) -> Response:
        """Ask a service for a path when its pace allows it, and note how that went."""
        pace = self.paces[service]
        if pause := pace.pause(self.clock()):
            await self.sleep(pause)
        try:
            answer = await self.fetcher.fetch(service.base + path)
        except FetchError as error:
            pace.note_failure(error, self.clock())
            raise
        else:
            pace.note_answer()
            return answer
        finally:
            pace.note_request(self.clock())

    def remember(self, answered: dict[Identifier, Metadata]) -> None:
        if self.cache is not None:
            for identifier, facts in answered.items():
                self.cache.put(identifier, facts)

    def close(self) -> None:
        self.fetcher.close()


def open_client(*, cache: Path | None, contact: str | None = None) -> MetadataClient:
    """Return a client that stores answers in the folder `cache`, None for nowhere.

    `contact` is an e-mail address that services may write to.
    """
    services = list_services(Bases(), contact)
    return MetadataClient(
        services,
        venues=store.read_shipped_venues(),
        fetcher=Fetcher((service.base for service in services), contact=contact),
        cache=Cache(cache, clock=time.time) if cache else None,
        clock=time.time,
        sleep=asyncio.sleep,
    )
