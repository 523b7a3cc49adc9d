"""What the entries of a section have in common."""

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.paper import Link
from bot.catalogue.venues import fold
from bot.lists.inline import LABELS, is_label, keeper_of, link_kind, misnames
from bot.lists.page import PageEntry, Part
from bot.lists.writing.counting import counts_of
from bot.lists.writing.entry.anatomy import (
    BOX,
    EMOJI,
    dated_venue,
    link_boxes,
    link_gaps,
    link_kinds,
    link_marks,
    links_beside,
    named_links,
    short_name,
    short_places,
    side_links,
    url_groups,
    words_between,
)
from bot.lists.writing.entry.names import NameStyle, learn_names

#: Words that this share of a section's entries have belong to its form, not to a paper.
CONSTANT = 0.8
#: Kinds of links have an order where so many entries keep it.
ORDERED = 0.9
#: So many links of a kind show that a section has one label for it.
ENOUGH = 8
#: A label that is no word for a kind of target is another paper's name, unless so many links have it.
SHOWN = 3
#: Labels that say nothing but what kind of target a link has.
GENERIC = frozenset(["title", "paper", "code", "link", "url", "pdf", "project"])
#: Stands in a label for what it says of its own address: its last name, its number at who numbers papers, all of it.
STAND_IN = re.compile(r"\{(?:name|number \w+|address)\}")


#: How arXiv is called, folded; CoRR is its part for computer science.
ARXIV = frozenset(("arxiv", "arxivpreprint", "corr"))
#: What leads to a venue.
PROCEEDINGS = re.compile(r"(?:Proc\.|Proceedings of(?: the)?)[ \t]+")


@dataclass(frozen=True)
class Habits:
    """What the entries of a section have in common."""

    labels: Mapping[str, Counter[str]]
    #: Those that name who keeps a link, and stand at others' links as well.
    loose: frozenset[str]
    venues: Counter[str]
    #: How many venues have the year within or behind them, where the year has a place of its own too.
    dated: int
    words: Counter[str]
    #: Words that stand between the parts of entries, by how many have them: what few have is no form.
    between: Counter[str]
    count: int
    #: Whether the entries have numbers that count them.
    counted: bool
    #: How many entries have a title that begins with a short name.
    able: int
    names: NameStyle
    shorts: Counter[int]
    boxes: Counter[str]
    dates: Counter[str]
    gaps: Counter[str]
    #: Which kinds of target a link has that another kind follows.
    orders: Counter[tuple[str, str]]
    #: The labels of links, each with the emoji right before it or "".
    marks: Counter[tuple[str, str]]
    #: Where the links lead that are no paper's own, by how many entries have them.
    targets: Counter[str]
    #: An entry's link for each label, and for each kind of target.
    links: Mapping[str, tuple[PageEntry, Part]]

    def rank(self, kind: str, kinds: Sequence[str]) -> int:
        """Return behind how many of some kinds links of a kind stand nearly always."""
        both = ((self.orders[other, kind], self.orders[kind, other]) for other in kinds)
        return sum(behind > ORDERED * (behind + before) for behind, before in both)

    def label(self, link: Link, kind: str) -> str:
        """Return the section's label for a link: one that says no more than its kind gives way to the usual one."""
        # Where repositories are called projects, so is this one.
        told = self.labels.get(kind) or self.labels.get("repository" if kind == "code" else "", Counter())
        wrong = {label for label in told if misnames(label, link.url)} - self.loose
        used = Counter({label: count for label, count in told.items() if label not in wrong})
        if told and not used:
            return keeper_of(link.url) or self.small("Paper")
        known = {label for counts in self.labels.values() for label in counts}
        label, count = used.most_common(1)[0] if used else ("", 0)
        is_variant = label.casefold() == link.label.casefold()
        if (link.label in known and not is_variant) or not used or (count < SHOWN and is_own_name(label)):
            return self.small("Paper" if link.label == "title" else link.label)
        label = fill_label(label, link.url) or link.label
        clear = 0.6 if link.label.casefold() in GENERIC else 0.95
        if not is_variant and clear > 0.9 and used.total() < ENOUGH:
            return link.label
        return label if count >= clear * used.total() or link.label in ("title", "paper") else link.label

    def like(self, link: Link, kind: str) -> list[tuple[PageEntry, Part]]:
        """Return the links that show how one of its label is written, and one of its kind."""
        return [self.links[name] for name in (link.label, f"kind {kind}") if name in self.links]

    def box(self) -> str:
        """Return how most links are written, as "[[{label}]({url})]"."""
        return self.boxes.most_common(1)[0][0] if self.boxes else BOX

    def small(self, label: str) -> str:
        """Return a word for a kind of target in small letters where all labels of the section are."""
        said = (STAND_IN.sub("", used) for counts in self.labels.values() for used in counts)
        worded = [used for used in said if used.upper() != used.lower()]
        is_small = bool(worded) and all(map(str.islower, worded))
        return label.lower() if is_small and label.casefold() in GENERIC else label


def is_own_name(label: str) -> bool:
    """Tell whether a label is neither a word for a kind of target nor made of its address."""
    return not is_label(label) and EMOJI.fullmatch(label) is None and STAND_IN.search(label) is None


