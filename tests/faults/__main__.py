"""`make faults`: every call with everything that can go wrong with it, 200 orders of mail, 50 kills, 1,000 echoes, 30
crashes of PostgreSQL under load, and 1,000 issues at once.

The parts come one after the other, each uses every processor and prints a line for all that it tried, and the whole
ends with one table. `python -m tests.faults calls approval batch` runs a part: some proofs, of some chapters of the
story. Exit code 1 if one story ended otherwise than undisturbed.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tests.bench.measure import table
from tests.faults.echoes import ECHOES, echo, storm
from tests.faults.faults import BELIEVED, Case, find_reading, list_cases, run_case, tell_chapter
from tests.faults.flood import flood
from tests.faults.ground import Ground, lossy, triple
from tests.faults.restarts import Log, crash
from tests.faults.runs import Ending, tell_at_once, tell_killing
from tests.faults.state import State, compare
from tests.faults.story import CHAPTERS
from tests.service.postgres import find_programs

SEEDS, STEPS, ISSUES = 200, 1000, 200
#: Issues of one account at once, and how many of them may be answered before somebody else's paper is.
FLOOD, MOST_BEFORE = 1000, 20
#: Tellings of the whole story with so many kills each: 50 in more than 500 deliveries.
KILLS = (13, 13, 12, 12)

#: Of PostgreSQL, in each run.
RUNS, CRASHES, DELIVERIES = 3, 10, 2000

#: The names of chapters of the story.
Chapters = tuple[str, ...]
#: What was tried, how many tellings, and what each one that ended otherwise was and how.
Result = tuple[str, int, list[str]]


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def disturb(task: tuple[Case, State]) -> tuple[Case, list[str]]:
    """Tell a chapter with one fault; return how it ended otherwise."""
    return task[0], run_case(*task)


def try_calls(pool: ProcessPoolExecutor, chapters: Chapters) -> Iterator[Result]:
    """Let each call of each chapter fail in each way."""
    ends: dict[Case, list[str]] = {}
    for chapter, telling in zip(chapters, pool.map(tell_chapter, chapters), strict=True):
        cases = list_cases(chapter, telling.calls)
        ends |= pool.map(disturb, ((case, telling.state) for case in cases), chunksize=4)
        plain = [case for case in cases if not find_reading(BELIEVED, case)]
        yield report(f"{chapter}: {len(telling.calls)} calls x everything that can go wrong", plain, ends)
    for reading in BELIEVED:
        name = f"`{reading.call}` x {', '.join(sorted(reading.faults))}: {reading.why}"
        yield report(name, [case for case in ends if reading.covers(case)], ends)


def report(name: str, cases: list[Case], ends: dict[Case, list[str]]) -> Result:
    """Return what came of some cases."""
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


def thrice(chapters: Chapters, seed: int) -> Ending:
    """Tell chapters with every delivery three times."""
    return tell_at_once(chapters, mail=triple(seed))


def with_losses(chapters: Chapters, seed: int) -> Ending:
    """Tell chapters with lost deliveries and sweeps."""
    return tell_at_once(chapters, mail=lossy(seed), sweeping=True)


def try_deliveries(pool: ProcessPoolExecutor, chapters: Chapters) -> Iterator[Result]:
    """Let deliveries come thrice and in any order, and get lost."""
    undisturbed = pool.submit(tell_at_once, chapters).result()
    seeds = range(SEEDS)
    yield judge("every delivery three times, in any order", undisturbed, pool.map(partial(thrice, chapters), seeds))
    yield judge("30 % of deliveries lost, and a sweep", undisturbed, pool.map(partial(with_losses, chapters), seeds))


def kill(chapters: Chapters, calls: int, seed: int) -> Ending:
    """Tell chapters, which take so many calls, while the clerk's process is killed."""
    return tell_killing(chapters, kills=KILLS[seed], gap=max(1, calls // (KILLS[seed] + 4)), seed=seed)


def try_kills(pool: ProcessPoolExecutor, chapters: Chapters) -> Iterator[Result]:
    """Kill the clerk's process."""
    undisturbed = pool.submit(tell_at_once, chapters).result()
    endings = list(pool.map(partial(kill, chapters, undisturbed.calls), range(len(KILLS))))
    deliveries, starts = sum(ending.deliveries for ending in endings), sum(ending.starts - 1 for ending in endings)
    yield judge(f"{starts} x kill -9 in {deliveries} deliveries", undisturbed, endings)


def count_answers(place: int) -> int:
    """Return how often the clerk comments to an echo, named by its place: a function of its own cannot be sent."""
    with tempfile.TemporaryDirectory() as folder, Ground(Path(folder)) as ground:
        return len(echo(ground, STEPS, ECHOES[place]))


def count_storm(issues: int) -> list[int]:
    """Return how often the clerk comments in each of many issues that come at once."""
    with tempfile.TemporaryDirectory() as folder, Ground(Path(folder)) as ground:
        return storm(ground, issues)


def try_echoes(pool: ProcessPoolExecutor, _: Chapters) -> Iterator[Result]:
    """Let accounts answer the clerk, and one open many issues."""
    answers, stormed = pool.map(count_answers, range(len(ECHOES))), pool.submit(count_storm, ISSUES)
    for kind, count in zip(ECHOES, answers, strict=True):
        yield f"{STEPS} steps of {kind.name}", 1, [] if count == 1 else [f"{kind.name}: {count} comments"]
    counts = stormed.result()
    yield f"{ISSUES} issues at once", 1, [] if counts == [1] * ISSUES else [f"comments: {counts}"]


def crash_often(programs: Path, seed: int) -> Log:
    """Let PostgreSQL crash and start again under load."""
    return crash(programs, deliveries=DELIVERIES, restarts=CRASHES, seed=seed)


def try_restarts(pool: ProcessPoolExecutor, _: Chapters) -> Iterator[Result]:
    """Let PostgreSQL crash and start again under load."""
    programs = find_programs()
    if programs is None:
        yield "PostgreSQL is not installed", 0, []
        return
    logs = list(pool.map(partial(crash_often, programs), range(RUNS)))
    refused = sum(log.refused for log in logs)
    name = f"{RUNS * CRASHES} crashes of PostgreSQL in {RUNS * DELIVERIES} deliveries, {refused} refused at first"
    yield name, RUNS, [wrong for log in logs for wrong in log.wrong]


def try_flood(pool: ProcessPoolExecutor, _: Chapters) -> Iterator[Result]:
    """Let one account open many issues on one list, beside a paper on another and one of somebody else's."""
    other, person, answers = pool.submit(flood, FLOOD).result()
    name = f"{FLOOD} issues on one list: another list's paper waited for {other} answers, another person's for {person}"
    whole = [] if answers == FLOOD + 2 else [f"{answers} comments"]
    yield name, 1, [*whole, *(f"{n} came first" for n in (other, person) if n > MOST_BEFORE)]


PROOFS: dict[str, Callable[[ProcessPoolExecutor, Chapters], Iterator[Result]]] = {
    "calls": try_calls,
    "deliveries": try_deliveries,
    "kills": try_kills,
    "echoes": try_echoes,
    "restarts": try_restarts,
    "flood": try_flood,
}


def main(names: list[str]) -> int:
    """Run the proofs that are named, of the chapters that are named, all without a name; print one table."""
    if unknown := set(names) - PROOFS.keys() - CHAPTERS.keys():
        sys.exit(f"neither a proof ({', '.join(PROOFS)}) nor a chapter ({', '.join(CHAPTERS)}): {', '.join(unknown)}")
    chapters = tuple(name for name in CHAPTERS if name in names) or tuple(CHAPTERS)
    rows, wrong = [], []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for name in [name for name in PROOFS if name in names] or PROOFS:
            start = time.perf_counter()
            for what, count, otherwise in PROOFS[name](pool, chapters):
                took = f"{time.perf_counter() - start:.0f} s"
                rows.append(
                    [name, what, str(count), "all equal" if not otherwise else f"{len(otherwise)} otherwise", took]
                )
                wrong += otherwise
                say("\n\n".join([" | ".join(rows[-1]), *otherwise]))
    table("Faults", ["part", "what was done", "tellings", "final state", "since its part began"], rows)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
