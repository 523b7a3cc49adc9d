"""What the rules for listed papers look at: each as it stands in its file, whether a Markdown page or a data folder."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from bot.catalogue.catalogue import Policy
from bot.catalogue.data.records import PAPERS
from bot.catalogue.identity.hosts import split
from bot.catalogue.identity.identifiers import CleanLink, Identifier, clean_link
from bot.catalogue.identity.inference import Inferred, infer
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.paper import Link, Paper
from bot.catalogue.venues import Venues
from bot.lists.cataloguing import EntryPlace
from bot.lists.marked.lines import ImportedLine
from bot.patterns import rare
from bot.review.rules.finding import TextEdit

#: What more than this share of some do is their own way, what up to that share of them do are slips; fewer than so
#: many show no way of their own.
USUAL, SLIPS, MANY = 0.5, 0.1, 5
#: What may stand behind an address that ends there.
END = r"(?=[)\s>\"'\]]|$)"
#: An address in a text while what readers see of it is looked for: a pattern of its own for each would take longer
#: to compile than all else that is done with a link.
ADDRESS = "\0"
#: An address in an entry's text.
ADDRESSES = re.compile(r"https?://[^\s)>\"]*")
SHOWN = re.compile(rf"\[([^\[\]]*)\](?:\([^()\s]*\))?\]?\({ADDRESS}{END}")
#: A venue that nobody need know to see that it is one.
ACRONYM = re.compile(r"[A-Z][A-Z&]{1,5}")
#: What has no paper.
TALK = rare(r"tutorial|\btalk\b|keynote|lecture", re.IGNORECASE)
#: CVF kept workshops in folders of their own, under names that end in the conference's.
WORKSHOPS = re.compile(r"_workshops?/", re.IGNORECASE)
#: Conferences that were held as one, under the name of one of them, and a journal whose papers they show.
JOINT = frozenset(
    frozenset(pair)
    for pair in (
        ("ACL", "IJCNLP"), ("ACL", "COLING"), ("EMNLP", "IJCNLP"), ("EMNLP", "CoNLL"), ("EMNLP", "HLT"),
        ("NAACL", "HLT"), ("AACL", "IJCNLP"), ("IJCAI", "ECAI"), ("IJCAI", "PRICAI"),
        ("ACL", "TACL"), ("EMNLP", "TACL"), ("NAACL", "TACL"),
    )
)  # fmt: skip
#: Until that year the proceedings of PMLR were a series of JMLR.
LAST_OF_JMLR = 2016
#: What ACL's conferences print beside their proceedings.
FINDINGS = "Findings"
FINDINGS_SAID = rare(
    r"(?:acl|emnlp)\W{0,3}(?:20)?(?:\d\d)?\W{0,3}findings?\b"
    r"|\bfindings?\W{1,3}(?:of\W{1,3})?(?:the\W{1,3})?(?:association|\w{0,2}acl|emnlp)",
    re.IGNORECASE,
)
#: A journal that is not known: those of IEEE and ACM are called by a T and what they are about.
JOURNAL = rare(r"T[A-Z]{2,4}")
#: An address that is broken in two beside one of its marks, which a page shows as text; behind a whole one stand words.
BROKEN = re.compile(r"\]\(\s*(https?:/[^()\s]*(?:[/.=?&_-]\s+|\s+[/.=?&_-])[^()\s\"']*)\s*\)")
#: What the links are called that are there for a paper itself, and for its code.
PAPER_LABELS = frozenset({"paper", "pdf", "url", "arxiv", "link", "title", "论文"})
CODE_LABELS = frozenset({"code", "github", "official code", "repo", "repository", "源码", "代码"})


#: A venue and the year of it.
Place = tuple[str, int | None]


class ItemLink(NamedTuple):
    """A link as it is written, with what its address says: read once for all rules, "" for a host that is none.

    `label` says what the link is for, `written` what readers see; of a badge that is its alternative text.
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


