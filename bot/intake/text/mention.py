"""A proposal on its way: what a text has said of one paper so far."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.catalogue.identity.identifiers import Identifier, clean_link
from bot.catalogue.identity.likeness import SAME, likeness
from bot.catalogue.paper import Link
from bot.intake.submission import MOST_PROPOSALS, Operation, Proposal
from bot.intake.text.outline import NOWHERE, Above, stand_below
from bot.intake.text.parts.addresses import LIST, PREPRINTS
from bot.intake.text.parts.names import is_title, is_title_case
from bot.intake.text.parts.statement import Strength
from bot.intake.text.parts.venues import YEAR

#: A paper with more links than this is a page of links.
MOST_LINKS = 10
#: More words than this are likelier a sentence or two than a title.
MOST_WORDS = 20
#: More words that are written as a title are a paper's, whatever else a list has.
MOST_OF_ANYTHING = 6


#: What other lists have beside papers.
THINGS = re.compile(
    r"\b(?:librar(?:y|ies)|tools?|toolkits?|packages|software|lectures?|tutorials?|videos?|courses?|talks?|blogs?|books?|repos"
    r"|newsletters?|podcasts?|workshops|datasets)(?:$|\s(?:on|of|for|in|with|about|from)\b)",
    re.IGNORECASE,
)
PAPERS = re.compile(r"\b(?:papers?|works?|articles?|surveys?|preprints?|benchmarks?)\b", re.IGNORECASE)


@dataclass(slots=True)
class Mention:
    """What is said of one paper; `pages` may lead to it, `group` is the list that its title stands in,
    `number` that of its item there.

    `section` is said of this paper itself, `above` is what it stands under, and `venue_above` what was said for several
    papers. `has_people` tells that names of people stand beside its title. `authors` and further links (`others`) only
    an entry of a list says.
    """

    title: str | None = None
    strength: Strength = Strength.NONE
    urls: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    code: str | None = None
    venue: str | None = None
    year: str | None = None
    venue_above: str | None = None
    section: str | None = None
    above: Above = NOWHERE
    group: int = 0
    number: int = 0
    operation: Operation | None = None
    has_people: bool = False
    authors: tuple[str, ...] = ()
    others: tuple[Link, ...] = ()

    @property
    def is_preprint(self) -> bool:
        """Whether it has a number of a preprint server: a year by itself is likelier that of this than of its venue."""
        return any(found.kind in PREPRINTS for found in self.identifiers())

    @property
    def is_named(self) -> bool:
        """Whether it is known which paper is meant."""
        return bool(self.title or self.urls or self.code or self.pages)

    @property
    def is_settled(self) -> bool:
        """Whether it is listed already, and nothing is said that could change there."""
        return self.operation == "update" and not (self.urls or self.code or self.venue or self.section)

    @property
    def is_supported(self) -> bool:
        """Whether more than some marked words speaks for a paper."""
        return bool(self.urls or self.code) or self.strength >= Strength.LABEL

    @property
    def is_cited(self) -> bool:
        """Whether its title stands by itself with people or a venue, as in a list of references."""
        return self.strength == Strength.ENTRY and (self.has_people or self.venue is not None)

    @property
    def is_guessed(self) -> bool:
        """Whether little speaks for its title: it is a short name, or nothing calls words a title that have no link to
        the paper, are written as in a sentence, or are more than titles have; in a whole citation they may."""
        if not self.title or self.strength == Strength.ANSWER:
            return False
        is_whole = self.has_people and self.strength > Strength.NAME and (self.venue or self.year)
        is_sure = self.strength >= Strength.LABEL or is_whole or (self.urls and self.is_well_titled)
        return not (is_title(self.title) and is_sure)

    @property
    def is_faint(self) -> bool:
        """Whether nothing but a few words speaks for a paper: no name, and hardly a title."""
        words = (self.title or "").split()
        is_short = len(words) <= MOST_OF_ANYTHING or not self.is_well_titled
        is_called = self.urls or self.venue or self.section or (self.code and self.is_well_titled)
        return len(words) > 1 and is_short and self.is_guessed and not is_called

    @property
    def is_well_titled(self) -> bool:
        """Whether its title is written as one, and no sentence."""
        title = self.title or ""
        return is_title_case(title) and len(title.split()) <= MOST_WORDS

    @property
    def is_thing(self) -> bool:
        """Whether it stands under a head of other things than papers, and nothing shows that it is one."""
        heads = (*self.above.words, self.above.section or "")
        is_called = bool(self.urls) or self.strength >= Strength.LABEL
        return not is_called and any(
            (found := THINGS.search(head))
            and found[0] not in (self.title or "")
            and not PAPERS.search(head[: found.start()])
            for head in heads
        )

    def has_other(self, url: str) -> bool:
        """Tell whether an address gives the same kind of number as one of the mention's, but another one."""
        found, kinds = clean_link(url).identifier, self.identifiers()
        return found is not None and any(known.kind == found.kind for known in kinds) and found not in kinds

    def identifiers(self) -> list[Identifier]:
        """Return the numbers that the mention's addresses give."""
        return [found for url in self.urls if (found := clean_link(url).identifier)]


