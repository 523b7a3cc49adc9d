"""What GraphQL shows: the world's objects as one account sees them, in pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import graphql

from bot.localhub.git.diffs import FileChange
from bot.localhub.git.storing import GitCommit, GitObject, Signature, TreeEntry
from bot.localhub.operations.refusal import RequestError
from bot.localhub.operations.reviews import ReviewThread
from bot.localhub.representations.names import node_id, read_node_id
from bot.localhub.state.accounts import AccessToken, User
from bot.localhub.state.checks import CheckRun, Status
from bot.localhub.state.conversation import (
    ContentEdit,
    IssueComment,
    IssueEvent,
    IssueLabel,
    PullRequestReview,
    Reaction,
    Remark,
)
from bot.localhub.state.releases import Release
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.threads import AutoMerge, LocalThread, QueueEntry
from bot.localhub.state.world import World

Resolver = Callable[..., Any]
#: GraphQL's names for REST's refusals.
ERROR_TYPES = {403: "FORBIDDEN", 404: "NOT_FOUND"}


@dataclass(frozen=True, slots=True)
class Asking:
    """One request: who makes it."""

    world: World
    token: AccessToken


@dataclass(frozen=True, slots=True)
class Ref:
    """A ref by its full name, and where it stands."""

    name: str
    sha: str

    @property
    def branch(self) -> str:
        return self.name.removeprefix("refs/heads/")


#: GraphQL's types for the state's; an object of any other type is shown as it is.
KINDS: dict[type, str | Callable[[Any], str]] = {
    User: lambda user: str(user.kind),
    LocalRepository: "Repository",
    LocalThread: lambda thread: "PullRequest" if thread.pull else "Issue",
    IssueLabel: "Label",
    IssueComment: "IssueComment",
    IssueEvent: lambda event: "".join(word.capitalize() for word in event.event.split("_")) + "Event",
    ContentEdit: "UserContentEdit",
    Reaction: "Reaction",
    PullRequestReview: "PullRequestReview",
    ReviewThread: "PullRequestReviewThread",
    Remark: "PullRequestReviewComment",
    FileChange: "PullRequestChangedFile",
    AutoMerge: "AutoMergeRequest",
    QueueEntry: "MergeQueueEntry",
    Ref: "Ref",
    GitCommit: "Commit",
    GitObject: lambda found: str(found.kind.capitalize()),
    TreeEntry: "TreeEntry",
    Signature: "GitActor",
    Status: "StatusContext",
    CheckRun: "CheckRun",
    Release: "Release",
}


@dataclass(frozen=True, slots=True)
class Viewed:
    """An object of the world as one account sees it in one repository."""

    kind: str
    value: Any
    repository: LocalRepository
    viewer: User

    def show(self, value: Any) -> Any:
        """Return the value of a field for the same account; a deleted account is null."""
        if isinstance(value, list):
            return [self.show(each) for each in value]
        if isinstance(value, dict):
            return {name: self.show(each) for name, each in value.items()}
        if isinstance(value, User) and value.gone:
            return None
        kind = KINDS.get(type(value))
        if kind is None:
            return value
        home = value if isinstance(value, LocalRepository) else self.repository
        return Viewed(kind if isinstance(kind, str) else kind(value), value, home, self.viewer)

    def as_a(self, kind: str, value: Any = True) -> Viewed:
        """Return a part without an object of its own in the state."""
        return Viewed(kind, value, self.repository, self.viewer)


def find_object(repository: LocalRepository, expression: str | None) -> GitCommit | GitObject | None:
    """Return a git object by its number or an expression like "main:data"."""
    found = repository.git.find(expression) if expression else None
    if found is None:
        return None
    sha, kind, content = found
    return repository.git.read_commit(sha) if kind == "commit" else GitObject(kind, sha, content)


def find_ref(repository: LocalRepository, name: str) -> Ref | None:
    full = name if name.startswith("refs/") else f"refs/heads/{name}"
    sha = repository.git.resolve(full)
    return Ref(full, sha) if sha else None


def list_nodes(repository: LocalRepository) -> Iterator[tuple[object, Any]]:
    """Yield every object with a global id, with its key among its kind."""
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
    """Return the object with a global id, if it is of one of some kinds and visible."""
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


def read(*names: str, **paths: str) -> dict[str, Resolver]:
    """Return fields that are attributes of the object, under their own names or others."""

    def field(path: str) -> Resolver:
        get = attrgetter(path)
        return lambda view, **_: get(view.value)

    return {name: field(path) for name, path in {**dict(zip(names, names, strict=True)), **paths}.items()}


ID: dict[str, Resolver] = {"id": lambda view: node_id(view.kind, view.value.id)}


def always(value: Any, *names: str) -> dict[str, Resolver]:
    return dict.fromkeys(names, lambda _, **__: value)


def shout(**paths: str) -> dict[str, Resolver]:
    """Return fields that GraphQL writes in upper case."""

    def field(path: str) -> Resolver:
        get = attrgetter(path)
        return lambda view, **_: (get(view.value) or "").upper() or None

    return {name: field(path) for name, path in paths.items()}


def make_page(items: Sequence[Any], args: Mapping[str, Any]) -> dict[str, Any]:
    """Return a connection to some of the items; without a page size, only their number."""
    start = int(args["after"]) if args.get("after") else 0
    first, last = args.get("first") or 0, args.get("last") or 0
    if not first and not last:
        return {"totalCount": len(items)}
    if not 0 < first + last <= 100:
        raise graphql.GraphQLError("Provide `first` or `last`, at most 100.")
    end = min(start + first, len(items)) if first else len(items)
    start = start if first else max(0, end - last)
    return {
        "nodes": items[start:end],
        "edges": [{"node": item, "cursor": str(n)} for n, item in enumerate(items[start:end], start + 1)],
        "totalCount": len(items),
        "pageInfo": {
            "hasNextPage": end < len(items),
            "hasPreviousPage": start > 0,
            "endCursor": str(end) if end > start else None,
            "startCursor": str(start + 1) if end > start else None,
        },
    }


def not_found(text: str) -> graphql.GraphQLError:
    return graphql.GraphQLError(text, extensions={"type": "NOT_FOUND"})


def describe_error(error: graphql.GraphQLError) -> dict[str, Any]:
    """Return an error's message and type, for a refusal by REST with REST's."""
    refusal = error.original_error
    if isinstance(refusal, RequestError):
        text = " ".join(refusal.errors) if refusal.errors else str(refusal)
        return {"message": text, "type": ERROR_TYPES.get(refusal.status, "UNPROCESSABLE")}
    return {"message": error.message, **(error.extensions or {})}
