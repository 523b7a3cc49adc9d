"""Decides whether two records are one paper, by their words and links, and how certain that is."""

import re

from bot.catalogue.identity.likeness import EDITED, likeness
from bot.catalogue.identity.titles import fold_title, is_full_title
from bot.catalogue.paper import Paper
from bot.catalogue.venues import Venues
from bot.patterns import rare
from bot.review.audit.items import may_be_both

#: In characters: two papers seldom share so long a title.
LONG_TITLE = 40
#: A title says something about its subject; a name is short, and has neither such words nor letters from outside
#: English.
LONG_NAME = 35
SAYS = rare(
    r"[^\x00-\u024f]|[:?]|\b(?:an?|the|of|for|with(?:out)?|in|on|to|towards?|from|via|by|at|as|and|or|is|are|using)\b",
    re.IGNORECASE,
)
#: How people describe what a paper does: no title begins so.
DOES = rare(
    r"(?:(?:introduc|present|propos|discuss|investigat|evaluat|explor|describ|show|provid|examin|develop|analy[sz]|stud"
    r"|demonstrat|emphasi[sz]|report|compar|survey|review|extend|combin|us|deriv|prov|appl)(?:i?e)?s"
    r"|this (?:paper|work|survey)|we)\b",
    re.IGNORECASE,
)
#: A paper's authors in the place of its title.
CITED = rare(r"\bet al\.?$")
#: A page within a repository.
WITHIN_CODE = rare(r"https?://(?:www\.)?(?:github|gitlab)\.com/[^/]+/[^/]+/[^/]")
#: A title's short name after it.
CALLED = rare(r"\(([A-Z]{2,}\w*)\)$")


def are_one(one: Paper, other: Paper) -> bool:
    """Whether two matching records are one paper, by their titles or something else they share.

    Two sizes of a model share links, and two courses share most of a title, unless it is long.
    """
    if are_published_apart(one, other) or are_called_apart(one, other):
        return False
    if fold_title(one.title) == fold_title(other.title):
        return is_full_title(one.title) or share_more(one, other)
    return are_long(one, other) or (is_full_title(one.title) and share_more(one, other))


def are_published_apart(one: Paper, other: Paper) -> bool:
    """Whether two papers of one title have different publishers' numbers and years, and no author in common."""
    is_apart = are_numbered_apart(one, other) and set(one.authors).isdisjoint(other.authors)
    return is_apart and bool(one.year and other.year) and one.year != other.year


def are_numbered_apart(one: Paper, other: Paper) -> bool:
    """Whether two records have different publishers' numbers; a preprint's number can belong to both."""
    numbers = [{pair for pair in paper.identifiers.items() if pair[0] != "arxiv"} for paper in (one, other)]
    return all(numbers) and numbers[0].isdisjoint(numbers[1])


def are_surely_one(one: Paper, other: Paper, venues: Venues) -> bool:
    """Whether two matching records are one paper by more than a title: a number, a page, people, a long title.

    If they name two places of publication, only a number or a page makes them one, and not for certain if one can be
    the extended version of the other. Records with the same number and different titles can be two parts of a work. Two
    publishers give one paper a number each, but one publisher gives two numbers to two papers, as do two titles. "Hu et
    al." is not a title but a source, and "A rank (AR)" and "Another rank (ANR)" are two methods of one paper. A name
    and a page within a repository can belong to a row of results.
    """
    called = {found[1] for paper in (one, other) if (found := CALLED.search(paper.title))}
    if len(called) > 1 or any(CITED.search(paper.title) for paper in (one, other)):
        return False
    short, long = sorted((fold_title(one.title), fold_title(other.title)), key=len)
    if share_address(one, other):
        is_called = is_titled(one) or not share_page_of_code(one, other)
        return is_called and (short in long or are_long(one, other)) and not are_versions(one, other, venues)
    is_alike = one.authors == other.authors != () or (short == long and are_long(one, other) and tell_alike(one, other))
    are_two = are_numbered_apart(one, other) and (short != long or one.identifiers.keys() & other.identifiers.keys())
    return is_alike and not are_two and not are_placed_apart(one, other, venues)


def tell_alike(one: Paper, other: Paper) -> bool:
    """Whether two records agree on where and by whom, as far as they say: two papers can have one title."""
    facts = ((one.venue, other.venue), (one.year, other.year), (one.authors, other.authors))
    return all(not here or not there or here == there for here, there in facts)


def are_placed_apart(one: Paper, other: Paper, venues: Venues) -> bool:
    """Whether two records name different places of publication; one that names a preprint is only older."""
    here, there = ((paper.venue, paper.year) for paper in (one, other))
    return here != there and all(year and is_publication_venue(venue, venues) for venue, year in (here, there))


def is_publication_venue(venue: str | None, venues: Venues) -> bool:
    return bool(venue and venues.find(venue)) and not venues.is_preprint(venue)


def are_versions(one: Paper, other: Paper, venues: Venues) -> bool:
    """Whether two records name a conference and a journal: the journal's can be an extended version."""
    here, there = ((paper.venue or "", paper.year) for paper in (one, other))
    return are_placed_apart(one, other, venues) and may_be_both(here, there, venues)


def is_titled(paper: Paper) -> bool:
    """Whether what was read as a title is one, rather than a name or words about what the paper does."""
    is_name = len(paper.title) <= LONG_NAME and not SAYS.search(paper.title)
    return not is_name and not any(DOES.match(part) for part in paper.title.split(": "))


def are_called_apart(one: Paper, other: Paper) -> bool:
    """Whether two records with one address have two papers' titles: a copied line may keep the old link.

    A name before the colon can be one of a paper's methods, and words around a title can be read with it.
    """
    here, there = ({paper.title, *filter(is_full_title, paper.title.split(": ", 1)[1:])} for paper in (one, other))
    is_alike = any(likeness(title, twin) >= EDITED for title in here for twin in there)
    short, long = sorted((fold_title(one.title), fold_title(other.title)), key=len)
    is_full = is_full_title(one.title) and is_full_title(other.title)
    return share_address(one, other) and is_full and short not in long and not is_alike


def shared_numbers(one: Paper, other: Paper) -> set[tuple[str, str]]:
    return one.identifiers.items() & other.identifiers.items()


def shared_pages(one: Paper, other: Paper) -> set[str]:
    return {link.url for link in one.links} & {link.url for link in other.links}


def share_address(one: Paper, other: Paper) -> bool:
    return bool(shared_numbers(one, other) or shared_pages(one, other))


def share_page_of_code(one: Paper, other: Paper) -> bool:
    """Whether two records share only a page within a repository: results for many rows."""
    return not shared_numbers(one, other) and all(map(WITHIN_CODE.match, shared_pages(one, other)))


def share_more(one: Paper, other: Paper) -> bool:
    """Whether two records share a file, a number, a conference or their authors."""
    has_file = any(url.endswith(".pdf") for url in shared_pages(one, other))
    appeared = (one.venue, one.year) == (other.venue, other.year) and one.venue is not None
    return appeared or has_file or bool(shared_numbers(one, other)) or one.authors == other.authors != ()


def are_long(one: Paper, other: Paper) -> bool:
    return min(len(one.title), len(other.title)) >= LONG_TITLE
