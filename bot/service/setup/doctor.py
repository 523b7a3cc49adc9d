"""Checks whether the bot can work for a repository, and says line by line what to do. Writes nothing."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import httpx
from github import GithubException, UnknownObjectException

from bot.catalogue.data.dropdown import FORM
from bot.catalogue.data.records import DataError
from bot.catalogue.data.store import read_shipped_venues
from bot.errors import ExitCode, RefusalError
from bot.hub.client import Client
from bot.hub.connection import Connection
from bot.hub.gateway import MissingError
from bot.service.failures import explain
from bot.service.setup.access import check_login, check_reach, check_rights, check_webhook
from bot.service.setup.diagnosis import EXIT_CODES, Diagnosis, Status
from bot.words import count
from bot.workflow.labels import LABELS
from bot.workflow.snapshots.loading import load_list
from bot.workflow.snapshots.pages import PageSnapshot
from bot.workflow.thread import HAND_EDITS

MERGE_METHODS = ("allow_squash_merge", "allow_merge_commit", "allow_rebase_merge")
#: The share of the lines with a paper's link that the bot has to be able to read.
ENOUGH = 0.95
#: In seconds, for a service.
PATIENCE = 5.0


def examine_all(connection: Connection, repositories: Collection[str], services: Iterable[str]) -> Iterator[Diagnosis]:
    if not repositories:
        yield Diagnosis("error", "the App is installed in no repository: install it there, on its own page at GitHub")
    login = [*attempt(connection, lambda: check_login(connection))]
    yield from login
    if worst(login) != ExitCode.REFUSED:
        yield from attempt(connection, lambda: check_webhook(connection))
        for repository in sorted(repositories):
            for found in examine(connection, repository):
                yield replace(found, text=f"{repository}: {found.text}") if len(repositories) > 1 else found
    yield from check_services(services)


def examine(connection: Connection, repository: str) -> Iterator[Diagnosis]:
    return attempt(
        connection,
        lambda: check_rights(connection, repository),
        lambda: check_reach(connection, repository),
        lambda: check_repository(connection.open(repository)),
        lambda: check_rules(connection.open(repository)),
        lambda: check_actions(connection.open(repository)),
        lambda: check_labels(connection.open(repository)),
        lambda: check_list(connection.open(repository)),
    )


def attempt(connection: Connection, *checks: Callable[[], Iterator[Diagnosis]]) -> Iterator[Diagnosis]:
    """Yield the results of some checks until one cannot be made; then say why."""
    for check in checks:
        try:
            yield from check()
        except Exception as error:  # noqa: BLE001  whatever is wrong is what the operator asks for
            yield Diagnosis("error", explain(error, is_app=connection.token is None).words)
            return


def worst(found: Sequence[Diagnosis]) -> ExitCode:
    """Return the exit code for the results: 0 fine, 1 works with limits, 3 does not work."""
    return max((EXIT_CODES[each.status] for each in found), default=ExitCode.FINE)


def check_repository(client: Client) -> Iterator[Diagnosis]:
    """Report whether the bot may write, and which of the repository's settings hinder it."""
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
    # A repository without a commit has none.
    guarded = client.gateway.find(f"/branches/{quote(branch)}")
    if guarded and guarded["protected"]:
        later = "GitHub then merges by itself" if found.get("allow_auto_merge") else "the bot looks again and merges"
        yield Diagnosis("limit", f"{branch} is protected: an approved paper waits for what it asks for; {later}")


def check_rules(client: Client) -> Iterator[Diagnosis]:
    """Report what rulesets require of a change to the default branch, as far as that may delay a merge."""
    branch = client.gateway.rest("GET", "")["default_branch"]
    for rule in client.gateway.rest("GET", f"/rules/branches/{branch}"):
        more = rule.get("parameters") or {}
        match rule["type"]:
            case "pull_request" if wanted := more.get("required_approving_review_count"):
                yield Diagnosis("limit", f"a ruleset asks for {wanted} approving reviews of each request")
            case "required_status_checks":
                names = ", ".join(check["context"] for check in more["required_status_checks"])
                yield Diagnosis("limit", f"a ruleset asks for these checks: {names}")
            case "required_signatures":
                yield Diagnosis("ok", "a ruleset asks for signatures: GitHub's own are used")
            case "update" | "creation":
                do = "let the bot bypass it (Settings > Rules > Rulesets)"
                yield Diagnosis("error", f"a ruleset lets nobody change {branch}: {do}")
            case "required_linear_history" | "merge_queue":
                yield Diagnosis("ok", f"a ruleset asks for {rule['type'].replace('_', ' ')}: the bot keeps to it")


def check_actions(client: Client) -> Iterator[Diagnosis]:
    """Report whether workflows may open pull requests, which only an administrator can see."""
    try:
        # None of the bot's rights lets it see this; only an administrator's token does.
        switch = client.gateway.look(
            f"/repos/{client.gateway.repository}/actions/permissions/workflow", "GET of Actions' rights"
        )
    except (GithubException, RefusalError):
        yield Diagnosis("ok", "only an administrator sees whether workflows may open requests; a server need not")
        return
    may = switch["can_approve_pull_request_reviews"]
    where = "Settings > Actions > General > Allow GitHub Actions to create and approve pull requests"
    yield Diagnosis("ok", "workflows may open requests" if may else f"workflows may open no requests ({where})")


def check_labels(client: Client) -> Iterator[Diagnosis]:
    """Report how many of the bot's labels exist, in whatever case."""
    there = 0
    for name in LABELS:
        with suppress(MissingError, UnknownObjectException):
            client.gateway.rest("GET", f"/labels/{quote(name)}")
            there += 1
    yield Diagnosis("ok", f"{there} of the bot's {len(LABELS)} labels are there; the others are made when needed")


def check_services(addresses: Iterable[str]) -> Iterator[Diagnosis]:
    for address in addresses:
        try:
            httpx.head(address, timeout=PATIENCE)
        except httpx.HTTPError:
            yield Diagnosis("limit", f"{address} does not answer: people are asked for what it would tell")
        else:
            yield Diagnosis("ok", f"{address} answers")


def check_list(client: Client) -> Iterator[Diagnosis]:
    head = client.read_repository(HAND_EDITS).repository.head
    try:
        loaded = load_list(client, head, read_shipped_venues())
    except DataError as error:
        yield Diagnosis("error", f"the list cannot be read: {error.explain()}")
        return
    snapshot, papers, sections = loaded.snapshot, loaded.catalogue.papers, loaded.catalogue.leaves()
    is_there = client.read_text(head, FORM) is not None
    yield Diagnosis(
        "ok", f"the issue form {FORM} is there" if is_there else "no issue form: people use their own words"
    )
    kind = "" if snapshot.is_truth else "the data folder "
    found = f"{count(len(papers), 'paper')} in {count(len(sections), 'section')}"
    yield Diagnosis("ok", f"the list is {kind}{loaded.config.home}: {found}")
    if not papers:
        yield Diagnosis("limit", "no paper is read: see `paperclerk entries` on the page, or name it with `list:`")
    if isinstance(snapshot, PageSnapshot):
        share = snapshot.share
        status: Status = "ok" if share >= ENOUGH else "limit"
        yield Diagnosis(status, f"{share:.1%} of the lines that link to a paper are read")
    elif not snapshot.is_in_step:
        yield Diagnosis(
            "limit", "the page differs from the data: `paperclerk render`, or let the bot bring them together"
        )
