"""What an event costs the bot, in processor time, as the list and the open threads grow: it should stay the same.

`PAPERCLERK_BENCH_LONG=1` goes to 40,000 papers and 1,000 open threads.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.load_stage import Stage, open_stage
from tests.bench.measure import table

LONG = os.environ.get("PAPERCLERK_BENCH_LONG", "") == "1"
SIZES = (400, 4_000, 40_000) if LONG else (400, 4_000)
OPEN = (10, 100, 1_000) if LONG else (10, 100)
#: So often each kind of event is measured.
TIMES = 10
#: The list moved before each of the submissions.
EVENTS = ("a submission after a merge", "a comment", "an approval", "one without section", "a refusal")


@contextmanager
def count_cost(stage: Stage, sums: dict[str, float], event: str) -> Iterator[None]:
    """Add the processor time that the bot needs for what somebody does, in milliseconds."""
    before = stage.seconds()
    yield
    stage.settle()
    sums[event] += (stage.seconds() - before) * 1000


def measure_events(stage: Stage) -> list[float]:
    """Return what each of EVENTS costs on average."""
    sums = dict.fromkeys(EVENTS, 0.0)
    for _ in range(TIMES):
        stage.list_paper()
        with count_cost(stage, sums, "a submission after a merge"):
            number = stage.submit()
        with count_cost(stage, sums, "a comment"):
            stage.comment(number, "Thank you.")
        with count_cost(stage, sums, "an approval"):
            stage.comment(number, "/approve")
        stage.list_paper()
        with count_cost(stage, sums, "one without section"):
            number = stage.submit(with_section=False)
        with count_cost(stage, sums, "a refusal"):
            stage.comment(number, "/reject")
    return [total / TIMES for total in sums.values()]


def grow_list() -> Iterator[list[str]]:
    """Yield a row for each length of the list."""
    for size in SIZES:
        with open_stage(size=size) as stage:
            first = {"look": 0.0}
            with count_cost(stage, first, "look"):
                stage.submit()
            events = measure_events(stage)
            yield [
                f"{size:,}",
                f"{first['look']:,.0f} ms",
                *(f"{event:,.0f} ms" for event in events),
                f"{stage.memory():,.0f} MiB",
            ]


def grow_threads() -> Iterator[list[str]]:
    """Yield a row for each number of open threads."""
    with open_stage(size=SIZES[0]) as stage:
        opened = 0
        for count in OPEN:
            for _ in range(count - opened):
                stage.submit()
            stage.settle()
            opened = count
            events = measure_events(stage)
            yield [f"{count:,}", *(f"{event:,.0f} ms" for event in events), f"{stage.memory():,.0f} MiB"]


def run() -> None:
    """Print what events cost beside the length of the list and the number of open threads."""
    columns = [*EVENTS, "memory"]
    heading = "The bot's processor time for an event"
    table(f"{heading}, by the length of the list", ["Papers", "first look", *columns], list(grow_list()))
    table(f"{heading}, by open threads ({SIZES[0]} papers)", ["Open", *columns], list(grow_threads()))
