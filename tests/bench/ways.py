"""`make bench-ways`: real titles written in many ways and languages, and how many of them are read right.

The titles are a sample of public bibliographies (title, year, venue: facts). The ways are made up; nothing in them is
taken from a thread. A way is right where the title, the link and all that it says of venue and section are read, and
nothing else is proposed.
"""

import csv
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.intake.submission import Submission
from tests.bench.measure import table
from tests.intake.reading import read_issue

TITLES = Path(__file__).with_name("titles.tsv")
WAYS = Path(__file__).with_name("ways.yaml")
SECTIONS = ("Graph Learning", "Efficient Inference", "3.2 Planning", "Evaluation & Benchmarks", "Time Series")
AUTHORS = (("Ada Lovelace", "Lovelace, A."), ("Kurt Goedel", "Goedel, K."), ("Emmy Noether", "Noether, E."))
SEED = 15


@dataclass(frozen=True, slots=True)
class Way:
    """A way of writing: the thread's title and text with fields in braces, and the fields that a reader takes from it.

    `says` are among "title", "link", "code", "venue" and "section".
    """

    id: str
    heading: str
    body: str
    says: str


@dataclass(frozen=True, slots=True)
class Text:
    """A made thread: what is written, and the fields that are right; "" for one that it does not say."""

    way: Way
    heading: str
    body: str
    facts: Mapping[str, str]


def read_titles() -> list[tuple[str, str, str]]:
    """Return the sample: (title, year, venue without year)."""
    with TITLES.open(encoding="utf-8", newline="") as lines:
        return [(row[0], row[1], row[2]) for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def make_facts(number: int, row: tuple[str, str, str], chance: random.Random) -> dict[str, str]:
    """Return the fields of one paper; addresses are made, the title, year and venue are real."""
    title, year, series = row
    arxiv = f"{chance.randint(15, 26):02}{chance.randint(1, 12):02}.{chance.randint(1, 18000):05}"
    link = f"https://arxiv.org/abs/{arxiv}"
    short = re.sub(r"\W+", "-", title.split(":")[0])[:30].strip("-")
    people = chance.sample(AUTHORS, 2)
    return {
        "title": title,
        "year": year,
        "series": series,
        "venue": f"{series} {year}",
        "arxiv": arxiv,
        "link": link,
        "page": f"https://lab-{number}.github.io/{short}/",
        "code": f"https://github.com/lab-{number}/{short}",
        "section": chance.choice(SECTIONS),
        "authors": ", ".join(name for name, _ in people),
        "short_authors": ", & ".join(name for _, name in people),
    }


def read_ways() -> dict[str, list[Way]]:
    """Return the ways of writing by their set."""
    sets = yaml.safe_load(WAYS.read_text(encoding="utf-8"))
    return {name: [Way(**way) for way in ways] for name, ways in sets.items()}


def make_texts(ways: Iterable[Way], seed: int = SEED, each: int = 8) -> Iterator[Text]:
    """Yield every way with `each` titles of the sample."""
    rows = read_titles()
    for way in ways:
        chance = random.Random(f"{seed} {way.id}")
        for number, row in enumerate(chance.sample(rows, each)):
            facts = make_facts(number, row, chance)
            yield Text(way, way.heading.format_map(facts), way.body.format_map(facts), facts)


def find_faults(text: Text, read: Submission) -> list[str]:
    """Return which fields a reading has wrong; empty where all is right."""
    if read.intent != "add":
        return [f"intent {read.intent}"]
    if len(read.proposals) != 1:
        return [f"{len(read.proposals)} papers"]
    paper, says, facts = read.proposals[0], text.way.says.split(), text.facts
    link = facts["page"] if "page" in says else facts["link"]
    found = {
        "title": plain(paper.title or "") == plain(facts["title"]),
        "link": not {"link", "page"} & set(says) or paper.urls == (link,),
        "code": ("code" in says) == (paper.code == facts["code"]),
        "venue": "venue" not in says or plain(paper.venue or "") == plain(facts["venue"]),
        "section": "section" not in says or facts["section"].lower() in (paper.section or "").lower()
        or facts["section"].lower() in map(str.lower, paper.under),
    }  # fmt: skip
    return [field for field, is_right in found.items() if not is_right]


def plain(text: str) -> str:
    """Return a text without case, spaces and punctuation, of which writers change some."""
    return re.sub(r"[\W_]+", "", text.casefold())


def run() -> None:
    """Read every text and print the rate for each way that is not read without a fault, and for all."""
    for name, ways in read_ways().items():
        rows, right, total = [], 0, 0
        for way in ways:
            wrong = [find_faults(text, read_issue(text.heading, text.body)) for text in make_texts([way])]
            good = sum(not faults for faults in wrong)
            right, total = right + good, total + len(wrong)
            faults = Counter(fault for faults in wrong for fault in faults)
            if faults:
                told = ", ".join(f"{fault} ({count})" for fault, count in faults.most_common())
                rows.append([way.id, f"{good} of {len(wrong)}", told])
        rows.append(["all", f"{right} of {total}", f"{right / total:.3f}"])
        table(f"Made texts read right, by way of writing: {name}", ["way", "right", "what is wrong"], rows)


if __name__ == "__main__":
    run()
