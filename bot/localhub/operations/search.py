"""The search for issues and pull requests: words of title and text, and the qualifiers that are known here."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence

from bot.localhub.operations.refusal import RequestError
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import LocalRepository, LocalThread
from bot.localhub.state.world import World

Holds = Callable[[LocalRepository, LocalThread], bool]
STATES = ("issue", "pr", "open", "closed", "merged")


def search_threads(world: World, query: str, viewer: User | None) -> Sequence[tuple[LocalRepository, LocalThread]]:
    """Return what a query finds, the newest first; raise RequestError at a qualifier that is not known here."""
    try:
        wanted = [read_word(word, viewer) for word in shlex.split(query)]
    except ValueError as error:
        raise RequestError(
            422, "The search contains an unclosed quotation mark.", resource="Search", field="q"
        ) from error
    found = [
        (repository, thread)
        for repository in world.repositories.values()
        if world.sees(repository, viewer)
        for thread in repository.threads.values()
        if all(holds(repository, thread) for holds in wanted)
    ]
    return sorted(found, key=lambda each: (each[1].created, each[1].number), reverse=True)


def read_word(word: str, viewer: User | None) -> Holds:
    """Return what one word of a query asks for: a qualifier like "label:bug", or a word to be found."""
    name, colon, value = word.lower().partition(":")
    low = viewer.login.lower() if value == "@me" and viewer else value
    if not colon:
        return lambda repository, thread: name in f"{thread.title}\n{thread.body}".lower()
    match name:
        case "repo":
            return lambda repository, thread: repository.full_name.lower() == low
        case "is" | "type" | "state" if low in STATES:
            return lambda repository, thread: is_a(low, thread)
        case "label":
            return lambda repository, thread: any(label.name.lower() == low for label in thread.labels)
        case "author":
            return lambda repository, thread: thread.author.login.lower() == low
        case "assignee" | "review-requested":
            # Nobody is, here.
            return lambda repository, thread: False
    raise RequestError(422, f"the local GitHub does not serve {word} in a search", resource="Search", field="q")


def is_a(kind: str, thread: LocalThread) -> bool:
    """Tell whether a thread is of a kind, or in a state."""
    merged = thread.pull is not None and thread.pull.merged is not None
    kinds = {"issue": thread.pull is None, "pr": thread.pull is not None, "merged": merged}
    return kinds.get(kind, thread.state == kind)
