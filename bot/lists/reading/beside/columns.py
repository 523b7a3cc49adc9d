"""What the columns of some entries are: the slots of one key, each of the kind that most entries say it is."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.catalogue.identity.authors import ET_AL, FAMILY
from bot.catalogue.venue_table import is_published
from bot.catalogue.venues import Venues
from bot.lists.dates import DATE, DIGIT, YEAR, find_stamp
from bot.lists.inline import plain, words
from bot.lists.page import PageEntry
from bot.lists.people import GIVEN
from bot.lists.phrases import has_capitals
from bot.lists.reading.beside.likeness import is_capitalized, sample
from bot.lists.reading.beside.signing import FEWEST, MOST, OWN, RARELY, SOME
from bot.lists.reading.entry.citation import LONGEST_VENUE
from bot.lists.reading.entry.parts import GLUE, LEAD
from bot.lists.reading.entry.slots import Key, Slot, find_slots
from bot.patterns import rare

#: So many known venues among names of their shape show that all are venues.
FEW = 0.12
SEVERAL = 2
#: A column of titles has more words than the first at the median; one of names for short has no more than the second.
TITLE_WORDS, SHORT_WORDS = 4, 2
#: People differ from entry to entry; venues, tasks and states of a paper come again.
VARIED = 0.6
LONE_NAME = re.compile(FAMILY)
#: Titles may be in one of two columns.
PAIR = 2
#: A date before words, with a blank between them; behind a comma a company may follow.
DATE_BEFORE = rare(rf"(?:{DATE.pattern})\s+(?=\w)", re.I)
#: A volume or a page, before which a venue's name ends.
NUMBERED = re.compile(r"[\s,]*(?:\d|\bvol\b|\bno\b|\bpp\b)", re.I)
#: No more texts are looked at to learn whether they could be venues.
LOOK = 12
#: The column of the first words in the second line, where titles stand below their links: "[ICLR22 One](u)".
BELOW = ("text", 1, 0)
#: The columns of marked words in the first line.
MARKED_FIRST = frozenset({("italic", 0), ("bold", 0), ("quote", 0)})
#: The column of the words of any second line.
SECOND_LINE = ("text", 1, -1)
#: What a slot can be.
TOLD = frozenset({"title", "rest", "authors", "venue", "year", "date", "extra"})
#: A slot of an entry, and what it was read as.
Told = tuple[Slot, str]


@dataclass(frozen=True)
class Column:
    """The slots of one key: what each was read as, and what it says."""

    kinds: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.kinds)

    @cached_property
    def length(self) -> int:
        """The median of how many words the slots have."""
        return sorted(len(words(plain(text))) for text in self.texts)[len(self) // 2]

    def look(self) -> list[str]:
        """Return some of the texts."""
        return [plain(text) for text in sample(self.texts, LOOK)]


def column_kinds(told: Sequence[tuple[PageEntry, Sequence[Told]]], venues: Venues) -> dict[Key, str]:
    """Return what the slots of one key are, for the keys whose entries agree."""
    columns: dict[Key, Column] = {}
    for entry, slots in told:
        for slot, own in slots:
            column = columns.setdefault(slot.key, Column())
            column.kinds.append(own)
            column.texts.append(entry.raw[slot.start : slot.end])
    kinds = {}
    for key, column in columns.items():
        kind = column_kind(Counter(column.kinds)) if len(column) >= FEWEST else None
        if kind:
            kinds[key] = kind
    named = [key for key, kind in kinds.items() if kind == "venue" and are_families(columns[key], venues)]
    if "authors" not in kinds.values() and len(named) == 1:
        kinds[named[0]] = "authors"
    lined = sum(any(slot.key[:2] == ("text", 1) for slot, _ in slots) for _, slots in told)
    if len(told) >= OWN and lined <= RARELY * len(told) + 1:
        kinds[SECOND_LINE] = "none"
    return prefer_titles(prefer_places(kinds, columns, len(told)), columns, len(told))


def column_kind(counts: Counter[str]) -> str | None:
    """Return what a column is by how many of its cells are what, None where they do not agree.

    "likely venue": those that were not known as a venue are one if their shape says so.
    """
    kind, count = counts.most_common(1)[0]
    if count >= MOST * counts.total():
        return kind
    likely = "authors" if counts["authors"] > counts["venue"] else "venue"
    misread = counts["extra"] + (counts["venue"] if likely == "authors" else 0)
    known = SOME * counts.total() <= counts[likely] == counts.total() - misread
    return f"likely {likely}" if known else None


def are_families(column: Column, venues: Venues) -> bool:
    """Tell whether the texts of a column taken for venues are one family name each, most another, and none is known."""
    names = [plain(text).strip() for text in column.texts]
    if len(names) < OWN or len(set(names)) < VARIED * len(names):
        return False
    return all(map(LONE_NAME.fullmatch, names)) and not any(map(venues.find_name, names))


def undated(text: str) -> str:
    """Return a text without its date or year and what stands around it."""
    return YEAR.sub("", DATE.sub("", text)).strip(GLUE + "()[]")


def tell_slots(entry: PageEntry, references: Mapping[str, str]) -> tuple[Told, ...]:
    """Return the slots of an entry, each with what most of its words were read as."""
    parts = [
        ("title" if part.kind == "rest" else part.kind, part.start, part.end)
        for part in entry.parts
        if part.kind in TOLD
    ]
    return tuple((slot, slot_kind(parts, slot)) for slot in find_slots(entry.raw, references, keyed=True))


def slot_kind(parts: Sequence[tuple[str, int, int]], slot: Slot) -> str:
    """Return what most of a slot's words were read as, of parts with their places."""
    lengths: dict[str, int] = {}
    for kind, start, end in parts:
        if start < slot.end and slot.start < end:
            lengths[kind] = lengths.get(kind, 0) + min(end, slot.end) - max(start, slot.start)
    if len(lengths) == 1:
        return next(iter(lengths))
    if "venue" in lengths and "title" not in lengths and "authors" not in lengths:
        return "venue"
    return max(lengths, key=lambda kind: (lengths[kind], kind == "title"), default="extra")


