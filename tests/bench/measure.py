"""Measures calls and prints tables."""

import gc
import resource
import sys
import time
from collections.abc import Callable, Sequence


def seconds(call: Callable[[], object], *, times: int = 3) -> float:
    """Return the best of some runs, in seconds: the one least disturbed by what else the machine did."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best


def processor_seconds(call: Callable[[], object]) -> float:
    """Return the processor time that a call took, its child processes included: what else runs does not count."""
    gc.collect()
    before = used()
    call()
    return used() - before


def used() -> float:
    """Return the processor time of this process and of its children that ended, in seconds."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def peak_memory() -> float:
    """Return the most memory that this process had so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(heading: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a Markdown table."""
    lines = [f"\n## {heading}\n", f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
