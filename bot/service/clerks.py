"""The clerks of all served lists: each does one job at a time, and the memory they use is limited."""

import threading
from collections.abc import Callable, Mapping
from functools import partial

from bot.catalogue.data.store import read_shipped_venues
from bot.catalogue.identity.metadata import LookUp
from bot.workflow.changes import Plan
from bot.workflow.clerk import Clerk
from bot.workflow.hub import Hub
from bot.workflow.snapshots.loading import LoadedList

#: How many papers are kept in memory, for all lists together: each takes about six kilobytes.
MOST_PAPERS = 25_000


class Clerks:
    """A clerk for each repository, by name, made when first needed; `tell` receives what they did.

    Lists that nobody used lately are dropped from memory and read again when needed. Safe to share between threads.
    """

    def __init__(self, look_up: LookUp | None, tell: Callable[[str, int | None, Plan], object]) -> None:
        self.look_up = look_up
        self.tell = tell
        self.known: dict[str, Clerk] = {}
        self.turns: dict[str, threading.Lock] = {}
        #: How many papers are in memory for each list, the list used last at the end.
        self.papers: dict[str, int] = {}
        self.lock = threading.Lock()

    def turn(self, repository: str) -> threading.Lock:
        """Return the lock that gives exclusive use of a repository's clerk."""
        return self.turns.setdefault(repository, threading.Lock())

    def call(self, repository: str, hub: Hub) -> Clerk:
        """Return the clerk of a repository, whose turn the caller holds, with the present connection to GitHub."""
        clerk = self.known.get(repository)
        if clerk is None:
            tell = partial(self.tell, repository)
            clerk = self.known[repository] = Clerk(hub, self.look_up, read_shipped_venues(), tell=tell)
        clerk.hub = hub
        return clerk

    def read_lists(self) -> Mapping[str, LoadedList]:
        found = {name: clerk.loaded for name, clerk in tuple(self.known.items())}
        return {name: loaded for name, loaded in found.items() if loaded}

    def hold(self, repository: str) -> None:
        """Note that a list was just used, and drop others while too many papers are in memory."""
        clerk = self.known.get(repository)
        with self.lock:
            self.papers.pop(repository, None)
            # The App may have been removed there meanwhile.
            self.papers[repository] = clerk.count_papers() if clerk else 0
            total = sum(self.papers.values())
            for name in [*self.papers][:-1]:
                if total <= MOST_PAPERS:
                    return
                if self.let_go(name):
                    total -= self.papers.pop(name)

    def let_go(self, repository: str) -> bool:
        """Free the memory held for a list; return False if somebody is working with it."""
        turn = self.turn(repository)
        if not turn.acquire(blocking=False):
            return False
        try:
            if clerk := self.known.get(repository):
                clerk.let_go()
        finally:
            turn.release()
        return True

    def dismiss(self, repository: str) -> None:
        self.known.pop(repository, None)
        with self.lock:
            self.papers.pop(repository, None)
