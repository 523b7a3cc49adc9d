"""The rules for where and when listed papers appeared: what a line says against what its own addresses prove."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.inference import Inferred
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.venues import FULL_YEAR, SHORT_YEAR, Venues
from bot.patterns import rare
from bot.review.audit.items import FINDINGS, MANY, Item, ItemLink, Items, names_venue, says, says_findings
from bot.review.rules.finding import Finding, TextEdit
from bot.review.rules.rule import Rules
from bot.review.words.escape import code

RULES: Rules[[Items]] = Rules()
#: What may be a venue that was not read: a year, a mark in brackets that is no link, a cell that says there is none.
SAID = (
    FULL_YEAR,
    SHORT_YEAR,
    rare(r"(?<!\[)\[\W*[^\W\d][^\[\]]*\](?![\](])"),
    rare(r"\|\s*(?:[-–—]{1,3}|n/?a)\s*(?=\|)", re.IGNORECASE),
)
#: What is left of a year behind a venue when a digit was lost: "NeurIPS'2".
CUT_YEAR = rare(r"['’‘ ](?:\d|\d{3})$")
#: A venue of which no part can be something else.
ONE_WORD = rare(r"\S+")
#: Up to this share of a section's papers, and one of the fewest that are told, may lack a venue that it means to name.
FEW = 0.2
#: So many letters of a title in an address are no accident.
LONG_TITLE = 20


def proofs(item: Item) -> Iterator[tuple[ItemLink, Identifier, Inferred]]:
    for link in item.links.papers:
        if link.clean.identifier and (proof := link.proof):
            yield link, link.clean.identifier, proof


def say(venue: str | None, year: int | None) -> str:
    return code(" ".join(str(part) for part in (venue, year) if part))


@RULES.declare("venue-against-link", "warning", "Venue against link", "A paper's venue is what its address says.")
def check_venues(items: Items) -> Iterator[Finding]:
    """Compare venue and year with what a publisher's address proves; one of the two is wrong."""
    for item in items:
        for link, proof in islice(contradictions(item, items.venues), 1):
            same = item.venue == proof.venue
            said = say(item.venue, item.year) if item.year else say(item.written[0], None)
            yield Finding(
                f"It says {said}, the address {say(proof.venue, proof.year)}.",
                "Correct the year, or the link." if same else "Correct the venue, or the link.",
                item.path,
                item.first,
                evidence=link.url,
                edits=rewrite(item, proof) if names_title(link.url, item.title) else (),
            )


def contradictions(item: Item, venues: Venues) -> Iterator[tuple[ItemLink, Inferred]]:
    """Yield the links that prove another venue or year than an item says, and what; that of a preprint proves none."""
    if names_venue(item, venues):
        proven = ((link, proof) for link, _, proof in proofs(item) if proof.venue != "arXiv")
        yield from ((link, proof) for link, proof in proven if not agree(item, proof))


def names_title(url: str, title: str) -> bool:
    """Tell whether an address holds so much of a title that it is this paper's: otherwise the link may be the error."""
    words = fold_title(re.sub(r"^.*/", "", url))
    folded = fold_title(title)
    return len(folded) >= LONG_TITLE and folded[:LONG_TITLE] in words


def agree(item: Item, proof: Inferred) -> bool:
    """Tell whether a proof says no other than an item does.

    A year counts that stands beside the venue; "ACL Findings" is the Findings, not ACL.
    """
    if item.venue == proof.venue:
        if item.year is None:
            return not CUT_YEAR.search(item.written[0])
        return item.year == proof.year or item.year_beside is None
    return proof.venue == FINDINGS and says_findings(item)


def rewrite(item: Item, proof: Inferred) -> tuple[TextEdit, ...]:
    """Return the edits that write the proven venue and year where another stands.

    One of several words can be something else: "MixMo -- CVPR".
    """
    if item.venue == proof.venue:
        return item.replace_year(proof.year)
    venue, _ = item.written
    found = re.compile(rf"(?<=[\[('\"*_ ]){re.escape(venue)}(?=['’‘` \d\"])") if ONE_WORD.fullmatch(venue) else None
    edits = item.replace(found, venue, proof.venue) if found else ()
    return (*edits, *(item.replace_year(proof.year) if item.year != proof.year else ())) if edits else ()


@RULES.declare("preprint-year", "note", "Year of the preprint", "A preprint's year is that of its number.")
def check_preprints(items: Items) -> Iterator[Finding]:
    """Compare a preprint's year with its number; what was put there in the last days of a year has the next one's.

    Who is a year late took the turn of the year, or a second version. Otherwise the link may be the error.
    """
    for item in items:
        if item.venue != "arXiv" or item.year is None or item.year_beside is None:
            continue
        found = [(link, identifier, proof) for link, identifier, proof in proofs(item) if proof.venue == "arXiv"]
        if found and not any(is_year_of(item.year, identifier, proof) for _, identifier, proof in found):
            link, identifier, proof = found[0]
            is_late = item.year == proof.year + 1 and identifier not in items.shared
            yield Finding(
                f"It says {say('arXiv', item.year)}, the number {code(identifier.value)} is of {proof.year}.",
                "Correct the year, or the link.",
                item.path,
                item.first,
                evidence=link.url,
                edits=item.replace_year(proof.year) if is_late else (),
            )


def is_year_of(year: int, identifier: Identifier, proof: Inferred) -> bool:
    """Tell whether a preprint with this number can have been put there in a year; "arXiv 2106" is a month."""
    month = identifier.value.rpartition("/")[2][:4]
    return year == proof.year or month == str(year) or (month.endswith("01") and year == proof.year - 1)


@RULES.declare("venue-missing", "note", "No venue", "Where a section names venues, it names each paper's.")
def check_missing(items: Items) -> Iterator[Finding]:
    """Compare an entry with those of its form in its section: a bullet among rows is something else."""
    totals = Counter((item.section, item.form) for item in items)
    named = Counter((item.section, item.form) for item in items if item.venue is not None)
    venues = {item.venue for item in items if item.venue is not None and names_venue(item, items.venues)}
    for item in items:
        total = totals[item.section, item.form]
        is_usual = total >= MANY and total - named[item.section, item.form] <= FEW * total
        if is_usual and is_silent(item) and not any(says(item, venue) for venue in venues):
            found = next(proofs(item), None)
            if found and says(item, found[2].venue, re.IGNORECASE):
                continue
            proof = f"; its address says {say(found[2].venue, found[2].year)}" if found else ""
            message, evidence = f"It names no venue, and most beside it do{proof}.", found[0].url if found else ""
            yield Finding(message, "Add where it appeared.", item.path, item.first, evidence=evidence)


def is_silent(item: Item) -> bool:
    """Tell whether an entry says nothing of where it appeared.

    What links to no paper, a project's page alone or behind its title, has not appeared anywhere yet; what stands below
    a heading that was read alone is not known.
    """
    if item.venue is not None:
        return False
    is_bare = item.form == "heading" and "\n" not in item.text
    named, words = item.title.casefold(), item.words
    is_paper = any(
        link.written != named or link.clean.identifier or link.url.endswith(".pdf") for link in item.links.papers
    )
    return is_paper and not is_bare and not any(said.search(words) for said in SAID)
