"""Made lists in the layouts of bibliographies and of notes: names first, headings that are papers, titles over lines.

Each entry's text follows one style that is drawn for the list; some entries lack a part, or their venue is unknown, as
in lists that people keep.
"""

import random
import re
from collections.abc import Callable, Sequence

from tests.bench.made_lists import Paper

#: Venues that no list of venues knows.
UNKNOWN = ("Journal of Odd Studies", "Workshop on Small Things", "Trans. Rare Syst.", "Annals of Lists", "SMALLCONF")
Write = Callable[[Paper], str]
#: A style names the facts that it states.
STYLES: dict[str, tuple[tuple[str, ...], Write]] = {
    "names (year). title. venue": (
        ("authors", "venue", "year"),
        lambda p: f"{p.authors} ({p.year}). {p.title}. {p.venue}.",
    ),
    "initials (year). title. journal, volume": (
        ("authors", "venue", "year"),
        lambda p: f"{initials(p, last=True)} ({p.year}). {p.title}. {p.venue}, 12(3), 45-67.",
    ),
    "initials, title, venue volume (year) pages": (
        ("authors", "venue", "year"),
        lambda p: f"{initials(p)}, {p.title}, {p.venue} 58 ({p.year}) 367–398.",
    ),
    'names, "title," venue, year': (
        ("authors", "venue", "year"),
        lambda p: f'{p.authors}, "{p.title}," {p.venue}, {p.year}.',
    ),
    "names. title. venue, year": (
        ("authors", "venue", "year"),
        lambda p: f"{p.authors}. {p.title}. {p.venue}, {p.year}.",
    ),
    "names: title, in venue, year": (
        ("authors", "venue", "year"),
        lambda p: f"{p.authors}: *{p.title}*, in {p.venue}, {p.year}.",
    ),
    "**title**, in venue, year, names below": (
        ("authors", "venue", "year"),
        lambda p: f"**{p.title},** in {p.venue}, {p.year}.\n*{initials(p)}.*",
    ),
    "venue year -- title": (("venue", "year"), lambda p: f"{p.venue} {p.year} -- {p.title}"),
    "names [title] venue (year)": (
        ("authors", "venue", "year"),
        lambda p: f"{p.authors} [**{p.title}**]({p.link}) {p.venue} ({p.year})",
    ),
}  # fmt: skip


def initials(paper: Paper, *, last: bool = False) -> str:
    """Return the names with given names made short; `last`: behind the surnames."""
    names = [re.match(r"(\S+) (.*)", name) for name in paper.authors.split(", ")]
    short = [(found[1][0] + ".", found[2]) for found in names if found]
    return ", ".join(f"{family}, {given}" if last else f"{given} {family}" for given, family in short)


def reference_form(draw: random.Random) -> tuple[str, frozenset[str], Callable[[Sequence[Paper]], str]]:
    """Return a list of references in one style, as items, numbered, or as paragraphs."""
    style = draw.choice(list(STYLES))
    stated, write = STYLES[style]
    mark = draw.choice(("- ", "* ", "1. ", "[N] ", "", "  - "))
    link = draw.choice((" [[pdf]({0})]", " {0}", " [link]({0})", " ([paper]({0}))"))

    def page(papers: Sequence[Paper]) -> str:
        rows = []
        for number, paper in enumerate(papers, 1):
            first, *rest = write(paper).split("\n")
            if paper.link not in first:
                first += link.format(paper.link) + (f" [code]({paper.code})" if paper.code else "")
            elif paper.code:
                first += f" [code]({paper.code})"
            lead = mark.replace("N", str(number))
            rows.append(
                "\n".join([lead + first, *(f"{' ' * (len(mark) if mark.strip() else 0)}{line}" for line in rest)])
            )
        return ("\n\n" if mark in ("", "[N] ") or draw.random() < 0.3 else "\n").join(rows) + "\n"

    return f"reference {mark!r}{style}{link}", frozenset((*stated, "links")), page


def note_form(draw: random.Random) -> tuple[str, frozenset[str], Callable[[Sequence[Paper]], str]]:
    """Return a list whose headings are papers, where they appeared in the line below, and notes on them."""
    level = draw.choice(("###", "####"))
    linked = draw.random() < 0.6
    noted = draw.choice(("1. shows that less is more\n2. needs no training\n\n", "A short note on it.\n\n", ""))

    def page(papers: Sequence[Paper]) -> str:
        blocks = []
        for paper in papers:
            code = f"\n\n[code]({paper.code})" if paper.code else ""
            title = f"[{paper.title}]({paper.link})" if linked else paper.title
            where = f"{paper.venue} {paper.year}" + ("" if linked else f" [[paper]({paper.link})]")
            blocks.append(f"{level} {title}\n\n{where}{code}\n\n{noted}")
        return "".join(blocks)

    return f"note {level} linked {linked} noted {noted!r}", frozenset(("venue", "year", "links")), page


def wrapped_form(draw: random.Random) -> tuple[str, frozenset[str], Callable[[Sequence[Paper]], str]]:
    """Return a plain list of which a few titles go on in a second line."""
    tail = draw.choice((" ({venue} {year})", ". {venue} {year}", ", {venue}, {year}"))
    lead = draw.choice(("[[paper]({link})] ", ""))

    def page(papers: Sequence[Paper]) -> str:
        rows = []
        for number, paper in enumerate(papers):
            cut = paper.title.rfind(" ", 0, max(20, len(paper.title) - 12))
            title = f"{paper.title[:cut]}\n{paper.title[cut + 1 :]}" if number == 2 and cut > 0 else paper.title
            facts = tail.format(venue=paper.venue, year=paper.year)
            link = "" if lead else f" [[paper]({paper.link})]"
            code = f" [[code]({paper.code})]" if paper.code else ""
            rows.append(f"- {lead.format(link=paper.link)}{title}{facts}{link}{code}")
        return "\n".join(rows) + "\n"

    return f"wrapped {lead}T{tail}", frozenset(("venue", "year", "links")), page


#: Layouts by kind.
FORMS = {"reference": reference_form, "note": note_form, "wrapped": wrapped_form}