def propose(mention: Mention, operation: Operation = "add") -> Proposal:
    """Return the proposal of a mention; a page counts only where there is no other link.

    A section that is said comes before what stands above, which counts where the list has no such section. It moves no
    listed paper: only a section that is said does.
    """
    urls = mention.urls or ([] if mention.code else mention.pages[:1])
    code = mention.code if mention.code not in urls else None
    own = [mention.section] if mention.section else []
    under = (*own, *mention.above.words) if operation == "add" else ()
    venue = mention.venue or mention.venue_above
    venue = f"{venue} {mention.year}" if venue and mention.year and not YEAR.search(venue) else venue
    return Proposal(
        mention.title,
        tuple(urls),
        code,
        venue,
        year=int(mention.year) if mention.year and not (venue or mention.is_preprint) else None,
        section=mention.section or mention.above.section,
        under=under,
        authors=mention.authors,
        others=mention.others,
        operation=operation,
        is_guessed=operation == "add" and mention.is_guessed,
    )


def drop_doubtful(mentions: Iterable[Mention], heading: str = "") -> list[Mention]:
    """Return the mentions of papers that are proposed, without those that are named in passing: the thread's title, its
    `heading`, names none of these.

    A section that was said behind one of these is that of the mention before.
    """
    named = [mention for mention in merge(mentions) if mention.is_named and not mention.is_thing]
    kept = keep_supported(named) if any(mention.is_supported for mention in named) else keep_firm(named)
    called = [each for each in named if each.title and each.title in heading]
    asked = [each for each in called if each.number or (len(called) > 1 and each.group and each.operation == "add")]
    kept = [each for each in named if each in kept or each in asked]
    for mention, next_one in pairwise(named):
        if next_one not in kept:
            mention.section = mention.section or next_one.section
    return kept


def keep_firm(named: Sequence[Mention]) -> list[Mention]:
    """Return what is most surely a paper where nothing but words speaks for any."""
    titled = [mention for mention in named if mention.title]
    firm = [mention for mention in titled if mention.strength >= Strength.ENTRY]
    if not any(mention.is_well_titled for mention in firm):
        firm = [mention for mention in titled if mention.strength == Strength.LOOSE and mention.is_well_titled] or firm
    # Beside a title that a sentence asks for, a few words outside a list are likelier a heading's.
    asked = [mention for mention in titled if mention.operation == "add" and is_long(mention)]
    if asked and not any(mention.group or is_long(mention) for mention in firm):
        firm = asked
    # Where one list has all the good titles, what stands outside it is something else: how the change was tested.
    groups = [mention.group for mention in firm if mention.is_well_titled]
    if len(groups) > 1 and groups[0] and len(set(groups)) == 1:
        firm = [mention for mention in firm if mention.is_well_titled or mention.group == groups[0]]
    return firm or titled or list(named[:1])


def is_long(mention: Mention) -> bool:
    """Tell whether a mention has a title that is written as one and has more words than what else a list has."""
    return mention.is_well_titled and len((mention.title or "").split()) > MOST_OF_ANYTHING


