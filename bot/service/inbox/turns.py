"""Whose turn it is: repositories take turns, and so do the accounts in each, so that a flood delays nobody else."""

from collections.abc import Collection
from typing import NamedTuple

#: How many are remembered, those with the latest turns; any other counts as new.
MOST_REMEMBERED = 10_000
#: After so many turns for jobs that somebody asked for, a sweep's job gets one, even under constant load.
MOST_AHEAD = 20


class Due(NamedTuple):
    """The first due job of an account in a repository, and whether only a sweep asked for it.

    `due` is 0 for a fresh job, else the time of its next try.
    """

    repository: str
    actor: str
    due: float
    swept: bool
    ticket: int


class Turns:
    """Remembers when this process last took a job of each repository and account; a restart begins a new round."""

    def __init__(self) -> None:
        self.taken = self.ahead = 0
        self.last: dict[tuple[str, ...], int] = {}

    def choose(self, jobs: Collection[Due]) -> Due:
        """Return the next job: from the repository, and there from the account, whose last turn was longest ago.

        Jobs that somebody waits for nearly always go first: after a start, a sweep asks for every list. Fresh jobs go
        before failed ones.
        """
        if self.ahead >= MOST_AHEAD:
            jobs = [job for job in jobs if job.swept] or jobs
        first: dict[str, Due] = {}
        for job in sorted(jobs, key=lambda job: (job.due, job.swept, job.ticket)):
            first.setdefault(job.repository, job)
        chosen = min(first.values(), key=lambda job: (job.swept, self.last.get((job.repository,), 0), job.ticket))
        here = (job for job in jobs if job.repository == chosen.repository)
        return min(here, key=self.place)

    def place(self, job: Due) -> tuple[float, bool, int, int]:
        return job.due, job.swept, self.last.get((job.repository, job.actor), 0), job.ticket

    def take(self, job: Due) -> None:
        """Note that a repository had its turn, and one of its people."""
        self.taken += 1
        self.ahead = 0 if job.swept else self.ahead + 1
        for key in ((job.repository,), (job.repository, job.actor)):
            self.last.pop(key, None)
            self.last[key] = self.taken
        while len(self.last) > MOST_REMEMBERED:
            del self.last[next(iter(self.last))]
