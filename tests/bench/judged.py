"""How many entries of lists that nobody looked at before are read right; their facts were judged by eye.

judged.jsonl has five or six entries of each list, drawn by chance or evenly, with the lines around them. What an entry
says counts, no heading above it; addresses beside the page are none of the web. Of the 115 entries of its last 23
lists 100 were right when they were first read, before any rule was made for them, and all of 14 lists; with 22 lists
that have no free licence and are not here 198 of 225 and 28 of 45. Of the 18 lists before, with 22 others, 167 of 200
were and 27 lists, of the 23 before with 16 others 168 of 195 and 28, of the 200 entries of the 40 lists before 169,
and of the 200 of the 40 before these 142. Licences and their holders stand with each list, the terms in judged.md.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.catalogue.identity.titles import fold_text, fold_title
from bot.lists.page import EntryRecord, PageEntry
from tests.bench.lists import read
from tests.bench.measure import table

JUDGED = Path(__file__).with_name("judged.jsonl")
FACTS = ("title", "links", "authors", "venue", "year")
WEB = re.compile(r"(?:https?:)?//")


@dataclass(frozen=True)
class Judged:
    """One entry, the form of its list, what was read, and which of its facts were read right."""

    name: str
    form: str
    entry: PageEntry | None
    right: frozenset[str]

    @property
    def whole(self) -> bool:
        """Whether all its facts were."""
        return len(self.right) == len(FACTS)


def judge() -> Iterator[Judged]:
    """Yield the judged entries."""
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        page, _ = read("\n".join(item["lines"]) + "\n")
        forms = Counter(entry.form for entry in page.entries).most_common(1) or [("none", 0)]
        for known in item["entries"]:
            found = next(
                (entry for entry in page.entries if entry.first < known["last"] and entry.last >= known["line"] - 1),
                None,
            )
            right = right_facts(known, found.record) if found else frozenset()
            yield Judged(item["list"], forms[0][0], found, right)


def right_facts(known: dict[str, Any], record: EntryRecord) -> frozenset[str]:
    """Return which facts of a record are what somebody saw in its entry."""
    links = {address(link) for link in known["links"] if WEB.match(link)}
    tests = {
        "title": fold_title(record.title) == fold_title(known["title"]),
        "links": {address(link.url) for link in record.links} == links,
        "authors": same_people(known["authors"], record.authors),
        "venue": fold_title(record.venue or "") == fold_title(known["venue"]),
        "year": record.year == known["year"],
    }
    return frozenset(name for name, right in tests.items() if right)


def address(link: str) -> str:
    """Return an address without what may differ."""
    return re.sub(r"^(?:https?:)?//(?:www\.)?", "", link.strip("<>")).rstrip("/.,")


def same_people(names: list[str], text: str | None) -> bool:
    """Tell whether a text has a part of each name, and no other words than those of the names."""
    said = name_words(re.sub(r"\bet\.? ?al\b|\band\b", " ", text or ""))
    known = [name_words(name) for name in names]
    return said <= set().union(*known) and all(said & each for each in known)


def name_words(text: str) -> set[str]:
    """Return the words of a text in small letters without accents."""
    return set(re.findall(r"[^\W\d_]+", fold_text(text)))


def measure() -> None:
    """Print how many entries are right by list and by form, then how often each fact is."""
    judged = list(judge())
    for heading, key in (("Entries of unseen lists, by list", "name"), ("By form", "form")):
        groups: dict[str, list[Judged]] = {"all": judged}
        for each in judged:
            groups.setdefault(getattr(each, key), []).append(each)
        rows = [
            [name, str(len(group)), str(sum(each.whole for each in group))]
            + [str(sum(fact in each.right for each in group)) for fact in FACTS]
            for name, group in groups.items()
        ]
        table(heading, [key, "entries", "right", *FACTS], rows)
    for each in judged:
        if not each.whole:
            wrong = ", ".join(fact for fact in FACTS if fact not in each.right)
            sys.stdout.write(f"{each.name}: {wrong}: {each.entry.raw if each.entry else 'not read'!r}\n")


if __name__ == "__main__":
    measure()
