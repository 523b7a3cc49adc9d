"""An entry of a page, and what becomes of its paper -> the entry's new text, changed as little as can be."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.catalogue.identity.identifiers import identify, is_web_address
from bot.catalogue.paper import Link, Paper
from bot.lists.cataloguing import name_links, unescape
from bot.lists.inline import link_kind, misnames
from bot.lists.page import PageEntry, Part
from bot.lists.reading.table import split_cells
from bot.lists.writing.counting import take_number
from bot.lists.writing.entry.anatomy import (
    BOX,
    LOCATED,
    address_in,
    dated_venue,
    end_of_title,
    exchange,
    fill_box,
    place_for_address,
    stretches_of_rest,
    url_groups,
    url_of,
)
from bot.lists.writing.entry.cells import cell_for
from bot.lists.writing.entry.form import write
from bot.lists.writing.entry.habits import learn, spell
from bot.lists.writing.entry.linkform import slot_kind
from bot.lists.writing.entry.template import choose_template
from bot.lists.writing.entry.traces import GONE, drop_traces
from bot.lists.writing.facts import balance_address, escape, facts_of
from bot.lists.writing.yamlform import amend_yaml

#: A word of any script, or a sign that stands for one.
WORD = re.compile(r"[^\W_]+|[^\w\s!-/:-@\[-`{-~，。；：·•–—]")
#: What may stand between two links.
SEPARATORS = " \t,;/|·&"
#: Where a paper stands in its journal, or its number on arXiv behind that name.
LOCATOR = re.compile(
    rf"\b{LOCATED}"
    r"|(?:\barXiv:|(?<=arXiv)[.:]?\s?)\d{4}\.\d{4,5}(?:v\d+)?"
    r"|\b\d{1,4}\s?\(\d{1,3}\)(?::\s*\d+(?:[–-]\d+)?)?|(?<=\s)\d{1,4}(?=\s?\()"
    r"|\b\d{1,4}:\s*\d+[–-]\d+|\b\d+[–-]\d+",
    re.I,
)
#: What is no stop between two of them.
LETTER = re.compile(r"[^\W\d_]|\|")
#: Forms of which every word has its own cell, so that nothing can be put behind.
CELLS = frozenset({"table", "html"})


class Replacement(NamedTuple):
    """A stretch of an entry's text, and what is to stand there."""

    start: int
    end: int
    text: str


def amend_text(entry: PageEntry, before: Paper, after: Paper, peers: Sequence[PageEntry]) -> str:
    """Return an entry's text after a change of its paper; `peers` are the entries that show the section's form.

    Words are exchanged where they stand. What has no place in the entry yet has it written anew in the form of the
    section, if nothing that it says is lost by that; else it is left out, as where the list never says such a thing.
    """
    if entry.form == "yaml":
        return amend_yaml(entry, before, after, peers)
    changes = list(change_parts(entry, before, after, peers))
    text = exchange(entry.raw, filter(None, changes))
    if None in changes and says_more(anew := rewrite(entry, after, peers), text):
        return anew
    return drop_traces(text, table=entry.form == "table")


def says_more(new: str, old: str) -> bool:
    """Tell whether a text has all words and pictures of another in their order, and further ones between them."""
    kept, told = WORD.findall(old), WORD.findall(new)
    words = iter(told)
    return len(kept) < len(told) and all(word in words for word in kept)


def change_parts(
    entry: PageEntry, before: Paper, after: Paper, peers: Sequence[PageEntry]
) -> Iterator[Replacement | None]:
    """Yield what is to be changed in the text; None for what it has no place for."""
    if after.title != before.title:
        yield from change_title(entry, after.title)
    if (after.venue, after.year) != (before.venue, before.year):
        # Lines of one paper may say different years; of its new venue only one is true.
        said = before._replace(year=entry.record.year or before.year) if after.venue != before.venue else before
        yield from change_date(entry, said, after, peers)
    yield from change_links(entry, before.links, after.links, peers)


def change_title(entry: PageEntry, title: str) -> Iterator[Replacement]:
    """Yield the changes of the title; what is behind its colon may stand apart, as behind the address of its name."""
    part, rest = entry.title_part, entry.part("rest")
    name, colon, remainder = title.partition(": ") if rest else (title, "", "")
    table = entry.form == "table"
    yield Replacement(*part.span, escape(name, table=table, linked=True))
    if rest and colon:
        yield Replacement(*rest.span, escape(remainder, table=table))
    elif rest:
        yield from (Replacement(*stretch, GONE) for stretch in stretches_of_rest(entry, rest))


