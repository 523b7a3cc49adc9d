"""What the entries of a section have in common, and which of them is the best pattern for a new one."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.catalogue.identity.address_rules import ARXIV_ID
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.paper import Link
from bot.catalogue.venues import fold
from bot.lists.inline import LABELS, Token, link_kind, scan
from bot.lists.page import PageEntry, Part
from bot.lists.phrases import PREPRINT
from bot.lists.reading.entry.parts import PREFIX
from bot.lists.writing.entry.names import NameStyle, learn_names
from bot.lists.writing.facts import Facts, kind_of

#: Words that this share of a section's entries have belong to its form, not to a paper.
CONSTANT = 0.8
#: A short name has so many letters and words at most.
LONGEST_SHORT, MOST_WORDS = 40, 3
YEAR_BEHIND = re.compile(r"[ ,]*(?:['’`]\d\d|(?:19|20)\d\d)(?!\d)")
YEAR_WITHIN = re.compile(r"[ ,]*(?:['’`]\d\d(?!\d)|(?:19|20)\d\d)")
#: What may stand between two links of one group.
NEIGHBOURS = re.compile(r"[\s,;/·•&\\]{0,12}(?:<br\s*/?>\s*)?|\s*\|\s*|\s*\n\s*[-*+]\s+")
#: Behind a title in brackets: the place of an address, with or without its own brackets.
UNLINKED = re.compile(r"[.*_]*\]((?:\([ \t]*\))?)(?![(\[])")
#: More words that nobody can know than this make a pattern no worse: an abstract is of many pieces.
MOST_EXTRA = 4
PAIRS = (("[", "]"), ("(", ")"), ("{", "}"), ("<td", "</td"))
#: Labels that say nothing but what kind of target a link has.
GENERIC = frozenset(["title", "paper", "code", "link", "url", "pdf", "project"])
#: Stand in a label for what it says of its own address.
NAME, NUMBER = "{name}", "{number}"
ARXIV_NUMBER = re.compile(ARXIV_ID)
#: So many links of a kind show that a section has one label for it.
ENOUGH = 8
#: What is no text: tags, entities, pictures, comments.
MARKUP = re.compile(r"<[^<>]*>|&\w+;|!\[[^\[\]]*\]\([^()]*\)|:\w+:")
EMOJI = re.compile(
    r"[\U0001F300-\U0001FAFF\u2600-\u27BF\u2B50\u2B55\u26A0\ufe0f\u200d]+(?:\s+[\U0001F300-\U0001FAFF\u2600-\u27BF\u2B50\ufe0f\u200d]+)*|:\w+:(?::\w+:)*"
)


@dataclass(frozen=True)
class Habits:
    """What the entries of a section have in common."""

    labels: Mapping[str, Counter[str]]
    venues: Counter[str]
    #: How many venues have the year within or behind them, where the year has a place of its own too.
    dated: int
    words: Counter[str]
    #: Words that stand between the parts of entries, by how many have them: what few have is no form.
    between: Counter[str]
    count: int
    #: How many entries have a title that begins with a short name.
    able: int
    names: NameStyle
    shorts: Counter[int]
    boxes: Counter[str]
    dates: Counter[str]
    gaps: Counter[str]
    #: The labels of links, each with the emoji right before it or "".
    marks: Counter[tuple[str, str]]
    #: Where the links lead that are no paper's own, by how many entries have them.
    targets: Counter[str]
    #: An entry's link for each label, and for each kind of target.
    links: Mapping[str, tuple[PageEntry, Part]]

    def label(self, link: Link, kind: str) -> str:
        """Return the section's label for a link: one that says no more than its kind gives way to the usual one."""
        used = self.labels.get(kind, Counter())
        known = {label for counts in self.labels.values() for label in counts}
        if link.label in known or not used:
            return "Paper" if link.label == "title" else link.label
        label, count = used.most_common(1)[0]
        label = fill_label(label, link.url) or link.label
        clear = 0.6 if link.label.casefold() in GENERIC else 0.95
        if label.casefold() != link.label.casefold() and clear > 0.9 and used.total() < ENOUGH:
            return link.label
        return label if count >= clear * used.total() or link.label in ("title", "paper") else link.label


