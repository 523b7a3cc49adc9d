"""What looks at links mean, and which links to look at. Pure; `bot/metadata/links.py` asks."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal
from urllib.parse import urlsplit

from bot.care.memory import CareMemory
from bot.care.task import Amendment, Task, digest
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.identifiers import clean_link, is_web_address
from bot.catalogue.identity.metadata import ASKABLE, Visit
from bot.catalogue.paper import Paper
from bot.review.words.showing import show_address

#: Of a link that was looked at; "unseen" is one that could not be.
Verdict = Literal["alive", "moved", "dead", "unseen"]
#: On so many days a link has to look dead before anybody is told.
LOOKS = 3
GONE = (404, 410)


def judge(url: str, visit: Visit) -> Verdict:
    """Return what a look says of a link; whatever may be the looker's own trouble says nothing."""
    if visit.challenge:
        return "unseen"
    if visit.nameless or visit.status in GONE:
        return "dead"
    if not 200 <= visit.status < 300 and visit.status != 304:
        return "unseen"
    return "moved" if visit.lasting and is_other_page(url, visit.url) else "alive"


def is_other_page(url: str, target: str) -> bool:
    """Whether an address leads to one that people would write in its place.

    Another spelling of the same page is none, nor the front page of a host, to which what is gone is sent often.
    """
    one, other = clean_link(url), clean_link(target)
    if one.identifier and one.identifier == other.identifier:
        return False
    old, new = urlsplit(url), urlsplit(target)
    if not new.path.strip("/") and old.path.strip("/"):
        return False
    return spell(url) != spell(target)


def spell(url: str) -> tuple[str, str, str]:
    """Return what has to differ for two addresses to be two pages."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower().removeprefix("www.")
    return host, parts.path.rstrip("/").lower().removesuffix(".git"), parts.query


def choose_links(catalogue: Catalogue, memory: CareMemory, today: str, *, whole: bool) -> list[str]:
    """Return the links to look at now, those that looked dead on another day first.

    The others follow only for a `whole` look: by their digests, which mixes hosts, from where the last look ended.
    Those whose papers services are asked about are not among them.
    """
    papers = catalogue.papers.values()
    links = {link.url for paper in papers for link in paper.links if is_web_address(link.url)}
    first = [url for url, days in memory.suspects.items() if url in links and today not in days]
    if not whole:
        return first
    rest = sorted((url for url in links - memory.suspects.keys() if not is_asked(url)), key=digest)
    begin = bisect_left(rest, memory.next, key=digest)
    return [*first, *rest[begin:], *rest[:begin]]


def is_asked(url: str) -> bool:
    """Whether a service says whether there is such a paper."""
    identifier = clean_link(url).identifier
    return identifier is not None and identifier.kind in ASKABLE


def remember_looks(memory: CareMemory, chosen: Sequence[str], visits: Mapping[str, Visit], today: str) -> CareMemory:
    """Return what is remembered after looks at some of the chosen links.

    Where no host at all answered, the trouble is the looker's own, and nothing is learned.
    """
    if not any(visit.status for visit in visits.values()):
        return memory
    suspects = dict(memory.suspects)
    for url, visit in visits.items():
        verdict = judge(url, visit)
        if verdict == "dead":
            suspects[url] = tuple(dict.fromkeys((*suspects.get(url, ()), today)))[-LOOKS:]
        elif verdict != "unseen":
            suspects.pop(url, None)
    left = next((url for url in chosen if url not in visits and url not in memory.suspects), "")
    return replace(memory, suspects=suspects, next=digest(left) if left else "")


def dead_links(memory: CareMemory) -> tuple[str, ...]:
    """Return the links that looked dead on enough days."""
    return tuple(url for url, days in memory.suspects.items() if len(days) >= LOOKS)


def find_link_tasks(
    catalogue: Catalogue, memory: CareMemory, moved: Mapping[str, str], archived: Mapping[str, str]
) -> Iterator[Task]:
    """Yield the links that are dead, with a copy of their page where one is `archived`, and those that moved."""
    dead = set(dead_links(memory))
    for paper in catalogue.papers.values():
        for link in paper.links:
            if link.url in dead:
                yield bury(paper, link.url, memory.suspects[link.url], archived.get(link.url))
            elif target := moved.get(link.url):
                words = f"{show_address(link.url)} leads to {show_address(target)} for good"
                yield Task("moved", paper.id, paper.title, words, Amendment(url=link.url, to=target))


def bury(paper: Paper, url: str, days: Sequence[str], copy: str | None) -> Task:
    """Return the task of a dead link; a paper's only link goes nowhere but for a copy."""
    words = f"{show_address(url)} led nowhere on {', '.join(days)}"
    if copy:
        words = f"{words}; there is a copy at {show_address(copy)}"
    alone = len(paper.links) == 1
    return Task("dead", paper.id, paper.title, words, Amendment(url=url, to=copy) if copy or not alone else None)
