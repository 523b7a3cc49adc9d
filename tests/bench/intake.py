"""`make bench-intake`: how many proposals are read right, by the evaluation's own scorer, and how long a text takes.

PAPERCLERK_EVAL names the folder with submissions.jsonl and score_submissions.py; its README says what counts as right.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bot.intake.reporting import as_json
from tests.bench.measure import table
from tests.intake.reading import read_issue

LINK = "https://arxiv.org/abs/2401.00001"


def predict(record: dict[str, Any]) -> tuple[str, float]:
    """Return the prediction for one labelled text, and the milliseconds it took."""
    start = time.perf_counter()
    found = json.loads(as_json(read_issue(record["title"], record["body"] or "")))
    took = (time.perf_counter() - start) * 1000
    names = ("repo", "number", "kind", "comment")
    return json.dumps({name: record[name] for name in names if name in record} | found), took


def run() -> None:
    """Predict, score and time."""
    named = os.environ.get("PAPERCLERK_EVAL", "")
    gold, scorer = Path(named, "submissions.jsonl"), Path(named, "score_submissions.py")
    if not gold.is_file() or not scorer.is_file():
        sys.exit("set PAPERCLERK_EVAL to the folder with submissions.jsonl and score_submissions.py")
    read_issue("", LINK)  # the first call compiles the parser and reads the venues
    rows = [predict(json.loads(line)) for line in gold.read_text(encoding="utf-8").splitlines()]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("\n".join(row for row, _ in rows))
        file.flush()
        subprocess.run([sys.executable, scorer, gold, file.name], check=True)
    times = sorted(took for _, took in rows)
    shown = [f"{statistics.median(times):.2f}", f"{times[int(len(times) * 0.99)]:.2f}", f"{times[-1]:.2f}"]
    table("Reading a text, in milliseconds", ["median", "99 %", "slowest"], [shown])


if __name__ == "__main__":
    run()
