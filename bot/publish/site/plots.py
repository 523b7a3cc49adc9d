"""Computes a list's numbers for the SVG plots: how many papers by year, venue, section and month."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from bot.publish.publication import Publication

MOST_VENUES = 15
#: How many of the last years have a bar of their own.
MOST_YEARS = 16
#: Growth over fewer days makes no curve.
FEWEST_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it counts, how many, the share of the longest (0 to 1), and a link to its papers, or ""."""

    label: str
    count: int
    share: float
    link: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """How many papers the list had at the end of a month; `x` and `y` are shares of the width and height."""

    month: str
    count: int
    x: float
    y: float


def bars(counts: Iterable[tuple[str, int, str]]) -> tuple[Bar, ...]:
    rows = list(counts)
    longest = max((count for _, count, _ in rows), default=1)
    return tuple(Bar(label, count, count / longest, link) for label, count, link in rows)


def by_year(publication: Publication) -> tuple[Bar, ...]:
    """Return the papers of each year, including empty years; those older than the last sixteen years share a bar."""
    counts = Counter(paper.year for paper in publication.papers if paper.year)
    if not counts:
        return ()
    first, last = min(counts), max(counts)
    begin = max(first, last - MOST_YEARS + 1)
    link = "index.html?year={}".format
    rows = [(str(year), counts[year], link(year) if counts[year] else "") for year in range(begin, last + 1)]
    older = sum(count for year, count in counts.items() if year < begin)
    return bars([(f"before {begin}", older, ""), *rows] if older else rows)


def by_venue(publication: Publication) -> tuple[Bar, ...]:
    """Return the venues with the most papers, and all others together."""
    counts = Counter(paper.venue for paper in publication.papers if paper.venue)
    most = counts.most_common(MOST_VENUES)
    others = counts.total() - sum(count for _, count in most)
    rows = [(venue, count, f"index.html?{urlencode({'venue': venue})}") for venue, count in most]
    return bars([*rows, (f"{len(counts) - len(most)} others", others, "")] if others else rows)


def by_section(publication: Publication, link: str) -> tuple[Bar, ...]:
    """Return the papers of each section, in the list's order; `link` with the id makes a section's link."""
    return bars((section.title, len(papers), link.format(section.id)) for section, papers in publication.sections)


def growth(publication: Publication) -> tuple[Point, ...]:
    """Return the list's growth, month by month; () if it is known of too few papers when they joined."""
    months = Counter(day[:7] for paper in publication.papers if (day := publication.added(paper)))
    if len(months) < FEWEST_MONTHS:
        return ()
    first, last = (number_of(month) for month in (min(months), max(months)))
    total, points = 0, []
    for month in sorted(months):
        total += months[month]
        points.append((month, total))
    span = max(last - first, 1)
    return tuple(Point(month, count, (number_of(month) - first) / span, count / total) for month, count in points)


def number_of(month: str) -> int:
    """Return YYYY-MM as a number of months since the year 0."""
    return int(month[:4]) * 12 + int(month[5:7])
