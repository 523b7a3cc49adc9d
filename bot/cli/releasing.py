"""`paperclerk release`: what is new in a list becomes a version of it, written here or proposed on GitHub."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from bot.catalogue.data import store
from bot.cli.history import HistoryError
from bot.cli.publishing import read_news, read_publication
from bot.errors import ExitCode
from bot.publish.releases import NOTES, add_notes

CITATION = "CITATION.cff"


def release(args: Namespace) -> int:
    """Write the notes and the citation of a new version, or propose them as a pull request."""
    from dataclasses import replace

    from bot.publish.formats.citation import write_cff

    publication = read_publication(args)
    news = read_news(args, publication.catalogue)
    if news.are_empty:
        sys.stdout.write(f"Nothing changed since {news.since or 'the beginning'}: there is nothing to release.\n")
        return ExitCode.FINDINGS
    root, today = news.history.root, datetime.now(UTC).date().isoformat()
    dated = replace(publication, about=replace(publication.about, changed=today))
    known = store.read_text(root / NOTES) if (root / NOTES).exists() else ""
    files = {NOTES: add_notes(known, args.version, today, news.text), CITATION: write_cff(dated, version=args.version)}
    if args.propose:
        return propose(args.repository or news.history.repository(), args.version, news.text, files)
    return write(root, args.version, files)


def write(root: Path, version: str, files: Mapping[str, str]) -> int:
    """Write the files where GitHub looks for them, and say what makes a release of them."""
    for name, text in files.items():
        store.write_text(root / name, text)
    names = " and ".join(files)
    sys.stdout.write(f"{names} written. Commit them, then: git tag {version} && git push origin {version}\n")
    return ExitCode.FINE


def propose(repository: str | None, version: str, notes: str, files: Mapping[str, str]) -> int:
    """Open the pull request, with the account that the bot has."""
    import os

    from bot.service.running import connect
    from bot.service.settings import WORKING, read_settings
    from bot.workflow.changes import OpenPull, PushBranch
    from bot.workflow.thread import UPKEEP

    if repository is None:
        raise HistoryError("git's origin names no repository on GitHub; say it with --repository OWNER/NAME")
    settings = read_settings({**os.environ, "PAPERCLERK_REPOSITORIES": repository}, needs=WORKING)
    hub = connect(settings).open(repository)
    branch = f"{UPKEEP}{version.lower()}"
    found, stands, opened = hub.read_repository(branch)
    title = f"Release {version}"
    if opened is None:
        push = PushBranch(branch, found.head, stands.head if stands else None, files, title)
        step = f"Once merged, tag it `{version}`: the workflow for lists makes the release of the tag."
        hub.apply((push, OpenPull(branch, found.default_branch, title, f"{notes}\n{step}")))
        _, _, opened = hub.read_repository(branch)
    sys.stdout.write(f"{repository}#{opened.number if opened else '?'}: {title}\n")
    return ExitCode.FINE
