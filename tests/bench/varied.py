"""`python -m tests.bench.varied`: how well sections are read whose entries name one person or more and leave facts out,
and how often one more entry is written as its form has it.

varied_forms.txt has a form of an entry a line: what stands between ‹ and › is left out now and then, ⏎ breaks a line.
A row of a table has the table's head and the line below before it.
Its entries are made of real titles with people, venues and years by chance, so that what each says is known.
"""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.errors import PaperclerkError
from bot.lists.page import EntryRecord
from bot.lists.writing.editing import add
from bot.lists.writing.facts import read_facts
from tests.bench.judged import FACTS, right_facts
from tests.bench.lists import read
from tests.bench.made_lists import FAMILY, GIVEN
from tests.bench.measure import table

HERE = Path(__file__).parent
FORMS = (HERE / "varied_forms.txt").read_text(encoding="utf-8").splitlines()
TITLES = [row.split("\t")[0] for row in (HERE / "titles.tsv").read_text(encoding="utf-8").splitlines()]
VENUES = (
    "ICML", "NeurIPS", "CVPR", "ICLR", "ACL", "EMNLP", "Nature Methods", "IEEE TPAMI", "ICRA", "arXiv", "KDD",
    "SIGGRAPH Asia", "Bioinformatics", "ECCV Workshop",
)  # fmt: skip
HEAD = "# Papers\n\n## Methods\n\n"
ENTRIES, WRITTEN, LEFT_OUT = 8, 6, 0.2
COUNTED = re.compile(r"\d+\.")
OPTIONAL, SLOT = re.compile("‹([^‹›]*)›"), re.compile(r"\{(\w+)\}")
Known = dict[str, Any]


def make(form: str, draw: random.Random, most: int) -> tuple[str, Known]:
    """Return one entry in a form, and what it says; of more than `most` people it names the first."""
    people = [f"{draw.choice(GIVEN)} {draw.choice(FAMILY)}" for _ in range(draw.choice((1, 2, 3, 3, 4, 5, 6)))]
    shortened = len(people) > most
    year, number = draw.randint(2012, 2025), draw.randint(10_000, 99_999)
    facts = {
        "title": draw.choice([title for title in TITLES if len(title.split()) > 2]),
        "people": f"{people[0]} et al" if shortened else ", ".join(people),
        "venue": draw.choice(VENUES),
        "year": str(year),
        "short": str(year)[2:],
        "link": f"https://arxiv.org/abs/{draw.randint(14, 25)}{draw.randint(1, 12):02}.{number}",
        "code": f"https://github.com/someone/work{number}",
    }
    text = OPTIONAL.sub(lambda found: "" if draw.random() < LEFT_OUT else found[1], form)
    used = set(SLOT.findall(text))
    known = {
        "title": facts["title"],
        "links": [facts[slot] for slot in ("link", "code") if slot in used],
        "authors": (people[:1] if shortened else people) if "people" in used else [],
        "venue": facts["venue"] if "venue" in used else "",
        "year": year if used & {"year", "short"} else None,
    }
    return text.format(**facts).replace("⏎", "\n").replace("?.", "?"), known


def part_form(form: str) -> tuple[str, str]:
    """Return what stands above the entries of a form, and the form of one."""
    if not form.startswith("|"):
        return HEAD, form
    head, rule, row = form.split("⏎")
    return f"{HEAD}{head}\n{rule}\n", row


def make_section(form: str, draw: random.Random, entries: int) -> list[tuple[str, Known]]:
    """Return so many entries in a form; some lists name two people at most, some all."""
    most = draw.choice((2, 2, 9, 9, 9))
    return [make(form, draw, most) for _ in range(entries)]


def judge(form: str, draw: random.Random) -> Iterator[tuple[str, EntryRecord | None, frozenset[str]]]:
    """Yield the entries of a made section, what was read of each, and which facts were right."""
    head, one = part_form(form)
    made = make_section(one, draw, ENTRIES)
    page, _ = read(head + "\n".join(text for text, _ in made) + "\n")
    line = head.count("\n")
    for text, known in made:
        found = next((entry.record for entry in page.entries if entry.first <= line <= entry.last), None)
        line += text.count("\n") + 1
        yield text, found, right_facts(known, found) if found else frozenset()


def share(forms: Sequence[str] = FORMS, *, seed: int = 0, sections: int = 3) -> dict[str, float]:
    """Return by form the share of entries of which all facts were read right."""
    draw = random.Random(seed)
    judged = {form: [right for _ in range(sections) for *_, right in judge(form, draw)] for form in forms}
    return {form: sum(len(right) == len(FACTS) for right in rights) / len(rights) for form, rights in judged.items()}


def is_written(form: str, draw: random.Random) -> bool:
    """Tell whether an entry that is added to a made section stands there as its form has it."""
    head, one = part_form(form)
    made = make_section(one, draw, ENTRIES + 1)
    text, known = made.pop()
    page, _ = read(head + "\n".join(other for other, _ in made) + "\n")
    facts = {
        "title": known["title"],
        "authors": ", ".join(known["authors"]) + " et al" * ("et al" in text) or None,
        "venue": known["venue"] or None,
        "year": known["year"],
        "links": [["paper" if "arxiv" in link else "code", link] for link in known["links"]],
        "code": next((link for link in known["links"] if "github" in link), None),
    }
    try:
        written = "".join(add(page, None, read_facts(facts)).inserted)
    except PaperclerkError:
        return False
    return fold(written) == fold(text)


def fold(text: str) -> str:
    """Return an entry without its number, blanks at its ends and in empty cells, and the stop of "et al."."""
    return COUNTED.sub("", text.strip()).replace("et al.", "et al").replace("|  |", "| |")


def measure() -> None:
    """Print the share of entries read right and written right, and the forms that are read or written worst."""
    read_right, draw = share(), random.Random(1)
    written = {form: sum(is_written(form, draw) for _ in range(WRITTEN)) / WRITTEN for form in FORMS}
    shares = {form: (right, written[form]) for form, right in read_right.items()}
    rows = [["all", *(f"{sum(column) / len(shares):.3f}" for column in zip(*shares.values(), strict=True))]]
    worst = sorted(shares.items(), key=lambda pair: min(pair[1]))
    rows += [
        [form.replace("|", "\\|"), *(f"{right:.2f}" for right in rights)] for form, rights in worst if min(rights) < 1
    ]
    table("Made sections whose entries leave facts out", ["form", "read", "written"], rows)


if __name__ == "__main__":
    measure()