def learn(entries: Sequence[PageEntry]) -> Habits:
    """Return the habits of a section's entries."""
    return Habits(
        labels=count_labels(entries),
        loose=frozenset(label for entry in entries for label, url in labelled_links(entry) if misnames(label, url)),
        venues=Counter(entry.record.venue for entry in entries if entry.record.venue),
        dated=sum(map(dates_its_venue, entries)),
        words=Counter(chain.from_iterable(map(own_words, entries))),
        between=Counter(chain.from_iterable({word for *_, word in words_between(entry)} for entry in entries)),
        count=len(entries),
        counted=any(number is not None for number in counts_of(entries)),
        able=sum(short_name(entry.record.title) is not None for entry in entries),
        names=learn_names([entry.record.authors for entry in entries if entry.record.authors]),
        shorts=Counter(chain.from_iterable(map(short_places, entries))),
        boxes=Counter(chain.from_iterable(map(link_boxes, entries))),
        dates=Counter(chain.from_iterable(part_texts(entry, "date") for entry in entries)),
        gaps=Counter(chain.from_iterable(map(link_gaps, entries))),
        orders=Counter(chain.from_iterable(itertools.combinations(kinds_of(entry), 2) for entry in entries)),
        marks=Counter(chain.from_iterable(map(link_marks, entries))),
        targets=Counter(chain.from_iterable({link.address for link in side_links(entry)} for entry in entries)),
        links={name: (entry, part) for entry in reversed(entries) for name, part in named_links(entry)},
    )


def count_labels(entries: Sequence[PageEntry]) -> dict[str, Counter[str]]:
    """Return how often each label stands at the links of each kind, and at repositories called projects."""
    labels: dict[str, Counter[str]] = {}
    for entry in entries:
        beside = {part.group for part in links_beside(entry)}
        said = own_labels(entry)
        for group, (link, kind) in zip(url_groups(entry), link_kinds(entry), strict=False):
            if group in said and group not in beside and kind not in ("titled", "dated"):
                form = label_form(said[group] or link.label, link.url)
                labels.setdefault(kind, Counter())[form] += 1
                if kind == "project" and link_kind("", link.url) == "code":
                    labels.setdefault("repository", Counter())[form] += 1
    return labels


def own_labels(entry: PageEntry) -> dict[int, str]:
    """Return the labels of an entry's links by the links' numbers."""
    return {part.group: entry.text(part).strip() for part in entry.parts if part.kind == "label"}


def labelled_links(entry: PageEntry) -> list[tuple[str, str]]:
    """Return the labels of an entry's links with the addresses."""
    said = own_labels(entry)
    groups = zip(url_groups(entry), entry.record.links, strict=False)
    return [(said[group], link.url) for group, link in groups if group in said]


def kinds_of(entry: PageEntry) -> list[str]:
    """Return what the links of an entry with a label lead to, each kind once, in order."""
    return list(dict.fromkeys(kind for _, kind in link_kinds(entry) if kind not in ("titled", "dated")))


def dates_its_venue(entry: PageEntry) -> bool:
    """Tell whether an entry has a year within or behind its venue."""
    return any(part.kind == "venue" and bool(dated_venue(entry, part)[1]) for part in entry.parts)


def own_words(entry: PageEntry) -> list[str]:
    """Return the words, badges and pictographs of an entry that are no fact, each once."""
    emoji = {found[0] for found in EMOJI.finditer(entry.raw)}
    return [*set(part_texts(entry, "extra", "badge")), *emoji]


def part_texts(entry: PageEntry, *kinds: str) -> list[str]:
    """Return what an entry says in its parts of some kinds."""
    return [entry.text(part) for part in entry.parts if part.kind in kinds]


def stand_ins(url: str) -> dict[str, str]:
    """Return what a label may say of an address, by its stand-in."""
    known, name = identify(url), last_name(url)
    number = {f"{{number {known.kind}}}": known.value} if known else {}
    return {"{address}": url, **number} | ({"{name}": name} if name.casefold() not in LABELS else {})


def label_form(label: str, url: str) -> str:
    """Return the label of a link, with stand-ins for what it says of its own address."""
    for stand_in, said in stand_ins(url).items():
        place = label.casefold().find(said.casefold())
        if place >= 0 and (stand_in.startswith("{number") or len(label) == len(said)):
            return label[:place] + stand_in + label[place + len(said) :]
    return label


def fill_label(form: str, url: str) -> str | None:
    """Return the label for another address, None where that has no such number."""
    said = {"{name}": last_name(url)} | stand_ins(url)
    missing = [found[0] for found in STAND_IN.finditer(form) if found[0] not in said]
    return None if missing else STAND_IN.sub(lambda found: said[found[0]], form)


def last_name(url: str) -> str:
    """Return the last name in the path of an address, as that of a repository."""
    return url.rstrip("/").rpartition("/")[2].removesuffix(".git")


def spell(habits: Habits, venue: str) -> str:
    """Return a venue behind what leads to all venues of the section, and arXiv's own name as the section writes it.

    What somebody spelled otherwise stays.
    """
    leads = Counter(found[0] for name in habits.venues.elements() if (found := PROCEEDINGS.match(name)))
    lead, count = leads.most_common(1)[0] if leads else ("", 0)
    if count >= CONSTANT * habits.venues.total() and lead and not PROCEEDINGS.match(venue):
        return lead + venue
    if venue in habits.venues or venue != "arXiv":
        return venue
    return next((name for name, _ in habits.venues.most_common() if fold(name) in ARXIV), venue)
