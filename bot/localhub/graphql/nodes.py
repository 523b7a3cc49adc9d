"""What has a global id, found by it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.localhub.graphql.view import Asking, Ref, Viewed, not_found
from bot.localhub.representations.names import read_node_id
from bot.localhub.state.repositories import LocalRepository


def list_nodes(repository: LocalRepository) -> Iterator[tuple[object, Any]]:
    """Yield what has a global id, each with what it is known by among its kind."""
    yield repository.id, repository
    yield from ((label.id, label) for label in repository.labels)
    for thread in repository.threads.values():
        reviews = thread.pull.reviews if thread.pull else []
        remarks = (remark for review in reviews for remark in review.remarks)
        said: list[Any] = [thread, *thread.comments, *reviews, *remarks]
        yield from ((each.id, each) for each in said)
    for name, sha in repository.git.refs("refs/heads/").items():
        yield f"{repository.id}:{name}", Ref(name, sha)


def find_node(asking: Asking, id: str, *kinds: str) -> Viewed:
    """Return the object with a global id, of one of some kinds, if it may be seen."""
    try:
        kind, key = read_node_id(id)
    except ValueError:
        kind = key = ""
    viewer = asking.token.user
    for repository in asking.world.repositories.values() if not kinds or kind in kinds else ():
        if repository.is_seen_by(viewer):
            home = Viewed("Repository", repository, repository, viewer)
            for number, value in list_nodes(repository):
                if str(number) == key and home.show(value).kind == kind:
                    return Viewed(kind, value, repository, viewer)
    raise not_found(f"Could not resolve to a node with the global id of '{id}'")
