"""The search for issues and pull requests: words in title and text, and the qualifiers that are known here."""

import shlex
from collections.abc import Callable, Sequence

from bot.localhub.operations.refusal import RequestError
from bot.localhub.state.accounts import User
from bot.localhub.state.threads import LocalThread
from bot.localhub.state.world import World

Holds = Callable[[LocalThread], bool]
STATES = ("issue", "pr", "open", "closed", "merged")


def search_threads(world: World, query: str, viewer: User | None) -> Sequence[LocalThread]:
    """Return the threads that match a query, newest first; raise RequestError at an unknown qualifier."""
    try:
        wanted = [read_word(word, viewer) for word in shlex.split(query)]
    except ValueError as error:
        raise RequestError(
            422, "The search contains an unclosed quotation mark.", resource="Search", field="q"
        ) from error
    found = [
        thread
        for repository in world.repositories.values()
        if repository.is_seen_by(viewer)
        for thread in repository.threads.values()
        if all(holds(thread) for holds in wanted)
    ]
    return sorted(found, key=lambda thread: (thread.created, thread.number), reverse=True)


def read_word(word: str, viewer: User | None) -> Holds:
    """Return the test for one word of a query: a qualifier like "label:bug", or a word to be found."""
    name, colon, value = word.lower().partition(":")
    low = viewer.login.lower() if value == "@me" and viewer else value
    if not colon:
        return lambda thread: name in f"{thread.title}\n{thread.body}".lower()
    match name:
        case "repo":
            return lambda thread: thread.repository.full_name.lower() == low
        case "is" | "type" | "state" if low in STATES:
            return lambda thread: is_a(low, thread)
        case "label":
            return lambda thread: any(label.name.lower() == low for label in thread.labels)
        case "author":
            return lambda thread: thread.author.login.lower() == low
        case "assignee" | "review-requested":
            # Nobody is assigned here.
            return lambda _: False
    raise RequestError(422, f"the local GitHub does not serve {word} in a search", resource="Search", field="q")


def is_a(kind: str, thread: LocalThread) -> bool:
    merged = thread.pull is not None and thread.pull.merged is not None
    kinds = {"issue": thread.pull is None, "pr": thread.pull is not None, "merged": merged}
    return kinds.get(kind, thread.state == kind)
