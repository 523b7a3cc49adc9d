"""Lists with a history in git, and their sites in a browser."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.publish.publication import Publication
from bot.publish.site.pages import write_site
from tests.publish.browser import AbsentError, Look, browse
from tests.publish.lists import PAGE, SECOND, Commit


@pytest.fixture
def commit(tmp_path: Path) -> Commit:
    """Lend a function that commits files of a repository as somebody on a day."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}

    def git(*args: str, **more: str) -> None:
        subprocess.run(["git", "-C", tmp_path, *args], check=True, capture_output=True, env=environment | more)

    def run(files: dict[str, str], person: str, day: str, message: str = "Add", tag: str | None = None) -> None:
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        name, _, mail = person.partition(" <")
        who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in
               (("NAME", name), ("EMAIL", mail.rstrip(">")), ("DATE", f"{day}T12:00:00Z"))}  # fmt: skip
        git("add", ".")
        git("commit", "-m", message, **who)
        if tag:
            git("tag", tag)

    git("init", "--initial-branch", "main")
    git("remote", "add", "origin", "https://github.com/owner/list.git")
    return run


@pytest.fixture
def page(tmp_path: Path, commit: Commit) -> Path:
    """A page of two commits, the first one tagged."""
    commit({"README.md": PAGE}, "Ada <1+ada@users.noreply.github.com>", "2024-01-05", tag="v1")
    body = "Add\n\n"
    body += "Co-authored-by: Grace Hopper <grace@example.org>\n"
    body += "Co-authored-by: clerk <7+clerk[bot]@users.noreply.github.com>"
    commit({"README.md": PAGE + SECOND}, "Alan Turing <alan@example.org>", "2024-03-07", body)
    return tmp_path / "README.md"


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """Lend a function that writes a list's site and runs a script on it in a browser."""

    def run(publication: Publication, script: str, **options: Any) -> Any:
        site = tmp_path / "site"
        for name, text in write_site(publication):
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        try:
            return browse(site, script, **options)
        except AbsentError as absent:
            pytest.skip(str(absent))

    return run
