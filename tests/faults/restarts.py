"""PostgreSQL crashes and starts again while deliveries come in and are worked off."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.hub.delivery import Event
from bot.service.inbox import InboxError, Job, Retry
from bot.service.inbox.consumer import Consumer, Work
from bot.service.inbox.postgres import PostgresInbox
from tests.service.postgres import Postgres

#: In seconds; nothing takes longer.
PATIENCE = 900.0
SERVERS, LISTS, THREADS = 2, 5, 40
#: How long a look takes, in seconds, and the share of those that have to be tried again.
LOOK, FAILING = 0.002, 0.1


#: A list and the number of a thread.
Thread = tuple[str, int]


@dataclass
class Log:
    """The number of the last news of each thread: that there were, that were stored, that a look has seen."""

    news: dict[Thread, int] = field(default_factory=dict)
    stored: dict[Thread, int] = field(default_factory=dict)
    seen: dict[Thread, int] = field(default_factory=dict)
    at_work: set[str] = field(default_factory=set)
    refused: int = 0
    wrong: list[str] = field(default_factory=list)

    def lost(self) -> list[str]:
        """Return the threads that nobody looked at after their last news were stored."""
        return [f"{name}#{n} is lost" for (name, n), news in self.stored.items() if self.seen.get((name, n), -1) < news]


class Load:
    """Brings news of threads to inboxes, and does their jobs, of which one in ten has to be tried again."""

    def __init__(self, seed: int) -> None:
        self.log = Log()
        self.lock = threading.Lock()
        self.chance = random.Random(seed)

    def work(self, job: Job) -> Retry | None:
        """Look at a thread."""
        thread = job.repository, job.number or 0
        with self.lock:
            if job.repository in self.log.at_work:
                self.log.wrong.append(f"two jobs of {job.repository} run at once")
            self.log.at_work.add(job.repository)
            seen, fails = self.log.news[thread], self.chance.random() < FAILING
        time.sleep(LOOK)
        with self.lock:
            self.log.at_work.discard(job.repository)
            if fails:
                return Retry("chance", pause=0.1)
            self.log.seen[thread] = seen
        return None

    def bring(self, inbox: PostgresInbox, numbers: range) -> None:
        """Bring deliveries, each again until it is stored."""
        for number in numbers:
            thread = f"lab/list-{number % LISTS}", number % THREADS + 1
            with self.lock:
                self.log.news[thread] = max(number, self.log.news.get(thread, -1))
            while not self.is_stored(inbox, Event(f"{number}", *thread, sender="ada", installation=None)):
                time.sleep(0.05)
            with self.lock:
                self.log.stored[thread] = max(number, self.log.stored.get(thread, -1))

    def is_stored(self, inbox: PostgresInbox, event: Event) -> bool:
        """Bring a delivery; tell whether it was stored."""
        try:
            inbox.put(event)
        except InboxError:
            self.log.refused += 1
            return False
        return True


def crash(programs: Path, *, deliveries: int, restarts: int, seed: int) -> Log:
    """Bring deliveries to two servers while their database crashes; return what came of it once nothing waits."""
    load = Load(seed)
    with ExitStack() as stack:
        server = stack.enter_context(Postgres(programs))
        url = server.create_database()
        inboxes = [stack.enter_context(serve(url, load.work)) for _ in range(SERVERS)]
        doors = [
            threading.Thread(target=load.bring, args=(inbox, range(place, deliveries, SERVERS)), daemon=True)
            for place, inbox in enumerate(inboxes)
        ]
        for door in doors:
            door.start()
        for _ in range(restarts):
            time.sleep(load.chance.uniform(0.2, 1.0))
            server.restart()
        for door in doors:
            door.join(PATIENCE)
            if door.is_alive():
                load.log.wrong.append("deliveries come still")
        end = time.monotonic() + PATIENCE
        while (left := count(inboxes[0])) and time.monotonic() < end:
            time.sleep(0.1)
    load.log.wrong += load.log.lost()
    if left:
        load.log.wrong.append(f"{left} jobs wait or run for ever")
    return load.log


def count(inbox: PostgresInbox) -> int:
    """Return how many jobs wait or run, or one where nobody can tell."""
    try:
        found = inbox.count()
    except InboxError:
        return 1
    return found["waiting"] + found["running"]


@contextmanager
def serve(url: str, work: Work) -> Iterator[PostgresInbox]:
    """Let a server do jobs."""
    inbox = PostgresInbox(url)
    consumer = Consumer(inbox)
    thread = threading.Thread(target=consumer.run, args=(work,), kwargs={"workers": 2}, daemon=True)
    thread.start()
    try:
        yield inbox
    finally:
        consumer.stop(5)
        inbox.close()
        thread.join(5)