def change_date(
    entry: PageEntry, before: Paper, after: Paper, peers: Sequence[PageEntry]
) -> Iterator[Replacement | None]:
    """Yield the changes of the venue and the year, which may stand with the venue, too."""
    venue, year = entry.part("venue"), entry.part("year")
    end, dated = dated_venue(entry, venue) if venue else (0, "")
    if venue:
        new = spell_venue(entry.raw[venue.start : end], after, peers, table=entry.form == "table")
        yield Replacement(venue.start, end, new or GONE)
    elif after.venue != before.venue:
        yield None
    if venue and after.venue != before.venue:
        yield from drop_locators(entry, end)
    if after.year == before.year:
        return
    if year and not (venue and venue.start <= year.start < end):
        yield Replacement(*year.span, str(after.year)[-(year.end - year.start) :] if after.year else GONE)
    elif venue and (date := date_behind(entry, end)):
        yield Replacement(*date.span, str(after.year) if after.year else GONE)
    elif not dated and after.year and any(peer.part("year") for peer in peers):
        yield None


def date_behind(entry: PageEntry, end: int) -> Part | None:
    """Return the date that stands right behind a venue: when the paper appeared there."""
    date = entry.part("date")
    return date if date and re.fullmatch(r"[,\s]{1,3}", entry.raw[end : date.start]) else None


def drop_locators(entry: PageEntry, end: int) -> Iterator[Replacement]:
    """Yield the stretches right behind a venue that say where the paper stands in it, and are true of no other.

    Words end them: numbers behind those are a remark's.
    """
    told = sorted(part.span for part in entry.parts if part.kind in ("year", "date") and part.start >= end)
    stretches = [(*span, False) for span in told]
    line_end = (entry.raw + "\n").index("\n", end)
    stretches += [(*found.span(), True) for found in LOCATOR.finditer(entry.raw, end, line_end)]
    place = end
    for start, stop, located in sorted(stretches):
        if LETTER.search(entry.raw, place, start):
            return
        if located and start >= place:
            yield Replacement(start, stop, GONE)
        place = max(place, stop)


def spell_venue(old: str, after: Paper, peers: Sequence[PageEntry], *, table: bool) -> str:
    """Return the venue as the section spells it, with the year where the old one had it."""
    if not after.venue:
        return ""
    name = escape(spell(learn(peers), after.venue), table=table)
    full, short = re.search(r"[\s,]*(?:19|20)\d\d", old), re.search(r"\s*'\d\d(?!\d)", old)
    if full and after.year:
        return f"{name}{re.sub(r'[0-9]+', str(after.year), full[0])}"
    return f"{name}{re.sub(r'[0-9]+', f'{after.year % 100:02}', short[0])}" if short and after.year else name


def change_links(
    entry: PageEntry, before: Sequence[Link], after: Sequence[Link], peers: Sequence[PageEntry]
) -> Iterator[Replacement | None]:
    """Yield the changes of the links: an address where it stands, a link that goes, one that comes."""
    new = {link.label: link.url for link in after}
    old = {link.label: link.url for link in before}
    for label, url in new.items():
        if label not in old:
            yield graft(entry, Link(label, url), peers)
        elif old[label] != url:
            yield change_address(entry, label, old[label], url)
            yield from change_label(entry, label, url, peers)
    for label in old.keys() - new.keys():
        part = entry.part("link", group_of(entry, label))
        yield Replacement(*part.span, GONE) if part else None


def change_address(entry: PageEntry, label: str, old: str, url: str) -> Replacement | None:
    """Return the replacement of one link's address, which may stand at its name's definition elsewhere on the page."""
    part, address = entry.part("url", group_of(entry, label)), balance_address(url)
    if part is None:
        start = entry.raw.find(old)
        return Replacement(start, start + len(old), address) if start >= 0 else None
    return Replacement(*part.span, address_in(entry, part, address))


def change_label(entry: PageEntry, label: str, url: str, peers: Sequence[PageEntry]) -> Iterator[Replacement]:
    """Yield the change of a label that names who kept what the link led to before."""
    part = entry.part("label", group_of(entry, label))
    if part and misnames(entry.text(part), url):
        yield Replacement(*part.span, learn(peers).label(Link("paper", url), "paper"))


