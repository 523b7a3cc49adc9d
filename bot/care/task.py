"""A task about a listed paper, for a maintainer to tick: what is so, what shows it, and what the paper becomes."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from bot.catalogue.identity.titles import fold_title
from bot.catalogue.paper import Link, Paper

#: The kinds in the order in which they are shown, with what they are called.
Kind = Literal["retracted", "venue", "published", "renamed", "code", "dead", "moved", "repeated"]
KINDS: Mapping[Kind, str] = {
    "retracted": "Retractions and corrections",
    "venue": "Venues that their own links contradict",
    "published": "Preprints that are published",
    "renamed": "Preprints with a new title",
    "code": "Code that is known now",
    "dead": "Links that are dead",
    "moved": "Links that have moved",
    "repeated": "Papers that are listed twice",
}
#: In hexadecimal digits: one in a thousand million is another's by chance, of a hundred that are shown at once.
DIGITS = 12


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a paper becomes: what is None stays as it is.

    `url` is an address that becomes `to`, or goes where that is None, and `code` one that comes. With `again` its
    further places in one section go, with `goes` the paper itself.
    """

    title: str | None = None
    venue: str | None = None
    year: int | None = None
    url: str | None = None
    to: str | None = None
    code: str | None = None
    again: str | None = None
    goes: bool = False

    def apply(self, paper: Paper) -> Paper | None:
        """Return the paper as it becomes, None where it goes."""
        if self.goes:
            return None
        known = self.venue is not None
        return paper._replace(
            title=self.title or paper.title,
            venue=self.venue if known else paper.venue,
            year=self.year if known else paper.year,
            links=tuple(self.readdress(paper.links)),
        )

    def readdress(self, links: tuple[Link, ...]) -> list[Link]:
        """Return links with the address changed, without it, or with one more."""
        if self.url is None:
            return [*links, Link("Code", self.code)] if self.code else list(links)
        changed = [link._replace(url=self.to) if link.url == self.url and self.to else link for link in links]
        return [link for link in changed if link.url != self.url]


@dataclass(frozen=True, slots=True)
class Task:
    """`paper` is the id of the paper and `title` its title; `evidence` says in Markdown what is so and who says it.

    Without an `amendment` only a person can do something about it.
    """

    kind: Kind
    paper: str
    title: str
    evidence: str
    amendment: Amendment | None = None

    @property
    def key(self) -> str:
        """Its name, the same from week to week, whatever the evidence says then."""
        what = self.amendment or self.evidence
        return digest(self.kind, fold_title(self.title), what)


def digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()[:DIGITS]


def write_task(task: Task) -> dict[str, Any]:
    """Return a task for JSON; what is None is left out."""
    amendment = {name: value for name, value in asdict(task.amendment).items() if value} if task.amendment else None
    return {"k": task.kind, "p": task.paper, "t": task.title, "e": task.evidence, "a": amendment}


def read_task(content: Mapping[str, Any]) -> Task:
    """Return a task from JSON; raise KeyError or TypeError where it is none."""
    kind = next(known for known in KINDS if known == content["k"])
    amendment = None if content["a"] is None else Amendment(**content["a"])
    return Task(kind, content["p"], content["t"], content["e"], amendment)
