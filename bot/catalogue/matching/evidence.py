"""What is known of two papers beside their titles -> numbers that tell whether they are one, and why in words.

A number that cannot be known (no authors on one side) is -1. Everything is symmetric.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Levenshtein

from bot.catalogue.identity.authors import LETTERS, last_names
from bot.catalogue.identity.titles import fold_text
from bot.catalogue.matching.features import UNKNOWN, align, order, say_left
from bot.catalogue.matching.record import Place, Record
from bot.catalogue.matching.tokenized import ONCE_WORDS, TokenizedTitle, bits, word
from bot.patterns import rare

PREPRINT = re.compile(r"arxiv|corr\b|biorxiv|preprint", re.IGNORECASE)
#: What a venue in somebody's own words says of the kind of publication: a report and a conference's paper are two.
KINDS = tuple(
    rare(words, re.IGNORECASE)
    for words in (
        r"workshop|wkshp",
        r"report|\btr\b|technical|thesis|dissertation|submitted|manuscript|working paper|draft|memo",
        r"springer|lncs|lecture notes|chapter|book|press|publish",
        r"journal|\btrans\b|transactions|bulletin|magazine|letters|quarterly|surveys|notices",
    )
)
#: A shorter name can stand in other words by chance.
SHORTEST_NAME = 4
#: So many letters before a last name are initials: "HV Jagadish".
INITIALS = 2
#: Years further apart are no further apart.
FAR = 10
RECORD = (
    "authors_shared", "authors_contained", "authors_less", "authors_more", "names_alike", "initials_alike",
    "first_authors_alike", "author_lists_alike", "years_apart", "venue_likeness",
    "same_venue", "same_event",
    "full_names", "authors_known", "years_known", "venues_known", "two_events",
    "names_less", "names_more", "kinds_differ", "unexplained_less", "unexplained_more", "themes_alike",
)  # fmt: skip


def compare_records(one: Record, other: Record) -> list[float]:
    """Return the features of what else is known, in the order of `RECORD`."""
    *places, same_event = compare_places(one, other)
    full_names, *known = count_known(one, other)
    # What differs between two full records is seldom a slip; one with initials alone was often put together carelessly.
    two_events = float(full_names == 2.0 and same_event == 0.0)
    found = sorted((find_names(one, other), find_names(other, one)))
    kinds_differ = compare_kinds(one.venue, other.venue)
    authors = compare_authors(one.authors, other.authors)
    return [
        *authors,
        *places,
        same_event,
        full_names,
        *known,
        two_events,
        *found,
        kinds_differ,
        *weigh_unexplained(one, other),
        compare_themes(word(one.title), word(other.title)),
    ]


def has_evidence(one: Record, other: Record) -> bool:
    """Whether anything besides the titles can be compared."""
    return bool(one.authors and other.authors) or any(value != UNKNOWN for value in compare_places(one, other))


@lru_cache(maxsize=512)
def compare_authors(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, ...]:
    """Return how many authors both have, of all and of the shorter list's, how long the lists are and how alike."""
    first, second = sorted((last_names(one), last_names(other)), key=lambda names: (len(names), names))
    if not first:
        return UNKNOWN, UNKNOWN, float(len(first)), float(len(second)), *(UNKNOWN,) * 4
    lasts, others = {name for name, _ in first}, {name for name, _ in second}
    shared = sum(any(is_same_name(name, twin) for twin in others) for name in lasts)
    alike = sum(max(JaroWinkler.similarity(name, twin) for twin, _ in second) for name, _ in first)
    agreeing = sum(any(is_same_person(name, twin) for twin in second) for name in first)
    return (
        min(1.0, shared / len(lasts | others)),
        min(1.0, shared / min(len(lasts), len(others))),
        float(len(first)),
        float(len(second)),
        alike / len(first),
        agreeing / len(first),
        JaroWinkler.similarity(first[0][0], second[0][0]),
        fuzz.token_sort_ratio(" ".join(name for name, _ in first), " ".join(name for name, _ in second)) / 100,
    )


