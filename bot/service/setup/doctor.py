"""Looks whether the bot can work for a repository, and says line by line what to do where. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.catalogue.data.records import DataError
from bot.catalogue.data.store import read_shipped_venues
from bot.errors import ExitCode
from bot.hub.client import Client
from bot.hub.connection import Connection
from bot.service.failures import explain
from bot.service.setup.rights import lacking
from bot.workflow.snapshots.loading import load_snapshot
from bot.workflow.snapshots.pages import PageSnapshot
from bot.workflow.thread import HAND_EDITS

#: How well a thing stands: it works, it works with a limit, or the bot cannot work.
Standing = Literal["ok", "limit", "error"]
EXIT_CODES: Mapping[Standing, ExitCode] = {
    "ok": ExitCode.FINE,
    "limit": ExitCode.FINDINGS,
    "error": ExitCode.REFUSED,
}
SIGNS: Mapping[Standing, str] = {"ok": "ok   ", "limit": "limit", "error": "ERROR"}
#: How the fine-grained ones among personal access tokens begin.
FINE_GRAINED = "github_pat_"
MERGE_METHODS = ("allow_squash_merge", "allow_merge_commit", "allow_rebase_merge")
#: So much of the lines that link to a paper has to be read of a page.
ENOUGH = 0.95


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at, and what to do about it where it does not stand well."""

    standing: Standing
    text: str

    def __str__(self) -> str:
        return f"{SIGNS[self.standing]} {self.text}"


def examine(connection: Connection, repository: str) -> Iterator[Diagnosis]:
    """Yield what is found of the login, the repository and its list; of what cannot be reached, why."""
    checks: tuple[Callable[[], Iterator[Diagnosis]], ...] = (
        lambda: check_login(connection),
        lambda: check_rights(connection, repository),
        lambda: check_reach(connection, repository),
        lambda: check_repository(connection.open(repository)),
        lambda: check_list(connection.open(repository)),
    )
    for check in checks:
        try:
            yield from check()
        except Exception as error:  # noqa: BLE001  whatever is wrong is what the operator asks for
            yield Diagnosis("error", explain(error, is_app=connection.token is None).words)
            return


def worst(found: Sequence[Diagnosis]) -> ExitCode:
    """Return the exit code of what was found: 0 fine, 1 works with limits, 3 does not work."""
    return max((EXIT_CODES[each.standing] for each in found), default=ExitCode.FINE)


def check_login(connection: Connection) -> Iterator[Diagnosis]:
    """Say who the bot is."""
    login = connection.own_login()
    yield Diagnosis("ok", f"GitHub knows the token: the bot is {login}" if login else "the bot is a GitHub App")


def check_rights(connection: Connection, repository: str) -> Iterator[Diagnosis]:
    """Say which rights the App was not granted where it is installed; a token does not tell its own."""
    if connection.token is not None:
        return
    granted = connection.app().get_repo_installation(*repository.split("/")).raw_data["permissions"]
    lacks = lacking(granted)
    for name, right in lacks.items():
        standing: Standing = "error" if right.is_vital else "limit"
        do = "grant it in the App's settings, then accept that where it is installed"
        yield Diagnosis(standing, f"the App lacks {name} ({right.level}): without it, {right.without}; {do}")
    if not lacks:
        yield Diagnosis("ok", "the App has every right that it asks for")


def check_reach(connection: Connection, repository: str) -> Iterator[Diagnosis]:
    """Say whether a fine-grained token reaches the repository at all: never another person's, whatever its rights."""
    if not (connection.token or "").startswith(FINE_GRAINED):
        return
    owner, login = connection.open(repository).gateway.rest("GET", "")["owner"], connection.own_login() or ""
    if owner["type"] == "User" and owner["login"].lower() != login.lower():
        yield Diagnosis(
            "error",
            f"a fine-grained token of {login} cannot write to what {owner['login']} owns, who is a person: make a"
            " classic token (scope public_repo, of a private list repo), or install an App",
        )


def check_repository(client: Client) -> Iterator[Diagnosis]:
    """Say whether the bot may write, and what of the repository's settings stands in its way."""
    found: dict[str, Any] = client.gateway.rest("GET", "")
    branch = found["default_branch"]
    yield Diagnosis("ok", f"{found['full_name']} is there; its default branch is {branch}")
    if found.get("archived"):
        yield Diagnosis("error", "it is archived, so nothing can be written: unarchive it in its settings")
    rights = found.get("permissions")
    if rights is not None and not rights.get("push"):
        yield Diagnosis("error", "the bot may not write: give its account write access, or install the App there")
    elif rights is not None:
        yield Diagnosis("ok", "the bot may write")
    if not found.get("has_issues", True):
        yield Diagnosis("limit", "issues are off: papers come by pull request only (Settings > General > Features)")
    methods = [name for name in MERGE_METHODS if found.get(name, True)]
    if not methods:
        yield Diagnosis("error", "no way of merging is allowed: allow one (Settings > General > Pull Requests)")
    guarded = client.gateway.rest("GET", "/branches?protected=true&per_page=100")
    if any(each["protected"] and each["name"] == branch for each in guarded):
        later = "GitHub then merges by itself" if found.get("allow_auto_merge") else "the bot looks again and merges"
        yield Diagnosis("limit", f"{branch} is protected: an approved paper waits for what it asks for; {later}")


def check_list(client: Client) -> Iterator[Diagnosis]:
    """Say what is read of the list, as the configuration of the default branch has it."""
    head = client.read_repository(HAND_EDITS)[0].head
    try:
        snapshot = load_snapshot(client, head, read_shipped_venues())
    except DataError as error:
        yield Diagnosis("error", f"the list cannot be read: {error.explain()}")
        return
    papers, sections = len(snapshot.catalogue.papers), len(snapshot.catalogue.leaves())
    kind = "pages" if snapshot.listed.is_truth else "a data folder"
    yield Diagnosis("ok", f"the list is {kind} ({snapshot.config.home}): {papers} papers in {sections} sections")
    if not papers:
        yield Diagnosis("limit", "no paper is read: see `paperclerk entries` on the page, or name it with `list:`")
    if isinstance(snapshot.listed, PageSnapshot):
        share = snapshot.listed.share
        standing: Standing = "ok" if share >= ENOUGH else "limit"
        yield Diagnosis(standing, f"{share:.1%} of the lines that link to a paper are read")
    elif not snapshot.listed.is_in_step:
        yield Diagnosis(
            "limit", "the page differs from the data: `paperclerk render`, or let the bot bring them together"
        )
