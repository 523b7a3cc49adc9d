"""`paperclerk export`, `site` and `news`: a list is read from disk and git, and what is made of it written."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data import store
from bot.catalogue.data.records import read_catalogue as read_data
from bot.catalogue.identity.identifiers import is_web_address
from bot.catalogue.venues import Venues
from bot.cli.history import History, HistoryError, find_history
from bot.errors import ExitCode, PaperclerkError
from bot.lists.cataloguing import read_pages
from bot.publish.description import describe
from bot.publish.publication import About, Activity, Publication


class AddressError(PaperclerkError):
    """What was given as an address is none."""


def export(args: Namespace) -> int:
    """Write the files that other programs read, or print one of them."""
    from bot.publish.exports import FORMATS
    from bot.publish.formats.bibtex import write_bibtex

    publication = read_publication(args)
    chosen = [*FORMATS] if args.format == "all" else [args.format]
    for format in chosen:
        name, write = FORMATS[format]
        text = write_bibtex(publication, latex=args.latex) if format == "bibtex" else write(publication)
        if args.into:
            store.write_text(args.into / name, text)
        else:
            sys.stdout.write(text)
    return ExitCode.FINE


def site(args: Namespace) -> int:
    """Write the site, and remove the pages of papers that are no longer listed."""
    from bot.publish.site.pages import FOLDERS, write_site

    publication = read_publication(args)
    if args.ask_github:
        publication = replace(publication, about=replace(publication.about, activity=ask_github(publication.about)))
    written = set()
    for name, text in write_site(publication):
        store.write_text(args.into / name, text)
        written.add(args.into / name)
    for path in (path for folder in FOLDERS for path in (args.into / folder).glob("*.html")):
        if path not in written:
            path.unlink()
    count = len(publication.papers)
    sys.stdout.write(f"{args.into}/index.html: {count} papers in {len(publication.sections)} sections\n")
    return ExitCode.FINE


def ask_github(about: About) -> Activity:
    """Return how submissions fare on GitHub, which is asked with the bot's login; raise SettingsError without one."""
    import os

    from bot.hub.read.submissions import read_submissions
    from bot.service.running import connect
    from bot.service.settings import WORKING, read_settings

    if about.repository is None:
        raise HistoryError("git's origin names no repository on GitHub; say it with --repository OWNER/NAME")
    settings = read_settings({**os.environ, "PAPERCLERK_REPOSITORIES": about.repository}, needs=WORKING)
    return Activity.of(read_submissions(connect(settings).open(about.repository).gateway))


@dataclass(frozen=True, slots=True)
class Notes:
    """What is new in a list since a tag or a day (`since`, None for the beginning), as release notes in Markdown."""

    history: History
    since: str | None
    text: str
    are_empty: bool


def news(args: Namespace) -> int:
    sys.stdout.write(read_news(args, read_list(args.list)[0]).text)
    return ExitCode.FINE


def read_news(args: Namespace, now: Catalogue) -> Notes:
    """Return what is new in the list that is named, as it is now; raise HistoryError where git does not know it."""
    from bot.publish.news import compare, is_empty, write_news

    history = find_history(args.list)
    if history is None:
        raise HistoryError(f"{args.list} is in no git repository")
    commit = history.resolve(args.since)
    found = compare(read_before(history, args.list, commit), now)
    since = args.since or history.last_tag()
    return Notes(history, since, write_news(found, now, history.contributors(commit), since=since), is_empty(found))


def read_before(history: History, path: Path, commit: str | None) -> Catalogue:
    """Return the list as it was at a commit, without papers where there was none."""
    if path.is_dir():
        files = history.folder_at(commit) if commit else {}
        return read_data(files) if files else Catalogue("", {}, {}, Venues(()))
    return read_page(path, history.page_at(commit) if commit else "")[0]


def read_list(path: Path) -> tuple[Catalogue, dict[str, int]]:
    """Return the list at a path, folder or page, and where its papers begin in a page."""
    return (read_data(store.read_folder(path)), {}) if path.is_dir() else read_page(path, store.read_text(path))


def read_page(path: Path, text: str) -> tuple[Catalogue, dict[str, int]]:
    """Return the list that a page holds, and the numbers of the papers' first lines by id, counted from 0."""
    read = read_pages({str(path): text}, store.read_shipped_venues())
    lines = {
        id: min(place.entry.first for some in stands.values() for place in some) for id, stands in read.places.items()
    }
    return read.catalogue, lines


def read_publication(args: Namespace) -> Publication:
    """Return the list that is named, with what its page and git say of it."""
    path: Path = args.list
    if args.url and not is_web_address(args.url):
        raise AddressError(f"{args.url} is no web address")
    catalogue, lines = read_list(path)
    history = find_history(path)
    page = path / catalogue.output if path.is_dir() else path
    about = About(
        changed=(history.last_change() if history else None) or day_of(page if page.exists() else path),
        description=describe(store.read_text(page)) if page.is_file() else "",
        repository=args.repository or (history.repository() if history else None),
        address=f"{args.url.rstrip('/')}/" if args.url else None,
        added=read_days(history, lines, is_folder=path.is_dir()) if history else {},
    )
    return Publication(catalogue, about)


def read_days(history: History, lines: Mapping[str, int], *, is_folder: bool) -> dict[str, str]:
    """Return the days on which papers joined, by id."""
    if is_folder:
        return history.file_days()
    days = history.line_days()
    return {id: days[line] for id, line in lines.items() if days.get(line)}


def day_of(path: Path) -> str:
    """Return the day on which a file was last written, YYYY-MM-DD."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
