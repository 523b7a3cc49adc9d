"""`paperclerk entries` and `paperclerk add`: a list's page as it is, read from and written to disk."""

import difflib
import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data import store
from bot.catalogue.data.records import DataError, dump_paper, file_of, read_catalogue
from bot.catalogue.identity.identifiers import identify, read_address
from bot.catalogue.identity.ids import paper_id
from bot.catalogue.matching import Index, Record
from bot.catalogue.paper import Link, Paper
from bot.catalogue.suggestion import suggest_sections
from bot.catalogue.venues import fold
from bot.cli import complain
from bot.cli.checking import read_own_config
from bot.errors import ExitCode
from bot.lists.comparing import known_record, repeated, settle, suggest
from bot.lists.coverage import as_json, as_text, summary
from bot.lists.marked.rendering import render
from bot.lists.page import Page, split_lines
from bot.lists.reading.pages import read_page
from bot.lists.sections import LINE, SectionError, find_section, heading_of, in_words, namesakes
from bot.lists.writing.editing import put_pinned
from bot.lists.writing.facts import Facts, FactsError, read_facts
from bot.lists.writing.newsline import NewsLine, announce
from bot.review.words.spelling import find_near


def load(path: Path) -> Page:
    return read_page(store.read_text(path), store.read_shipped_venues())


def entries(args: Namespace) -> int:
    """Print every entry of a list's pages, and on standard error how much was read."""
    for path in args.pages:
        page, several = load(path), len(args.pages) > 1
        for row in as_json(page, str(path) if several else None) if args.json else as_text(page):
            sys.stdout.write(f"{path}:{row}" if several and not args.json else row)
        sys.stderr.write(f"{path}: {summary(page)}" if several else summary(page))
    return ExitCode.FINE


def put(args: Namespace) -> int:
    """Add papers to a page, in its own form, or to a data folder; write it, or print the difference."""
    if args.page.is_dir():
        return put_record(args)
    before = store.read_text(args.page)
    text, config = before, read_own_config(args.page)
    for facts in read_all(args):
        page = read_page(text, store.read_shipped_venues())
        if known := repeated(page, facts):
            place = " > ".join(page.path(known))
            complain(f"{args.page}:{known.first + 1}: is in the list already{f', in {place}' if place else ''}")
            return ExitCode.FINDINGS
        number = find_one(page, args.section, facts)
        if (same := namesakes(page, number)) and len(same) > 1 and not LINE.fullmatch(args.section or ""):
            complain(f"{args.page}: written under the first of these; {in_words(page, same)}")
        text = put_pinned(page, number, facts, config.pins).apply(page)
        if config.news:
            text = tell(text, config.news, facts, heading_of(page, number))
    if args.dry_run:
        sys.stdout.writelines(difference(str(args.page), before, text))
    else:
        store.write_text(args.page, text)
    return ExitCode.FINE


def put_record(args: Namespace) -> int:
    """Add papers to a data folder and render its page; write both, or print the difference."""
    folder: Path = args.page
    before = store.read_folder(folder)
    catalogue = read_catalogue(before)
    output = store.read_text(folder / catalogue.output)
    added: dict[str, str] = {}
    for facts in read_all(args):
        index = Index((id, Record.from_paper(paper)) for id, paper in catalogue.papers.items())
        match = index.match(known_record(facts.record()))
        if match.kind in ("same", "link-error") and match.candidates:
            complain(f"{folder}: is in the list already, as {match.candidates[0].key}")
            return ExitCode.FINDINGS
        paper = new_paper(catalogue, find_leaf(catalogue, args.section, facts.title), facts)
        catalogue = catalogue.change({paper.id: paper})
        added[file_of(paper.id)] = dump_paper(paper)
    texts = {**added, catalogue.output: render(catalogue, output)}
    for name, text in texts.items():
        if args.dry_run:
            old = output if name == catalogue.output else before.get(name, "")
            sys.stdout.writelines(difference(str(folder / name), old, text))
        else:
            store.write_text(folder / name, text)
    return ExitCode.FINE


def find_leaf(catalogue: Catalogue, name: str | None, title: str) -> str:
    """Return the id of the named section, or of the only one. Raise SectionError, with suggestions."""
    leaves = catalogue.leaves()
    if not name and len(leaves) == 1:
        return leaves[0].id
    wanted = fold(name.split(" > ")[-1]) if name else ""
    found = [leaf.id for leaf in leaves if wanted and wanted in (fold(leaf.title), fold(leaf.id))]
    if len(found) == 1:
        return found[0]
    suited = [catalogue.sections[one.section].title for one in suggest_sections(title, catalogue)]
    said = f"no section is called {name[:100]!r}" if name else "name the section with --section"
    raise SectionError(said + hint_at(name, [leaf.title for leaf in leaves], suited))


