"""The rules for where and when listed papers appeared: a line's words against what its addresses prove."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.inference import Inferred
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.venues import FULL_YEAR, SHORT_YEAR, Venues, join_venue
from bot.patterns import rare
from bot.review.audit.items import FINDINGS, MANY, Item, ItemLink, Items, names_venue, says, says_findings
from bot.review.rules.finding import Finding, TextEdit
from bot.review.rules.rule import Rules
from bot.review.words.escape import code

RULES: Rules[[Items]] = Rules()
#: What may be a venue that was not read: a year, a word in brackets that is no link, a cell marked as empty.
SAID = (
    FULL_YEAR,
    SHORT_YEAR,
    rare(r"(?<!\[)\[\W*[^\W\d][^\[\]]*\](?![\](])"),
    rare(r"\|\s*(?:[-–—]{1,3}|n/?a)\s*(?=\|)", re.IGNORECASE),
)
#: What is left of a year after a venue when a digit was lost: "NeurIPS'2".
CUT_YEAR = rare(r"['’‘ ](?:\d|\d{3})$")
#: A venue of one word, no part of which can be something else.
ONE_WORD = rare(r"\S+")
#: Up to this share of a section's papers (one, in the smallest section judged) may lack a venue by mistake.
FEW = 0.2
#: In letters: so much of a title in an address is no accident.
LONG_TITLE = 20


def proofs(item: Item) -> Iterator[tuple[ItemLink, Identifier, Inferred]]:
    for link in item.links.papers:
        if link.clean.identifier and (proof := link.proof):
            yield link, link.clean.identifier, proof


def say(venue: str | None, year: int | None) -> str:
    return code(join_venue(venue, year))


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
    """Yield the links that prove another venue or year than the item's, with the proof; a preprint's proves none."""
    if names_venue(item, venues):
        proven = ((link, proof) for link, _, proof in proofs(item) if proof.venue != "arXiv")
        yield from ((link, proof) for link, proof in proven if not agree(item, proof))


def names_title(url: str, title: str) -> bool:
    """Whether an address contains so much of a title that it is this paper's: otherwise the link may be wrong."""
    words = fold_title(re.sub(r"^.*/", "", url))
    folded = fold_title(title)
    return len(folded) >= LONG_TITLE and folded[:LONG_TITLE] in words


def agree(item: Item, proof: Inferred) -> bool:
    """Whether a proof does not contradict an item.

    The year counts if it stands beside the venue; "ACL Findings" is the Findings, not ACL.
    """
    if item.venue == proof.venue:
        if item.year is None:
            return not CUT_YEAR.search(item.written[0])
        return item.year == proof.year or item.year_beside is None
    return proof.venue == FINDINGS and says_findings(item)


def rewrite(item: Item, proof: Inferred) -> tuple[TextEdit, ...]:
    """Return the edits that put the proven venue and year in place of the others.

    Of several words some may not be the venue: "MixMo -- CVPR".
    """
    if item.venue == proof.venue:
        return item.replace_year(proof.year)
    venue, _ = item.written
    found = re.compile(rf"(?<=[\[('\"*_ ]){re.escape(venue)}(?=['’‘` \d\"])") if ONE_WORD.fullmatch(venue) else None
    edits = item.replace(found, venue, proof.venue) if found else ()
    return (*edits, *(item.replace_year(proof.year) if item.year != proof.year else ())) if edits else ()


@RULES.declare("preprint-year", "note", "Year of the preprint", "A preprint's year is that of its number.")
def check_preprints(items: Items) -> Iterator[Finding]:
    """Compare a preprint's year with its number; one submitted in a year's last days has the next year's number.

    A year too late may be the turn of the year, or a second version. Otherwise the link may be wrong.
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
    """Whether a preprint with this number can have been submitted in a year; "arXiv 2106" is a month."""
    month = identifier.value.rpartition("/")[2][:4]
    return year == proof.year or month == str(year) or (month.endswith("01") and year == proof.year - 1)


@RULES.declare("venue-missing", "note", "No venue", "Where a section names venues, it names each paper's.")
def check_missing(items: Items) -> Iterator[Finding]:
    """Compare an entry with those of the same form in its section: a bullet among rows is something else."""
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
    """Whether an entry does not say where it appeared.

    A paper of which only a project's page is linked, alone or after its title, has not been published yet; below a
    heading that was read by itself, nothing is known.
    """
    if item.venue is not None:
        return False
    is_bare = item.form == "heading" and "\n" not in item.text
    named, words = item.title.casefold(), item.words
    is_paper = any(
        link.written != named or link.clean.identifier or link.url.endswith(".pdf") for link in item.links.papers
    )
    return is_paper and not is_bare and not any(said.search(words) for said in SAID)
