"""What has a global id, found by it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.localhub.graphql.view import Asking, Viewed, not_found
from bot.localhub.representations.names import read_node_id
from bot.localhub.state.repositories import LocalRepository, LocalThread


def nodes(asking: Asking) -> Iterator[tuple[str, object, Any, LocalRepository]]:
    """Yield what has a global id and may be seen: kind, key, object, repository."""
    seen = (each for each in asking.world.repositories.values() if each.is_seen_by(asking.token.user))
    for repository in seen:
        yield "Repository", repository.id, repository, repository
        yield from (("Label", label.id, label, repository) for label in repository.labels)
        for thread in repository.threads.values():
            yield "PullRequest" if thread.pull else "Issue", thread.id, thread, repository
            yield from (("IssueComment", comment.id, comment, repository) for comment in thread.comments)
            for review in thread.pull.reviews if thread.pull else ():
                yield "PullRequestReview", review.id, review, repository
                for remark in review.remarks:
                    yield "PullRequestReviewComment", remark.id, (review, remark), repository
        for ref, sha in repository.git.refs("refs/heads/").items():
            yield "Ref", f"{repository.id}:{ref}", (ref, sha), repository


def find_node(asking: Asking, id: str, *kinds: str) -> Viewed:
    """Return the object with a global id, of one of some kinds."""
    try:
        wanted = read_node_id(id)
    except ValueError:
        wanted = ("", "")
    if not kinds or wanted[0] in kinds:
        for kind, key, value, repository in nodes(asking):
            if (kind, str(key)) == wanted:
                return Viewed(kind, value, repository, asking.token.user)
    raise not_found(f"Could not resolve to a node with the global id of '{id}'")


def find_thread(asking: Asking, id: str, *kinds: str) -> tuple[Viewed, LocalThread]:
    view = find_node(asking, id, *(kinds or ("Issue", "PullRequest")))
    return view, view.value
