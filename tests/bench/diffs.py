"""How well one added entry is read from a diff alone: real additions to real lists, as a pull request shows them.

`PAPERCLERK_EVAL` names the folder of the evaluation data.
"""

import difflib
import gzip
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

from bot.catalogue.data import store
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.venues import fold
from bot.intake.diff.patch import read_diff
from bot.intake.pull import ANYWHERE, read_pull


def main() -> None:
    """Print of how many additions the whole, the title, the link, the venue and the code are read."""
    folder = Path(os.environ["PAPERCLERK_EVAL"]) / "history"
    found: Counter[str] = Counter()
    for line in (folder / "history.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["path"].endswith(".md"):
            found.update(judge(record, diff_of(record, folder)))
    for name in ("one entry", "title", "link", "venue", "code"):
        print(f"{name}: {found[name]} of {found[f'{name} stated']}")


def diff_of(record: dict[str, Any], folder: Path) -> str:
    """Return the diff of an addition, with three lines around it as git shows them."""
    page = gzip.decompress((folder / "before" / f"{record['id']}.md.gz").read_bytes()).decode("utf-8", "replace")
    before, at = page.split("\n"), record["expected"]["after_line"]
    after = [*before[:at], *record["expected"]["added_lines"], *before[at:]]
    path = record["path"]
    lines = difflib.unified_diff(before, after, f"a/{path}", f"b/{path}", lineterm="")
    return "\n".join([f"diff --git a/{path} b/{path}", *lines, ""])


def judge(record: dict[str, Any], diff: str) -> Counter[str]:
    """Return what is stated of an addition, and what of it is read."""
    proposals = read_pull("", "", read_diff(diff), ANYWHERE, store.read_shipped_venues()).proposals
    facts, read = record["facts"], proposals[0] if proposals else None
    right = {
        "one entry": len(proposals) == 1 and proposals[0].operation == "add",
        "title": read is not None and fold_title(read.title or "") == fold_title(facts["title"]),
        "link": read is not None and bool(read.urls) and read.urls[0] in [url for _, url in facts["links"]],
        "venue": read is not None and bool(read.venue) and fold(facts["venue"] or "")[:5] in fold(read.venue or ""),
        "code": read is not None and read.code == facts["code"],
    }
    stated = [name for name in right if name not in ("venue", "code") or facts.get(name)]
    return Counter([*(f"{name} stated" for name in stated), *(name for name in stated if right[name])])


if __name__ == "__main__":
    main()
