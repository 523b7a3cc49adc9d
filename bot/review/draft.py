"""Turns a proposal into the draft of its entry, and records where each of its fields comes from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.hosts import name_other_page
from bot.catalogue.identity.identifiers import CleanLink, Identifier, clean_link
from bot.catalogue.identity.inference import infer
from bot.catalogue.identity.metadata import Metadata
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.matching import Record
from bot.catalogue.occasions import find_occasion, is_topic
from bot.catalogue.paper import Link
from bot.catalogue.section import uncounted
from bot.catalogue.venue_table import appeared, is_published
from bot.catalogue.venues import Venues, split_venue
from bot.intake.submission import Proposal

T = TypeVar("T")
NOTHING: Mapping[Identifier, Metadata] = {}
#: The source of a field other than a service: a person in the thread, the address, the list, or another field.
PEOPLE, ADDRESS, LIST, VENUE, YEAR = "people", "the address", "the list", "its venue", "its year"


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """A proposal with everything filled in that can be found out; None and () mean that nobody knows.

    `sources` names the source of each filled field. `cleaned` lists corrections to the links. `facts` are the answers
    to look-ups, `unknown_section` a requested section that the list does not have, `distinct` the papers and threads
    that people said it is not. `follows` is the title of the entry above, as in Proposal. `is_guessed` means that its
    title was read with little evidence and that nothing confirms it.
    """

    title: str | None
    links: tuple[Link, ...]
    identifiers: tuple[Identifier, ...]
    venue: str | None
    year: int | None
    sections: tuple[str, ...]
    authors: tuple[str, ...]
    sources: Mapping[str, str]
    cleaned: tuple[str, ...] = ()
    facts: tuple[Metadata, ...] = ()
    unknown_section: str | None = None
    distinct: frozenset[str] = frozenset()
    follows: str | None = None
    is_guessed: bool = False

    def record(self) -> Record:
        return Record(self.title or "", self.identifiers, self.authors, self.venue, self.year, distinct=self.distinct)


def draft_entry(
    proposal: Proposal,
    catalogue: Catalogue,
    known: Mapping[Identifier, Metadata] = NOTHING,
    distinct: frozenset[str] = frozenset(),
) -> DraftEntry:
    """Complete a proposal from its own addresses and from look-ups; the contributor's statements take precedence."""
    addresses = [clean_link(url) for url in proposal.urls]
    code = [clean_link(proposal.code)] if proposal.code else []
    identifiers = tuple(dict.fromkeys(link.identifier for link in addresses if link.identifier))
    facts = tuple(known[identifier] for identifier in identifiers if identifier in known)
    title, title_source = title_entry(proposal, facts)
    authors, authors_source = choose((proposal.authors, PEOPLE), *((fact.authors, fact.source) for fact in facts))
    dating = date_entry(proposal, catalogue.venues, identifiers, facts, title)
    sections = place_entry(proposal, catalogue)
    sources = {
        "title": title_source,
        "authors": authors_source,
        "venue": dating.source if dating.venue else "",
        "year": PEOPLE if proposal.year else dating.source if dating.year else "",
        "section": PEOPLE if sections else "",
        "links": PEOPLE if addresses or code else "",
    }
    return DraftEntry(
        title=title,
        links=label_links(addresses, code, proposal.others),
        identifiers=identifiers,
        venue=dating.venue,
        year=dating.year,
        sections=sections,
        authors=authors or (),
        sources={field: source for field, source in sources.items() if source},
        cleaned=tuple(reason for link in addresses + code for reason in link.cleaned),
        facts=facts,
        unknown_section=proposal.section if proposal.section and not sections else None,
        distinct=distinct,
        follows=proposal.follows,
        is_guessed=proposal.is_guessed and title_source == PEOPLE and not is_published(title),
    )


def title_entry(proposal: Proposal, facts: Sequence[Metadata]) -> tuple[str | None, str]:
    """Return the title with its source: the contributor's, unless it was only guessed and a look-up has another."""
    said = (trim_title(proposal.title), PEOPLE)
    found = [(trim_title(fact.title), fact.source) for fact in facts]
    return choose(*found, said) if proposal.is_guessed else choose(said, *found)


def trim_title(title: str | None) -> str | None:
    """Return a title without the full stop of a citation, which the line adds itself; an ellipsis stays."""
    return title.removesuffix(".") if title and not title.endswith("..") else title


def choose(*offers: tuple[T | None, str]) -> tuple[T | None, str]:
    """Return the first value that anybody offers, with its source."""
    return next((offer for offer in offers if offer[0]), (None, ""))