def learn(entries: Sequence[PageEntry]) -> Habits:
    """Return the habits of a section's entries."""
    labels: dict[str, Counter[str]] = {}
    venues: Counter[str] = Counter()
    words: Counter[str] = Counter()
    dated = 0
    for entry in entries:
        worded = {part.group for part in entry.parts if part.kind == "label"}
        for group, (link, kind) in zip(url_groups(entry), link_kinds(entry), strict=False):
            if group in worded and kind not in ("titled", "dated"):
                labels.setdefault(kind, Counter())[label_form(link)] += 1
        venues.update([entry.record.venue] if entry.record.venue else [])
        words.update({entry.raw[part.start : part.end] for part in entry.parts if part.kind in ("extra", "badge")})
        words.update({found[0] for found in EMOJI.finditer(entry.raw)})
        dated += any(part.kind == "venue" and bool(dated_venue(entry, part)[1]) for part in entry.parts)
    links = {name: (entry, part) for entry in reversed(entries) for name, part in named_links(entry)}
    gaps = Counter(gap for entry in entries for gap in link_gaps(entry))
    boxes = Counter(box for entry in entries for box in link_boxes(entry))
    marks = Counter(mark for entry in entries for mark in link_marks(entry))
    dates = Counter(
        entry.raw[part.start : part.end] for entry in entries for part in entry.parts if part.kind == "date"
    )
    targets = Counter(chain.from_iterable({link.address for link in side_links(entry)} for entry in entries))
    shorts = Counter(number for entry in entries for number in short_places(entry))
    able = sum(short_name(entry.record.title) is not None for entry in entries)
    between = Counter(chain.from_iterable({word for *_, word in words_between(entry)} for entry in entries))
    names = learn_names([entry.record.authors for entry in entries if entry.record.authors])
    count = len(entries)
    forms = (names, shorts, boxes, dates, gaps, marks)
    return Habits(labels, venues, dated, words, between, count, able, *forms, targets, links)


def label_form(link: Link) -> str:
    """Return the label of a link, with a stand-in for what it says of its own address: a name, an arXiv number."""
    name = last_name(link.url)
    if link.label.casefold() == name.casefold() and name.casefold() not in LABELS:
        return NAME
    number = ARXIV_NUMBER.search(link.label)
    return link.label.replace(number[0], NUMBER) if number and number[0] in link.url else link.label


def fill_label(form: str, url: str) -> str | None:
    """Return the label for another address, None where that has no such number."""
    number = ARXIV_NUMBER.search(url)
    if NUMBER in form and not number:
        return None
    return form.replace(NUMBER, number[0] if number else "").replace(NAME, last_name(url))


def last_name(url: str) -> str:
    """Return the last name in the path of an address, as that of a repository."""
    return url.rstrip("/").rpartition("/")[2].removesuffix(".git")


def dated_venue(entry: PageEntry, venue: Part) -> tuple[int, str]:
    """Return where a venue ends, with the year behind it where that is no part of its own, and the year as written.

    The year is " 2024" or "'24", with what parts it from the name; "" where the venue has none.
    """
    found = YEAR_BEHIND.match(entry.raw, venue.end)
    if found and not any(venue.end <= part.start < found.end() for part in entry.parts):
        return found.end(), found[0]
    within = YEAR_WITHIN.search(entry.raw, venue.start, venue.end)
    return venue.end, within[0] if within else ""


def words_between(entry: PageEntry) -> Iterator[tuple[int, int, str]]:
    """Yield the words and numbers of an entry that stand in none of its parts and in no tag, each with its stretch."""
    prefix = PREFIX.match(entry.raw)
    taken = [(part.start, part.end) for part in entry.parts]
    taken += [prefix.span()] if prefix else []
    taken += [found.span() for found in MARKUP.finditer(entry.raw)]
    for found in re.finditer(r"[^\W\d_]{3,}|\d+", entry.raw):
        if not any(start < found.end() and found.start() < end for start, end in taken):
            yield *found.span(), found[0]


def spell(habits: Habits, venue: str) -> str:
    """Return arXiv's own name as the section writes it; what somebody spelled otherwise stays."""
    if venue in habits.venues or venue != "arXiv":
        return venue
    return next((name for name, _ in habits.venues.most_common() if fold(name) == fold(venue)), venue)