def read_link(link: Link, text: str = "") -> ItemLink:
    """Return a link that stands in a text with the host of its address, "" where it has none, and its clean form."""
    address, label = split(link.url), link.label.casefold()
    shown = SHOWN.search(text.replace(link.url, ADDRESS)) if link.url else None
    written = shown[1].replace(ADDRESS, link.url).strip().casefold() if shown else label
    return ItemLink(label, link.url, address.host if address else "", clean_link(link.url), written)


class ItemLinks(NamedTuple):
    """The links of a paper, sorted once for all rules: `all` as they stand, the others with each address once.

    A badge often leads where the title does. `papers` are there for the paper itself, `called_code` is what readers
    take for code.
    """

    all: tuple[ItemLink, ...]
    addresses: tuple[ItemLink, ...]
    papers: tuple[ItemLink, ...]
    code: tuple[ItemLink, ...]
    called_code: tuple[ItemLink, ...]


def sort_links(links: Iterable[ItemLink]) -> ItemLinks:
    found = tuple(links)
    code = [link for link in found if link.label in CODE_LABELS]
    return ItemLinks(
        found,
        by_address(found),
        by_address([link for link in found if link.label in PAPER_LABELS]),
        by_address(code),
        by_address([link for link in code if link.written in CODE_LABELS]),
    )


def by_address(links: Sequence[ItemLink]) -> tuple[ItemLink, ...]:
    """Return the first link of each address."""
    if len(links) < 2:
        return tuple(links)
    known: dict[str, ItemLink] = {}
    for link in links:
        known.setdefault(link.url, link)
    return tuple(known.values())


class Item(NamedTuple):
    """A listed paper: `venue` by its canonical name where it has one, `links` with the addresses as they are written.

    `text` is what the file says of it, from line `first` on. `written` are its venue and year as they stand there.
    `form` is the entry's on a page: a row, a bullet.
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
        """What the text says beside its addresses, whose words nobody reads."""
        return ADDRESSES.sub("", self.text)

    def line_of(self, text: str) -> int:
        """Return the line of a part of the text, from 1; the first one where it does not stand there."""
        return self.first + self.text.count("\n", 0, max(0, self.text.find(text)))

    def replace_link(self, old: str, new: str) -> tuple[TextEdit, ...]:
        """Return what puts one address in another's place wherever it stands, nothing where it is broken in two."""
        found = re.finditer(re.escape(old) + END, self.text) if "\n" not in old else ()
        return tuple(self.edit(match.start(), old, new) for match in found)

    @property
    def year_beside(self) -> re.Match[str] | None:
        """The year where it stands beside the venue, with all digits or two; one elsewhere can be another date."""
        venue, year = self.written
        if not year:
            return None
        pattern = rf"(?<={re.escape(venue)})\W{{0,3}}(?:{year[:-2]})?{year[-2:]}(?!\d)|^year: {year}(?!\d)"
        return re.search(pattern, self.text, re.MULTILINE)

    def replace_year(self, new: int) -> tuple[TextEdit, ...]:
        """Return what corrects the year beside the venue, written with as many digits as before."""
        match = self.year_beside
        old = re.sub(r".*\D", "", match[0], flags=re.DOTALL) if match else ""
        return self.replace(match.re, match[0], match[0].removesuffix(old) + str(new)[-len(old) :]) if match else ()

    def replace(self, pattern: re.Pattern[str], old: str, new: str) -> tuple[TextEdit, ...]:
        """Return the edit of what a pattern finds first; `old` is that text."""
        match = pattern.search(self.text)
        if not match or "\n" in old or match[0] != old:
            return ()
        return (self.edit(match.start(), old, new),)

    def edit(self, at: int, old: str, new: str) -> TextEdit:
        start = self.text.rfind("\n", 0, at) + 1
        return TextEdit(self.first + self.text.count("\n", 0, start), at - start + 1, old, new)


def says(item: Item, venue: str, flags: int = 0) -> bool:
    """Tell whether an entry has a venue's name in its words, so that it was not read: "21_ICSE Workshop", "CVPR16"."""
    return bool(re.search(rf"(?<![^\W_]){re.escape(venue)}(?![^\W\d_])", item.words, flags))


