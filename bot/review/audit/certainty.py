"""What may be said of a list for certain, and what only a person can tell: all that rules find is weighed here.

A finding holds what was read of an entry against an address, another entry or the rest of the page. An address says
what it says; what was read can have been misread, and what most entries do is the list's own way. So what rests on an
address alone is certain; what rests on something read is certain where a witness other than the reading bears it out,
and likely otherwise; and what most entries would be told is said once, of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from bot.catalogue.identity.hosts import COPIES, FILES, STORES, is_among, is_page, is_repository
from bot.catalogue.identity.inference import infer
from bot.catalogue.identity.likeness import EDITED, likeness
from bot.catalogue.identity.titles import fold_title, is_full_title
from bot.catalogue.paper import Paper
from bot.catalogue.venues import Venues
from bot.patterns import rare
from bot.review.audit.items import ADDRESSES, Item, Items, says
from bot.review.rules.finding import Finding

#: What more than this share of the entries that a rule looks at would be told is the list's own way; few are none.
USUAL, MANY = 0.5, 5
#: In characters: two papers seldom have such a title in common.
LONG_TITLE = 40
#: What stands around a venue that is no word of something else: the line's ends, a mark, a year.
BEFORE = r"(?:^|[\[\](){}|,;:*_`>'\"·–—-]\s{0,3}|[.!?]\s{1,3}|\d\s)"
BEHIND = r"(?=\W{0,4}(?:19|20)?\d\d(?!\d)|\s{0,3}(?:[\[\](){}|,;:*_`<.'\"·–—-]|$))"
#: A second version, or a later one, is put there in a year of its own.
LATER_VERSION = rare(r"v(?:[2-9]|\d\d)(?:\.pdf)?$")
#: What an entry says beside its words: a link's label, a mark of HTML, a word for a picture.
LABEL, TAG, PICTURE = rare(r"!?\[[^\[\]]*\]\]?(?=\()"), rare(r"<[^<>]*>"), rare(r":\w+:")
WORD = rare(r"[^\W\d_]{2,}")
#: A publisher's own site numbers what it publishes, and is called what it is.
NUMBERED = rare(r"vol|issue|journal|article|proceed|press|publish|conf|/\d+/\d+/", re.IGNORECASE)


def weigh(rule: str, found: Sequence[Finding], items: Items) -> Iterable[Finding]:
    """Return what a rule found in listed papers as it may be said."""
    asked = ASKED.get(rule)
    lines = {(finding.path, finding.line) for finding in found}
    if asked and len(lines) >= MANY and len(lines) > USUAL * (total := sum(map(asked, items))):
        return [say_once(found, len(lines), total)]
    return [finding if is_certain(rule, finding, items) else doubt(finding) for finding in found]


def say_once(found: Sequence[Finding], count: int, total: int) -> Finding:
    """Return what is said of all entries where most do the same: nobody meant to do otherwise."""
    message = f"{count} of {total} entries are like this one: it is the list's own way, and nothing is said of each."
    return replace(found[0], message=message, hint="", level="note", edits=())


def is_certain(rule: str, finding: Finding, items: Items) -> bool:
    """Tell whether a finding is borne out; what a paper's own file says is not read, but stated."""
    item = items.at(finding.path, finding.line)
    if item is None:
        return True
    witness = OF_ADDRESSES.get(rule) or (OF_READING.get(rule) if item.form else None)
    return witness is None or witness(item, finding, items)


def doubt(finding: Finding) -> Finding:
    """Return a finding that nothing but the reading bears out: nobody mends by it."""
    return replace(finding, certainty="likely", edits=())


Witness = Callable[[Item, Finding, Items], bool]


def stands_apart(item: Item, finding: Finding, items: Items) -> bool:
    """Tell whether the venue stands between marks: within a sentence it can be a word of a title or a name."""
    venue = item.written[0] or item.venue
    return venue is not None and bool(re.search(BEFORE + re.escape(venue) + BEHIND, item.text, re.MULTILINE))


def names_another(item: Item, finding: Finding, items: Items) -> bool:
    """Tell whether an entry names one venue, known or with its year, and neither the proven one nor a publisher.

    "PMLR 2020" is where an address of proceedings.mlr.press leads to, whatever conference it was.
    """
    venue = item.venue or ""
    links = [link for link in item.links.papers if link.url == finding.evidence]
    proofs = [proof for link in links if link.clean.identifier and (proof := infer(link.clean.identifier))]
    if any(proof.venue != venue and says(item, proof.venue) for proof in proofs):
        return False
    kinds = {link.clean.identifier.kind for link in links if link.clean.identifier}
    is_known = items.venues.find(venue) is not None
    is_publisher = venue.casefold() in kinds or any(venue.casefold() in link.host for link in links)
    return stands_apart(item, finding, items) and (is_known or (item.year_beside is not None and not is_publisher))


def says_one_year(item: Item, finding: Finding, items: Items) -> bool:
    """Tell whether an entry says nowhere that its preprint is of the number's year, nor links a later version of it."""
    identifiers = [link.clean.identifier for link in item.links.papers if link.url == finding.evidence]
    years = {proof.year for identifier in identifiers if identifier and (proof := infer(identifier))}
    words = ADDRESSES.sub("", item.text)
    return not LATER_VERSION.search(finding.evidence) and not any(str(year) in words for year in years)


