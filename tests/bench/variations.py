"""How well made lists of many forms are read, and how often a paper that was taken out is put back as it was.

`python -m tests.bench.variations [KIND] [COUNT]` prints the share by kind and the lists that fail, named by their form.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Sequence

from bot.catalogue.venues import fold
from bot.errors import PaperclerkError
from bot.lists.page import Page, PageEntry
from bot.lists.writing.editing import add
from bot.lists.writing.facts import read_facts
from tests.bench.lists import read
from tests.bench.made_lists import KINDS, WORDS, Made, Paper, make
from tests.bench.made_references import FORMS
from tests.bench.measure import table

LISTS = 60
#: A list is right where at most this share of its papers is not.
LENIENT = 0.05


def wrong_facts(made: Made, paper: Paper, entry: PageEntry | None) -> list[str]:
    """Return what was read wrong of one paper."""
    if entry is None:
        return ["title"]
    record, states = entry.record, made.states
    dated = "venueyear" in states or "year" in states or ("venue" in states and "table" not in made.name)
    surname = paper.authors.split(", ")[0].split(" ", 1)[1]
    tests = {
        "links": {link.url for link in record.links} == {paper.link, *([paper.code] if paper.code else [])},
        "venue": "venue" not in states or fold(record.venue or "") == fold(paper.venue),
        "authors": "authors" not in states or fold(surname) in fold(record.authors or ""),
        "more than authors": "authors" not in states or not re.search(r"\d", record.authors or ""),
        "year": not dated or record.year == paper.year,
        "date": "date" not in states or record.date == paper.date,
    }
    return [name for name, right in tests.items() if not right]


def faults(made: Made, page: Page) -> Counter[str]:
    """Return how many papers of a list have which fault."""
    entries = [entry for entry in page.entries if entry.paper]
    known = {fold(entry.record.title): entry for entry in entries}
    found = Counter(name for paper in made.papers for name in wrong_facts(made, paper, known.get(fold(paper.title))))
    found["count"] = abs(len(entries) - len(made.papers))
    return +found


def given(made: Made, paper: Paper, entry: PageEntry) -> dict[str, object]:
    """Return the facts of a paper, its links with the labels that the list gives them."""
    facts: dict[str, object] = {
        "title": paper.title,
        "links": [[link.label, link.url] for link in entry.record.links],
        "code": paper.code,
        "venue": paper.venue if "venue" in made.states else None,
        "authors": entry.record.authors if "authors" in made.states else None,
    }
    if "date" in made.states:
        return facts | {"date": paper.date}
    return facts | {"year": paper.year if entry.record.year else None}


def put_back(made: Made, draw: random.Random) -> str | None:
    """Take a paper of the first section out and add it again; return what differs, None for nothing."""
    whole, _ = read(made.write(made.papers))
    paper = made.papers[draw.randrange(1, len(made.papers) // 2 - 1)]
    entry = next((entry for entry in whole.entries if fold(entry.record.title) == fold(paper.title)), None)
    if entry is None:
        return "not read"
    page, _ = read(made.write([other for other in made.papers if other is not paper]))
    path = " > ".join(page.path(page.entries[0])) if page.entries else ""
    try:
        edit = add(page, path or None, read_facts(given(made, paper, entry)))
    except PaperclerkError as error:
        return str(error)
    wanted = [spaced(line) for line in entry.raw.split("\n") if line.strip()]
    written = [spaced(line) for line in edit.inserted if line.strip()]
    return None if wanted == written else f"{written} instead of {wanted}"


def spaced(line: str) -> str:
    """Return a line without its number and the words that nobody can know, blanks folded."""
    line = re.sub(rf"((?:^|\||<td>) *)(?:{'|'.join(map(re.escape, WORDS))})(?= *(?:\||</td>|$))", r"\1", line)
    return re.sub(r"^(\d+\.|\[\d+\])", "N", " ".join(line.split()))


def measure(kinds: Sequence[str], count: int, *, shown: int) -> None:
    """Print the share of lists read right and of papers put back by kind; then the first that failed."""
    rows, failed = [], []
    for kind in kinds:
        right = back = 0
        for seed in range(count):
            made = make(seed, kind, form=FORMS.get(kind))
            found = faults(made, read(made.write(made.papers))[0])
            right += all(number <= LENIENT * len(made.papers) for number in found.values())
            lost = put_back(made, random.Random(seed))
            back += lost is None
            failed += (
                [f"{kind} {seed}: {made.name}\n    read: {dict(found)}\n    put back: {lost}"] if found or lost else []
            )
        rows.append([kind, str(count), f"{right / count:.2f}", f"{back / count:.2f}"])
    table("Made lists", ["kind", "lists", "read right", "put back exactly"], rows)
    sys.stdout.write("".join(f"{text}\n" for text in failed[:shown]))


if __name__ == "__main__":
    measure(sys.argv[1:2] or [*KINDS, *FORMS], int(sys.argv[2]) if len(sys.argv) > 2 else LISTS, shown=40)
