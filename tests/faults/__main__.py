"""`make faults`: every call with everything that can go wrong with it, 200 orders of mail, 50 kills, 1,000 echoes.

Exit code 1 if one story ended otherwise than undisturbed.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.bench.measure import table
from tests.faults.echoes import ECHOES, echo, storm
from tests.faults.faults import BELIEVED, Case, Reading, find_reading, list_cases, run_case, tell_chapter
from tests.faults.ground import Ground, lossy, triple
from tests.faults.runs import Ending, tell_at_once, tell_killing
from tests.faults.state import State, compare
from tests.faults.story import CHAPTERS

SEEDS, STEPS, ISSUES = 200, 1000, 200
#: Tellings of the whole story with so many kills each: 50 in more than 500 deliveries.
KILLS = (13, 13, 12, 12)

#: What was tried, how many tellings, and what each one that ended otherwise was and how.
Result = tuple[str, int, list[str]]


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def disturb(task: tuple[Case, State]) -> tuple[Case, list[str]]:
    """Tell a chapter with one fault; return how it ended otherwise."""
    return task[0], run_case(*task)


def try_calls(pool: ProcessPoolExecutor) -> Iterator[Result]:
    """Let each call of each chapter fail in each way."""
    told = dict(zip(CHAPTERS, pool.map(tell_chapter, CHAPTERS), strict=True))
    cases = [case for chapter, telling in told.items() for case in list_cases(chapter, telling.calls)]
    ends = dict(pool.map(disturb, ((case, told[case.chapter].state) for case in cases), chunksize=4))
    for reading in BELIEVED:
        covered = [case for case in cases if reading.covers(case)]
        yield report_reading(reading, covered, ends)
    plain = [case for case in cases if not find_reading(BELIEVED, case)]
    calls = sum(len(telling.calls) for telling in told.values())
    wrong = [f"{case}\n{text}" for case in plain for text in ends[case]]
    yield f"{calls} calls of {len(told)} chapters x everything else that can go wrong", len(plain), wrong


def report_reading(reading: Reading, cases: list[Case], ends: dict[Case, list[str]]) -> Result:
    """Return what came of the cases that the clerk takes in a way of its own."""
    name = f"`{reading.call}` x {', '.join(sorted(reading.faults))}: {reading.why}"
    return name, len(cases), [f"{case}\n{text}" for case in cases for text in ends[case]]


def judge(name: str, undisturbed: Ending, endings: Iterable[Ending]) -> Result:
    """Return what was tried, with how each ending differs from the undisturbed one."""
    told = list(endings)
    wrong = [
        f"{name}, {number}\n{text}"
        for number, ending in enumerate(told)
        for text in (*ending.wrong, compare(undisturbed.state, ending.state))
        if text
    ]
    return name, len(told), wrong


def thrice(seed: int) -> Ending:
    """Tell the whole story with every delivery three times."""
    return tell_at_once(tuple(CHAPTERS), mail=triple(seed))


def with_losses(seed: int) -> Ending:
    """Tell the whole story with lost deliveries and sweeps."""
    return tell_at_once(tuple(CHAPTERS), mail=lossy(seed), sweeping=True)


def try_deliveries(pool: ProcessPoolExecutor) -> Iterator[Result]:
    """Let deliveries come thrice and in any order, and get lost."""
    undisturbed = tell_at_once(tuple(CHAPTERS))
    yield judge("every delivery three times, in any order", undisturbed, pool.map(thrice, range(SEEDS)))
    yield judge("30 % of deliveries lost, and a sweep", undisturbed, pool.map(with_losses, range(SEEDS)))


def try_kills(pool: ProcessPoolExecutor) -> Iterator[Result]:
    """Kill the clerk's process."""
    undisturbed = tell_at_once(tuple(CHAPTERS))
    endings = [
        tell_killing(tuple(CHAPTERS), kills=kills, gap=undisturbed.calls // (kills + 4), seed=seed)
        for seed, kills in enumerate(KILLS)
    ]
    deliveries, starts = sum(ending.deliveries for ending in endings), sum(ending.starts - 1 for ending in endings)
    yield judge(f"{starts} x kill -9 in {deliveries} deliveries", undisturbed, endings)


def count_answers(place: int) -> int:
    """Return how often the clerk comments to an echo, named by its place: a function of its own cannot be sent."""
    with tempfile.TemporaryDirectory() as folder, Ground(Path(folder)) as ground:
        return len(echo(ground, STEPS, ECHOES[place]))


def try_echoes(pool: ProcessPoolExecutor) -> Iterator[Result]:
    """Let accounts answer the clerk, and one open many issues."""
    for kind, count in zip(ECHOES, pool.map(count_answers, range(len(ECHOES))), strict=True):
        yield f"{STEPS} steps of {kind.name}", 1, [] if count == 1 else [f"{kind.name}: {count} comments"]
    with tempfile.TemporaryDirectory() as folder, Ground(Path(folder)) as ground:
        counts = storm(ground, ISSUES)
    yield f"{ISSUES} issues at once", 1, [] if counts == [1] * ISSUES else [f"comments: {counts}"]


PROOFS: dict[str, Callable[[ProcessPoolExecutor], Iterator[Result]]] = {
    "calls": try_calls,
    "deliveries": try_deliveries,
    "kills": try_kills,
    "echoes": try_echoes,
}


def main(names: list[str]) -> int:
    """Run the proofs that are named, all without a name; print one table."""
    rows, wrong = [], []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for name in names or PROOFS:
            start = time.perf_counter()
            for what, count, otherwise in PROOFS[name](pool):
                rows.append([what, str(count), "all equal" if not otherwise else f"{len(otherwise)} otherwise"])
                wrong += otherwise
                say(" | ".join(rows[-1]))
            say(f"{name}: {time.perf_counter() - start:.0f} s")
    say("\n\n".join(wrong))
    table("Faults", ["what was done", "tellings", "final state"], rows)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
