"""Papers that real lists call by several titles: renamed, cut, by a short name, or with slips of the pen.

The lists stand beside the folder of pairs that PAPERCLERK_EVAL names: lists/ and history/, as their READMEs describe.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.matching.record import Record
from tests.bench.evaluation import Pair, folder
from tests.bench.lists import read

#: Of more titles for one identifier most are of other papers that have its link.
MOST_TITLES = 3
#: Titles with less in common, or of one word, are more often a wrong link or words about the paper than another title.
ALIKE, FEWEST_WORDS = 45, 2


def renamed_pairs() -> list[Pair]:
    """Return the pairs of titles under which lists link to one paper."""
    titles: dict[str, dict[str, str]] = defaultdict(dict)
    for text in read_lists():
        for identifier, title in read_titles(text):
            titles[identifier].setdefault(fold_title(title), title)
    pairs = (pair for known in titles.values() for pair in combinations([*known.values()][:MOST_TITLES], 2))
    return [
        Pair("", Record(one), Record(other), True, source="renamed")
        for one, other in pairs
        if min(len(one.split()), len(other.split())) >= FEWEST_WORDS
        and fuzz.token_set_ratio(one.lower(), other.lower()) >= ALIKE
    ]


def read_lists() -> Iterator[str]:
    """Yield the texts of real lists, at several times."""
    root = folder().parent
    for path in sorted(root.glob("lists/*/**/*.md")):
        if "made" not in path.parts:
            yield path.read_text(encoding="utf-8")
    for path in sorted(root.glob("history/before/*.md.gz")):
        yield read_compressed(path)


def read_compressed(path: Path) -> str:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return file.read()


def read_titles(text: str) -> Iterator[tuple[str, str]]:
    """Yield identifier and title of each paper of a list whose links name one paper alone."""
    for entry in read(text)[0].entries:
        found = {identifier for link in entry.record.links if (identifier := identify(link.url))}
        if entry.paper and len(found) == 1:
            yield str(found.pop()), entry.record.title