def prefer_titles(kinds: dict[Key, str], columns: Mapping[Key, Column], total: int) -> dict[Key, str]:
    """Let a column of long texts have the titles where those that were taken for titles are names of a word or two."""
    titles = [key for key, kind in kinds.items() if kind == "title"]
    if not titles:
        return {**kinds, **part_titles(columns, total)}
    if max(columns[key].length for key in titles) > SHORT_WORDS:
        return kinds
    for key, column in columns.items():
        common = kinds.get(key) == "extra" and len(column) >= MOST * total and column.length > TITLE_WORDS
        if common and (key[:2] in MARKED_FIRST or (key == BELOW and are_titles(column))):
            return {**kinds, **dict.fromkeys(titles, "extra"), key: "title"}
    return kinds


def part_titles(columns: Mapping[Key, Column], total: int) -> dict[Key, str]:
    """Return that the longer of two columns has the titles where those are now in the one, now in the other."""
    common = [column for column in columns.items() if len(column[1]) >= max(FEWEST, MOST * total)]
    halves = [(key, column) for key, column in common if set(column.kinds) == {"title", "extra"}]
    if len(halves) != PAIR:
        return {}
    (short, names), (long, titles) = sorted(halves, key=lambda half: half[1].length)
    likely = titles.kinds.count("title") >= SOME * len(titles) and titles.length > max(TITLE_WORDS, names.length)
    return {short: "extra", long: "title"} if likely and are_titles(titles) else {}


def are_titles(column: Column) -> bool:
    """Tell whether most texts of a column are written as titles are, or are known to be some."""
    texts = column.look()
    return sum(is_capitalized(text) or is_published(text) for text in texts) >= MOST * len(texts)


def prefer_places(kinds: dict[Key, str], columns: Mapping[Key, Column], total: int) -> dict[Key, str]:
    """Let a column of names with years, or with some known venues, have the venues, whatever they are called.

    There must be another one with longer texts, which are the titles.
    """
    common = {key: column for key, column in columns.items() if len(column) >= max(FEWEST, MOST * total)}
    unlike = (key for key in common if kinds.get(key) not in ("venue", "authors"))
    placed = next((key for key in unlike if are_places(common[key]) and common[key].length <= LONGEST_VENUE), None)
    longer = [
        key for key, column in common.items()
        if placed and key != placed
        and (kinds.get(key) == "title" or (kinds.get(key) == "extra" and are_titles(column)))
        and column.length > max(TITLE_WORDS, common[placed].length)
    ]  # fmt: skip
    if placed is None or not longer:
        return kinds
    titled = [key for key in longer if kinds[key] == "title"] or longer[:1]
    return {**kinds, placed: "venue", titled[0]: "title"}


def are_places(column: Column) -> bool:
    """Tell whether most texts of a column look like venues, and years or known venues show that they are no titles."""
    # One alone may have the name of a venue by chance, as a method called DAC.
    sure = column.kinds.count("venue") >= max(SEVERAL, FEW * len(column))
    texts = column.look()
    named = [text for text in texts if place_name(text)]
    dated = sum(find_stamp(text)[1] is not None for text in named)
    return len(named) >= MOST * len(texts) and (sure or dated >= MOST * len(texts))


def place_name(text: str) -> str | None:
    """Return the name of a text that could be a venue's with its year and numbers, None for no such text."""
    undated = DATE_BEFORE.sub(" ", text) if DATE.search(text) else text
    undated = YEAR.sub(" ", undated) if DIGIT.search(text) else text
    rest = undated.strip(GLUE + "()[]")
    name = LEAD.sub("", NUMBERED.split(rest)[0].strip(GLUE + "()[]"), count=1)
    short = 0 < len(words(name)) <= LONGEST_VENUE and has_capitals(name)
    return (
        name
        if short and ":" not in name and not ET_AL.search(name) and not any(map(GIVEN.match, name.split(", ")[1:]))
        else None
    )