def extras_before(entry: PageEntry) -> list[Part]:
    """Return the words before a title that are no fact: a short name, a keyword, an institution."""
    title = next(part for part in entry.parts if part.kind == "title")
    return [part for part in entry.parts if part.kind == "extra" and part.start < title.start]


def short_places(entry: PageEntry) -> list[int]:
    """Return which of the words before a title are the short name that the title begins with."""
    title = entry.record.title.casefold()
    texts = [entry.raw[part.start : part.end].strip().casefold() for part in extras_before(entry)]
    return [number for number, text in enumerate(texts) if title.startswith(text) or text == "?"]


def named_links(entry: PageEntry) -> Iterator[tuple[str, Part]]:
    """Yield an entry's links that have a label or a badge, by the kind of their target and by their label."""
    parts = {part.group: part for part in entry.parts if part.kind == "link"}
    for group, (link, kind) in zip(url_groups(entry), link_kinds(entry), strict=False):
        if group in parts and kind not in ("titled", "dated"):
            yield f"kind {kind}", parts[group]
            yield link.label, parts[group]


def link_gaps(entry: PageEntry) -> list[str]:
    """Return what stands between an entry's neighbouring links."""
    links = sorted((part for part in entry.parts if part.kind == "link"), key=lambda part: part.start)
    between = [entry.raw[one.end : other.start] for one, other in itertools.pairwise(links)]
    return [text for text in between if NEIGHBOURS.fullmatch(text)]


def link_boxes(entry: PageEntry) -> list[str]:
    """Return how an entry writes its labelled links, as "[[{label}]({url})]"."""
    boxes = []
    for link in (part for part in entry.parts if part.kind == "link"):
        inside = {part.kind: part for part in entry.parts if part.group == link.group}
        label, url = inside.get("label"), inside.get("url")
        if (
            label
            and url
            and link.start < label.start < label.end < url.start
            and "![" not in entry.raw[link.start : link.end]
        ):
            raw = entry.raw
            boxes.append(
                f"{raw[link.start : label.start]}{{label}}{raw[label.end : url.start]}{{url}}{raw[url.end : link.end]}"
            )
    return boxes


def place_for_address(entry: PageEntry) -> tuple[int, int] | None:
    """Return where the address of a title goes that stands in brackets and has none, as in "[Title]()"."""
    title = next((part for part in entry.parts if part.kind == "title"), None)
    if title is None or entry.raw[: title.start].rstrip("*_")[-1:] != "[":
        return None
    found = UNLINKED.match(entry.raw, title.end)
    return found.span(1) if found else None


def link_marks(entry: PageEntry) -> Iterator[tuple[str, str]]:
    """Yield the labels of an entry's links, each with the emoji right before it or ""."""
    marks = {found.end(): found[0] for found in EMOJI.finditer(entry.raw)}
    starts = {part.group: part.start for part in entry.parts if part.kind == "link"}
    for part in entry.parts:
        if part.kind == "label" and part.group in starts:
            yield entry.raw[part.start : part.end], marks.get(starts[part.group], "")


def side_links(entry: PageEntry) -> list[Token]:
    """Return an entry's links that are none of its paper's, as to another page of the list."""
    own = {part.start for part in entry.parts if part.kind == "url"}
    links = (token for token in scan(entry.raw, {}) if token.kind == "link" and token.address)
    return [link for link in links if link.url[0] not in own]


def url_groups(entry: PageEntry) -> list[int]:
    """Return the numbers of an entry's links, in the order of its record."""
    return sorted(part.group for part in entry.parts if part.kind == "url")


def link_kinds(entry: PageEntry) -> list[tuple[Link, str]]:
    """Return an entry's links with their kinds: "titled" if the title is the link, "dated" if the venue or date is."""
    labelled = {part.group for part in entry.parts if part.kind == "label"}
    linked = {part.group for part in entry.parts if part.kind == "link"}
    badged = {part.group for part in entry.parts if part.kind == "link" and "![" in entry.raw[part.start : part.end]}
    return [
        (
            link,
            "titled"
            if group not in linked
            else link_kind(link.label, link.url)
            if group in labelled | badged
            else "dated",
        )
        for group, link in zip(url_groups(entry), entry.record.links, strict=False)
    ]


