"""The clerks of all lists that are served: each has one job at a time, and what they keep stays within bounds."""

import threading
from collections.abc import Callable, Mapping
from functools import partial

from bot.catalogue.data.store import read_shipped_venues
from bot.catalogue.identity.metadata import LookUp
from bot.workflow.changes import Plan
from bot.workflow.clerk import Clerk
from bot.workflow.hub import Hub
from bot.workflow.snapshots.loading import LoadedList

#: So many papers are held, of all lists together: each takes about six kilobytes, in texts, records and index.
MOST_PAPERS = 25_000


class Clerks:
    """A clerk for each repository, by its name, made when it is first needed; `tell` hears what they did.

    What they keep of a list is let go of where nobody asked for it lately, and read again when it is needed. Safe to
    share between threads.
    """

    def __init__(self, look_up: LookUp | None, tell: Callable[[str, int | None, Plan], object]) -> None:
        self.look_up = look_up
        self.tell = tell
        self.known: dict[str, Clerk] = {}
        self.turns: dict[str, threading.Lock] = {}
        #: How many papers are held of each list, the one that was asked for last at the end.
        self.papers: dict[str, int] = {}
        self.lock = threading.Lock()

    def turn(self, repository: str) -> threading.Lock:
        """Return what keeps all others from a repository's clerk while it is held."""
        return self.turns.setdefault(repository, threading.Lock())

    def call(self, repository: str, hub: Hub) -> Clerk:
        """Return the clerk of a repository, whose turn one has, with today's way to GitHub."""
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
        """Take note that a list was just worked with, and let go of others while too much is held."""
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
        """Free what is held of a list's files; return False where somebody works with them."""
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
