"""Greets a list where the App was installed.

An issue says how the bot reads the list, and a pull request proposes its configuration. Neither is made twice.
"""

from collections.abc import Sequence
from typing import Any

from bot.catalogue.data.records import DataError
from bot.catalogue.section import Section
from bot.catalogue.venues import Venues
from bot.hub.client import Client
from bot.words import count
from bot.workflow.changes import OpenPull, PushBranch
from bot.workflow.snapshots.loading import load_list
from bot.workflow.snapshots.pages import PageSnapshot
from bot.workflow.snapshots.snapshot import Snapshot
from bot.workflow.thread import GREETING

#: A list's configuration, and the branch on which it is proposed; no thread's branch has this name.
CONFIG, BRANCH = ".github/paperclerk.yml", "paperclerk-configuration"
TITLE, PULL_TITLE = "The clerk has read this list", "Let the clerk keep this list"
#: An account may install the App in all its repositories; one with fewer papers is not a list.
FEWEST_PAPERS, SMALLEST_SHARE = 10, 0.5
MOST_SECTIONS = 20
NEXT = (
    "Whoever opens an issue or a pull request with a paper gets an answer from now on; whoever may write here approves"
    " with `/approve`. Close this issue when you have read it. To be rid of me, uninstall the App."
)


def welcome(client: Client, venues: Venues) -> None:
    """Greet a list that is not configured and was not greeted yet."""
    repository, branch, _ = client.read_repository(BRANCH)
    try:
        if branch or client.read_text(repository.head, CONFIG) is not None or was_proposed(client):
            return  # A branch of that name and no request from it: somebody writes the configuration by hand.
        snapshot = load_list(client, repository.head, venues).snapshot
    except DataError:
        return
    if not is_list(snapshot):
        return
    number = find_greeting(client) or greet(client, snapshot)
    body = f"The configuration that #{number} speaks of. Merge it, change it first, or close it: nothing depends on it."
    client.apply((
        PushBranch(BRANCH, repository.head, None, {CONFIG: write_config(snapshot)}, PULL_TITLE),
        OpenPull(BRANCH, repository.default_branch, PULL_TITLE, body),
    ))  # fmt: skip


def is_list(snapshot: Snapshot) -> bool:
    """Whether enough papers can be read for a list of papers."""
    share = snapshot.share if isinstance(snapshot, PageSnapshot) else 1.0
    return len(snapshot.catalogue.papers) >= FEWEST_PAPERS and share >= SMALLEST_SHARE


def was_proposed(client: Client) -> bool:
    """Whether the pull request was ever opened: it comes last, and nobody can delete it."""
    return bool(client.gateway.rest("GET", f"/pulls?state=all&head={client.owner}:{BRANCH}&per_page=1"))


def find_greeting(client: Client) -> int | None:
    found: Sequence[dict[str, Any]] = client.gateway.rest("GET", "/issues?state=all&sort=created&per_page=100")
    return next((each["number"] for each in found if GREETING in (each.get("body") or "")), None)


def greet(client: Client, snapshot: Snapshot) -> int:
    words = {"title": TITLE, "body": write_greeting(snapshot)}
    number: int = client.gateway.rest("POST", "/issues", contents=1, **words)["number"]
    return number


def write_config(snapshot: Snapshot) -> str:
    """Return a configuration that spells out the defaults for this list."""
    if isinstance(snapshot, PageSnapshot):
        pages = "".join(f"  - {page!r}\n" for page in sorted(snapshot.page_list.pages))
        return f"# The pages that are the list.\nlist:\n{pages}"
    return "# The folder that the list is rendered from.\ndata: data\n"


def write_greeting(snapshot: Snapshot) -> str:
    papers, sections = snapshot.catalogue.papers, snapshot.catalogue.leaves()
    found = f"**{count(len(papers), 'paper')}** in **{count(len(sections), 'section')}**"
    lines = [f"I was installed here, and read {found}.", ""]
    if isinstance(snapshot, PageSnapshot):
        pages = ", ".join(f"`{page}`" for page in sorted(snapshot.page_list.pages))
        lines += [f"- The list is {pages}: what is approved is written there, in the form of its section."]
        lines += [f"- {snapshot.share:.0%} of the lines that link to a paper are read."]
    else:
        lines += ["- The list is a folder of data, from which its page is rendered."]
    lines += [f"- {name(section)}" for section in sections[:MOST_SECTIONS]]
    if len(sections) > MOST_SECTIONS:
        lines += [f"- and {len(sections) - MOST_SECTIONS} more"]
    return "\n".join([*lines, "", NEXT, "", GREETING])


def name(section: Section) -> str:
    """Return a section's name as code, in which nothing is a link or a mention."""
    return f"`{section.title.replace('`', '')}`"
