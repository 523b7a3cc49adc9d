"""Weighs all findings: what is certain about a list, and what only a person can decide.

A finding compares what was read in an entry with an address, another entry or the rest of the page. An address is
evidence in itself; the text may have been misread, and what most entries do is the list's own way. So a finding from an
address alone is certain; one from the text is certain if other evidence confirms it, and likely otherwise. The list is
evidence as well: what would apply to most entries is its own way, and is reported once for the page; only what nearly
all entries do differently is surely a slip. `pairs.py` weighs what two entries have in common.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlsplit

from bot.catalogue.identity.hosts import COPIES, FILES, is_among, is_page
from bot.patterns import rare
from bot.review.audit.items import (
    ADDRESSES,
    CODE_LABELS,
    FINDINGS,
    MANY,
    PAPER_LABELS,
    SLIPS,
    USUAL,
    Item,
    ItemLink,
    Items,
    may_be_both,
    says,
)
from bot.review.rules.finding import Finding

#: What surrounds a venue that is not part of something else: the line's ends, a mark, a year.
BEFORE = r"(?:^|[\[\](){}|,;:*_`>'\"·–—-]\s{0,3}|[.!?]\s{1,3}|\d\s)"
BEHIND = r"(?=\W{0,4}(?:19|20)?\d\d(?!\d)|\s{0,3}(?:[\[\](){}|,;:*_`<.'\"·–—-]|$))"
#: A second or later version, which has a year of its own.
LATER_VERSION = rare(r"v(?:[2-9]|\d\d)(?:\.pdf)?$")
#: A version that is mentioned, in a link's label or in words, is intended.
VERSION, VERSION_SAID = rare(r"(?:\w+\W+)?v(?:ersion )?\d+", re.I), rare(r"\bversion \d", re.I)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: A month beside a year, as a number before or after it or as a word.
DATE = r"(?<!\d){0}[./-](\d{{1,2}})(?!\d)|(?<![\d.])(\d{{1,2}})[./-]{0}(?!\d)|\b({1})[a-z]*[.,]? (?:\d{{1,2}},? )?{0}"
#: What an entry contains besides its words: an HTML tag, a word for a picture.
TAG, PICTURE = rare(r"<[^<>]*>"), rare(r":\w+:")
WORD = rare(r"[^\W\d_]{2,}")
#: What is published only by its owner, along with a paper or in its place.
UNPUBLISHED = rare(
    r"(?<![a-z])thesis|dissertation|tech(?:nical|\.)? ?report|\bmemo\b|suppl?\b|supplement|appendix", re.I
)
#: A page whose path suggests that it offers code.
CODE_SAID = rare(r"code|software|download|toolbox", re.IGNORECASE)
#: A file that holds no code.
DOCUMENT = rare(r"\.(?:md|txt|rst|html?|pdf)$", re.IGNORECASE)
#: The words of a sentence before a link: "available on [GitHub](".
WITHIN = rare(r"[a-z,] \[[^\[\]]*\]\($")
#: A section of papers older than a list's scope.
OLDER = rare(r"before|older|previous|classic|histor|seminal|background", re.IGNORECASE)

Witness = Callable[[Item, Finding, Items], bool]


class Kind(NamedTuple):
    """How the findings of a rule are weighed.

    `bears_out` looks for evidence other than the reading itself. If `is_read`, a paper's own file states what a page
    only lets one read. If the rule is about a custom, `can_break` selects the entries that could break it.
    """

    bears_out: Witness | None = None
    is_read: bool = False
    can_break: Callable[[Item], bool] | None = None


def weigh(rule: str, found: Sequence[Finding], items: Items) -> Iterable[Finding]:
    """Return what a rule found in listed papers, with the certainty it deserves."""
    kind = KINDS.get(rule, Kind())
    lines = {(finding.path, finding.line) for finding in found}
    total = sum(map(kind.can_break, items)) if kind.can_break and len(lines) > 1 else 0
    if total and len(lines) >= MANY and len(lines) > USUAL * total:
        return [say_once(found, len(lines), total)]
    are_slips = not total or len(lines) <= SLIPS * total
    return [finding if are_slips and is_certain(kind, finding, items) else doubt(finding) for finding in found]


def say_once(found: Sequence[Finding], count: int, total: int) -> Finding:
    """Return one finding for all entries if most do the same: it is intended."""
    message = f"{count} of {total} entries are like this one, so I take it for the list's own way and name no other."
    return replace(found[0], message=message, hint="", level="note", edits=())


def is_certain(kind: Kind, finding: Finding, items: Items) -> bool:
    """Whether there is evidence for a finding; a paper's own file states facts, so nothing was misread."""
    item = items.at(finding.path, finding.line)
    if item is None or kind.bears_out is None or (kind.is_read and not item.form):
        return True
    return kind.bears_out(item, finding, items)


