"""`paperclerk import`: a page into a data folder, without overwriting other files."""

import json
import posixpath
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from bot import resources
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data import store
from bot.catalogue.data.dropdown import FORM, render_form
from bot.catalogue.data.records import (
    CATALOGUE,
    PAPERS,
    VENUES,
    read_catalogue,
    read_content,
    read_venues,
    write_catalogue,
)
from bot.cli import complain
from bot.cli.entries import load
from bot.errors import ExitCode, PaperclerkError
from bot.lists.coverage import papers, share, summary
from bot.lists.marked.importing import Imported, ImportReport, import_list
from bot.lists.marked.marks import find_marks
from bot.lists.marked.relocation import find_targets, relocate
from bot.lists.marked.reporting import ENOUGH, refusal, report_json, report_text
from bot.lists.reading.reader import MANY
from bot.review.config import CONFIG


class ForeignFileError(PaperclerkError):
    """The import would overwrite a file that no import made."""


def bring_in(args: Namespace) -> int:
    """Import a list; if too little of it can be read, write nothing and say why."""
    return bring_in_page(args.pages[0], args) if len(args.pages) == 1 else adopt(args.pages)


def bring_in_page(page: Path, args: Namespace) -> int:
    folder: Path = args.into
    known = read_catalogue(store.read_folder(folder)) if (folder / CATALOGUE).is_file() else None
    usual = page.name if page.suffix in (".yaml", ".yml") else "README.md"
    output = posixpath.normpath(args.output) if args.output else known.output if known else usual
    kept = folder / VENUES
    venues = store.read_text(kept) if kept.is_file() else resources.read(f"data/{VENUES}")
    text = relocate(store.read_text(page), *places(page, folder / output))
    imported = import_list(text, read_venues(read_content(VENUES, venues)), known=known, say=say_progress())
    report = imported.report
    if code := refuse(page, report):
        return code
    imported = imported._replace(catalogue=replace(imported.catalogue, output=output))
    for path, why in () if args.force else foreign(folder, imported, known, args.report):
        raise ForeignFileError(f"{path}: {why}; --force writes all the same")
    write_import(imported, venues, folder)
    if known and known.output != output and (folder / known.output).is_file():
        complain(f"{folder / known.output}: was the list's page until now and is no longer written; delete it")
    if args.report:
        store.write_text(args.report, report_json(report))
    sys.stdout.write(report_text(report))
    for other, count in linked_pages(page):
        complain(f"{other}: {page} links to this page of {count} papers, which are not imported")
    return ExitCode.FINE


def write_import(imported: Imported, venues: str, folder: Path) -> None:
    store.write_folder(folder, {**write_catalogue(imported.catalogue), VENUES: venues})
    store.write_text(folder / imported.catalogue.output, imported.text)
    if form := store.find_around(folder, FORM):
        store.write_text(form, render_form(imported.catalogue, store.read_text(form)))


def refuse(page: Path, report: ImportReport) -> int:
    """If too little of a page was read, say why and return the exit code; 0 if enough was."""
    if not report.lines:
        complain(f"{page}: this is no list of papers: no entry was read")
        return ExitCode.UNUSABLE
    if report.share < ENOUGH:
        sys.stderr.write(refusal(str(page), report))
        return ExitCode.FINDINGS
    return ExitCode.FINE


def places(page: Path, output: Path) -> tuple[str, str]:
    """Return the folders of a page and of its import, within their repository; twice "" if it has none."""
    old, new = page.resolve().parent, output.resolve().parent
    top = find_top(page)
    if top is None or top != find_top(output):
        return "", ""
    return old.relative_to(top).as_posix(), new.relative_to(top).as_posix()


def foreign(
    folder: Path, imported: Imported, known: Catalogue | None, report: Path | None
) -> Iterator[tuple[Path, str]]:
    """Yield the files that would be lost, and why."""
    output = folder / imported.catalogue.output
    if output.is_file():
        text = store.read_text(output)
        if text != imported.text and not any(find_marks(text)):
            yield output, "no import made this file"
    if known is None and any((folder / PAPERS).glob("*.yaml")):
        yield folder / PAPERS, f"there are papers without a {CATALOGUE}"
    lost = len(known.papers.keys() - imported.catalogue.papers.keys()) if known else 0
    if known and 2 * lost > len(known.papers):
        yield folder / PAPERS, f"{lost} of {len(known.papers)} papers are not on this page and would go"
    if report and report.is_file() and not is_report(store.read_text(report)):
        yield report, "this is no report of an import"


def is_report(text: str) -> bool:
    try:
        content = json.loads(text)
    except ValueError:
        return False
    return isinstance(content, dict) and "rendered_lines" in content


def say_progress() -> Callable[[int, int], None]:
    """Return a function that shows people at a terminal the progress on a long list, but does not fill a log."""
    if not sys.stderr.isatty():
        return lambda done, total: None

    def say(done: int, total: int) -> None:
        if done:
            end = "\n" if done == total else ""
            sys.stderr.write(f"\r{done:,} of {total:,} entries read{end}")

    return say


def adopt(paths: Sequence[Path]) -> int:
    """Name several pages as one list in its configuration, if enough of each can be read; no page changes."""
    top = find_top(paths[0]) or Path.cwd()
    if strange := [path for path in paths if not path.resolve().is_relative_to(top)]:
        complain(f"{strange[0]}: is not in {top}, where the configuration of the other pages stands")
        return ExitCode.UNUSABLE
    said = f"list: [{', '.join(json.dumps(name, ensure_ascii=False) for name in patterns(paths, top))}]"
    for path in paths:
        page = load(path)
        if not papers(page) or share(page) < ENOUGH:
            complain(f"{path}: not taken into the list, nor any other page: too little was read")
            sys.stderr.write(summary(page))
            return ExitCode.FINDINGS
        sys.stdout.write(f"{path}: {summary(page)}")
    settings = top / CONFIG
    if settings.is_file():
        complain(f"{settings}: not written over; for these pages to be one list it has to say `{said}`")
        return ExitCode.FINDINGS
    store.write_text(settings, f"{said}\n")
    sys.stdout.write(f"A data folder has one page; these stay as they are and are the list: {settings} says `{said}`\n")
    return ExitCode.FINE


def find_top(path: Path) -> Path | None:
    return next((top for top in path.resolve().parents if (top / ".git").exists()), None)


def patterns(paths: Sequence[Path], top: Path) -> Iterator[str]:
    """Yield the patterns of the pages for the configuration: all pages in a folder below the top are one pattern."""
    for folder, some in groupby((path.resolve() for path in paths), key=lambda path: path.parent):
        named = list(some)
        if folder != top and len(named) > 1 and set(folder.glob("*.md")) == set(named):
            yield f"{folder.relative_to(top).as_posix()}/*.md"
        else:
            yield from (path.relative_to(top).as_posix() for path in named)


def linked_pages(path: Path) -> Iterator[tuple[Path, int]]:
    """Yield the pages of papers to which a page links besides itself, with the number of their papers."""
    linked = {(path.parent / target).resolve() for target in find_targets(store.read_text(path))}
    for other in sorted(linked - {path.resolve()}):
        if other.suffix == ".md" and other.is_file() and (count := len(papers(load(other)))) >= MANY:
            yield other, count