def says_findings(item: Item) -> bool:
    """Tell whether an entry calls its venue the Findings, as "EMNLP 2021 finding" does; a summary has other ones."""
    return item.venue == FINDINGS or bool(FINDINGS_SAID.search(item.words))


def names_venue(item: Item, venues: Venues) -> bool:
    """Tell whether an item has a venue that is known, or is an acronym: other words may be none, or several."""
    return item.venue is not None and bool(ACRONYM.fullmatch(item.venue) or venues.find(item.venue))


def may_be_both(one: Place, other: Place, venues: Venues) -> bool:
    """Tell whether a paper can belong to two places: a journal has it extended later, or two events were one.

    "JMLR 2013" is what the series was called in which conferences published their papers.
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
    """All papers of a list with what it says of its scope; `scope` is where it says so, in its own words."""

    items: Sequence[Item]
    venues: Venues
    policy: Policy = field(default_factory=Policy)
    scope: str = ""

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    @cached_property
    def places(self) -> Mapping[str, Sequence[Item]]:
        """The items of each file, in the order in which they stand there."""
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
        """Whether the list calls a preprint by its server, as others by their venue."""
        return any(item.venue and self.venues.is_preprint(item.venue) for item in self)

    @cached_property
    def are_placed(self) -> bool:
        """Whether most items name a venue that is known."""
        known = sum(item.venue is not None and self.venues.find(item.venue) is not None for item in self)
        return known > USUAL * len(self.items)

    @cached_property
    def has_findings(self) -> bool:
        """Whether the list tells the Findings from the conference that they are of."""
        return any(map(says_findings, self))

    @cached_property
    def encrypted(self) -> frozenset[str]:
        """The hosts that the list links under https."""
        links = (link for item in self for link in item.links.addresses)
        return frozenset(link.host for link in links if link.url.startswith("https:"))

    @cached_property
    def shared(self) -> frozenset[Identifier]:
        """The identifiers that two titles have: of one paper at most it is right."""
        titles: dict[Identifier, str] = {}
        named = ((link.clean.identifier, fold_title(item.title)) for item in self for link in item.links.papers)
        return frozenset(each for each, title in named if each and titles.setdefault(each, title) != title)


def make_item(
    paper: Paper,
    links: Iterable[ItemLink],
    path: str,
    first: int,
    text: str,
    written: tuple[str, str],
    section: str,
    form: str = "",
) -> Item:
    place = (path, first, text, written, section, form)
    return Item(paper.title, paper.venue, paper.year, sort_links(links), *place, paper.authors)


def item_of_line(line: ImportedLine, path: str) -> Item:
    entry = line.entry
    broken = {"".join(address.split()): address for address in BROKEN.findall(entry.raw)}
    links = (read_link(as_written(link, broken), entry.raw) for link in entry.links)
    written = entry.venue or "", entry.year or ""
    return make_item(line.paper, links, path, entry.first, entry.raw, written, line.section, entry.form)


def as_written(link: Link, broken: Mapping[str, str]) -> Link:
    """Return a link with its address as it stands on the page, of those that are broken in two there.

    A space at the end of one breaks nothing.
    """
    if not broken:
        return link
    url = next((text for joined, text in broken.items() if joined.startswith(link.url) and text[-1] != " "), link.url)
    return link._replace(url=url)


def item_of_entry(paper: Paper, place: EntryPlace, section: str) -> Item:
    entry, record = place.entry, place.entry.record
    links, written = map(read_link, record.links), (record.venue or "", str(record.year or ""))
    return make_item(paper, links, place.path, entry.first + 1, entry.raw, written, section, entry.form)


def item_of_paper(paper: Paper, text: str) -> Item:
    path, section = f"{PAPERS}/{paper.id}.yaml", next(iter(paper.sections), "")
    written = paper.venue or "", str(paper.year or "")
    return make_item(paper, map(read_link, paper.links), path, 1, text, written, section)
