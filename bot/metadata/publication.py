"""Reads venue and year from what people write about a preprint's publication; a mere hope gives nothing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.identity.inference import infer
from bot.catalogue.venues import FULL_YEAR, Venue, Venues, expand_year, split_venue

#: If one of these words is anywhere, nothing counts: no venue is better than a wrong one.
DOUBTFUL = re.compile(
    r"submi(?:t|ssion)|\breview(?!ed)|workshop|\bwksp?\b|reject|withdr[ae]w|\bnot\b|retract|challenge|competition|tutorial"
    r"|\bdemo(?:s|nstrations?)?\b|doctoral|student abstract|extended|earlier|preliminary|previous|short(?:er)? version"
    r"|companion|template|\bstyle\b|\bformat|shared task|late[- ]breaking|in progress|in preparation"
    r"|under consideration|based on|builds? on|follow[- ]?up|compared?\b|reproduc",
    re.IGNORECASE,
)
#: "accepted at", "to appear in": a venue follows, even without a year.
CLAIM = re.compile(
    r"\b(?:accepted|appear(?:s|ed|ing)?|published|presented|publication|proceedings|paper|camera[- ]ready)\b"
    r"(?:\s+(?:for publication|as an?\b[\w\s-]{0,40}?paper))?\s+(?:at|by|to|in|of|for)\s+(?:the\s+)?",
    re.IGNORECASE,
)
#: "ICLR 2024", "NeurIPS'23": a name right before a year.
MENTION = re.compile(r"\b([A-Za-z][A-Za-z/-]{1,15})[\s_'’‘,(-]{0,3}((?:19|20)?\d\d)(?![\d%])")
CLAUSE_END = re.compile(r"[;\n]|\.(?=\s|$)")
#: Page numbers can look like years, and a volume hides the end of a name.
PAGES = re.compile(r"(?<!\d)\d{1,9}\s{0,3}[-–]\s{0,3}\d{1,9}|\b(?:vol(?:ume)?|no|issue)\b\.?\s*\d+", re.IGNORECASE)
#: IEEE and IJCAI put the event into the DOI, "10.1109/CVPR52688.2022.01042"; others only number their papers.
SPEAKING_DOI = re.compile(r"10\.(?:1109|24963)/([a-z]+)\d*\.(\d{4})[./]")
#: In characters: nobody writes more between "accepted at" and the venue.
LONGEST_CLAIM = 150
#: Names this short are also words; they count only in their exact spelling.
SHORTEST_FREE = 5


@dataclass(frozen=True, slots=True)
class PublishedAt:
    """A venue by its canonical name, with its year if known."""

    venue: str
    year: int | None


def read_comment(text: str, venues: Venues) -> PublishedAt | None:
    """Return the publication in a comment ("Accepted at ICLR 2024", "CVPR'23 camera ready")."""
    return settle(text, (read_clause(clause, venues) for clause in CLAUSE_END.split(text)))


def read_reference(text: str, venues: Venues) -> PublishedAt | None:
    """Return the venue in a reference ("Proc. of the 40th ICML, PMLR 202, 2023"), with its year."""
    plain = PAGES.sub(" ", text)
    years = [int(year) for year in re.findall(r"\(((?:19|20)\d\d)\)", plain) or FULL_YEAR.findall(plain)]
    parts = (plain, *(re.sub(r"\s\d{1,3}\s*$", "", part) for part in re.split(r"[,;:()]", plain)))
    found = next((venue for part in parts if (venue := find_published(part, venues))), None)
    if found is None:
        return settle(text, (read_clause(plain, venues),))
    return settle(text, (PublishedAt(findings(plain, venues) or found.name, years[-1] if years else None),))


def read_doi(text: str, venues: Venues) -> PublishedAt | None:
    """Return the venue whose letters are in a DOI."""
    identifier = identify(text)
    if identifier is None or identifier.kind == "arxiv":
        return None
    if proof := infer(identifier):
        return PublishedAt(proof.venue, proof.year)
    speaking = SPEAKING_DOI.match(identifier.value)
    venue = find_published(speaking[1], venues) if speaking else None
    return PublishedAt(venue.name, int(speaking[2])) if speaking and venue else None


def settle(text: str, found: Iterable[PublishedAt | None]) -> PublishedAt | None:
    """Return the only publication found; none if a text is doubtful or names two venues."""
    if DOUBTFUL.search(text):
        return None
    publications = dict.fromkeys(publication for publication in found if publication)
    return next(iter(publications)) if len({publication.venue for publication in publications}) == 1 else None


def read_clause(clause: str, venues: Venues) -> PublishedAt | None:
    """Return the venue in a clause, with a year beside it or after "accepted at" and the like."""
    found = dict(mentions(clause, venues))
    if len(found) > 1:
        return None
    for venue, year in found.items():
        return PublishedAt(findings(clause, venues) or venue, year)
    for claim in CLAIM.finditer(clause):
        behind = clause[claim.end() : claim.end() + LONGEST_CLAIM]
        rest = re.split(r"[,:]", behind)[0]
        if venue_named := find_published(rest, venues) or find_published(rest.partition("(")[0], venues):
            return PublishedAt(findings(clause, venues) or venue_named.name, split_venue(behind)[1])
    return None


def mentions(clause: str, venues: Venues) -> Iterator[tuple[str, int]]:
    """Yield the known venues right before a year, with the year."""
    for name, digits in MENTION.findall(clause):
        venue = find_published(name, venues)
        if venue and (name in (venue.name, *venue.aliases) or len(name) >= SHORTEST_FREE or name == venue.name.upper()):
            yield venue.name, int(digits) if len(digits) == 4 else expand_year(int(digits))


def findings(clause: str, venues: Venues) -> str | None:
    """Return the list's name for a conference's Findings, if the clause is about them."""
    venue = venues.find_name("Findings") if re.search(r"\bfindings\b", clause, re.IGNORECASE) else None
    return venue.name if venue else None


def find_published(text: str, venues: Venues) -> Venue | None:
    """Return the venue if a text names nothing else; a preprint server publishes nothing."""
    venue = venues.find_name(text)
    return venue if venue and venue.kind != "preprint" else None
