"""`python -m tests.bench.threads`: public threads of other lists, labelled by hand, and how many are read right.

threads.jsonl has 73 issues and pull requests, most of them of lists that no other data here is from: their words are
shortened and changed, titles and addresses are facts; numbers from 100000 on stand for comments. `intent` are the
answers that count as right, `papers` what a person reads. A paper counts where its title is right, or its address where
the text gives no full title. When the reader with rules alone was first run on the first 50, F1 was 0.70 and 92 % of
the intents were right; those that are `later` were first read when the tagger was finished.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.intake.submission import Proposal
from tests.bench.measure import table
from tests.intake.reading import read_issue

THREADS = Path(__file__).with_name("threads.jsonl")


def fold(text: str | None) -> str:
    """Return the letters and digits of a text."""
    return re.sub(r"[\W_]+", "", (text or "").casefold())


def fold_address(url: str) -> str:
    """Return what is the same for all forms of an address."""
    return re.sub(r"^https?://(?:www\.)?|/$|v\d$|\.pdf$", "", url.replace("/pdf/", "/abs/")).casefold()


def is_right(read: Proposal, paper: Mapping[str, Any]) -> bool:
    """Tell whether a proposal is the paper that a person reads."""
    if paper["title"] and fold(read.title) == fold(paper["title"]):
        return True
    if paper["title"] and "title_kind" not in paper:
        return False
    links = {fold_address(url) for url in (*paper.get("urls", ()), paper.get("code") or "")} - {""}
    return bool(links & {fold_address(url) for url in (*read.urls, read.code or "")})


def count_right(read: Sequence[Proposal], papers: Sequence[Mapping[str, Any]]) -> int:
    """Return how many papers were read right, each once."""
    left, right = list(read), 0
    for paper in papers:
        found = next((proposal for proposal in left if is_right(proposal, paper)), None)
        if found is not None:
            left.remove(found)
            right += 1
    return right


def measure(name: str, threads: Sequence[Mapping[str, Any]]) -> None:
    """Read some threads; print what is wrong, and the rates."""
    rows, right, read_all, intents = [], 0, 0, 0
    for thread in threads:
        found = read_issue(thread["title"], thread["body"])
        added = [proposal for proposal in found.proposals if proposal.operation == "add"]
        good, is_meant = count_right(added, thread["papers"]), found.intent in thread["intent"]
        right, read_all, intents = right + good, read_all + len(added), intents + is_meant
        if not is_meant or not good == len(added) == len(thread["papers"]):
            titles = "; ".join(str(proposal.title) for proposal in added)
            rows.append([f"{thread['repo']}#{thread['number']}", found.intent, titles])
    stated = sum(len(thread["papers"]) for thread in threads)
    table(f"{name}: not read right", ["thread", "intent", "titles"], rows)
    figures = [f"{2 * right / (read_all + stated):.3f}", f"{right} of {stated}", f"{intents} of {len(threads)}"]
    table(f"{name}: rates", ["F1", "papers right", "intents right"], [figures])


def run() -> None:
    """Measure the first threads, and the later ones."""
    threads = [json.loads(line) for line in THREADS.read_text(encoding="utf-8").splitlines()]
    measure("Threads of other lists", [thread for thread in threads if "later" not in thread])
    measure("Later threads of other lists", [thread for thread in threads if "later" in thread])


if __name__ == "__main__":
    run()
