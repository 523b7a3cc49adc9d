"""What an event costs the bot, in processor time, as the list and the open threads grow: it should stay the same.

`PAPERCLERK_BENCH_LONG=1` goes to 40,000 papers and 1,000 open threads.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from tests.bench.load_stage import Stage, open_stage
from tests.bench.measure import table

LONG = os.environ.get("PAPERCLERK_BENCH_LONG", "") == "1"
SIZES = (400, 4_000, 40_000) if LONG else (400, 4_000)
OPEN = (10, 100, 1_000) if LONG else (10, 100)
#: So often each kind of event is measured.
TIMES = 10


def cost(stage: Stage, act: Callable[[], object]) -> float:
    """Return the processor time that the bot needs for what somebody does, in milliseconds."""
    before = stage.seconds()
    act()
    stage.settle()
    return (stage.seconds() - before) * 1000


def measure_events(stage: Stage) -> Iterator[float]:
    """Yield what events cost on average: a submission after a merge, a comment, an approval, and so without section.

    Each approval moves the list, so each submission finds another one.
    """
    sums = [0.0] * 4
    for _ in range(TIMES):
        numbers: list[int] = []
        sums[0] += cost(stage, lambda numbers=numbers: numbers.append(stage.submit()))  # type: ignore[misc]
        sums[1] += cost(stage, lambda numbers=numbers: stage.comment(numbers[0], "Thank you."))  # type: ignore[misc]
        sums[2] += cost(stage, lambda numbers=numbers: stage.comment(numbers[0], "/approve"))  # type: ignore[misc]
        sums[3] += cost(stage, lambda numbers=numbers: numbers.append(stage.submit(with_section=False)))  # type: ignore[misc]
        cost(stage, lambda numbers=numbers: stage.comment(numbers[1], "/reject"))  # type: ignore[misc]
    yield from (total / TIMES for total in sums)


def grow_list() -> Iterator[list[str]]:
    """Yield a row for each length of the list."""
    for size in SIZES:
        with open_stage(size=size) as stage:
            first = cost(stage, stage.submit)
            events = list(measure_events(stage))
            yield [
                f"{size:,}",
                f"{first:,.0f} ms",
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
            events = list(measure_events(stage))
            yield [f"{count:,}", *(f"{event:,.0f} ms" for event in events), f"{stage.memory():,.0f} MiB"]


def run() -> None:
    """Print what events cost beside the length of the list and the number of open threads."""
    events = ["submission after a merge", "comment", "approval", "submission without a section", "memory"]
    heading = "The bot's processor time for an event"
    table(f"{heading}, by the length of the list", ["Papers", "first look", *events], list(grow_list()))
    table(f"{heading}, by open threads ({SIZES[0]} papers)", ["Open", *events], list(grow_threads()))
