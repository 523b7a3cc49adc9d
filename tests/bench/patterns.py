"""Do the compiled patterns of the program take time in proportion to a text, or do some look back over it?

Every pattern is searched through texts, even one that the program only matches as a whole: texts of one thing that
comes again and again, made of what its own source names, at two lengths. The peer in the same run is a pattern that is
known to grow with the square.
"""

import gc
import importlib
import pkgutil
import re
import time
from collections import deque
from collections.abc import Iterator
from functools import cache

import bot
from bot.patterns import AskedPattern
from tests.bench.measure import table

SHORT, LONG = 200, 800
#: What everybody types; a pattern's own letters come on top.
PUMPS = (
    " ",
    "\n",
    "a",
    "A",
    "1",
    "(",
    "[",
    "![",
    "[a](",
    "<",
    "<!--",
    "`",
    "*",
    "_",
    "|",
    ",",
    ".",
    ":",
    "-",
    '"',
    "“",
    "@",
    "#",
    "/",
    "\\",
    "{",
    "a ",
    "A. ",
    "a, ",
    "1. ",
    "| a ",
    "https://a.b/",
)
LITERAL = re.compile(r"(?<!\\)[A-Za-z][A-Za-z ]{2,}")
#: Of a pattern's own words so many are tried.
MOST_WORDS = 8
#: A pattern that took less at the long text tells nothing but the clock's grain, in seconds.
GRAIN = 0.000_5
#: A pattern that takes more at the short text is steep enough: the long one may take it minutes.
SLOW = 0.05
#: Four times the text: 4 is even, 16 grows with the square.
PEER = re.compile(r"\s+$")
SHOWN = 12


@cache
def find_patterns() -> dict[str, re.Pattern[str]]:
    """Return every compiled pattern of the program that stands in a module, or in a table of one, by its name."""
    found: dict[str, re.Pattern[str]] = {}
    seen: set[int] = set()
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if module.name.startswith(("bot.localhub", "bot.__main__")):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for place, pattern in list_patterns(value, name):
                if id(pattern) not in seen:
                    seen.add(id(pattern))
                    found[f"{module.name.removeprefix('bot.')}.{place}"] = pattern
    return found


def list_patterns(value: object, name: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the patterns in a value, also those inside tuples and mappings, and those that are compiled late."""
    if isinstance(value, AskedPattern):
        value = re.compile(value.text, value.given)
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from list_patterns(inner, f"{name}[{key}]")
    elif isinstance(value, tuple | list):
        for number, inner in enumerate(value):
            yield from list_patterns(inner, f"{name}[{number}]")


def pumps_of(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return what to repeat for a pattern: what everybody types, and words of its own."""
    words = list(dict.fromkeys(LITERAL.findall(pattern.pattern)))[:MOST_WORDS]
    return (*PUMPS, *(f"{word.strip()} " for word in words))


def search(pattern: re.Pattern[str], pump: str, length: int) -> float:
    """Return how many seconds of the processor it takes to find all matches in a text that fits nowhere at its end."""
    text = (pump * (length // len(pump) + 1))[:length] + "\0"
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        deque(pattern.finditer(text), maxlen=0)
        best = min(best, time.process_time() - start)
    return best


def worst(pattern: re.Pattern[str]) -> tuple[float, str, float]:
    """Return the growth of the steepest of the texts that take long enough to be seen, that text, and its seconds."""
    found = (1.0, "", 0.0)
    for pump in pumps_of(pattern):
        short = search(pattern, pump, SHORT)
        if short > SLOW:
            return float("inf"), pump, short
        long = search(pattern, pump, LONG)
        if long >= GRAIN:
            found = max(found, (long / max(short, 1e-7), pump, long))
    return found


def run() -> None:
    """Print the steepest patterns under a peer that grows with the square."""
    gc.disable()
    peer = search(PEER, " ", LONG) / search(PEER, " ", SHORT)
    rows = sorted(((*worst(pattern), name) for name, pattern in find_patterns().items()), reverse=True)
    shown = [[name, repr(pump), f"{growth:.1f}", f"{took * 1000:.1f}"] for growth, pump, took, name in rows[:SHOWN]]
    gc.enable()
    table(
        f"Growth of {len(rows)} patterns from {SHORT:,} to {LONG:,} characters",
        ["pattern", "text", "times longer", "ms"],
        [[r"the peer, `\s+$`", repr(" "), f"{peer:.1f}", ""], *shown],
    )


if __name__ == "__main__":
    run()
