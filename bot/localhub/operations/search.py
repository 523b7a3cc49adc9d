"""The search for issues and pull requests: words of title and text, and the qualifiers that are known here."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from bot.localhub.operations.refusal import RequestError
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import LocalRepository, LocalThread
from bot.localhub.state.world import World


def search_threads(world: World, query: str, viewer: User | None) -> Sequence[tuple[LocalRepository, LocalThread]]:
    """Return what a query finds, the newest first; raise RequestError at a qualifier that is not known here."""
    try:
        words = [read_word(word) for word in shlex.split(query)]
    except ValueError as error:
        raise RequestError(422, "The search contains an unclosed quotation mark.", field="q") from error
    found = [
        (repository, thread)
        for repository in world.repositories.values()
        for thread in repository.threads.values()
        if all(holds(name, value, repository, thread, viewer) for name, value in words)
    ]
    return sorted(found, key=lambda each: (each[1].created, each[1].number), reverse=True)


def read_word(word: str) -> tuple[str, str]:
    """Return a qualifier with its value, or "" with a word to be found."""
    name, colon, value = word.partition(":")
    return (name.lower(), value) if (colon and name.isidentifier()) or ("-" in name and colon) else ("", word)


def holds(name: str, value: str, repository: LocalRepository, thread: LocalThread, viewer: User | None) -> bool:
    """Tell whether a thread is what one word of a query asks for."""
    low = value.lower()
    match name:
        case "":
            return low in f"{thread.title}\n{thread.body}".lower()
        case "repo":
            return repository.full_name.lower() == low
        case "is" | "type" | "state" if low in ("issue", "pr", "open", "closed", "merged"):
            return is_a(low, thread)
        case "label":
            return any(label.name.lower() == low for label in thread.labels)
        case "author":
            author = viewer.login.lower() if low == "@me" and viewer else low
            return thread.author.login.lower() == author
        case "in" if low in ("title", "body"):
            return True
        case "assignee" | "review-requested":
            return False
    raise RequestError(422, f"the local GitHub does not serve {name}:{value} in a search", field="q")


def is_a(kind: str, thread: LocalThread) -> bool:
    """Tell whether a thread is of a kind, or in a state."""
    merged = thread.pull is not None and thread.pull.merged is not None
    kinds = {"issue": thread.pull is None, "pr": thread.pull is not None, "merged": merged}
    return kinds.get(kind, thread.state == kind)