def keep_supported(named: Sequence[Mention]) -> list[Mention]:
    """Return the papers that have a link or a label or are cited, the titles that stand in one list with them, and
    what should change of listed papers."""
    # A list of labelled facts tells of one paper.
    groups = {m.group for m in named if m.is_supported and m.group and m.strength < Strength.LABEL}
    groups |= find_asked_lists(named)
    sure = [
        mention.is_supported
        or mention.is_cited
        or (mention.group in groups and mention.is_well_titled)
        or (mention.operation == "update" and not mention.is_settled)
        for mention in named
    ]
    kept = [mention for mention, is_sure in zip(named, sure, strict=True) if is_sure]
    proper = [mention for mention in kept if mention.title or mention.urls or not LIST.search(mention.code or "")]
    titled = [mention for mention in proper if mention.title or mention.urls]
    return titled or proper


def find_asked_lists(named: Sequence[Mention]) -> set[int]:
    """Return the lists of titles, written as such, that the words above ask to be added."""
    asked: dict[int, list[bool]] = {}
    for mention in named:
        if mention.title and mention.group and mention.operation == "add" and mention.strength >= Strength.ENTRY:
            asked.setdefault(mention.group, []).append(is_title_case(mention.title))
    return {group for group, written in asked.items() if sum(written) > max(1, len(written) // 2)}


def merge(mentions: Iterable[Mention]) -> list[Mention]:
    """Join mentions of one paper: a text often names its paper twice."""
    merged: list[Mention] = []
    for mention in mentions:
        twin = next((other for other in merged if is_same(mention, other)), None)
        if twin is None:
            merged.append(mention)
        else:
            join(twin, mention)
    return merged


def join(mention: Mention, other: Mention) -> None:
    """Enter what another mention of the same paper says; the better title and the first word on other fields count."""
    put_title(mention, other.title or "", other.strength)
    for url in other.urls:
        put_url(mention, url)
    mention.pages += [page for page in other.pages if page not in mention.pages]
    mention.code = mention.code or other.code
    mention.venue = mention.venue or other.venue
    mention.year = mention.year or other.year
    mention.number = mention.number or other.number
    mention.section = mention.section or other.section
    mention.above = stand_below(mention.above, other.above)
    mention.authors = mention.authors or other.authors
    mention.others = mention.others or other.others


def put_title(mention: Mention, title: str, strength: Strength) -> bool:
    """Enter a title if it is better than the mention's; tell whether it is."""
    if not title or not is_better(title, strength, mention):
        return False
    mention.title, mention.strength = title, max(strength, mention.strength)
    return True


def is_better(title: str, strength: Strength, mention: Mention) -> bool:
    """Tell whether a title is surer than the mention's, or says more: "SEATS: Token Selection", "Token Selection"."""
    old = mention.title or ""
    if strength == mention.strength:
        return len(title) > len(old) and (strength > Strength.NAME or old.casefold() in title.casefold())
    are_firm = min(strength, mention.strength) >= Strength.ENTRY
    if are_firm and old and likeness(old, title) >= SAME:
        return (len(title), strength) > (len(old), mention.strength)
    return strength > mention.strength


def put_url(mention: Mention, url: str) -> None:
    """Enter an address that is not there yet."""
    if len(mention.urls) < MOST_LINKS and clean_link(url).url not in {clean_link(known).url for known in mention.urls}:
        mention.urls.append(url)


def is_same(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions share an address, else a title, else the code that only one of them links."""
    if shares_address(one, other):
        return True
    if any(one.has_other(url) for url in other.urls):
        return False
    if one.title and other.title:
        return likeness(one.title, other.title) >= SAME
    has_one_link = not (one.urls and other.urls)
    return bool(one.code) and one.code == other.code and has_one_link


def shares_address(one: Mention, other: Mention) -> bool:
    """Tell whether an address of one mention leads to the page or the paper of one of the other's."""
    pages = [{clean_link(url).url for url in mention.urls} for mention in (one, other)]
    return bool(pages[0] & pages[1] or set(one.identifiers()) & set(other.identifiers()))


def find_numbers(named: Sequence[Mention]) -> tuple[int, ...]:
    """Return the numbers that the author gave the papers, none where these do not tell all of them apart."""
    numbers = [mention.number for mention in named][:MOST_PROPOSALS]
    are_told = len(numbers) > 1 and all(one < other for one, other in pairwise([0, *numbers]))
    return tuple(numbers) if are_told else ()
