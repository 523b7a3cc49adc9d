"""What is kept of lists between two jobs, within bounds: what nobody asked for lately is read again when needed."""

from __future__ import annotations

import threading
from collections.abc import Callable

#: So many papers are held, of all lists together: each takes about six kilobytes, in texts, records and index.
MOST_PAPERS = 25_000


class Holding:
    """How many papers are held of each list, the one that was asked for last at the end.

    `let_go` frees what is held of a list; it returns False where that is being worked with. Safe to share between
    threads.
    """

    def __init__(self, let_go: Callable[[str], bool]) -> None:
        self.let_go = let_go
        self.papers: dict[str, int] = {}
        self.lock = threading.Lock()

    def hold(self, repository: str, papers: int) -> None:
        """Take note that a list was just worked with, and let go of others while too much is held."""
        with self.lock:
            self.papers.pop(repository, None)
            self.papers[repository] = papers
            total = sum(self.papers.values())
            for name in [*self.papers][:-1]:
                if total <= MOST_PAPERS:
                    return
                if self.let_go(name):
                    total -= self.papers.pop(name)

    def forget(self, repository: str) -> None:
        """Take note that nothing is held of a list any more."""
        with self.lock:
            self.papers.pop(repository, None)
