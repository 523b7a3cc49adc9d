"""Listed papers as the rules see them: each as it is in its file, whether a Markdown page or a data folder."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from bot.catalogue.catalogue import Policy
from bot.catalogue.identity.identifiers import CleanLink, Identifier
from bot.catalogue.identity.inference import Inferred, infer
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.venues import Venues
from bot.patterns import rare
from bot.review.rules.finding import TextEdit

#: What more than the first share do is the list's own way; what at most the second share do is a slip. Fewer than the
#: number show no way of their own.
USUAL, SLIPS, MANY = 0.5, 0.1, 5
#: What may follow the end of an address.
END = r"(?=[)\s>\"'\]]|$)"
#: An address in an entry's text.
ADDRESSES = re.compile(r"https?://[^\s)>\"]*")
#: A word that is visibly a venue, even if nobody knows it.
ACRONYM = re.compile(r"[A-Z][A-Z&]{1,5}")
#: What has no paper.
TALK = rare(r"tutorial|\btalk\b|keynote|lecture", re.IGNORECASE)
#: CVF kept workshops in folders of their own, whose names end in the conference's.
WORKSHOPS = re.compile(r"_workshops?/", re.IGNORECASE)
#: Conferences held together under the name of one of them, and a journal whose papers they present.
JOINT = frozenset(
    frozenset(pair)
    for pair in (
        ("ACL", "IJCNLP"), ("ACL", "COLING"), ("EMNLP", "IJCNLP"), ("EMNLP", "CoNLL"), ("EMNLP", "HLT"),
        ("NAACL", "HLT"), ("AACL", "IJCNLP"), ("IJCAI", "ECAI"), ("IJCAI", "PRICAI"),
        ("ACL", "TACL"), ("EMNLP", "TACL"), ("NAACL", "TACL"),
    )
)  # fmt: skip
#: Up to that year PMLR's proceedings were a series of JMLR.
LAST_OF_JMLR = 2016
#: What ACL's conferences publish beside their proceedings.
FINDINGS = "Findings"
FINDINGS_SAID = rare(
    r"(?:acl|emnlp)\W{0,3}(?:20)?(?:\d\d)?\W{0,3}findings?\b"
    r"|\bfindings?\W{1,3}(?:of\W{1,3})?(?:the\W{1,3})?(?:association|\w{0,2}acl|emnlp)",
    re.IGNORECASE,
)
#: An unknown journal: the names of IEEE's and ACM's begin with a T.
JOURNAL = rare(r"T[A-Z]{2,4}")
#: The labels of links to a paper itself, and to its code.
PAPER_LABELS = frozenset({"paper", "pdf", "url", "arxiv", "link", "title", "论文"})
CODE_LABELS = frozenset({"code", "github", "official code", "repo", "repository", "源码", "代码"})


#: A venue and its year.
Place = tuple[str, int | None]


class ItemLink(NamedTuple):
    """A link as written, with the facts from its address, read once for all rules.

    `host` is "" for an address without one, `label` is the purpose of the link, `written` what readers see: for a
    badge, its alternative text.
    """

    label: str
    url: str
    host: str
    clean: CleanLink
    written: str

    @property
    def proof(self) -> Inferred | None:
        identifier = self.clean.identifier
        return infer(identifier) if identifier and not WORKSHOPS.search(self.url) else None


class ItemLinks(NamedTuple):
    """The links of a paper, sorted once for all rules: `all` as written, the others with each address once.

    A badge often has the same target as the title. `papers` lead to the paper itself; `called_code` is what readers
    take for code.
    """

    all: tuple[ItemLink, ...]
    addresses: tuple[ItemLink, ...]
    papers: tuple[ItemLink, ...]
    code: tuple[ItemLink, ...]
    called_code: tuple[ItemLink, ...]


class Item(NamedTuple):
    """A listed paper: `venue` by its canonical name if it has one, `links` with the addresses as written.

    `text` is the entry in its file, from line `first` on. `written` are the venue and year as they appear there. `form`
    is the entry's form on a page: a row, a bullet.
    """

    title: str
    venue: str | None
    year: int | None
    links: ItemLinks
    path: str
    first: int
    text: str
    written: tuple[str, str]
    section: str = ""
    form: str = ""
    authors: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The text without its addresses."""
        return ADDRESSES.sub("", self.text)

    def line_of(self, text: str) -> int:
        """Return the line of a part of the text, from 1; the first line if the part is not in it."""
        return self.first + self.text.count("\n", 0, max(0, self.text.find(text)))

    def replace_link(self, old: str, new: str) -> tuple[TextEdit, ...]:
        """Return the edits that replace an address wherever it stands, none if it is broken across lines."""
        found = re.finditer(re.escape(old) + END, self.text) if "\n" not in old else ()
        return tuple(self.edit(match.start(), old, new) for match in found)

    @property
    def year_beside(self) -> re.Match[str] | None:
        """The year beside the venue, with all digits or two; a year elsewhere can be another date."""
        venue, year = self.written
        if not year:
            return None
        pattern = rf"(?<={re.escape(venue)})\W{{0,3}}(?:{year[:-2]})?{year[-2:]}(?!\d)|^year: {year}(?!\d)"
        return re.search(pattern, self.text, re.MULTILINE)

    def replace_year(self, new: int) -> tuple[TextEdit, ...]:
        """Return the edit that corrects the year beside the venue, with as many digits as before."""
        match = self.year_beside
        old = re.sub(r".*\D", "", match[0], flags=re.DOTALL) if match else ""
        return self.replace(match.re, match[0], match[0].removesuffix(old) + str(new)[-len(old) :]) if match else ()

    def replace(self, pattern: re.Pattern[str], old: str, new: str) -> tuple[TextEdit, ...]:
        """Return the edit of the first match of a pattern, if that is `old`."""
        match = pattern.search(self.text)
        if not match or "\n" in old or match[0] != old:
            return ()
        return (self.edit(match.start(), old, new),)

    def edit(self, at: int, old: str, new: str) -> TextEdit:
        start = self.text.rfind("\n", 0, at) + 1
        return TextEdit(self.first + self.text.count("\n", 0, start), at - start + 1, old, new)


