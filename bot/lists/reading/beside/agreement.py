"""Reads again, as the other entries of a list are read, the entries that alone were read otherwise.

The entries of a section share a layout: what stands in the same brackets, in the same marks or behind the same link
is of one kind. So the slots of a text are columns, as a table's are, and each column's kind is what most of its
entries say of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import pairwise
from operator import attrgetter

from bot.catalogue.identity.authors import ET_AL, NAME_BREAK
from bot.catalogue.venues import Venues
from bot.lists.dates import DIGIT, YEAR
from bot.lists.inline import is_label, plain, words
from bot.lists.page import PageEntry
from bot.lists.people import is_authors, is_name
from bot.lists.phrases import JOINING, PUBLISHED, Phrases
from bot.lists.reading.beside.columns import SECOND_LINE, SHORT_WORDS, Told, column_kinds, tell_slots, undated
from bot.lists.reading.beside.edges import cut_edges
from bot.lists.reading.beside.gaps import Order, facts, find_gap, find_order, names_place, order_of
from bot.lists.reading.beside.likeness import sample
from bot.lists.reading.beside.signing import FEWEST, OWN, find_signing, is_doubtful
from bot.lists.reading.entry.citation import LONGEST_VENUE
from bot.lists.reading.entry.parts import GLUE, Signed
from bot.lists.reading.entry.record import Stretch, read_record
from bot.lists.reading.entry.slots import Key, Slot
from bot.lists.reading.entry.title.runs import ITEM
from bot.patterns import rare

#: What is a title by its column has more than this share of the words of what was taken for it.
LEAST_TITLE = 0.25
#: More words than the name of a person or a company has.
LONG_NAME = rare(r"(?:\S+ ){7}\S")
#: No more entries are looked at to learn what the columns are.
SAMPLE = 200
KIND = attrgetter("kind")
#: Which parts an entry has, in order.
Shape = tuple[str, ...]
#: What tells the slots of an entry.
Tell = Callable[[PageEntry], Sequence[Told]]
#: What no more entries of a section need to agree about than of the page.
NAMED = frozenset({"authors", "likely authors", "venue", "likely venue"})
#: A full line has more than this share of the longest's characters, which is as wide as editors are.
FULL, NARROWEST, WIDEST = 0.8, 60, 130
#: What a reference says, in its order: what it names last published the rest.
REFERENCE = ("authors", "year", "title", "venue")
#: What columns are and was read, where people were taken for the title, and that for a remark, however short it is.
SWAPPED = frozenset({("title", "extra"), ("authors", "title")})
#: Tables have heads and cells, data files keys.
MARKED = frozenset({"table", "html", "yaml"})


def agree(entries: Sequence[PageEntry], references: Mapping[str, str], phrases: Phrases) -> tuple[PageEntry, ...]:
    """Return the entries, each read as most entries of its section, or of its form on the page, are."""
    groups: dict[tuple[str, int], list[PageEntry]] = {}
    forms: dict[str, list[PageEntry]] = {}
    for entry in entries:
        if entry.form not in MARKED:
            groups.setdefault((entry.form, entry.section), []).append(entry)
            forms.setdefault(entry.form, []).append(entry)
    # An entry tells of its page and of its section, and may be corrected.
    tell = lru_cache(maxsize=2 * SAMPLE)(partial(tell_slots, references=references))
    whole = {form: Habit.learn(group, tell, phrases.venues) for form, group in forms.items()}
    habits = {
        key: Habit.learn(group, tell, phrases.venues, page) if OWN <= len(group) < len(forms[key[0]]) else page
        for key, group in groups.items()
        for page in (whole[key[0]],)
    }
    corrected = [
        habit.correct(entry, phrases, references) if (habit := habits.get((entry.form, entry.section))) else entry
        for entry in entries
    ]
    return tuple(cut_edges(corrected))


@dataclass(frozen=True)
class Habit:
    """What the columns of some entries are, as `tell` finds them, and where they name people; `told` by these.

    `order`: the facts that most have one after the other; `filled`: a line that is full goes on in the next.
    """

    kinds: Mapping[Key, str]
    told: Sequence[tuple[PageEntry, Sequence[Told]]]
    tell: Tell
    signed: Signed
    order: Order
    filled: bool

    @classmethod
    def learn(cls, entries: Sequence[PageEntry], tell: Tell, venues: Venues, page: Habit | None = None) -> Habit:
        """Return the habit of some entries, which leave to that of the `page` what facts they do not agree about.

        Of many entries, every so manieth tells it.
        """
        entries = sample(entries, SAMPLE)
        told = [(entry, tell(entry)) for entry in entries]
        facts = {key: kind for key, kind in page.kinds.items() if kind in NAMED} if page else {}
        own = column_kinds(told, venues)
        kinds = {**facts, **{key: kind for key, kind in own.items() if is_clearer(kind, facts.get(key))}}
        return cls(kinds, told, tell, find_signing(entries), find_order(entries), are_filled(entries))

    @cached_property
    def shapes(self) -> frozenset[Shape]:
        """The orders of parts that agree."""
        others = {shape(entry) for entry, slots in self.told if self.differs(entry, slots)}
        return frozenset(shape(entry) for entry, _ in self.told) - others

    def differs(self, entry: PageEntry, slots: Sequence[Told]) -> bool:
        """Tell whether an entry is to be read again."""
        return (
            is_doubtful(entry, self.signed)
            or bool(misread(entry, slots, self.kinds))
            or find_gap(entry, self.order) is not None
            or self.goes_on(entry, slots)
        )

    def goes_on(self, entry: PageEntry, slots: Sequence[Told]) -> bool:
        """Tell whether an entry goes on in its second line as in a blank."""
        return (self.filled and "\n" in entry.raw) or is_wrapped(entry, slots, self.kinds)

    def correct(self, entry: PageEntry, phrases: Phrases, references: Mapping[str, str]) -> PageEntry:
        """Return an entry with the slots that were read as something else than their column is read as that."""
        if shape(entry) in self.shapes:
            return entry
        slots = self.tell(entry)
        if self.goes_on(entry, slots):
            text, stretches = entry.raw.replace("\n", " ", -1 if self.filled else 1), []
        else:
            text = entry.raw
            stretches = misread(entry, slots, self.kinds)
            gap = None if stretches else find_gap(entry, self.order)
            stretches += [gap] if gap else []
        titled = any(kind == "title" for _, _, kind in stretches)
        signed = self.signed if titled or is_doubtful(entry, self.signed) else "unknown"
        record, parts = read_record(text, phrases, references, stretches, signed=signed)
        return entry._replace(record=record, parts=parts) if record.title else entry


def is_clearer(kind: str, fact: str | None) -> bool:
    """Tell whether what a section says of a column counts, where the page says that it is venues or nothing."""
    return fact != "venue" or (kind != "extra" and not kind.startswith("likely "))


def shape(entry: PageEntry) -> Shape:
    """Return which parts an entry has, in order."""
    return tuple(map(KIND, entry.parts))


def misread(entry: PageEntry, slots: Sequence[Told], kinds: Mapping[Key, str]) -> list[Stretch]:
    """Return the slots of an entry that were read as something else than their column is, with the column's kind."""
    told = [(slot, kinds[slot.key], own) for slot, own in slots if slot.key in kinds]
    swapped = SWAPPED if {(kind, own) for _, kind, own in told} >= SWAPPED else frozenset()
    if not any(kind == "title" for _, kind, _ in told):
        told = [each for each in told if each[2] != "title"]
    elif any(kind == own == "title" for _, kind, own in told) and len(words(entry.record.title)) > SHORT_WORDS:
        told = [each for each in told if each[1] != "title"]
    changed = [
        (slot.start, slot.end, kind.removeprefix("likely "))
        for slot, kind, own in told
        if kind != own
        and ((kind, own) in swapped or (not is_sure(entry, slot, own) and can_be(entry, slot, kind, own)))
    ]
    return sorted(changed, key=lambda stretch: stretch[2] != "title")


