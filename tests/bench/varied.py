"""`python -m tests.bench.varied`: how well sections are read whose entries name one person or more and leave facts out.

varied_forms.txt has a form of an entry a line: what stands between ‹ and › is left out now and then, ⏎ breaks a line.
Its entries are made of real titles with people, venues and years by chance, so that what each says is known.
"""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.lists.page import EntryRecord
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
ENTRIES, LEFT_OUT = 8, 0.2
OPTIONAL, SLOT = re.compile("‹([^‹›]*)›"), re.compile(r"\{(\w+)\}")
Known = dict[str, Any]


def make(form: str, draw: random.Random) -> tuple[str, Known]:
    """Return one entry in a form, and what it says."""
    people = [f"{draw.choice(GIVEN)} {draw.choice(FAMILY)}" for _ in range(draw.choice((1, 2, 3, 3, 4, 5, 6)))]
    shortened = len(people) > 2 and draw.random() < 0.4
    year, number = draw.randint(2012, 2025), draw.randint(10_000, 99_999)
    facts = {
        "title": draw.choice([title for title in TITLES if len(title.split()) > 2]),
        "people": f"{people[0]} et al" if shortened else ", ".join(people),
        "venue": draw.choice(VENUES),
        "year": str(year),
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
        "year": year if "year" in used else None,
    }
    return text.format(**facts).replace("⏎", "\n"), known


def judge(form: str, draw: random.Random) -> Iterator[tuple[str, EntryRecord | None, frozenset[str]]]:
    """Yield the entries of a made section, what was read of each, and which facts were right."""
    made = [make(form, draw) for _ in range(ENTRIES)]
    page, _ = read("# Papers\n\n## Methods\n\n" + "\n".join(text for text, _ in made) + "\n")
    line = 4
    for text, known in made:
        found = next((entry.record for entry in page.entries if entry.first <= line <= entry.last), None)
        line += text.count("\n") + 1
        yield text, found, right_facts(known, found) if found else frozenset()


def share(forms: Sequence[str] = FORMS, *, seed: int = 0, sections: int = 3) -> dict[str, float]:
    """Return by form the share of entries of which all facts were read right."""
    draw = random.Random(seed)
    judged = {form: [right for _ in range(sections) for *_, right in judge(form, draw)] for form in forms}
    return {form: sum(len(right) == len(FACTS) for right in rights) / len(rights) for form, rights in judged.items()}


def measure() -> None:
    """Print the share of entries read right, and the forms that are read worst."""
    shares = share()
    rows = [["all", f"{sum(shares.values()) / len(shares):.3f}"]]
    worst = sorted(shares.items(), key=lambda pair: pair[1])
    rows += [[form.replace("|", "\\|"), f"{right:.2f}"] for form, right in worst if right < 1]
    table("Made sections whose entries leave facts out", ["form", "right"], rows)


if __name__ == "__main__":
    measure()
