"""How many of the papers that `suggest` ranks first were listed later: a backtest on the history of lists.

`history/` of the evaluation data holds lists as they were on several days. Of each list, what it is on its last day and
was not on an earlier one is what was listed later. Its neighbours are the other lists as of that last day ("window"),
or as of the earlier one ("causal"); chance is the share of what was listed later among all that they have beside.
"""

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from bot.care.missing import find_missing, names_of
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.store import read_shipped_venues
from bot.lists.cataloguing import read_pages
from tests.bench.evaluation import folder

FIRST = 20
#: A list of fewer papers says too little of what it is about.
FEWEST = 30

#: Where neighbours have fewer of the papers that were listed later, no ranking can do well.
ENOUGH = 10


class Backtest(NamedTuple):
    """Of a list on a day: the share of the first twenty that were listed later, that of all, and how many that were."""

    list: str
    day: str
    first: float
    chance: float
    reachable: int


#: A list's states by day, the oldest first.
History = Mapping[str, Catalogue]


def read_histories(root: Path) -> dict[str, History]:
    """Return each list on its first, its middle and its last day."""
    venues = read_shipped_venues()
    days: defaultdict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for line in (root / "history.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        days[record["repo"]].setdefault(record["facts"]["added"], record)
    histories: dict[str, History] = {}
    for repository, records in sorted(days.items()):
        order = sorted(records)
        chosen = {order[0]: 0, order[len(order) // 2]: 0, order[-1]: 0}
        states = {}
        for day in chosen:
            with gzip.open(root / "before" / f"{records[day]['id']}.md.gz", "rt", encoding="utf-8", newline="") as file:
                states[day] = read_pages({records[day]["path"]: file.read()}, venues).catalogue
        histories[repository] = states
    return histories


def backtests(histories: Mapping[str, History], *, causal: bool) -> Iterator[Backtest]:
    """Yield how well each list is suggested to on each day but its last."""
    for repository, states in histories.items():
        *earlier, last = states
        later = {name for paper in states[last].papers.values() for name in names_of(paper)}
        for day in earlier:
            own, until = states[day], day if causal else last
            others = {
                other: known[max(days)]
                for other, known in histories.items()
                if other != repository and (days := [each for each in known if each <= until])
            }
            if len(own.papers) < FEWEST or not others:
                continue
            hits = [not later.isdisjoint(names_of(each.paper)) for each in find_missing(own, others)]
            if any(hits) and len(hits) >= FIRST:
                yield Backtest(repository, day, sum(hits[:FIRST]) / FIRST, sum(hits) / len(hits), sum(hits))


def run() -> None:
    histories = read_histories(folder() / "history")
    for name, causal in (("window", False), ("causal", True)):
        rows = []
        for row in backtests(histories, causal=causal):
            rows.append(row)
            sys.stdout.write(
                f"{name} {row.list} {row.day}: {row.first:.2f} of {row.reachable}, chance {row.chance:.4f}\n"
            )
        for least in (1, ENOUGH):
            some = [row for row in rows if row.reachable >= least]
            if not some:
                continue
            first, chance = mean([row.first for row in some]), mean([row.chance for row in some])
            best = mean([min(FIRST, row.reachable) / FIRST for row in some])
            words = f"{len(some)} backtests with {least} or more to find"
            sys.stdout.write(f"{name}: P@{FIRST} {first:.3f} (at best {best:.3f}), chance {chance:.4f}; {words}\n")


if __name__ == "__main__":
    run()
