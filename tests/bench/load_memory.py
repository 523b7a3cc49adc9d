"""What the bot's memory is after more and more events: it should stay the same.

A round is a submission, its approval and the removal of the paper by hand, so that the list is as long after it as
before, and another submission that is refused. Events are the deliveries that the bot gets, those of its own deeds too;
`PAPERCLERK_BENCH_EVENTS` is how many.
"""

import os
from collections.abc import Iterator

from tests.bench.load_stage import Stage, open_stage
from tests.bench.measure import table

EVENTS, ROWS, SIZE = int(os.environ.get("PAPERCLERK_BENCH_EVENTS", "500")), 5, 400


def play_round(stage: Stage) -> None:
    """List a paper and remove it by hand; reject another."""
    number, other = stage.submit(), stage.submit(with_section=False)
    stage.settle()
    before = list_files(stage)
    stage.comment(number, "/approve")
    stage.comment(other, "/reject")
    stage.settle()
    ((path, blob),) = list_files(stage).items() - before.items()
    stage.call("DELETE", f"/contents/{path}", message="Remove", sha=blob, branch="main")
    stage.settle()


def list_files(stage: Stage) -> dict[str, str]:
    """Return the git numbers of the listed papers' files, by path."""
    entries = stage.call("GET", "/git/trees/main?recursive=1")["tree"]
    return {entry["path"]: entry["sha"] for entry in entries if entry["path"].startswith("data/papers/")}


def measure() -> Iterator[list[str]]:
    """Yield a row for each part of the events."""
    with open_stage(size=SIZE) as stage:
        play_round(stage)
        stage.hub_traffic()
        first, events = stage.memory(), 0
        for row in range(ROWS + 1):
            while events < EVENTS * row // ROWS:
                play_round(stage)
                events += stage.hub_traffic()[1]
            memory = stage.memory()
            yield [f"{events:,}", f"{memory:.1f} MiB", f"{memory / first:.2f}"]


def run() -> None:
    """Print the memory after each part of the events."""
    heading = f"The bot's memory over its events, a list of {SIZE} papers"
    table(heading, ["Events", "memory", "÷ after the first round"], list(measure()))