def says(item: Item, venue: str, flags: int = 0) -> bool:
    """Whether an entry has a venue's name in its words that was not read as one: "21_ICSE Workshop", "CVPR16"."""
    return bool(re.search(rf"(?<![^\W_]){re.escape(venue)}(?![^\W\d_])", item.words, flags))


def says_findings(item: Item) -> bool:
    """Whether an entry calls its venue the Findings, as "EMNLP 2021 finding" does; other findings are a paper's."""
    return item.venue == FINDINGS or bool(FINDINGS_SAID.search(item.words))


def names_venue(item: Item, venues: Venues) -> bool:
    """Whether an item's venue is known or is an acronym: other words may be no venue, or several."""
    return item.venue is not None and bool(ACRONYM.fullmatch(item.venue) or venues.find(item.venue))


def may_be_both(one: Place, other: Place, venues: Venues) -> bool:
    """Whether a paper can belong to two places: a journal has an extended version, or two events were one.

    "JMLR 2013" is the former name of the series in which conferences published their papers.
    """
    kinds = {
        known.kind if (known := venues.find(name)) else JOURNAL.fullmatch(name) and "journal"
        for name, _ in (one, other)
    }
    are_mixed = kinds == {"conference", "journal"}
    is_series = "JMLR" in (one[0], other[0]) and all(not year or year <= LAST_OF_JMLR for _, year in (one, other))
    return (are_mixed and (is_series or one[1] != other[1])) or frozenset({one[0], other[0]}) in JOINT


@dataclass(frozen=True)
class Items:
    """All papers of a list, with its scope; `scope` is where the list states it, in its own words."""

    items: Sequence[Item]
    venues: Venues
    policy: Policy = field(default_factory=Policy)
    scope: str = ""

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    @cached_property
    def places(self) -> Mapping[str, Sequence[Item]]:
        """The items of each file, in their order there."""
        found: defaultdict[str, list[Item]] = defaultdict(list)
        for item in sorted(self, key=lambda item: item.first):
            found[item.path].append(item)
        return found

    def at(self, path: str | None, line: int | None) -> Item | None:
        some = self.places.get(path or "", ())
        before = bisect_right(some, line or 0, key=lambda item: item.first)
        return some[before - 1] if before else None

    @cached_property
    def has_preprints(self) -> bool:
        """Whether the list names a preprint's server in the place of a venue."""
        return any(item.venue and self.venues.is_preprint(item.venue) for item in self)

    @cached_property
    def are_placed(self) -> bool:
        """Whether most items name a known venue."""
        known = sum(item.venue is not None and self.venues.find(item.venue) is not None for item in self)
        return known > USUAL * len(self.items)

    @cached_property
    def has_findings(self) -> bool:
        """Whether the list distinguishes the Findings from their conference."""
        return any(map(says_findings, self))

    @cached_property
    def encrypted(self) -> frozenset[str]:
        """The hosts that the list links with https."""
        links = (link for item in self for link in item.links.addresses)
        return frozenset(link.host for link in links if link.url.startswith("https:"))

    @cached_property
    def shared(self) -> frozenset[Identifier]:
        """The identifiers that two titles share: they are right for at most one of them."""
        titles: dict[Identifier, str] = {}
        named = ((link.clean.identifier, fold_title(item.title)) for item in self for link in item.links.papers)
        return frozenset(each for each, title in named if each and titles.setdefault(each, title) != title)