def wanted(facts: Facts, *, dated: bool) -> Counter[str]:
    """Return the kinds of parts that the facts fill; `dated`: the list links papers by their venue."""
    kinds = Counter(
        "titled" if link.label == "title" else "dated" if dated and link.label == "paper" else kind_of(link, facts.code)
        for link in facts.links
    )
    kinds.update(kind for kind in ("authors", "venue", "year", "date") if getattr(facts, kind))
    if facts.date and facts.year and int(facts.date[:4]) == facts.year:
        del kinds["year"]
    return kinds


def short_name(title: str) -> str | None:
    """Return the short name that a title begins with."""
    short, colon, _ = title.partition(":")
    return short.strip() if colon and len(short) < LONGEST_SHORT and len(short.split()) <= MOST_WORDS else None


def names_itself(entry: PageEntry) -> bool:
    """Tell whether an entry gives the short name of its title once more, before it or in a badge."""
    short = short_name(entry.record.title)
    if short is None:
        return False
    badge = f"badge/{short.replace('-', '--').replace(' ', '_')}-"
    return bool(short_places(entry)) or badge in entry.raw


def offered(entry: PageEntry) -> Counter[str]:
    """Return the kinds of parts that an entry has."""
    kinds = Counter(kind for _, kind in link_kinds(entry))
    kinds.update({part.kind for part in entry.parts if part.kind in ("authors", "venue", "year", "date")})
    kinds.update(["short"] if names_itself(entry) else [])
    return kinds


def skeleton(entry: PageEntry) -> str:
    """Return the text of an entry with its parts blanked: what its form is."""
    text, place = [], 0
    for part in entry.parts:
        if (
            part.kind in ("title", "authors", "venue", "year", "date", "label", "url", "badge", "extra", "rest")
            and part.start >= place
        ):
            text += [entry.raw[place : part.start], f"<{part.kind}>"]
            place = part.end
    return re.sub(r"\d+", "0", "".join([*text, entry.raw[place:]]))


def is_whole(entry: PageEntry) -> bool:
    """Tell whether each bracket of an entry is closed, and each cell."""
    prefix = PREFIX.match(entry.raw)
    text = entry.raw[prefix.end() :] if prefix else entry.raw
    return all(text.count(opening) == text.count(closing) for opening, closing in PAIRS)


def choose(entries: Sequence[PageEntry], near: int, facts: Facts, *, far: int = 0) -> PageEntry:
    """Return the entry whose form suits the facts best: the same parts, the usual form, close to the new place.

    The first `far` entries are the section's own; those behind stand in other sections.
    """
    want = wanted(facts, dated=any(kind == "dated" for entry in entries for _, kind in link_kinds(entry)))
    able = [entry for entry in entries if short_name(entry.record.title)]
    if short_name(facts.title) and 2 * sum(map(names_itself, able)) > len(able):
        want["short"] += 1
    undated = want if want["year"] else want - Counter(["date"]) + Counter(["year"])
    skeletons = [skeleton(entry) for entry in entries]
    usual = Counter(skeletons)
    most = max(usual.values())
    preprint = bool(facts.venue and PREPRINT.search(facts.venue))

    def cost(number: int) -> float:
        entry = entries[number]
        have = offered(entry)
        if not want["titled"] and not have["paper"]:
            have["paper"], have["titled"] = have["titled"], 0
        need = undated if facts.date and not have["date"] else want
        missing, more = (need - have).total(), (have - need).total()
        others = sum(part.kind in ("extra", "badge") for part in entry.parts)
        extra = min(others, MOST_EXTRA) - have["short"]
        same = entry.record.venue is None or preprint == bool(PREPRINT.search(entry.record.venue))
        distance = min(abs(number + 0.5 - near), 40) * 0.02
        strange = 1.5 * (1 - usual[skeletons[number]] / most)
        broken = 2 * (not is_whole(entry))
        return (
            3 * missing
            + 1.2 * more
            + 0.3 * extra
            + 0.4 * (not same)
            + distance
            + strange
            + broken
            + 1.5 * (number >= far > 0)
        )

    return entries[min(range(len(entries)), key=cost)]


def pattern_of(title: str | None, entries: Sequence[PageEntry]) -> PageEntry | None:
    """Return the first entry whose title begins so, None where there is none."""
    wanted = fold_title(title or "")
    return next((entry for entry in entries if wanted and fold_title(entry.record.title).startswith(wanted)), None)