def is_same_person(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two names can be one person's: the last names alike, and the first initials where both are known."""
    return is_same_name(one[0], other[0]) and (one[1] == other[1] or not one[1] or not other[1])


def is_same_name(one: str, other: str) -> bool:
    """Whether two last names are one, a slip of the pen allowed."""
    return one == other or (len(one) > 3 and Levenshtein.normalized_similarity(one, other) >= 0.7)


def find_names(one: Record, other: Record) -> float:
    """Return the share of a record's last names that stand anywhere in another's authors or title.

    References are cut in the wrong places: "Stolfo, the merge/purge problem" is a title there, "lo ml" one name.
    """
    names = [name for name, _ in last_names(one.authors) if len(name) >= SHORTEST_NAME]
    if not names:
        return UNKNOWN
    text = f"{join_letters(' '.join(other.authors))}|{join_letters(other.title)}"
    return sum(name in text for name in names) / len(names)


def weigh_unexplained(one: Record, other: Record) -> tuple[float, float]:
    """Return what the words tell that only one title has and that are in nobody's name, the less of two first."""
    found = align(*order(word(one.title), word(other.title)))
    names = f"{join_letters(' '.join(one.authors))}|{join_letters(' '.join(other.authors))}"
    less, more = sorted(
        bits(each for each in left if each not in names) for left in (found.short_left, found.long_left)
    )
    return less, more


def compare_themes(one: TokenizedTitle, other: TokenizedTitle) -> float:
    """Return how far two titles are one but for headings of columns in them; unknown where neither has one.

    What one index has as "Guest editorial: Databases and the web" or "A book - review" another has by half of it.
    """
    if not one.headings and not other.headings:
        return UNKNOWN
    short, long = sorted((one.theme, other.theme), key=len)
    if short:
        return 1.0 if short == long else 0.75 if long[: len(short)] == short else 0.0
    shared = one.headings & other.headings
    return 0.5 if shared and (long or shared & ONCE_WORDS) else 0.25


@lru_cache(maxsize=512)
def join_letters(text: str) -> str:
    """Return the letters of a text alone, folded."""
    return "".join(LETTERS.findall(fold_text(text)))


def compare_kinds(one: str | None, other: str | None) -> float:
    """Return 1 where two venues are of two kinds of publication, so far as they say so, 0 where they are of one."""
    return float(read_kind(one) != read_kind(other)) if one and other else UNKNOWN


@lru_cache(maxsize=512)
def read_kind(venue: str) -> int:
    """Return the number of a venue's kind, that of all others where it says none."""
    return next((number for number, kind in enumerate(KINDS) if kind.search(venue)), len(KINDS))


def compare_places(one: Record, other: Record) -> tuple[float, ...]:
    """Return how near the years and the venues are; a preprint's say nothing of where the paper appeared later."""
    return compare_places_once(one.place, other.place)


#: A list has few venues, each in few years.
@lru_cache(maxsize=1024)
def compare_places_once(one: Place, other: Place) -> tuple[float, ...]:
    (venue, year, is_known), (other_venue, other_year, is_other_known) = one, other
    is_preprint = any(each and PREPRINT.search(each) for each in (venue, other_venue))
    years = float(min(abs(year - other_year), FAR)) if year and other_year and not is_preprint else UNKNOWN
    if not venue or not other_venue or is_preprint:
        return years, UNKNOWN, UNKNOWN, UNKNOWN
    same = venue == other_venue
    return (
        years,
        max(fuzz.token_set_ratio(venue, other_venue), fuzz.partial_ratio(venue, other_venue)) / 100,
        1.0 if same else 0.0 if is_known and is_other_known else UNKNOWN,
        float(same and year == other_year) if years != UNKNOWN else UNKNOWN,
    )


def count_known(one: Record, other: Record) -> Iterator[float]:
    """Yield on how many sides what is known: what differs tells more between two full records."""
    yield float(has_full_names(one.authors) + has_full_names(other.authors))
    yield float(bool(one.authors) + bool(other.authors))
    yield float(bool(one.year) + bool(other.year))
    yield float(bool(one.venue) + bool(other.venue))


@lru_cache(maxsize=512)
def has_full_names(authors: tuple[str, ...]) -> bool:
    """Whether any author's first name is more than initials."""
    names = (LETTERS.findall(author) for author in authors)
    return any(len(parts) > 1 and len(parts[0]) > INITIALS for parts in names)


def has_other_venue(one: Record, other: Record) -> bool:
    """Whether both venues are known, published and not the same."""
    known = [record.venue for record in (one, other) if record.is_venue_known and record.venue]
    return len(known) == 2 and known[0] != known[1] and not any(map(PREPRINT.search, known))


def has_other_event(one: Record, other: Record) -> bool:
    """Whether two records with full names say two venues: whoever writes so takes no two publications for one.

    Of 4,746 such pairs of DBLP and ACM none is one work, while references take a work's versions for one.
    """
    return has_other_venue(one, other) and has_full_names(one.authors) and has_full_names(other.authors)


def explain(one: Record, other: Record) -> tuple[str, ...]:
    """Say in plain words what is alike and what is not."""
    reasons = [say_left(one.title, other.title)]
    shared, contained, *_ = compare_authors(one.authors, other.authors)
    if shared != UNKNOWN:
        reasons.append("the same authors" if shared >= 0.8 else "some of the authors" if contained else "other authors")
    return tuple(reasons)
