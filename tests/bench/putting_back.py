"""How often an entry that is taken out of a list is put back as it was, by list.

`python -m tests.bench.putting_back FOLDER`: of each page in the folder a few entries, chosen by the page's name, are
taken out one by one and added again by what was read of them. Where a list has no order, its place is a guess.
PAPERCLERK_EVAL names the folder with score_history.py, which says what counts as right.
"""

import os
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from bot.errors import PaperclerkError
from bot.lists.page import Page, PageEntry
from bot.lists.writing.editing import add, take_out
from bot.lists.writing.facts import read_facts
from tests.bench.leaving_out import load_scorer
from tests.bench.lists import FIGURES, read
from tests.bench.measure import table

#: Of each list so many entries are tried, none of a section with fewer than so many.
TRIED, FEWEST = 4, 3


def facts_of(entry: PageEntry) -> dict[str, Any]:
    """Return what was read of an entry, as facts."""
    record = entry.record
    kept = {name: getattr(record, name) for name in ("title", "code", "authors", "venue", "year", "date")}
    return kept | {"links": [[link.label, link.url] for link in record.links]}


def expected(page: Page, entry: PageEntry) -> dict[str, Any]:
    """Return what the scorer wants of the addition of an entry to the page without it."""
    lines = [line.rstrip("\r\n") for line in page.lines[entry.first : entry.last + 1]]
    wanted = {"added_lines": lines, "after_line": entry.first}
    return {"expected": wanted, "section": [*page.path(entry)], "extra": [*entry.record.leftover]}


def choose(page: Page, name: str) -> list[PageEntry]:
    """Return the entries that are tried."""
    groups = [[entry for entry in entries if entry.paper and entry.record.links] for _, entries in page.by_section()]
    able = [entry for group in groups if len(group) >= FEWEST for entry in group]
    return random.Random(name).sample(able, min(TRIED, len(able)))


def run() -> None:
    """Print the figures of each list, and of all."""
    root = Path(os.environ.get("PAPERCLERK_EVAL", ""))
    if not (root / "score_history.py").is_file() or len(sys.argv) < 2:
        sys.exit("set PAPERCLERK_EVAL to the folder with score_history.py, and name a folder of pages")
    scorer, sums, rows = load_scorer(root), Counter[str](), []
    for path in sorted(Path(sys.argv[1]).glob("*.md")):
        page, _ = read(path.read_bytes().decode("utf-8", "replace"))
        own = Counter[str]()
        for entry in choose(page, path.stem):
            own["n"] += 1
            without, _ = read(take_out(page, entry).apply(page))
            try:
                edit = add(without, " > ".join(page.path(entry)) or None, read_facts(facts_of(entry)))
            except PaperclerkError:
                continue
            texts = (text.replace("\r\n", "\n") for text in (without.text, edit.apply(without)))
            found = scorer.score(expected(page, entry), *texts)
            own.update({name: found[name] for name in FIGURES})
        sums += own
        rows.append([path.stem, *figures(own)] if own else [path.stem, "0"])
    table("Put back", ["list", "n", *FIGURES.values()], [["all", *figures(sums)], *rows])


def figures(sums: Counter[str]) -> list[str]:
    """Return how many entries were tried, and the share of each figure."""
    return [str(sums["n"]), *(f"{sums[name] / sums['n']:.2f}" for name in FIGURES)]


if __name__ == "__main__":
    run()
