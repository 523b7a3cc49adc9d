"""`paperclerk check`: paths in, the rules' findings out; `--fix` makes the corrections that are certain."""

import sys
from argparse import Namespace
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from bot.catalogue.data import store
from bot.catalogue.data.dropdown import FORM
from bot.catalogue.data.records import DataError, read_catalogue
from bot.errors import ExitCode
from bot.lists.marked.importing import import_list
from bot.review.audit import Listing, audit_items, audit_listing
from bot.review.config import CONFIG, Config
from bot.review.rules.finding import Finding, Setting
from bot.review.rules.mending import mend
from bot.review.words.reporting import FORMATS

#: A correction can reveal another fault: an address without its tracking may be a mirror. Nothing needs more rounds.
ROUNDS = 5

#: The rules for pages about which nothing else can be said.
UNJUDGED = frozenset({"no-list", "unread"})


def check(args: Namespace) -> int:
    """Check data folders and Markdown lists, and print the findings; with --fix first make the certain corrections."""
    if args.fix:
        mended = sum(fix(path) for path in args.paths)
        sys.stderr.write(f"{mended} mended\n")
    findings = [finding for path in args.paths for finding in audit(path)]
    sys.stdout.write(FORMATS[args.format](findings))
    if any(finding.rule in UNJUDGED for finding in findings):
        return ExitCode.UNUSABLE
    is_wrong = any(finding.level == "error" and finding.certainty == "certain" for finding in findings)
    return ExitCode.FINDINGS if is_wrong else ExitCode.FINE


def audit(path: Path) -> list[Finding]:
    """Return the findings on a data folder or a Markdown list, and on the configuration around it."""
    config = store.find_around(path, CONFIG)
    found = audit_around(path) if path.is_dir() else audit_page(path)
    return [*(replace(finding, path=str(config)) for finding in (audit_config(config) if config else ())), *found]


def audit_page(path: Path) -> list[Finding]:
    listing = Listing(str(path), import_list(store.read_text(path), store.read_shipped_venues()), path.stat().st_size)
    found = audit_listing(listing)
    if not any(finding.rule in UNJUDGED for finding in found):
        found += audit_items(listing.items, read_levels(path))
    return sorted(found, key=lambda finding: finding.line or 0)


def audit_around(path: Path) -> list[Finding]:
    """Return the findings on a data folder, and on its issue form."""
    # Imported late: checking a page should not wait for the rules of a data folder.
    from bot.review.audit.data import Folder, audit_folder

    form = store.find_around(path, FORM)
    folder = Folder(store.read_everything(path), store.read_text(form) if form else None, str(form))
    found = [*audit_folder(folder), *audit_items(folder.items, read_levels(path))]
    inside = {finding: str(path / (finding.path or "")) for finding in found if finding.path != str(form)}
    return [replace(finding, path=inside.get(finding, finding.path)) for finding in found]


def audit_config(path: Path) -> Iterable[Finding]:
    from bot.review.rules.config_file import check_configuration

    return check_configuration.find(store.read_text(path))


def read_levels(path: Path) -> Mapping[str, Setting]:
    """Return the rules' levels in the configuration around a list, none if it cannot be read."""
    try:
        return read_own_config(path).levels
    except DataError:
        return {}


def read_own_config(path: Path) -> Config:
    """Return the configuration around a list, the defaults if there is none."""
    config = store.find_around(path, CONFIG)
    if config is None:
        return Config()
    # Imported late: a configuration names rules of all kinds, and without one the rules for submissions are not needed.
    from bot.review.rules.config_file import read_config

    return read_config(store.read_text(config))


def fix(path: Path) -> int:
    """Make the certain corrections in a data folder or a Markdown list, and return how many findings that settled."""
    mended = 0
    for _ in range(ROUNDS):
        done = mend_files(audit(path))
        if not done:
            break
        mended += done
        if path.is_dir():
            render_around(path)
    return mended


def mend_files(findings: Iterable[Finding]) -> int:
    """Make the certain edits of findings in their files, and return how many findings that settled."""
    by_path: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.path and finding.edits and finding.certainty == "certain":
            by_path[finding.path].append(finding)
    total = 0
    for name, some in by_path.items():
        text, done = mend(store.read_text(Path(name)), some)
        store.write_text(Path(name), text)
        total += done
    return total


def render_around(path: Path) -> None:
    """Render the list of a data folder anew, so that it matches the corrected data."""
    from bot.lists.marked.rendering import render

    catalogue = read_catalogue(store.read_folder(path))
    page = path / catalogue.output
    if page.is_file():
        store.write_text(page, render(catalogue, store.read_text(page)))