def is_wrapped(entry: PageEntry, slots: Sequence[Told], kinds: Mapping[Key, str]) -> bool:
    """Tell whether a title may go on in a second line, where other entries have no words."""
    if kinds.get(SECOND_LINE) != "none":
        return False
    title = next((part for part in entry.parts if part.kind == "title"), None)
    rest = next((slot for slot, _ in slots if slot.key[:2] == ("text", 1)), None)
    if title is None or rest is None:
        return False
    between = entry.raw[title.end : rest.start]
    if ITEM.match(entry.raw, rest.start):
        return False
    return "\n" in between and not between.strip() and entry.raw[title.end - 1] not in ".?!:"


def are_filled(entries: Sequence[PageEntry]) -> bool:
    """Tell whether the lines of some entries that go on in the next are about as long, as an editor breaks them."""
    lengths = []
    for entry in entries if any("\n" in entry.raw for entry in entries) else ():
        for line, following in pairwise(entry.raw.split("\n")):
            if ITEM.match(following):
                return False
            if not following.lstrip().startswith("http"):
                lengths.append(len(line))
    longest = max(lengths, default=0)
    full = sum(length > FULL * longest for length in lengths)
    return len(lengths) >= FEWEST and NARROWEST < longest < WIDEST and full > FULL * len(lengths)