@dataclass(frozen=True, slots=True)
class Dating:
    """Where and when a paper appeared, according to `source`."""

    venue: str | None
    year: int | None
    source: str


def date_entry(
    proposal: Proposal, venues: Venues, identifiers: Sequence[Identifier], facts: Sequence[Metadata], title: str | None
) -> Dating:
    """Return venue and year: the contributor's, the address's, the venue table's, the look-up's, in this order.

    If the first has no year, the next that names the same venue gives it; a year by itself counts.
    """
    said_venue, said_year = split_venue(proposal.venue) if proposal.venue else (None, None)
    offers = [Dating(said_venue, proposal.year or said_year, PEOPLE)]
    proofs = [proof for proof in map(infer, identifiers) if proof]
    offers += [Dating(proof.venue, proof.year, ADDRESS) for proof in proofs]
    preprint = next((proof.year for proof in proofs if proof.venue == "arXiv"), None)
    if found := appeared(title, preprint):
        offers.append(Dating(found.venue, found.year, found.source))
    offers += [Dating(fact.venue, fact.year, fact.source) for fact in facts]
    named = [replace(offer, venue=venues.name(offer.venue)) for offer in offers if offer.venue]
    if not named:
        return next((offer for offer in offers if offer.year), Dating(None, None, ""))
    chosen = published(named, venues)
    years = (offer.year for offer in [chosen, *named] if offer.venue == chosen.venue and offer.year)
    return replace(chosen, year=proposal.year or next(years, None))


def published(named: Sequence[Dating], venues: Venues) -> Dating:
    """Return the first venue, but a published one rather than a preprint server known only from the address."""
    proper = (offer for offer in named if offer.source == PEOPLE or not venues.is_preprint(offer.venue))
    return next(proper, named[0])


def place_entry(proposal: Proposal, catalogue: Catalogue) -> tuple[str, ...]:
    named = (find_sections(words, catalogue) for words in (*proposal.under, proposal.section or ""))
    return next(filter(None, named), ())


def settle_section(draft: DraftEntry, proposal: Proposal, catalogue: Catalogue) -> DraftEntry:
    """Put a new entry for which nobody names a section into the one that the list has for it.

    That is the only section, or the one of its year or venue; if somebody names another, they are asked about it.
    """
    if draft.sections:
        return draft
    leaves = catalogue.leaves()
    said = [*proposal.under, proposal.section or ""]
    if found := find_occasion(catalogue, draft.venue, draft.year, said):
        section, source = found[0], VENUE if found[1].venue else YEAR
        is_meant = not proposal.section or is_topic(proposal.section, catalogue)
    else:
        section, source = leaves[0].id if len(leaves) == 1 else "", LIST
        is_meant = not proposal.section
    if not section or not is_meant:
        return draft
    return replace(draft, sections=(section,), sources={**draft.sources, "section": source}, unknown_section=None)


def find_sections(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the ids of the sections that `text` names by id or heading, () if one of them does not exist.

    A heading of several sections names none of them.
    """
    ids = {section.id for section in catalogue.leaves()}
    called: dict[str, set[str]] = {}
    for section in catalogue.leaves():
        for name in (section.id, section.title, uncounted(section.title)):
            called.setdefault(fold_title(name), set()).add(section.id)

    def find(name: str) -> str | None:
        found = {name.strip()} & ids or called.get(fold_title(name), set())
        return next(iter(found)) if len(found) == 1 else None

    if whole := find(text):
        return (whole,)
    parts = [find(part) for part in re.split("[,;\n]", text)]
    found = tuple(dict.fromkeys(part for part in parts if part))
    return found if len(found) == len(parts) else ()


def label_links(addresses: Sequence[CleanLink], code: Sequence[CleanLink], others: Sequence[Link]) -> tuple[Link, ...]:
    """Return the links in the order of the line: the paper, its other pages, its code, the rest."""
    paper = next((link for link in addresses if link.identifier), addresses[0] if addresses else None)
    pages = [link for link in addresses if link.identifier is None and link is not paper]
    if not code and paper and paper.identifier:
        # Somebody who first gave the repository and then the paper wants both.
        code = [link for link in pages if name_other_page(link.url) == "code"][:1]
        pages = [link for link in pages if link not in code]
    labelled = [Link("Paper", paper.url)] if paper else []
    labelled += [Link("Page", link.url) for link in pages]
    labelled += [Link("Code", link.url) for link in code]
    labelled += [Link(link.label, clean_link(link.url).url) for link in others]
    return tuple({link.url: link for link in reversed(labelled)}.values())[::-1]
