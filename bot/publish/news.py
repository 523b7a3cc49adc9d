"""Compares two versions of a list and writes the news as release notes in Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.entry_format import escape_address, escape_text
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.paper import Paper
from bot.catalogue.venues import join_venue
from bot.publish.publication import code_link, open_links, paper_link
from bot.words import count


@dataclass(frozen=True, slots=True)
class News:
    """The differences between two versions; an update has the present paper and, in words, what changed."""

    added: tuple[Paper, ...]
    updated: tuple[tuple[Paper, tuple[str, ...]], ...]
    removed: tuple[Paper, ...]


def compare(before: Catalogue, now: Catalogue) -> News:
    """Return the news. Papers with the same id, identifier or title are the same."""
    known = index(before)
    found = {paper.id: find(paper, known) for paper in now.papers.values()}
    kept = {old.id for old in found.values() if old}
    both = ((old, paper) for paper in now.papers.values() if (old := found[paper.id]))
    changes = ((paper, tuple(name_changes(old, paper, now))) for old, paper in both)
    return News(
        tuple(paper for paper in now.papers.values() if found[paper.id] is None),
        tuple((paper, words) for paper, words in changes if words),
        tuple(paper for paper in before.papers.values() if paper.id not in kept),
    )


def index(catalogue: Catalogue) -> dict[str, Paper]:
    return {key: paper for paper in reversed([*catalogue.papers.values()]) for key in keys(paper)}


def keys(paper: Paper) -> Iterator[str]:
    """Yield what identifies a paper, the most certain first."""
    yield paper.id
    yield from (f"{kind}:{value}" for kind, value in paper.identifiers.items())
    if folded := fold_title(paper.title):
        yield f"title:{folded}"


def find(paper: Paper, known: dict[str, Paper]) -> Paper | None:
    return next((known[key] for key in keys(paper) if key in known), None)


def name_changes(old: Paper, paper: Paper, catalogue: Catalogue) -> Iterator[str]:
    """Yield the changes to a paper that matter to the list's readers."""
    if (old.venue, old.year) != (paper.venue, paper.year) and (paper.venue or paper.year):
        yield f"now {where(paper)}" if not (old.venue or old.year) else f"{where(old)} → {where(paper)}"
    if old.title != paper.title:
        yield f"was “{escape_text(old.title)}”"
    code = code_link(paper)
    if code and code != code_link(old):
        yield f"[code]({escape_address(code)})"
    elif {link.url for link in open_links(old)} != {link.url for link in open_links(paper)}:
        yield "links"
    for id in paper.sections.keys() - old.sections.keys():
        if id in catalogue.sections:
            yield f"in {escape_text(catalogue.sections[id].title)}"


def where(paper: Paper) -> str:
    """Return the venue and the year of a paper, "?" if neither is known."""
    return escape_text(join_venue(paper.venue, paper.year)) or "?"


def write_news(news: News, catalogue: Catalogue, contributors: Sequence[str], *, since: str | None) -> str:
    """Return the release notes; `since` is their start in words."""
    counts = [
        f"{len(papers)} {word}"
        for papers, word in ((news.added, "added"), (news.updated, "updated"), (news.removed, "removed"))
        if papers
    ]
    begin = f"Since {escape_text(since)}" if since else "Since the beginning"
    lines = [f"{begin}: {', '.join(counts) or 'nothing changed'}; {count(len(catalogue.papers), 'paper')} in all."]
    if news.added:
        lines += ["", "## Added", *added_lines(news.added, catalogue)]
    if news.updated:
        lines += ["", "## Updated", ""]
        lines += [f"- {cite(paper)}: {'; '.join(words)}" for paper, words in news.updated]
    if news.removed:
        lines += ["", "## Removed", "", *(f"- {cite(paper)}" for paper in news.removed)]
    if contributors:
        lines += ["", "## Thanks to", "", ", ".join(map(credit, contributors))]
    return "\n".join([*lines, ""])


def added_lines(papers: Sequence[Paper], catalogue: Catalogue) -> Iterator[str]:
    """Yield the papers below the headings of the sections where they first appear."""
    by_section: dict[str, list[Paper]] = {id: [] for id in catalogue.sections}
    for paper in papers:
        by_section.setdefault(next(iter(paper.sections), ""), []).append(paper)
    for id, some in by_section.items():
        if some:
            title = catalogue.sections[id].title if id in catalogue.sections else "Elsewhere"
            yield from ("", f"### {escape_text(title)}", "")
            yield from (f"- {cite(paper)}" for paper in some)


def cite(paper: Paper) -> str:
    """Return a paper on one line: its title, linked, with venue and year."""
    title, link = escape_text(paper.title), paper_link(paper)
    linked = f"[{title}]({escape_address(link)})" if link else title
    return f"{linked}, {where(paper)}" if paper.venue or paper.year else linked


def credit(person: str) -> str:
    """Return a name; only a login becomes a mention."""
    return person if person.startswith("@") else escape_text(person).replace("@", "&#64;")
