"""`paperclerk import` of several pages: a data folder renders one page, so several stay the list themselves."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from bot.catalogue.data import store
from bot.cli import complain
from bot.cli.listed import load
from bot.errors import ExitCode
from bot.lists.coverage import papers, share, summary
from bot.lists.marked.relocation import find_targets
from bot.lists.marked.reporting import ENOUGH
from bot.lists.reading.reader import MANY
from bot.review.config import CONFIG


def adopt(paths: Sequence[Path]) -> int:
    """Name several pages as one list in its configuration, if enough of each is read; the pages stay as they are."""
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
    """Return the top of the repository that a file is in, None if it is in none."""
    return next((top for top in path.resolve().parents if (top / ".git").exists()), None)


def patterns(paths: Sequence[Path], top: Path) -> Iterator[str]:
    """Yield the pages as the configuration names them: all that a folder below the top has are one pattern."""
    for folder, some in groupby((path.resolve() for path in paths), key=lambda path: path.parent):
        named = list(some)
        if folder != top and len(named) > 1 and set(folder.glob("*.md")) == set(named):
            yield f"{folder.relative_to(top).as_posix()}/*.md"
        else:
            yield from (path.relative_to(top).as_posix() for path in named)


def linked_pages(path: Path) -> Iterator[tuple[Path, int]]:
    """Yield the pages of papers that a page links to beside itself, with how many papers they have."""
    linked = {(path.parent / target).resolve() for target in find_targets(store.read_text(path))}
    for other in sorted(linked - {path.resolve()}):
        if other.suffix == ".md" and other.is_file() and (count := len(papers(load(other)))) >= MANY:
            yield other, count
