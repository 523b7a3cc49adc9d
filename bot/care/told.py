"""What services say of listed papers: where preprints appeared, what they are called now, what was retracted."""

from collections.abc import Iterable, Iterator, Mapping

from bot.care.task import Amendment, Task
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.hosts import is_repository
from bot.catalogue.identity.identifiers import Identifier, identifiers_of
from bot.catalogue.identity.likeness import POSSIBLE, likeness
from bot.catalogue.identity.metadata import ASKABLE, Metadata
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.paper import Paper
from bot.catalogue.venues import Venues
from bot.lists.inline import link_kind
from bot.review.audit.places import say
from bot.review.words.escape import markdown
from bot.review.words.showing import show_address


def askable(paper: Paper) -> Iterator[Identifier]:
    """Yield the identifiers of a paper that a service can be asked about."""
    yield from (identifier for identifier in identifiers_of(paper.identifiers) if identifier.kind in ASKABLE)


def find_told(catalogue: Catalogue, facts: Mapping[Identifier, Metadata]) -> Iterator[Task]:
    """Yield what services' answers give to do; where none answered, nothing is known."""
    for paper in catalogue.papers.values():
        for identifier in askable(paper):
            if told := facts.get(identifier):
                yield from find_notices(paper, told)
                yield from find_code(paper, told)
                if catalogue.venues.is_preprint(paper.venue):
                    yield from find_publication(paper, told, catalogue.venues)
                    yield from find_new_title(paper, identifier, told)


def find_notices(paper: Paper, told: Metadata) -> Iterator[Task]:
    """Yield what was published about a paper later; a list decides itself what it does with such a paper."""
    for notice in told.notices:
        kind, where = notice.kind.replace("_", " "), show_address(f"https://doi.org/{notice.doi}")
        words = f"its link is that of a notice of {kind} of {where}" if notice.own else f"{kind}: {where}"
        yield Task("retracted", paper.id, paper.title, f"{words}, says {told.source}")


def find_publication(paper: Paper, told: Metadata, venues: Venues) -> Iterator[Task]:
    """Yield that a preprint appeared at a venue that the list knows."""
    venue = venues.find_name(told.venue) if told.venue else None
    if venue and venue.kind != "preprint" and told.year and is_same(paper, told):
        words = f"{say(venue.name, told.year)}, says {told.source}"
        yield Task("published", paper.id, paper.title, words, Amendment(venue=venue.name, year=told.year))


def find_code(paper: Paper, told: Metadata) -> Iterator[Task]:
    """Yield that a paper that is listed without code has some by now."""
    if told.code and not has_code(paper) and is_same(paper, told):
        words = f"{told.source} names {show_address(told.code)}"
        yield Task("code", paper.id, paper.title, words, Amendment(code=told.code))


def has_code(paper: Paper) -> bool:
    """Whether a paper is listed with a link to its code, as pages and exports take it, or to a host of code."""
    return any(link_kind(link.label, link.url) == "code" or is_repository(link.url) for link in paper.links)


def find_new_title(paper: Paper, identifier: Identifier, told: Metadata) -> Iterator[Task]:
    """Yield that a preprint has another title by now; a title that is quite another is a wrong link's."""
    if identifier.kind != "arxiv" or not told.title or fold_title(told.title) == fold_title(paper.title):
        return
    words = f"{told.source} calls it {markdown(told.title)}"
    if is_same(paper, told):
        yield Task("renamed", paper.id, paper.title, words, Amendment(title=told.title))
    else:
        yield Task("renamed", paper.id, paper.title, f"{words}; the link may be another paper's")


def is_same(paper: Paper, told: Metadata) -> bool:
    """Whether a service speaks of the paper that the list means, as far as the titles tell."""
    return told.title is None or likeness(paper.title, told.title) >= POSSIBLE


def prefer_told(found: Iterable[Task], told: Iterable[Task]) -> list[Task]:
    """Return all tasks; where a service says where a paper appeared, the venue table need not."""
    said = list(told)
    known = {(task.kind, task.paper) for task in said if task.amendment}
    return [*said, *(task for task in found if (task.kind, task.paper) not in known)]