def group_of(entry: PageEntry, label: str) -> int:
    """Return the number of the link that a record's label stands for, -1 where the entry has none."""
    links = zip(url_groups(entry), map(unescape, entry.record.links), strict=False)
    pairs = [(group, link) for group, link in links if is_web_address(link.url)]
    named = name_links(link for _, link in pairs)
    return next((group for (group, _), link in zip(pairs, named, strict=False) if link.label == label), -1)


def graft(entry: PageEntry, link: Link, peers: Sequence[PageEntry]) -> Replacement:
    """Return the replacement that gives an entry one link more, as the entry next to it has one of its kind."""
    kind, address, table = link_kind(link.label, link.url), balance_address(link.url), entry.form == "table"
    if kind == "paper" and (place := place_for_address(entry)):
        return Replacement(*place, f"({address})")
    for peer in sorted(peers, key=lambda peer: abs(peer.first - entry.first)):
        part = next((part for part in peer.parts if part.kind == "link" and slot_kind(peer, part) == kind), None)
        if part is None or peer.form != entry.form:
            continue
        if not table or stands_beside(entry, peer, part):
            return behind_links(entry, readdress(peer, part, address), peers)
        if cell := cell_for(entry, peer, part):
            # The only blank of an empty cell stands before the link.
            closing = " " if entry.raw[cell[0] - 1 : cell[0] + 1] == " |" else ""
            return Replacement(*cell, readdress(peer, part, address) + closing)
    habits = learn(peers)
    label = escape(habits.label(link, kind), table=table)
    return behind_links(entry, fill_box(BOX if table else habits.box(), label, address), peers)


def stands_beside(entry: PageEntry, peer: PageEntry, link: Part) -> bool:
    """Tell whether a peer's link is in the column in which a row has its own last one, beside another."""
    own = max((part.start for part in entry.parts if part.kind == "link"), default=None)
    others = [part for part in peer.parts if part.kind == "link" and part.group != link.group]
    column = column_of(peer, link.start)
    is_shared = any(column_of(peer, other.start) == column for other in others)
    return own is not None and is_shared and column_of(entry, own) == column


def column_of(row: PageEntry, place: int) -> int:
    """Return how many cells of a row end before a place."""
    return sum(end < place for _, end in split_cells(row.raw))


def readdress(entry: PageEntry, link: Part, url: str) -> str:
    """Return the text of a link with another address."""
    place = url_of(entry, link)
    return entry.raw[link.start : place.start] + address_in(entry, place, url) + entry.raw[place.end : link.end]


def behind_links(entry: PageEntry, text: str, peers: Sequence[PageEntry]) -> Replacement:
    """Return the replacement that puts a link behind an entry's last one, or behind all else where that is its date."""
    told = entry.title_part.end
    links = [part.end for part in entry.parts if part.kind == "link" and part.end >= told]
    end = max(links) if links else end_of_title(entry)
    gaps = Counter({gap: count for gap, count in learn(peers).gaps.items() if links and "|" not in gap})
    leads = gaps if entry.form == "table" else gaps or Counter(filter(None, map(marks_behind, peers)))
    lead = leads.most_common(1)[0][0] if leads else " "
    return Replacement(end, end, lead + text)


def marks_behind(entry: PageEntry) -> str:
    """Return the marks between the title of an entry and a link right behind it, "" where other words stand there."""
    told = entry.title_part.end
    behind = min((part.start for part in entry.parts if part.kind == "link" and part.start >= told), default=told)
    between = entry.raw[told:behind]
    return between if not between.strip(SEPARATORS) else ""


def rewrite(entry: PageEntry, after: Paper, peers: Sequence[PageEntry]) -> str:
    """Return the entry in the form of the section's best pattern; what no fact holds stands behind the rest.

    A number that it says without an address, as "doi: 10.1000/xyz", is no link of its own.
    """
    facts, said = facts_of(entry, after), set(map(identify, entry.record.leftover)) - {None}
    facts = replace(facts, links=tuple(link for link in facts.links if identify(link.url) not in said))
    pool = [*peers, entry]
    text = write(choose_template(pool, 0, facts), pool, facts)
    text = take_number(text, entry.raw)
    lost = [words for words in entry.record.leftover if words not in text]
    return text if entry.form in CELLS or not lost else f"{text} {' '.join(lost)}"
