"""How many submissions and approvals a second the bot takes from the delivery to the pull request and the merge.

The local GitHub is a process of its own on the same machine, with one lock around every request: it is what the first
tables wait for. In the last ones each call of the bot's waits as it would for a real GitHub, which needs none of this
machine's processors, so that it shows what a second worker brings. `PAPERCLERK_BENCH_PAPERS` is how many papers are
submitted in each run.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

from tests.bench.load_stage import Stage, open_stage
from tests.bench.measure import table

SIZE, PAPERS = 400, int(os.environ.get("PAPERCLERK_BENCH_PAPERS", "16"))
#: Repositories and workers.
RUNS = ((1, 1), (1, 2), (4, 1), (4, 2))
#: How long GitHub takes to answer, in seconds.
DELAYS = (0.0, 0.15)


@dataclass(frozen=True)
class Pace:
    """What a number of threads cost, in seconds: by the clock, and of the bot's and the local GitHub's processors."""

    count: int
    clock: float
    bot: float
    hub: float
    requests: int

    @property
    def rate(self) -> float:
        """How many there were in a second."""
        return self.count / self.clock

    def cells(self, first: Pace) -> list[str]:
        """Return what a table shows of it, beside the first run."""
        each = (1000 / self.count * seconds for seconds in (self.bot, self.hub))
        shares = (seconds / self.clock for seconds in (self.bot, self.hub))
        return [
            f"{self.rate:.1f}",
            f"{self.rate / first.rate:.2f}",
            *(f"{value:.0f} ms" for value in each),
            *(f"{share:.2f}" for share in shares),
            f"{self.requests / self.count:.1f}",
        ]


def pace(stage: Stage, count: int, start: float, bot: float, hub: float) -> Pace:
    """Return what it cost since a moment, once all is done."""
    stage.settle()
    clock = time.perf_counter() - start
    return Pace(count, clock, stage.seconds() - bot, stage.hub_seconds() - hub, stage.hub_traffic()[0])


def measure(repositories: int, workers: int, delay: float) -> tuple[Pace, Pace]:
    """Return the paces of submissions and of approvals, all put in as fast as people could."""
    with open_stage(repositories=repositories, workers=workers, size=SIZE, delay=delay) as stage:
        for name in stage.repositories:
            stage.submit(repository=name)
        stage.settle()
        stage.hub_traffic()
        names = [stage.repositories[n % repositories] for n in range(PAPERS)]
        at = (time.perf_counter(), stage.seconds(), stage.hub_seconds())
        threads = [(name, stage.submit(repository=name)) for name in names]
        submissions = pace(stage, len(threads), *at)
        at = (time.perf_counter(), stage.seconds(), stage.hub_seconds())
        for name, number in threads:
            stage.comment(number, "/approve", repository=name)
        approvals = pace(stage, len(threads), *at)
        for name, number in threads:
            found = stage.call("GET", f"/issues/{number}", repository=name)
            assert found["state"] == "closed", f"{name}#{number} is not merged"
    return submissions, approvals


def run() -> None:
    """Print both paces for each number of repositories and workers, and for each kind of GitHub."""
    columns = ["Repositories", "Workers", "a second", "÷ first row"]
    columns += ["bot's processor, each", "GitHub's, each", "bot's processors in use", "GitHub's", "requests, each"]
    for delay in DELAYS:
        found = {key: measure(*key, delay) for key in RUNS}
        for number, name in enumerate(("submissions", "approvals")):
            first = found[RUNS[0]][number]
            rows = [[*map(str, key), *paces[number].cells(first)] for key, paces in found.items()]
            table(f"{PAPERS} {name} end to end, {SIZE} papers, calls wait {delay * 1000:.0f} ms", columns, rows)