def is_sure(entry: PageEntry, slot: Slot, own: str) -> bool:
    """Tell whether a slot alone shows what it is: names with "et al.", or what a society or a journal published.

    Where a part is left out, those behind it stand in the columns of others.
    """
    text = plain(entry.raw[slot.start : slot.end]).strip(GLUE)
    return bool(ET_AL.search(text)) if own == "authors" else own == "venue" and bool(PUBLISHED.search(text))


def can_be(entry: PageEntry, slot: Slot, kind: str, own: str) -> bool:
    """Tell whether a slot that was read as `own` can be what its column is."""
    text = plain(entry.raw[slot.start : slot.end])
    if kind == "title":
        # A slot that has the title has more words of a long venue.
        titled = any(part.kind == kind and slot.start <= part.start < slot.end for part in entry.parts)
        said = [word for word in words(text) if not word.isdigit()]
        if own == "venue" and order_of(facts(entry)) == REFERENCE:
            return False
        return not titled and len(said) > max(1, len(words(entry.record.title)) * LEAST_TITLE)
    if kind in ("authors", "likely authors"):
        names = undated(text)
        if names == entry.record.title or names.lower() in JOINING or (own == "venue" and names.isupper()):
            return False
        like = is_name(names) or (kind == "authors" and not is_remark(names))
        could = is_authors(names, marked=True) or (names == text.strip(GLUE + "()[]") and like)
        return could and own in ("extra", "venue") and not entry.record.authors and not DIGIT.search(names)
    if kind == "likely venue":
        return own == "extra" and not entry.record.venue and bool(YEAR.search(text))
    named = text.rstrip().endswith(":") or entry.raw[slot.end :].lstrip("*_ ").startswith(":")
    if kind == "venue":
        several = own == "authors" and len(NAME_BREAK.split(text)) > 1 and not DIGIT.search(text)
        stamp = YEAR.match(entry.raw[slot.end :].lstrip(" ,([*_"))
        return (
            names_place(f"{text} {stamp[0]}" if stamp else text)
            and not several
            and own in ("extra", "title", "year", "authors")
            # "PondNet:" before a title is what the paper is called for short.
            and not (named and own == "extra")
            and not entry.record.venue
            and len(words(text)) <= LONGEST_VENUE
        )
    whole = not any(part.start < slot.start and part.end > slot.end for part in entry.parts if part.kind == own)
    return kind == "extra" and own in ("venue", "authors") and whole and (named or not DIGIT.search(text))


def is_remark(text: str) -> bool:
    """Tell whether words are no names, though of the names in a column some have no shape of one: as "Some theory"."""
    first, *others = text.split() or [""]
    lower = first[:1].islower() or (bool(others) and all(word[:1].islower() for word in others))
    return lower or ":" in text or is_label(text) or any(map(LONG_NAME.match, NAME_BREAK.split(text)))