def doubt(finding: Finding) -> Finding:
    """Return a finding that rests on the reading alone, without its edits."""
    return replace(finding, certainty="likely", edits=())


def meant(item: Item, finding: Finding) -> list[ItemLink]:
    return [link for link in item.links.all if link.url == finding.evidence]


def stands_apart(item: Item, finding: Finding, items: Items) -> bool:
    """Whether the venue stands between marks: within a sentence it can be part of a title or a name."""
    venue = item.written[0] or item.venue
    return venue is not None and bool(re.search(BEFORE + re.escape(venue) + BEHIND, item.text, re.MULTILINE))


def names_another(item: Item, finding: Finding, items: Items) -> bool:
    """Whether an entry names a venue that is neither the proven one nor a publisher.

    Addresses at proceedings.mlr.press prove "PMLR 2020" whatever the conference, and a list that never mentions the
    Findings uses the conference's name for them. If few entries name a known venue, an acronym with a year can be a
    method's name.
    """
    venue, links = item.venue or "", meant(item, finding)
    proofs = [proof for link in links if (proof := link.proof) and proof.venue != venue]
    if any(says(item, proof.venue) or may_be_both((venue, item.year), proof, items.venues) for proof in proofs):
        return False
    if any(proof.venue == FINDINGS for proof in proofs) and not items.has_findings:
        return False
    kinds = {link.clean.identifier.kind for link in links if link.clean.identifier}
    is_known = items.venues.find(venue) is not None
    is_publisher = venue.casefold() in kinds or any(venue.casefold() in link.host for link in links)
    is_acronym = items.are_placed and item.year_beside is not None and not is_publisher
    return stands_apart(item, finding, items) and (is_known or is_acronym)


def says_one_year(item: Item, finding: Finding, items: Items) -> bool:
    """Whether an entry nowhere shows the year in its preprint's number, nor the date or link of a later version.

    An entry with a month has a date of its own; if it is the number's month with another year, that is a slip. "arXiv
    1909, ICLR 2020" has the date in the number.
    """
    numbers = [link.clean.identifier.value for link in meant(item, finding) if link.clean.identifier]
    years = {link.proof.year for link in meant(item, finding) if link.proof}
    words, months = item.words, {int(number[2:4]) for number in numbers if number[:4].isdigit()}
    is_said = any(str(year) in words for year in years) or any(number[:4] in words for number in numbers)
    return not LATER_VERSION.search(finding.evidence) and not is_said and months_said(words, item.year) <= months


def months_said(words: str, year: int | None) -> set[int]:
    found = re.findall(DATE.format(year, "|".join(MONTHS)), words, re.IGNORECASE)
    return {
        int(behind or before) if behind or before else MONTHS.index(name.casefold()) + 1
        for behind, before, name in found
    }


def leads_to_some_version(item: Item, finding: Finding, items: Items) -> bool:
    """Whether an entry neither mentions the version it links nor links another, and the list does not either.

    A DOI that ends in a version may be the only one: if no address leads to the latest version, there may be none.
    """
    numbers = {link.clean.identifier for link in meant(item, finding)}
    others = [link for link in item.links.all if link.clean.identifier in numbers and link.url != finding.evidence]
    is_named = any(VERSION.fullmatch(link.written) for link in meant(item, finding))
    is_other = bool(others) or not items.shared.isdisjoint(numbers)
    is_only = "doi.org/" in finding.evidence and not finding.edits
    return not is_other and not is_named and not is_only and not VERSION_SAID.search(item.words)