def hint_at(name: str | None, titles: Iterable[str], suited: Sequence[str]) -> str:
    """Return the section that an unknown name may mean, else suggestions."""
    near = find_near(name, {title: title for title in titles}) if name else None
    if near:
        return f"; did you mean {near!r}?"
    return f"; it may belong to: {' | '.join(suited)}" if suited else ""


def new_paper(catalogue: Catalogue, section: str, facts: Facts) -> Paper:
    record = facts.record()
    venue = catalogue.venues.find(facts.venue) if facts.venue else None
    labels = {"title": "Paper", "paper": "Paper", "pdf": "Paper", "code": "Code"}
    return Paper(
        paper_id(facts.title, record.identifiers, catalogue.papers),
        facts.title,
        {section: None},
        tuple(Link(labels.get(link.label.casefold(), link.label), link.url) for link in facts.links),
        venue.name if venue else facts.venue,
        record.year,
        dict(record.identifiers),
        added=datetime.now(UTC).date().isoformat(),
    )


def tell(text: str, news: NewsLine, facts: Facts, section: str) -> str:
    page = read_page(text, store.read_shipped_venues())
    told = announce({"": page}, news, facts, section, datetime.now(UTC).date().isoformat())
    return told[1].apply(page) if told else text


def find_one(page: Page, section: str | None, facts: Facts) -> int:
    """Return the number of the section: the named one, else that of its year or venue; else raise with suggestions."""
    venues = store.read_shipped_venues()
    settled = None if section else settle(page, facts, venues)
    if settled is not None:
        return settled
    try:
        return find_section(page, section, facts.known_year)
    except SectionError as error:
        titles = [page.sections[number].path[-1] for number, _ in page.by_section() if number >= 0]
        raise SectionError(f"{error}{hint_at(section, titles, suggest(page, facts, venues))}") from error


def difference(name: str, before: str, after: str) -> list[str]:
    """Return the unified diff of two texts; a missing final newline is marked as git does."""
    lines = difflib.unified_diff(split_lines(before), split_lines(after), f"a/{name}", f"b/{name}")
    return [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]


def read_all(args: Namespace) -> list[Facts]:
    """Return the facts of every requested paper: given, or looked up by its link."""
    if args.facts:
        text = sys.stdin.read() if args.facts == "-" else store.read_text(Path(args.facts))
        try:
            data = json.loads(text)
        except ValueError as error:
            raise DataError("the facts are not JSON", args.facts) from error
        return [with_links(read_facts(one), args.links) for one in (data if isinstance(data, list) else [data])]
    if not args.links:
        raise FactsError("name a link, or give the facts with --facts")
    return look_up(args.links)


def with_links(facts: Facts, links: list[str]) -> Facts:
    known = {link.url for link in facts.links}
    more = tuple(Link("paper", url) for url in map(read_address, links) if url not in known)
    return Facts(facts.title, (*facts.links, *more), facts.code, facts.authors, facts.venue, facts.year, facts.date)


def look_up(links: list[str]) -> list[Facts]:
    """Return the services' facts on the papers behind links. Raise FactsError for one that they do not know."""
    from bot.metadata.client import open_client

    addresses = [read_address(link) for link in links]
    found = {url: identify(url) for url in addresses}
    if unnamed := [url for url, identifier in found.items() if identifier is None]:
        raise FactsError(f"{unnamed[0]} names no paper that can be looked up; give its facts with --facts")
    cache = os.environ.get("PAPERCLERK_CACHE", "").strip()
    ask = open_client(
        cache=None if cache in ("", "off") else Path(cache), contact=os.environ.get("PAPERCLERK_CONTACT") or None
    )
    known = ask([identifier for identifier in found.values() if identifier])
    papers = []
    for url, identifier in found.items():
        answer = known.get(identifier) if identifier else None
        if answer is None or not answer.title:
            raise FactsError(f"{url} could not be looked up; give its facts with --facts")
        authors = ", ".join(answer.authors) or None
        papers.append(Facts(answer.title, (Link("paper", url),), None, authors, answer.venue, answer.year))
    return papers
