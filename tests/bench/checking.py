"""What `paperclerk check LIST.md` costs as a list grows, each as a process of its own with its start in the figure.

The titles are made of the shipped ones, so that some are near others as in a list of one subject. Beside it stands the
simplest script that looks for the same repeats, rapidfuzz's `cdist` of all titles with all, reckoned from a sample, and
splink, whose weights say little here, where nothing was planted: `repeats` says what each finds.
`PAPERCLERK_BENCH_LONG=1` goes to 100,000 entries.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from rapidfuzz import fuzz, process

from bot.catalogue.data.store import read_shipped_venues
from bot.catalogue.paper import Link
from bot.lists.comparing import repeated
from bot.lists.reading.pages import read_page
from bot.lists.sections import find_section
from bot.lists.writing.editing import put_pinned
from bot.lists.writing.facts import Facts
from tests.bench import linkage
from tests.bench.made_lists import shipped
from tests.bench.measure import processor_seconds, table

LONG = os.environ.get("PAPERCLERK_BENCH_LONG", "") == "1"
SIZES = (1_000, 10_000, 100_000) if LONG else (1_000, 10_000)
#: The entries of a page to which one is added.
LONG_PAGE = 20_000
#: So many titles are compared with all.
SAMPLE = 200
#: What starts quickly; the last is a text to read.
STARTS = (
    ("--help",),
    ("--version",),
    ("rules",),
    ("parse", "--title", "Add a paper", "https://arxiv.org/abs/2504.08269"),
)
#: Runs a command and says its processor time and the most memory that it had.
COUNT = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def make_titles(count: int) -> list[str]:
    """Return titles of which each is halves of two shipped ones, with a number that tells it from others."""
    chance, known = random.Random(1), [paper.title.split() for paper in shipped()]
    titles = []
    for number in range(count):
        one, other = chance.choice(known), chance.choice(known)
        words = [*one[: len(one) // 2 + 1], *other[len(other) // 2 :]]
        words.insert(chance.randrange(len(words)), f"{chance.getrandbits(30):x}" if number % 2 else f"{number:x}")
        titles.append(" ".join(words).replace("*", ""))
    return titles


def write_list(titles: Sequence[str]) -> str:
    """Return a list with a section for each 500 papers."""
    lines = ["# A list\n"]
    for number, title in enumerate(titles):
        if number % 500 == 0:
            lines.append(f"\n## Section {number // 500}\n\n")
        link = f"https://arxiv.org/abs/{2001 + number // 50_000}.{10_000 + number % 50_000}"
        lines.append(f"- **{title}** [[Paper]({link})] *ICLR 2021*\n")
    return "".join(lines)


def run_command(*args: str) -> tuple[float, float]:
    """Run `paperclerk`; return its processor time in seconds and the most memory that it had, in MiB."""
    command = [sys.executable, "-c", COUNT, sys.executable, "-m", "bot", *args]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    seconds, memory = map(float, said.split())
    return seconds, memory


def compare_all(titles: Sequence[str]) -> float:
    """Return what it takes to compare all titles with all before them, in seconds."""
    sample = titles[:SAMPLE]
    start = time.process_time()
    process.cdist(sample, titles, scorer=fuzz.ratio, score_cutoff=75, workers=1)
    return (time.process_time() - start) * len(titles) / len(sample) / 2


def link_all(titles: Sequence[str]) -> str:
    """Return what splink takes, as if one title were known to repeat another."""
    return f"{processor_seconds(lambda: linkage.link(titles, {1: 0})):.1f} s" if linkage.IS_THERE else linkage.SET_UP


def grow() -> Iterator[list[str]]:
    """Yield a row for each length of the list."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "README.md"
        for size in SIZES:
            titles = make_titles(size)
            page.write_text(write_list(titles), encoding="utf-8")
            seconds, memory = run_command("check", str(page))
            script = compare_all(titles)
            each = seconds / size * 1000
            yield [
                f"{size:,}",
                f"{seconds:.1f} s",
                f"{each:.2f} ms",
                f"{memory:.0f} MiB",
                f"{script:.1f} s",
                f"{seconds / script:.2f}",
                link_all(titles),
            ]


def read_and_add() -> list[str]:
    """Return the cells of a long page: what it takes to read it, to parse it as Markdown alone, and to add an entry."""
    venues, text = read_shipped_venues(), write_list(make_titles(LONG_PAGE))
    start = time.process_time()
    page = read_page(text, venues)
    read = time.process_time() - start
    start = time.process_time()
    MarkdownIt().parse(text)
    parsed = time.process_time() - start
    facts = Facts(
        "A title that no page has", (Link("paper", "https://arxiv.org/abs/2504.08269"),), venue="ICLR", year=2021
    )
    start = time.process_time()
    assert repeated(page, facts) is None
    edited = put_pinned(page, find_section(page, "Section 7", facts.known_year), facts, {}).apply(page)
    added = time.process_time() - start
    assert facts.title in edited
    return [f"{LONG_PAGE:,}", f"{read:.1f} s", f"{parsed:.1f} s", f"{read / parsed:.1f}", f"{added:.2f} s"]


def run() -> None:
    """Print what a check costs by the length of the list, and what commands cost to start."""
    columns = ["Entries", "check", "an entry", "memory", "cdist of the titles, from a sample", "÷", "splink of them"]
    table("`paperclerk check` of a page, processor time", columns, list(grow()))
    columns = ["Entries", "read", "markdown-it-py alone", "÷", "an entry added to the page that was read"]
    table("A long page, processor time", columns, [read_and_add()])
    base = subprocess.run(
        [sys.executable, "-c", COUNT, sys.executable, "-c", "import argparse"],
        capture_output=True,
        text=True,
        check=True,
    )
    plain = float(base.stdout.split()[0])
    rows = []
    for args in STARTS:
        seconds = min(run_command(*args)[0] for _ in range(3))
        rows.append([args[0], f"{seconds:.2f} s", f"{seconds / plain:.1f}"])
    table("Commands, processor time with their start", ["Command", "Time", "÷ Python with argparse"], rows)
