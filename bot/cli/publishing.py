"""`paperclerk export`, `site`, `news` and `release`: read a list from disk and git, and publish it."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data import store
from bot.catalogue.data.records import read_catalogue as read_data
from bot.catalogue.identity.identifiers import is_web_address
from bot.catalogue.venues import Venues
from bot.cli.history import History, HistoryError, find_history
from bot.errors import ExitCode, PaperclerkError
from bot.lists.cataloguing import read_pages
from bot.publish.description import first_paragraph
from bot.publish.publication import About, Activity, Publication
from bot.publish.releases import NOTES, add_notes
from bot.words import count

if TYPE_CHECKING:
    from bot.hub.client import Client

CITATION = "CITATION.cff"
#: The name of a list without a title and a repository.
UNNAMED = "Papers"


class AddressError(PaperclerkError):
    """An address that was given is none."""


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
        from bot.hub.read.submissions import read_submissions

        activity = Activity.of(read_submissions(log_in(publication.about.repository).gateway))
        publication = replace(publication, about=replace(publication.about, activity=activity))
    written = set()
    for name, text in write_site(publication):
        store.write_text(args.into / name, text)
        written.add(args.into / name)
    for path in (path for folder in FOLDERS for path in (args.into / folder).glob("*.html")):
        if path not in written:
            path.unlink()
    found = f"{count(len(publication.papers), 'paper')} in {count(len(publication.sections), 'section')}"
    sys.stdout.write(f"{args.into}/index.html: {found}\n")
    return ExitCode.FINE


def log_in(repository: str | None) -> Client:
    """Return a repository on GitHub, with the bot's login; raise SettingsError without one."""
    from bot.service.running import connect
    from bot.service.settings import WORKING, read_settings

    if repository is None:
        raise HistoryError("git's origin names no repository on GitHub; say it with --repository OWNER/NAME")
    settings = read_settings({**os.environ, "PAPERCLERK_REPOSITORIES": repository}, needs=WORKING)
    return connect(settings).open(repository)


@dataclass(frozen=True, slots=True)
class Notes:
    """The news of a list since a tag or a day (`since`, None for the beginning), as release notes in Markdown."""

    history: History
    since: str | None
    text: str
    are_empty: bool


def news(args: Namespace) -> int:
    sys.stdout.write(read_news(args, read_list(args.list)[0]).text)
    return ExitCode.FINE


def read_news(args: Namespace, now: Catalogue) -> Notes:
    """Return the news of the named list, up to now; raise HistoryError if git does not know it."""
    from bot.publish.news import compare, write_news

    history = find_history(args.list)
    if history is None:
        raise HistoryError(f"{args.list} is in no git repository")
    commit = history.resolve(args.since)
    found = compare(read_before(history, args.list, commit), now)
    since = args.since or history.last_tag()
    text = write_news(found, now, history.contributors(commit), since=since)
    return Notes(history, since, text, are_empty=not (found.added or found.updated or found.removed))


def read_before(history: History, path: Path, commit: str | None) -> Catalogue:
    """Return the list as it was at a commit, without papers if there was none."""
    if path.is_dir():
        files = history.folder_at(commit) if commit else {}
        return read_data(files) if files else Catalogue("", {}, {}, Venues(()))
    return read_page(path, history.page_at(commit) if commit else "")[0]


def read_list(path: Path) -> tuple[Catalogue, dict[str, int]]:
    """Return the list at a path, folder or page, and the lines where its papers begin in a page."""
    return (read_data(store.read_folder(path)), {}) if path.is_dir() else read_page(path, store.read_text(path))


def read_page(path: Path, text: str) -> tuple[Catalogue, dict[str, int]]:
    """Return the list on a page, and the numbers of the papers' first lines by id, counted from 0."""
    read = read_pages({str(path): text}, store.read_shipped_venues())
    lines = {id: min(place.entry.first for place in read.all_places(id)) for id in read.places}
    return read.catalogue, lines


def read_publication(args: Namespace) -> Publication:
    """Return the named list, with what its page and git know about it."""
    path: Path = args.list
    if args.url and not is_web_address(args.url):
        raise AddressError(f"{args.url} is no web address")
    catalogue, lines = read_list(path)
    history = find_history(path)
    page = path / catalogue.output if path.is_dir() else path
    repository = args.repository or (history.repository() if history else None)
    about = About(
        changed=(history.last_change() if history else None) or day_of(page if page.exists() else path),
        description=first_paragraph(store.read_text(page)) if page.is_file() else "",
        repository=repository,
        address=f"{args.url.rstrip('/')}/" if args.url else None,
        added=read_days(history, lines, is_folder=path.is_dir()) if history else {},
    )
    name = catalogue.name or (repository or UNNAMED).split("/")[-1]
    return Publication(replace(catalogue, name=name), about)


def read_days(history: History, lines: Mapping[str, int], *, is_folder: bool) -> dict[str, str]:
    if is_folder:
        return history.file_days()
    days = history.line_days()
    return {id: days[line] for id, line in lines.items() if days.get(line)}


def day_of(path: Path) -> str:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()


def release(args: Namespace) -> int:
    """Write the notes and the citation of a new version, or propose them as a pull request."""
    from bot.publish.formats.citation import write_cff

    publication = read_publication(args)
    notes = read_news(args, publication.catalogue)
    if notes.are_empty:
        sys.stdout.write(f"Nothing changed since {notes.since or 'the beginning'}: there is nothing to release.\n")
        return ExitCode.FINDINGS
    root, today = notes.history.root, datetime.now(UTC).date().isoformat()
    dated = replace(publication, about=replace(publication.about, changed=today))
    known = store.read_text(root / NOTES) if (root / NOTES).exists() else ""
    files = {NOTES: add_notes(known, args.version, today, notes.text), CITATION: write_cff(dated, version=args.version)}
    if args.propose:
        return propose(args.repository or notes.history.repository(), args.version, notes.text, files)
    return write(root, args.version, files)


def write(root: Path, version: str, files: Mapping[str, str]) -> int:
    """Write the files where GitHub looks for them, and tell how to make a release of them."""
    for name, text in files.items():
        store.write_text(root / name, text)
    names = " and ".join(files)
    sys.stdout.write(f"{names} written. Commit them, then: git tag {version} && git push origin {version}\n")
    return ExitCode.FINE


def propose(repository: str | None, version: str, notes: str, files: Mapping[str, str]) -> int:
    """Open the pull request from the bot's account."""
    from bot.workflow.changes import OpenPull, PushBranch
    from bot.workflow.thread import UPKEEP

    hub = log_in(repository)
    branch = f"{UPKEEP}{version.lower()}"
    own = hub.read_repository(branch)
    title = f"Release {version}"
    opened = own.pull
    if opened is None:
        push = PushBranch(branch, own.repository.head, own.branch.head if own.branch else None, files, title)
        step = f"Once merged, tag it `{version}`: the workflow for lists makes the release of the tag."
        hub.apply((push, OpenPull(branch, own.repository.default_branch, title, f"{notes}\n{step}")))
        opened = hub.read_repository(branch).pull
    sys.stdout.write(f"{repository}#{opened.number if opened else '?'}: {title}\n")
    return ExitCode.FINE
