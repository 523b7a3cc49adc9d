"""Cuts from titles what those beside them begin or end with too, and what is none of their words."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from bot.catalogue.identity.authors import FAMILY, is_divided
from bot.lists.page import PageEntry, Part
from bot.lists.people import is_authors, is_name, name_people
from bot.lists.reading.beside.signing import FEWEST, MOST
from bot.lists.reading.entry.parts import trim
from bot.patterns import rare

#: So many titles that begin with something in brackets are a habit, and so many, and so large a share, that end with
#: names.
TAGS, NAMED, SHARE = 2, 3, 0.3
#: How titles with an edge begin, how they end, and what parts it from them.
FIRST, LAST, DASHES = ("(", "19", "20"), (")", "]", *"0123456789"), (" - ", " – ", " — ")
#: The form of entries, and their section, None for all.
Scope = tuple[str, int | None]
#: A title has so many characters without what is cut from it.
SHORTEST = 6


class Edge(NamedTuple):
    """What may stand at an edge of titles: which fact it is, what shows it, and when so many titles make it a habit."""

    kind: str
    sign: str
    pattern: re.Pattern[str]
    holds: Callable[[Sequence[str], int], bool]


def are_most(found: Sequence[str], total: int) -> bool:
    """Tell whether most titles have it."""
    return len(found) >= max(FEWEST, MOST * total)


def are_most_names(found: Sequence[str], total: int) -> bool:
    """Tell whether most titles have a name."""
    return are_most(list(filter(is_name, found)), total)


def are_several(found: Sequence[str], total: int) -> bool:
    """Tell whether more titles than one have it."""
    return len(found) >= TAGS


def are_names(found: Sequence[str], total: int) -> bool:
    """Tell whether what titles end with are names, and some of these surely, as they are several."""
    named = list(filter(names_people, found))
    sure = sum(is_divided(text) or " " in text for text in named)
    return len(named) >= max(NAMED, SHARE * total, MOST * len(found)) and sure >= TAGS


def names_people(text: str) -> bool:
    """Tell whether a text is names, or one name, of a word or more; "A Survey" is none."""
    return not text.startswith("A ") and (is_authors(text, marked=True) or is_name(text))


EDGES = (
    Edge("year", "0", rare(r"^((?:19|20)\d\d)\s+(?=[^\W\d_])"), are_most),
    Edge("year", "0", rare(r"(?<=[^\W\d_])\s+((?:19|20)\d\d)$"), are_most),
    Edge("extra", "(", rare(r"^\(([A-Za-z\d][\w .+/-]{1,30})\)\s*(?=[A-Z\d])"), are_several),
    Edge("authors", "-", rare(r"\s+[-–—]\s+([A-Z](?:(?!\s[-–—]\s)[^()\[\]]){2,99})$"), are_names),
    Edge("authors", ",", rare(rf",\s+({FAMILY})$"), are_most_names),
    Edge("authors", ")", rare(r"\s*\(([A-Z][^()]{2,99})\)$"), are_names),
    Edge("authors", "]", rare(r"\s*\[([A-Z][^\[\]]{2,99})\]$"), are_names),
)


def cut_edges(entries: Sequence[PageEntry]) -> Sequence[PageEntry]:
    """Return entries, the titles of each cut where those of its section, or of its form on the page, are to be cut."""
    signs = {place: sign for place, entry in enumerate(entries) if (sign := find_sign(entry.record.title))}
    if len(signs) < TAGS:
        return entries
    totals = Counter(key for entry in entries for key in scopes(entry))
    groups: dict[tuple[Scope, str], list[str]] = {}
    for place, sign in signs.items():
        for key in scopes(entries[place]):
            groups.setdefault((key, sign), []).append(entries[place].record.title)
    habits = {(key, sign): tuple(find_habits(titles, sign, totals[key])) for (key, sign), titles in groups.items()}
    cut = list(entries)
    for place, sign in signs.items():
        for edge in dict.fromkeys(edge for key in scopes(entries[place]) for edge in habits[key, sign]):
            cut[place] = cut_edge(cut[place], edge)
    return cut


def find_sign(title: str) -> str:
    """Return the sign of an edge with which a title begins or ends, "0" for a digit; most have none."""
    if title.startswith(FIRST):
        return title[0] if title[0] == "(" else "0"
    if title.endswith(LAST):
        return title[-1] if title[-1] in ")]" else "0"
    if any(map(title.__contains__, DASHES)):
        return "-"
    last = title.rpartition(", ")[2]
    return "," if " " not in last and last[:1].isupper() and last != title else ""


def scopes(entry: PageEntry) -> tuple[Scope, Scope]:
    """Return the form of an entry, and that with its section."""
    return (entry.form, None), (entry.form, entry.section)


def find_habits(titles: Sequence[str], sign: str, total: int) -> Iterator[Edge]:
    """Yield the edges that titles with one sign have by habit, of so many in all."""
    for edge in EDGES:
        if edge.sign != sign:
            continue
        several = (edge.pattern.search(title) for title in titles)
        found = [each[1] for each in several if each and len(each[0]) + SHORTEST <= len(each.string)]
        if edge.holds(found, total):
            yield edge


def cut_edge(entry: PageEntry, edge: Edge) -> PageEntry:
    """Return an entry with what stands at an edge of its title as a fact of its own, if that is not known otherwise."""
    part, record = next(part for part in entry.parts if part.kind == "title"), entry.record
    written, said = edge.pattern.search(entry.raw[part.start : part.end]), edge.pattern.search(record.title)
    rest = any(other.kind == "rest" for other in entry.parts)
    if rest or written is None or said is None or len(said[0]) + SHORTEST > len(record.title):
        return entry
    match edge.kind:
        case "year" if record.year in (None, int(said[1])):
            record = record._replace(year=int(said[1]))
        case "authors" if record.authors is None and names_people(said[1]):
            record = record._replace(authors=name_people(said[1]))
        case "extra":
            record = record._replace(leftover=(said[1], *record.leftover))
        case _:
            return entry
    led = said.start() == 0
    start, end = (part.start + written.end(), part.end) if led else (part.start, part.start + written.start())
    title = record.title[said.end() :] if led else record.title[: said.start()]
    first, last = trim(entry.raw, start, end)
    fact = Part(edge.kind, part.start + written.start(1), part.start + written.end(1))
    parts = [other for other in entry.parts if other is not part]
    return entry._replace(
        record=record._replace(title=title[slice(*trim(title, 0, len(title)))]),
        parts=tuple(sorted([*parts, part._replace(start=first, end=last), fact], key=lambda each: each[1:3])),
    )
