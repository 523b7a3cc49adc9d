"""Deliveries that arrive together are stored together: a commit takes the disk the same time for one or many."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from queue import SimpleQueue

from bot.hub.delivery import Event
from bot.service.inbox import InboxError

#: In seconds. GitHub hangs up after ten; what is stored later was reported as failed, and is recognised when sent
#: again.
LONGEST_STORING = 9.0

Arrival = tuple[Event, Future[bool]]


class BatchWriter:
    """Stores deliveries in a thread of its own; those that arrive while the disk is busy are stored together next.

    `store` writes several in one transaction and returns for each whether it was new. A single writer also spares the
    web threads the queue for the database's lock, which takes them longer than the writing.
    """

    def __init__(self, store: Callable[[Sequence[Event]], Sequence[bool]]) -> None:
        self.store = store
        self.waiting: SimpleQueue[Arrival | None] = SimpleQueue()
        self.thread = threading.Thread(target=self.run, name="paperclerk-arrivals", daemon=True)
        self.thread.start()

    def put(self, event: Event) -> bool:
        """Return whether a delivery was new, once it is stored; raise InboxError if it cannot be, or not in time."""
        if not self.thread.is_alive():
            raise InboxError("the inbox is closed")
        stored: Future[bool] = Future()
        self.waiting.put((event, stored))
        try:
            return stored.result(LONGEST_STORING)
        except TimeoutError as error:
            raise InboxError("the delivery could not be stored in time") from error

    def run(self) -> None:
        while arrived := list(self.gather()):
            try:
                fresh = self.store([event for event, _ in arrived])
            except Exception as error:  # noqa: BLE001  whoever waits for it is to deal with it
                for _, stored in arrived:
                    stored.set_exception(error)
            else:
                for (_, stored), is_fresh in zip(arrived, fresh, strict=True):
                    stored.set_result(is_fresh)

    def gather(self) -> Iterator[Arrival]:
        """Wait for an arrival, and yield it with all that are here by now; nothing once this is closed."""
        arrival = self.waiting.get()
        while arrival is not None:
            yield arrival
            if self.waiting.empty():
                return
            arrival = self.waiting.get()
        self.waiting.put(None)

    def close(self) -> None:
        self.waiting.put(None)
        self.thread.join(LONGEST_STORING)
