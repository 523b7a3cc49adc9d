"""How real additions are written to lists that no constant was chosen on.

`python -m tests.bench.leaving_out`: each list is left out once; every constant takes the value that does best on the
additions of the other lists, and the additions of the list that was left out are made with these. PAPERCLERK_EVAL
names the folder with history/ and score_history.py.
"""

import gzip
import importlib.util
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.lists.page import Page
from bot.lists.sections import SectionError
from bot.lists.writing import order
from bot.lists.writing.editing import add
from bot.lists.writing.entry import badges, habits, linkform, remarks, template
from bot.lists.writing.facts import FactsError, read_facts
from tests.bench.lists import FIGURES, read
from tests.bench.measure import table

#: The constants that were chosen by looking at additions, where they are read, and what else each could be.
CONSTANTS: Mapping[str, tuple[Sequence[ModuleType], Sequence[float]]] = {
    "CLEAR": ((order,), (0.6, 0.7, 0.75, 0.8, 0.9)),
    "CLEAR_NUMBERS": ((order,), (0.75, 0.85, 0.9, 0.95)),
    "CONSTANT": ((badges, linkform, remarks), (0.6, 0.8, 0.95)),
    "ENOUGH": ((habits,), (4, 8, 16)),
    "MOST_EXTRA": ((template,), (1, 4, 16)),
}
Values = tuple[float, ...]
#: What is wanted of an addition most.
GOALS = ("position_exact", "line_exact_modulo_extra")


@dataclass(frozen=True)
class Addition:
    """A real addition: its record, and the page as it was before."""

    record: dict[str, Any]
    page: Page


@contextmanager
def set_to(values: Values) -> Iterator[None]:
    """Give the constants other values for a while."""
    before = [(module, name, getattr(module, name)) for name, (modules, _) in CONSTANTS.items() for module in modules]
    for (name, (modules, _)), value in zip(CONSTANTS.items(), values, strict=True):
        for module in modules:
            setattr(module, name, value)
    try:
        yield
    finally:
        for module, name, value in before:
            setattr(module, name, value)


def current() -> Values:
    """Return the values that the program has."""
    return tuple(getattr(modules[0], name) for name, (modules, _) in CONSTANTS.items())


def load_scorer(root: Path) -> ModuleType:
    """Return the scorer of additions as a module."""
    spec = importlib.util.spec_from_file_location("score_history", root / "score_history.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


class Trials:
    """The figures of each addition with any values of the constants, each made once."""

    def __init__(self, root: Path) -> None:
        self.scorer = load_scorer(root)
        folder = root / "history"
        self.additions: dict[str, list[Addition]] = {}
        for line in (folder / "history.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            before = gzip.decompress((folder / "before" / f"{record['id']}.md.gz").read_bytes())
            page, _ = read(before.decode("utf-8", "replace"))
            self.additions.setdefault(record["repo"], []).append(Addition(record, page))
        self.figures = cache(self.measure)

    def measure(self, repo: str, values: Values) -> dict[str, float]:
        """Return the sums of the figures over the additions of a list."""
        sums = dict.fromkeys(FIGURES, 0.0)
        with set_to(values):
            for addition in self.additions[repo]:
                for name, figure in self.score(addition).items():
                    sums[name] += figure
        return sums

    def score(self, addition: Addition) -> dict[str, float]:
        """Return the figures of one addition."""
        record, page = addition.record, addition.page
        try:
            after = add(page, " > ".join(record["section"]) or None, read_facts(record["facts"])).apply(page)
        except (SectionError, FactsError):
            return {}
        found = self.scorer.score(record, page.text, after)
        return {name: float(found[name]) for name in FIGURES}

    def choose(self, without: str) -> Values:
        """Return the value of each constant that does best on all lists but one; of equals the program's own."""
        chosen: list[float] = []
        own = current()
        for place, (_, options) in enumerate(CONSTANTS.values()):
            tried = [own[place], *(option for option in options if option != own[place])]

            def gain(value: float, place: int = place) -> float:
                values = (*own[:place], value, *own[place + 1 :])
                return sum(
                    self.figures(repo, values)[goal] for repo in self.additions if repo != without for goal in GOALS
                )

            chosen.append(max(tried, key=gain))
        return tuple(chosen)


def run() -> None:
    """Print the figures by list, and beside them those with the program's own constants."""
    root = Path(os.environ.get("PAPERCLERK_EVAL", ""))
    if not (root / "score_history.py").is_file():
        sys.exit("set PAPERCLERK_EVAL to the folder with history/ and score_history.py")
    trials = Trials(root)
    rows, sums, count = [], {name: [0.0, 0.0] for name in FIGURES}, 0
    for repo, additions in trials.additions.items():
        values = trials.choose(repo)
        left, own = trials.figures(repo, values), trials.figures(repo, current())
        count += len(additions)
        for name in FIGURES:
            sums[name][0] += left[name]
            sums[name][1] += own[name]
        shown = ", ".join(f"{value:g}" for value in values)
        rows.append(
            [
                repo,
                str(len(additions)),
                shown,
                *(f"{left[n] / len(additions):.2f} ({own[n] / len(additions):.2f})" for n in FIGURES),
            ]
        )
    rows.insert(0, ["all", str(count), "", *(f"{a / count:.2f} ({b / count:.2f})" for a, b in sums.values())])
    table(
        "Left out, and (with the program's own constants)", ["list", "n", ", ".join(CONSTANTS), *FIGURES.values()], rows
    )


if __name__ == "__main__":
    run()