def is_accounted_for(item: Item, finding: Finding, items: Items) -> bool:
    """Tell whether all words of an entry are its title, its authors or its links' labels: no venue is left unread.

    What is linked as code alone is no paper that has to have appeared.
    """
    known = set(WORD.findall(" ".join((item.title, *item.authors)).casefold()))
    rest = TAG.sub(" ", PICTURE.sub(" ", ADDRESSES.sub("", LABEL.sub(" ", item.text))))
    is_software = all(is_repository(link.url) for link in item.links.addresses)
    return not is_software and {word.casefold() for word in WORD.findall(rest)} <= known


def is_known_page(item: Item, finding: Finding, items: Items) -> bool:
    """Tell whether an address is of a kind that holds no code; at another unknown one there may be some."""
    links = [link for link in item.links.addresses if link.url == finding.evidence]
    return is_page(finding.evidence) or any(link.clean.identifier for link in links)


def is_known_copy(item: Item, finding: Finding, items: Items) -> bool:
    """Tell whether a file lies where copies do, or with a person; a small site can be a publisher's nobody knows."""
    url, parts = finding.evidence, urlsplit(finding.evidence)
    if is_among(url, (*COPIES, *STORES, *FILES)):
        return True
    is_person = "/~" in url or (parts.hostname or "").endswith((".github.io", ".netlify.app"))
    return stands_apart(item, finding, items) and (is_person or not NUMBERED.search(parts.netloc + parts.path))


def is_dated(item: Item, finding: Finding, items: Items) -> bool:
    """Tell whether the year stands beside a venue, or alone: another can be a date of something else."""
    return item.year_beside is not None or not item.written[0]


#: What bears out a finding that rests on something read, by its rule.
OF_READING: Mapping[str, Witness] = {
    "venue-against-link": names_another,
    "preprint-year": says_one_year,
    "venue-missing": is_accounted_for,
    "venue-policy": stands_apart,
    "year-policy": is_dated,
}
#: The same of one that rests on what an address leads to.
OF_ADDRESSES: Mapping[str, Witness] = {"unofficial-copy": is_known_copy, "code-page": is_known_page}
#: The rules that hold an entry against a custom, with the entries that can break it.
ASKED: Mapping[str, Callable[[Item], bool]] = {
    "link-version": lambda item: any(link.clean.identifier for link in item.links.papers),
    "link-mirror": lambda item: any(link.clean.identifier for link in item.links.papers),
    "unofficial-copy": lambda item: bool(item.links.papers),
    "code-page": lambda item: bool(item.links.called_code),
    "code-file": lambda item: bool(item.links.called_code),
    "code-spelling": lambda item: bool(item.links.code),
    "preprint-year": lambda item: item.venue == "arXiv" and item.year is not None,
    "venue-against-link": lambda item: (
        item.venue is not None and any(link.clean.identifier for link in item.links.papers)
    ),
    "venue-policy": lambda item: item.venue is not None,
    "year-policy": lambda item: item.year is not None,
}


def are_borne_out(one: Paper, other: Paper, venues: Venues) -> bool:
    """Tell whether two records of one title are one paper by more than that: a number, a page, people, a long title.

    Where they name two places where it appeared, they are one by a number or a page alone.
    """
    if share_address(one, other):
        return True
    is_alike = one.authors == other.authors != () or min(len(one.title), len(other.title)) >= LONG_TITLE
    return is_alike and not are_placed_apart(one, other, venues)


def are_placed_apart(one: Paper, other: Paper, venues: Venues) -> bool:
    """Tell whether two records name two places where they appeared; one that names a preprint is only older."""
    here, there = ((paper.venue, paper.year) for paper in (one, other))
    return here != there and all(year and is_place(venue, venues) for venue, year in (here, there))


def is_place(venue: str | None, venues: Venues) -> bool:
    """Tell whether a venue is one that is known, where papers appear."""
    return bool(venue and venues.find(venue)) and not venues.is_preprint(venue)


def are_called_apart(one: Paper, other: Paper) -> bool:
    """Tell whether two records with one address have two papers' titles: whoever copies a line may leave its link.

    A name before the colon can be that of one of a paper's methods, and what stands around a title can be read with it.
    """
    here, there = ({paper.title, *filter(is_full_title, paper.title.split(": ", 1)[1:])} for paper in (one, other))
    is_alike = any(likeness(title, twin) >= EDITED for title in here for twin in there)
    short, long = sorted((fold_title(one.title), fold_title(other.title)), key=len)
    is_full = is_full_title(one.title) and is_full_title(other.title)
    return share_address(one, other) and is_full and short not in long and not is_alike


def share_address(one: Paper, other: Paper) -> bool:
    """Tell whether two records have a number or a page in common."""
    pages = {link.url for link in one.links} & {link.url for link in other.links}
    return bool(one.identifiers.items() & other.identifiers.items() or pages)
