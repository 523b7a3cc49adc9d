"""`make bench-lists`: how well real lists are read, and real additions written, by list and form.

PAPERCLERK_EVAL names the folder with lists/, history/ and score_history.py; their READMEs say what counts as right.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot import resources
from bot.catalogue.data.records import VENUES, read_content, read_venues
from bot.lists.coverage import share
from bot.lists.page import Page
from bot.lists.reading.pages import read_page
from bot.lists.sections import SectionError
from bot.lists.writing.editing import add
from bot.lists.writing.facts import FactsError, read_facts
from tests.bench.importing import measure_importing
from tests.bench.measure import table

KNOWN = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))
FIGURES = {
    "nothing_else_touched": "clean",
    "right_section": "section",
    "position_exact": "position",
    "line_exact": "line",
    "line_exact_modulo_extra": "modulo extra",
    "line_similarity": "similarity",
}
LARGE = 20_000


def read(text: str) -> tuple[Page, float]:
    """Return the page and the seconds of processor time it took."""
    start = time.process_time()
    page = read_page(text, KNOWN)
    return page, time.process_time() - start


def measure_reading(folder: Path) -> None:
    """Compare the entries read with those counted by hand."""
    rows = []
    for item in json.loads((folder / "index.json").read_text(encoding="utf-8"))["lists"]:
        for file in item["files"]:
            if not file.get("extract"):
                continue
            page, took = read((folder / file["extract"]).read_bytes().decode("utf-8"))
            name = item["repo"] or file["extract"]
            counts = [
                str(file["expected_entries"]),
                str(sum(entry.paper for entry in page.entries)),
                f"{share(page):.3f}",
                f"{took:.2f}",
            ]
            rows.append([name, item["format_class"], *counts])
    table("Entries read", ["list", "form", "counted", "read", "share of paper links", "seconds"], rows)


def write_predictions(folder: Path, into: Path) -> None:
    """Make every addition of the history anew."""
    for line in (folder / "history.jsonl").read_text(encoding="utf-8").splitlines():
        record: dict[str, Any] = json.loads(line)
        before = gzip.decompress((folder / "before" / f"{record['id']}.md.gz").read_bytes()).decode("utf-8", "replace")
        page, _ = read(before)
        try:
            after = add(page, " > ".join(record["section"]) or None, read_facts(record["facts"])).apply(page)
        except (SectionError, FactsError) as error:
            sys.stdout.write(f"{record['id']}: {error}\n")
            continue
        (into / f"{record['id']}.md").write_text(after, encoding="utf-8", newline="")


def score(root: Path, *args: str | Path) -> list[dict[str, Any]]:
    """Return the scorer's figures for each record."""
    history = root / "history"
    command = [
        sys.executable,
        root / "score_history.py",
        history / "history.jsonl",
        history / "before",
        *args,
        "--records",
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def compare(heading: str, key: str, ours: Sequence[dict[str, Any]], base: Sequence[dict[str, Any]]) -> None:
    """Print our figures beside the baseline's, by list or by form."""
    groups: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = defaultdict(list)
    for own, other in zip(ours, base, strict=True):
        groups["all"].append((own, other))
        groups[own[key]].append((own, other))
    rows = []
    for name, pairs in groups.items():
        means = [[sum(row[side][figure] for row in pairs) / len(pairs) for side in (0, 1)] for figure in FIGURES]
        rows.append([name, str(len(pairs)), *(f"{own:.2f} ({other:.2f})" for own, other in means)])
    table(f"{heading}: ours (baseline)", [key, "n", *FIGURES.values()], rows)


def measure_speed() -> None:
    """Time a very long list."""
    lines = [
        f"- **A Study of Subject Number {n} in Networks.** *Ada One, Bo Two.* ICML 2020. "
        f"[[Paper](https://arxiv.org/abs/{n // 9999 + 1901}.{n % 9999:05d})]"
        for n in range(LARGE)
    ]
    page, took = read("# List\n\n## Papers\n\n" + "\n".join(lines) + "\n")
    start = time.process_time()
    facts = {
        "title": "One More Study",
        "links": [["Paper", "https://arxiv.org/abs/2401.00001"]],
        "venue": "ICML",
        "year": 2024,
    }
    add(page, "Papers", read_facts(facts))
    rows = [
        [f"reading {len(page.entries)} entries", f"{took:.2f}"],
        ["adding one", f"{time.process_time() - start:.3f}"],
    ]
    table("Speed", ["what", "seconds of processor time"], rows)


def run() -> None:
    """Measure reading, importing, writing and speed."""
    root = Path(os.environ.get("PAPERCLERK_EVAL", ""))
    if not (root / "score_history.py").is_file() or not (root / "lists" / "index.json").is_file():
        sys.exit("set PAPERCLERK_EVAL to the folder with lists/, history/ and score_history.py")
    measure_reading(root / "lists")
    measure_importing(root)
    with tempfile.TemporaryDirectory() as into:
        write_predictions(root / "history", Path(into))
        ours, base = score(root, into), score(root, "--baseline")
    compare("Additions by form", "format_class", ours, base)
    compare("Additions by list", "repo", ours, base)
    measure_speed()


if __name__ == "__main__":
    run()
