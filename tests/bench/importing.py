"""How many real pages become data that renders them again, byte for byte but for the marks."""

import gzip
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.catalogue.data import store
from bot.catalogue.data.records import VENUES, read_catalogue, write_catalogue
from bot.lists.marked.importing import import_list
from bot.lists.marked.marks import find_marks
from bot.lists.marked.pages import drop_marks
from bot.lists.marked.rendering import render
from bot.lists.marked.reporting import ENOUGH
from tests.bench.measure import table

SOME_VENUES = 'venues:\n  - {name: "ICML", kind: "conference"}\n'


@dataclass(frozen=True)
class Trial:
    """One page: whether it came back, and which part of its paper links the data holds."""

    markdown: bool
    lossless: bool
    share: float
    entries: int
    seconds: float


def try_page(text: str) -> Trial:
    """Import a page, write the data and read it again, and render it."""
    start = time.perf_counter()
    found = import_list(text, store.read_shipped_venues())
    took = time.perf_counter() - start
    files = {**write_catalogue(found.catalogue), VENUES: SOME_VENUES}
    markdown = any(find_marks(found.text))
    back = render(read_catalogue(files), found.text) if markdown else ""
    whole = back == found.text and drop_marks(back)[0] == drop_marks(text)[0]
    return Trial(markdown, whole, found.report.share, found.report.lines, took)


def pages(root: Path) -> Iterable[tuple[str, list[str]]]:
    """Yield the texts of the lists and of the pages of the history."""
    lists = [path for path in sorted((root / "lists").rglob("*")) if path.suffix in (".md", ".yaml")]
    yield "lists", [path.read_bytes().decode() for path in lists if path.parent != root / "lists"]
    history = sorted((root / "history" / "before").glob("*.gz"))
    yield "history, before", [gzip.decompress(path.read_bytes()).decode("utf-8", "replace") for path in history]


def measure_importing(root: Path) -> None:
    """Print how many pages came back, how many are refused, and how long the slowest took."""
    rows = []
    for name, texts in pages(root):
        trials = [trial for trial in map(try_page, texts) if trial.markdown]
        read = [trial for trial in trials if trial.share >= ENOUGH]
        rows.append([
            name,
            str(len(texts)),
            str(len(texts) - len(trials)),
            str(sum(trial.lossless for trial in trials)),
            str(len(trials) - len(read)),
            f"{sum(trial.share for trial in trials) / len(trials):.3f}",
            f"{max(trial.seconds / max(1, trial.entries) for trial in trials) * 1000:.0f}",
        ])  # fmt: skip
    head = ["pages", "all", "no Markdown", "rendered as they were", "refused", "mean share read"]
    table("Imports", [*head, "slowest, ms an entry"], rows)
