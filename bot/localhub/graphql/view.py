"""What GraphQL shows: objects of the world as one account sees them, in pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import graphql

from bot.localhub.operations.refusal import RequestError
from bot.localhub.state.accounts import AccessToken, User
from bot.localhub.state.repositories import LocalRepository, LocalThread
from bot.localhub.state.world import World

Resolver = Callable[..., Any]
#: How GraphQL names the refusals of REST.
ERROR_TYPES = {403: "FORBIDDEN", 404: "NOT_FOUND"}


class Asking:
    """One request: who asks."""

    def __init__(self, world: World, token: AccessToken) -> None:
        self.world, self.token = world, token


class Viewed:
    """An object of the world as one account sees it in one repository."""

    def __init__(self, kind: str, value: Any, repository: LocalRepository, viewer: User) -> None:
        self.kind, self.value, self.repository, self.viewer = kind, value, repository, viewer

    def view(self, kind: str, value: Any) -> Viewed | None:
        """Return another object, seen by the same account; None stays None."""
        return None if value is None else Viewed(kind, value, self.repository, self.viewer)

    def views(self, kind: str, values: Sequence[Any], args: Mapping[str, Any]) -> dict[str, Any]:
        """Return a connection to objects of one kind."""
        return make_page([self.view(kind, value) for value in values], args)

    def person(self, user: User) -> Viewed | None:
        """Return an account, None for one that was deleted."""
        return None if user.gone else self.view(user.kind, user)

    def thread(self, thread: LocalThread) -> Viewed:
        return view_thread(thread, self.viewer)

    def object(self, expression: str) -> Viewed | None:
        """Return a git object by its number or an expression like "main:data"."""
        found = self.repository.git.find(expression)
        return self.view(found[1].capitalize(), (found[0], found[2])) if found else None

    def ref(self, name: str) -> Viewed | None:
        """Return a ref by its full or short name."""
        full = name if name.startswith("refs/") else f"refs/heads/{name}"
        sha = self.repository.git.resolve(full)
        return self.view("Ref", (full, sha)) if sha else None


def view_thread(thread: LocalThread, viewer: User) -> Viewed:
    return Viewed("PullRequest" if thread.pull else "Issue", thread, thread.repository, viewer)


def make_page(items: Sequence[Any], args: Mapping[str, Any]) -> dict[str, Any]:
    """Return a connection to some of the items; who does not say how many is told the number alone."""
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
    """Return an error's message and type; a refusal of REST's has its own."""
    refusal = error.original_error
    if isinstance(refusal, RequestError):
        text = " ".join(refusal.errors) if refusal.errors else str(refusal)
        return {"message": text, "type": ERROR_TYPES.get(refusal.status, "UNPROCESSABLE")}
    return {"message": error.message, **(error.extensions or {})}
