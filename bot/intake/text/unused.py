"""What of a text went into no proposal, so that nothing is dropped without a word."""

from collections.abc import Iterator, Sequence

from bot.catalogue.identity.identifiers import clean_link
from bot.catalogue.venues import Venues
from bot.intake.submission import Proposal
from bot.intake.text.collection import is_lone_link
from bot.intake.text.lines import Line
from bot.intake.text.parts.addresses import Anchor, find_target, is_web
from bot.intake.text.parts.labelling import find_label
from bot.intake.text.parts.labels import read_field, read_label, trailing_field
from bot.intake.text.parts.names import is_title_case
from bot.intake.text.parts.statement import SaidLine, Strength
from bot.intake.text.parts.venues import find_known
from bot.intake.text.reading import ReadText
from bot.intake.text.statements import NO_ANSWER

#: Of a line that was not used so much is shown.
LONGEST_SHOWN = 120


def find_unused(text: ReadText, proposals: Sequence[Proposal], venues: Venues) -> tuple[str, ...]:
    """Return what of a text stands where a paper would or tells a fact of one, and went into no proposal."""
    if not proposals:
        return ()
    found = (
        *find_unused_links(text.lines, proposals),
        *find_unused_lines(text.lines, proposals),
        *find_unused_titles(text.said, proposals),
        *find_unused_venues(text.lines, proposals, venues),
        *find_unused_facts(text.lines, proposals),
    )
    return tuple(dict.fromkeys(found))


def find_unused_links(lines: Sequence[Line], proposals: Sequence[Proposal]) -> Iterator[str]:
    """Yield the links to papers, the labelled ones and those in a row with others that went nowhere."""
    said = [(*proposal.urls, proposal.code or "", *(link.url for link in proposal.others)) for proposal in proposals]
    taken = {clean_link(url).page for urls in said for url in urls}
    links = [(line, link) for line in lines for link in line.links if clean_link(link.address).page not in taken]
    yield from (link.address for line, link in links if names_paper(link) or is_labelled(line, link))
    lone = [line if is_lone_link(line) else None for line in lines]
    # Outside a list a link by itself is one of several only beside another: at the end it may be the author's own page.
    beside = zip(lone, [None, *lone], [*lone[1:], None], strict=False)
    found = (line.links[0].address for line, *others in beside if line and (line.place == "item" or any(others)))
    yield from (address for address in found if is_web(address) and clean_link(address).page not in taken)


def names_paper(link: Anchor) -> bool:
    """Tell whether the address of a link is a paper's or that of code."""
    return find_target(link, "", None, is_title=False) in ("paper", "code")


def is_labelled(line: Line, link: Anchor) -> bool:
    """Tell whether the words of a link or those right before it say what of a paper it leads to."""
    said = read_field(link.text) or trailing_field(line.text[: link.start])
    return is_web(link.address) and said is not None


def find_unused_lines(lines: Sequence[Line], proposals: Sequence[Proposal]) -> Iterator[str]:
    """Yield the items without a link of a list of papers that name none of the proposals; one without a number that
    begins with a small letter tells of the change."""
    titles = [fold(proposal.title) for proposal in proposals if proposal.title]
    heads = [line for line in lines if line.place == "item" and line.depth == 1 and not read_label(line.text)]
    used = [any(title in fold(line.text) for title in titles) for line in heads]
    groups = {line.group for line, is_used in zip(heads, used, strict=True) if is_used}
    for line, is_used in zip(heads, used, strict=True):
        text = line.text.strip()
        is_told = text[:1].islower() and not line.number
        if not (is_used or line.links or is_told) and line.group in groups and len(text.split()) > 1:
            yield text[:LONGEST_SHOWN]


def find_unused_titles(said: Sequence[SaidLine], proposals: Sequence[Proposal]) -> Iterator[str]:
    """Yield the titles of a text, written as such, that no proposal has."""
    taken = [fold(each.title) for each in proposals if each.title]
    for each in (each for line in said for each in line.statements if each.field == "title"):
        is_taken = any(fold(each.value) in title or title in fold(each.value) for title in taken)
        if each.strength > Strength.NAME and is_title_case(each.value) and not is_taken:
            yield each.value[:LONGEST_SHOWN]


def find_unused_venues(lines: Sequence[Line], proposals: Sequence[Proposal], venues: Venues) -> Iterator[str]:
    """Yield the venues with a year that a text names and no proposal has, where one has none."""
    if all(proposal.venue for proposal in proposals):
        return
    known = " ".join(f"{proposal.title} {proposal.venue}" for proposal in proposals)
    found = (find_known(line.text, venues) for line in lines)
    yield from (venue for venue in found if venue and venue not in known)


def find_unused_facts(lines: Sequence[Line], proposals: Sequence[Proposal]) -> Iterator[str]:
    """Yield the lines that say by a label what no proposal has: a venue, a year, a section, people."""
    taken = [
        fold(text)
        for each in proposals
        for text in (each.venue, each.section, *each.under, ", ".join(each.authors))
        if text and fold(text)
    ]
    for line in lines:
        field, value = find_label(line)
        said = fold(value)
        is_fact = field in ("venue", "year", "section", "authors") and said and not NO_ANSWER.fullmatch(value)
        if is_fact and not any(text in said or said in text for text in taken):
            yield line.text.strip()[:LONGEST_SHOWN]


def fold(text: str) -> str:
    """Return the letters and digits of a text, without case."""
    return "".join(filter(str.isalnum, text.casefold()))
