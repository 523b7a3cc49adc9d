"""`make bench`: all benchmarks, or those that are named on the command line."""

import sys

from tests.bench import (
    ack,
    checking,
    listing,
    load,
    load_growth,
    load_lists,
    load_memory,
    patterns,
    repeats,
    setting_up,
    site,
)

BENCHMARKS = {
    "listing": listing.run,
    "checking": checking.run,
    "repeats": repeats.run,
    "ack": ack.run,
    "load": load.run,
    "growth": load_growth.run,
    "memory": load_memory.run,
    "lists": load_lists.run,
    "patterns": patterns.run,
    "set-up": setting_up.run,
    "site": site.run,
}

for name in sys.argv[1:] or BENCHMARKS:
    BENCHMARKS[name]()
