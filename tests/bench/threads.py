"""`python -m tests.bench.threads`: public threads of other lists, labelled by hand, and how many are read right.

threads.jsonl has 50 issues and pull requests of lists that no other data here is from: their words are shortened and
changed, titles and addresses are facts. `intent` are the answers that count as right, `papers` what a person reads. A
paper counts where its title is right, or its address where the text gives no full title. When the reader was first run
on them F1 was 0.70 and 92 % of the intents were right.
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


def run() -> None:
    """Read every thread; print what is wrong, and the rates."""
    rows, right, read_all, stated, intents, threads = [], 0, 0, 0, 0, 0
    for line in THREADS.read_text(encoding="utf-8").splitlines():
        thread = json.loads(line)
        found = read_issue(thread["title"], thread["body"])
        added = [proposal for proposal in found.proposals if proposal.operation == "add"]
        good = count_right(added, thread["papers"])
        right, read_all, stated = right + good, read_all + len(added), stated + len(thread["papers"])
        intents, threads = intents + (found.intent in thread["intent"]), threads + 1
        if good != len(thread["papers"]) or len(added) != good or found.intent not in thread["intent"]:
            titles = "; ".join(str(proposal.title) for proposal in added)
            rows.append([f"{thread['repo']}#{thread['number']}", found.intent, titles])
    table("Threads that are not read right", ["thread", "intent", "titles"], rows)
    figures = [f"{2 * right / (read_all + stated):.3f}", f"{right} of {stated}", f"{intents} of {threads}"]
    table("Threads of other lists", ["F1", "papers right", "intents right"], [figures])


if __name__ == "__main__":
    run()
