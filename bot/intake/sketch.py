"""A proposal on its way: fields are filled as statements about a paper are found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.catalogue.identifiers import clean_link, identify
from bot.catalogue.titles import fold_title
from bot.intake.submission import Operation, Proposal

#: The fields of which the first word counts within one text, and the newest between texts.
SINGLE = ("title", "code", "venue", "section")


@dataclass(slots=True)
class Sketch:
    """What is known so far; `pages` are addresses that stand for the paper only where nothing else does."""

    title: str | None = None
    urls: list[str] = field(default_factory=list)
    code: str | None = None
    venue: str | None = None
    section: str | None = None
    pages: list[str] = field(default_factory=list)

    @property
    def is_named(self) -> bool:
        """Whether it is known which paper is meant."""
        return bool(self.title or self.urls or self.code)

    def put(self, name: str, value: str) -> None:
        """Enter what a statement says; the first word on a field counts, but of links there can be several."""
        match name:
            case "link" if value not in self.urls:
                self.urls.append(value)
            case "page":
                self.pages.append(value)
            case "title" | "code" | "venue" | "section" if getattr(self, name) is None:
                setattr(self, name, value)

    def is_other(self, name: str, value: str) -> bool:
        """Tell whether a statement is about another paper than this one."""
        if name == "title":
            return bool(self.title) and fold_title(value) != fold_title(self.title or "")
        if name == "code":
            return bool(self.code and self.title is None and not self.urls and value != self.code)
        if name == "link" and self.urls:
            one, other = identify(self.urls[-1]), identify(value)
            return one is not None and other is not None and one.kind == other.kind and one != other and not self.title
        return False

    def names(self) -> set[str]:
        """Return what makes another sketch one of the same paper: an address or the title."""
        found = (clean_link(url) for url in self.urls)
        return {str(link.identifier or link.url) for link in found} | (
            {fold_title(self.title)} if self.title else set()
        )

    def complete(self, other: Sketch) -> None:
        """Take what another sketch of the same paper says where this one says nothing."""
        self.urls += [url for url in other.urls if url not in self.urls]
        self.pages += other.pages
        for name in SINGLE:
            if getattr(self, name) is None:
                setattr(self, name, getattr(other, name))

    def correct(self, newer: Sketch) -> None:
        """Take what a newer statement about the same paper says; where it says nothing the older one stands."""
        self.urls = newer.urls or self.urls
        for name in SINGLE:
            if (value := getattr(newer, name)) is not None:
                setattr(self, name, value)

    def propose(self, operation: Operation = "add", replaces: Proposal | None = None) -> Proposal:
        """Return the proposal; a project page is the paper's address where there is no other."""
        urls = tuple(self.urls) or (() if self.code else tuple(self.pages[:1]))
        return Proposal(
            self.title, urls, self.code, self.venue, section=self.section, operation=operation, replaces=replaces
        )


def merge(sketches: Iterable[Sketch]) -> list[Sketch]:
    """Join sketches of one paper: a text often names its paper twice."""
    merged: list[Sketch] = []
    known: dict[str, Sketch] = {}
    for sketch in sketches:
        names = sketch.names()
        twin = next((known[name] for name in names if name in known), None)
        if twin is None:
            merged.append(sketch)
        else:
            twin.complete(sketch)
        known |= dict.fromkeys(names, twin or sketch)
    return merged


def correct(sketches: list[Sketch], reply: list[Sketch]) -> list[Sketch]:
    """Return the sketches after a later comment of the author; one that names no other paper corrects the only one."""
    for newer in reply:
        twin = next((sketch for sketch in sketches if sketch.names() & newer.names()), None)
        if twin is None and len(sketches) == 1 and not (newer.title and newer.urls and sketches[0].title):
            twin = sketches[0]
        if twin is not None:
            twin.correct(newer)
        elif newer.is_named:
            sketches = [*sketches, newer]
    return sketches


def cite(fields: Mapping[str, str]) -> Sketch:
    """Return the sketch that a BibTeX entry is."""
    number = fields.get("eprint", "")
    addresses = [fields.get("url", "")]
    addresses += [f"https://arxiv.org/abs/{number}"] if identify(number) else []
    addresses += [f"https://doi.org/{fields['doi']}"] if fields.get("doi") else []
    place = fields.get("booktitle") or fields.get("journal") or ""
    if "arxiv" in place.lower():
        found = [word for word in place.replace(":", " ").split() if identify(word)]
        addresses += [f"https://arxiv.org/abs/{found[0]}"] if found else []
        place = ""
    year = fields.get("year", "")
    return Sketch(
        title=fields.get("title") or None,
        urls=list(dict.fromkeys(address for address in addresses if address.startswith("http"))),
        venue=f"{place} {year}".strip() if place else None,
    )