def lacks_venue(item: Item, finding: Finding, items: Items) -> bool:
    """Whether an entry should name a venue, and all its words belong to its title, its authors or its links.

    A link's label can be a venue. A link that is neither a file nor has a number need not be a paper, and a list that
    never names a preprint server leaves preprints without a venue.
    """
    known = set(WORD.findall(" ".join((item.title, *item.authors, *PAPER_LABELS, *CODE_LABELS)).casefold()))
    rest = TAG.sub(" ", PICTURE.sub(" ", item.words))
    is_read = {word.casefold() for word in WORD.findall(rest)} <= known
    papers = [link for link in item.links.papers if link.clean.identifier or link.url.endswith(".pdf")]
    is_published = any(link.proof and link.proof.venue != "arXiv" for link in papers)
    return is_read and bool(papers) and (is_published or items.has_preprints)


def is_known_page(item: Item, finding: Finding, items: Items) -> bool:
    """Whether an address is of a kind that holds no code; any other, or one that mentions code, may hold some."""
    is_no_code = is_page(finding.evidence) and not CODE_SAID.search(urlsplit(finding.evidence).path)
    return is_no_code or any(link.clean.identifier for link in meant(item, finding))


def is_no_code(item: Item, finding: Finding, items: Items) -> bool:
    """Whether a single file is a document: a file of code can be everything the paper has in that repository."""
    return bool(DOCUMENT.search(urlsplit(finding.evidence).path))


def stands_alone(item: Item, finding: Finding, items: Items) -> bool:
    """Whether a link is not part of a sentence, which may well mean the host itself."""
    return not WITHIN.search(item.text.partition(finding.evidence)[0])


def is_known_copy(item: Item, finding: Finding, items: Items) -> bool:
    """Whether a file is on a site of copies, and is a paper that can be published elsewhere.

    Such a site can be the publisher's own, and a list may prefer a personal page to a publisher who charges; a link
    whose label is its host is intended.
    """
    line = ADDRESSES.sub("", item.text.partition("\n")[0])
    said = " ".join((line, urlsplit(finding.evidence).path, *(link.written for link in meant(item, finding))))
    is_called = any(link.written and link.written.replace(" ", "") in link.host for link in meant(item, finding))
    return is_among(finding.evidence, (*COPIES, *FILES)) and not is_called and not UNPUBLISHED.search(said)


def is_dated(item: Item, finding: Finding, items: Items) -> bool:
    """Whether the year stands beside a venue or alone, and nothing suggests that the list also has older papers."""
    is_beside = item.year_beside is not None or not item.written[0]
    return is_beside and not OLDER.search(f"{item.section} {items.scope}")


def opens_encrypted(item: Item, finding: Finding, items: Items) -> bool:
    """Whether all pages of a host are known to work with https, or the list links it so elsewhere."""
    return bool(finding.edits) or any(link.host in items.encrypted for link in meant(item, finding))


def has_number(item: Item) -> bool:
    return any(link.clean.identifier for link in item.links.papers)


#: The rules whose findings are not certain in themselves, or may go against a list's own way.
KINDS: Mapping[str, Kind] = {
    "link-http": Kind(opens_encrypted),
    "link-search": Kind(can_break=lambda item: bool(item.links.papers)),
    "no-paper": Kind(can_break=lambda item: bool(item.links.papers)),
    "doi-unregistered": Kind(can_break=has_number),
    "link-version": Kind(leads_to_some_version, can_break=has_number),
    "link-mirror": Kind(can_break=has_number),
    "unofficial-copy": Kind(is_known_copy, can_break=lambda item: bool(item.links.papers)),
    "code-placeholder": Kind(stands_alone),
    "code-page": Kind(is_known_page, can_break=lambda item: bool(item.links.called_code)),
    "code-file": Kind(is_no_code, can_break=lambda item: bool(item.links.called_code)),
    "code-spelling": Kind(can_break=lambda item: bool(item.links.code)),
    "preprint-year": Kind(
        says_one_year, is_read=True, can_break=lambda item: item.venue == "arXiv" and item.year is not None
    ),
    "venue-against-link": Kind(
        names_another, is_read=True, can_break=lambda item: item.venue is not None and has_number(item)
    ),
    "venue-missing": Kind(lacks_venue, is_read=True),
    "venue-policy": Kind(stands_apart, is_read=True, can_break=lambda item: item.venue is not None),
    "year-policy": Kind(is_dated, is_read=True, can_break=lambda item: item.year is not None),
}
