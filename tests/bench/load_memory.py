"""What the bot's memory is after more and more events: it should stay the same.

`PAPERCLERK_BENCH_EVENTS` is how many events there are; half of them end with a merge, which moves the list.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from tests.bench.load_stage import open_stage
from tests.bench.measure import table

EVENTS, ROWS = int(os.environ.get("PAPERCLERK_BENCH_EVENTS", "500")), 5
#: A submission and what a maintainer says of it.
EVENTS_OF_A_ROUND = 2


def measure() -> Iterator[list[str]]:
    """Yield a row for each part of the events."""
    with open_stage(size=400) as stage:
        first = None
        for row in range(ROWS + 1):
            memory = stage.weigh().memory
            # What is loaded once is there after the first part.
            first = memory if row == 1 else first
            yield [f"{row * EVENTS // ROWS:,}", f"{memory:.0f} MiB", f"{memory / first:.2f}" if first else ""]
            for round_ in range(EVENTS // ROWS // EVENTS_OF_A_ROUND if row < ROWS else 0):
                number = stage.submit()
                stage.comment(number, "/reject" if round_ % 2 else "/approve")
                stage.settle()
            stage.hub_requests()


def run() -> None:
    """Print the memory after each part of the events."""
    table("The bot's memory over its events", ["Events", "memory", "÷ after the first part"], list(measure()))
