"""The GraphQL door: GitHub's own schema (an extract), with a resolver for each field that is served.

A field without a resolver is an error that names it, never a null that a client could mistake for an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import graphql
from flask import Blueprint, Response, jsonify, request

from bot.localhub.deeds import RefusalError
from bot.localhub.rest import Rest
from bot.localhub.routes.reviews import is_outdated
from bot.localhub.shapes import node_id, time
from bot.localhub.world import Pull, Repository, Thread, User, World

#: GitHub cuts blobs off here, in bytes.
LONGEST_TEXT = 512_000


@cache
def load_schema() -> graphql.GraphQLSchema:
    """Return the extract of GitHub's schema."""
    text = files("bot.localhub").joinpath("github.graphql").read_text(encoding="utf-8")
    return graphql.build_schema(text, assume_valid=True)


class Viewed:
    """An object of the world as one account sees it in one repository."""

    def __init__(self, kind: str, value: Any, repository: Repository, viewer: User | None, world: World) -> None:
        self.kind, self.value, self.repository, self.viewer, self.world = kind, value, repository, viewer, world

    def view(self, kind: str, value: Any) -> Viewed | None:
        """Return another object, seen by the same account; None stays None."""
        return None if value is None else Viewed(kind, value, self.repository, self.viewer, self.world)

    def person(self, user: User) -> Viewed | None:
        """Return an account."""
        return self.view(user.kind, user)

    def thread(self, thread: Thread) -> Viewed | None:
        """Return an issue or a pull request."""
        return self.view("PullRequest" if thread.pull else "Issue", thread)

    def object(self, expression: str) -> Viewed | None:
        """Return a git object by its number or an expression like "main:data"."""
        found = self.repository.git.find(expression)
        return self.view(found[1].capitalize(), (found[0], found[2])) if found else None

    def page(self, items: Sequence[Any], args: Mapping[str, Any]) -> dict[str, Any]:
        """Return a connection: the first, the last, or the next after a cursor."""
        start = int(args["after"]) if args.get("after") else 0
        first, last = args.get("first") or 0, args.get("last") or 0
        if not 0 < first + last <= 100:
            raise graphql.GraphQLError("Provide `first` or `last`, at most 100.")
        end = min(start + first, len(items)) if first else len(items)
        start = start if first else max(0, end - last)
        return {
            "nodes": items[start:end],
            "totalCount": len(items),
            "pageInfo": {
                "hasNextPage": end < len(items),
                "hasPreviousPage": start > 0,
                "endCursor": str(end) if end > start else None,
                "startCursor": str(start + 1) if end > start else None,
            },
        }


Resolver = Callable[..., Any]
Info = graphql.GraphQLResolveInfo[Any]


def pull_of(view: Viewed) -> Pull:
    """Return the pull request of a thread that is one."""
    pull = view.value.pull
    if not isinstance(pull, Pull):
        raise TypeError(view.kind)
    return pull


def pulls(view: Viewed, args: Mapping[str, Any]) -> dict[str, Any]:
    """Return the pull requests from a branch of this name, in any state."""
    head, states = args.get("headRefName"), args.get("states")
    found = [
        view.thread(thread)
        for thread in view.repository.threads.values()
        if thread.pull
        and (head is None or thread.pull.head_branch == head)
        and (not states or pull_state(thread) in states)
    ]
    return view.page(found, args)


def issues(view: Viewed, args: Mapping[str, Any]) -> dict[str, Any]:
    """Return the issues in some states, the oldest first."""
    states = args.get("states") or ["OPEN", "CLOSED"]
    labels = set(args.get("labels") or ())
    threads = [
        thread
        for thread in view.repository.threads.values()
        if not thread.pull
        and thread.state.upper() in states
        and (not labels or labels & {label.name for label in thread.labels})
    ]
    return view.page([view.thread(thread) for thread in threads], args)


def pull_state(thread: Thread) -> str:
    """Return a pull request's state in GraphQL's words."""
    return "MERGED" if thread.pull and thread.pull.merged else thread.state.upper()


def review_threads(view: Viewed) -> Iterator[Viewed | None]:
    """Yield the conversations about lines: here each is one remark, which nobody answers."""
    pull = pull_of(view)
    for review in pull.reviews:
        for note in review.notes:
            yield view.view("PullRequestReviewThread", (pull, review, note))


def history(view: Viewed, args: Mapping[str, Any]) -> dict[str, Any]:
    """Return the commits up to this one, of those that change a file if one is given."""
    commits = view.repository.git.log(view.value[0], 1000, args.get("path"))
    return view.page([view.view("Commit", (commit.sha, b"")) for commit in commits], args)


def message(view: Viewed) -> str:
    """Return a commit's message."""
    commit = view.repository.git.read_commit(view.value[0])
    return commit.message if commit else ""


def entries(view: Viewed) -> list[dict[str, Any]]:
    """Return the lines of a tree."""
    lines = view.repository.git.tree(view.value[0])
    return [{"name": line.path, "oid": line.sha, "type": line.type, "mode": int(line.mode, 8)} for line in lines]


def ref(view: Viewed, name: str) -> Viewed | None:
    """Return a ref by its full or short name."""
    full = name if name.startswith("refs/") else f"refs/heads/{name}"
    sha = view.repository.git.resolve(full)
    return view.view("Ref", (full, sha)) if sha else None


THREAD: dict[str, Resolver] = {
    "id": lambda v: node_id(v.kind, v.value.id),
    "number": lambda v: v.value.number,
    "title": lambda v: v.value.title,
    "body": lambda v: v.value.body,
    "createdAt": lambda v: time(v.value.created),
    "author": lambda v: v.person(v.value.author),
    "viewerDidAuthor": lambda v: v.value.author is v.viewer,
    "labels": lambda v, **args: v.page([v.view("Label", label) for label in v.value.labels], args),
    "comments": lambda v, **args: v.page([v.view("IssueComment", comment) for comment in v.value.comments], args),
}
PERSON: dict[str, Resolver] = {"login": lambda v: v.value.login, "databaseId": lambda v: v.value.id}
OBJECT: dict[str, Resolver] = {"oid": lambda v: v.value[0]}

RESOLVERS: dict[str, dict[str, Resolver]] = {
    "Repository": {
        "id": lambda v: node_id("Repository", v.repository.id),
        "nameWithOwner": lambda v: v.repository.full_name,
        "squashMergeAllowed": lambda v: True,
        "mergeCommitAllowed": lambda v: True,
        "rebaseMergeAllowed": lambda v: True,
        "defaultBranchRef": lambda v: ref(v, v.repository.default_branch),
        "ref": lambda v, **args: ref(v, args["qualifiedName"]),
        "pullRequests": lambda v, **args: pulls(v, args),
        "issues": lambda v, **args: issues(v, args),
        "issueOrPullRequest": lambda v, number: find_thread(v, number),
        "object": lambda v, expression=None, oid=None: v.object(expression or oid),
    },
    "Ref": {
        "name": lambda v: v.value[0].removeprefix("refs/heads/"),
        "target": lambda v: v.object(v.value[1]),
    },
    "Commit": {**OBJECT, "message": message, "history": lambda v, **args: history(v, args)},
    "Tree": {**OBJECT, "entries": entries},
    "Blob": {
        **OBJECT,
        "text": lambda v: None if b"\0" in v.value[1] else v.value[1][:LONGEST_TEXT].decode("utf-8", "replace"),
        "isTruncated": lambda v: len(v.value[1]) > LONGEST_TEXT,
        "byteSize": lambda v: len(v.value[1]),
    },
    "Issue": {**THREAD, "state": lambda v: v.value.state.upper()},
    "PullRequest": {
        **THREAD,
        "state": lambda v: pull_state(v.value),
        "baseRefName": lambda v: pull_of(v).base_branch,
        "headRefName": lambda v: pull_of(v).head_branch,
        "headRefOid": lambda v: pull_of(v).head,
        "isCrossRepository": lambda v: pull_of(v).head_repository is not v.repository,
        "mergeCommit": lambda v: v.object(pull_of(v).merge_commit) if pull_of(v).merge_commit else None,
        "reviewThreads": lambda v, **args: v.page(list(review_threads(v)), args),
    },
    "PullRequestReviewThread": {
        "path": lambda v: v.value[2].path,
        "line": lambda v: v.value[2].line,
        "isOutdated": lambda v: is_outdated(v.repository, *v.value),
        "isResolved": lambda v: False,
        "comments": lambda v, **args: v.page([v.view("PullRequestReviewComment", v.value)], args),
    },
    "PullRequestReviewComment": {
        "id": lambda v: node_id("PullRequestReviewComment", v.value[2].id),
        "body": lambda v: v.value[2].body,
        "path": lambda v: v.value[2].path,
        "viewerDidAuthor": lambda v: v.value[1].author is v.viewer,
        "author": lambda v: v.person(v.value[1].author),
    },
    "IssueComment": {
        "id": lambda v: node_id("IssueComment", v.value.id),
        "fullDatabaseId": lambda v: str(v.value.id),
        "body": lambda v: v.value.body,
        "createdAt": lambda v: time(v.value.created),
        "lastEditedAt": lambda v: time(v.value.edited),
        "viewerDidAuthor": lambda v: v.value.author is v.viewer,
        "author": lambda v: v.person(v.value.author),
    },
    "Label": {"name": lambda v: v.value.name},
    "User": PERSON,
    "Bot": PERSON,
}


def find_thread(view: Viewed, number: int) -> Viewed | None:
    """Return a thread by its number; GitHub makes a missing one an error of type NOT_FOUND."""
    thread = view.repository.threads.get(number)
    if thread is None:
        raise not_found(f"Could not resolve to an issue or pull request with the number of {number}.")
    return view.thread(thread)


def not_found(text: str) -> graphql.GraphQLError:
    """Return the error for something that there is not."""
    return graphql.GraphQLError(text, extensions={"type": "NOT_FOUND"})


def resolve(source: Any, info: Info, **args: Any) -> Any:
    """Resolve any field."""
    if isinstance(source, dict):
        return source[info.field_name]
    if info.parent_type.name == "Query":
        return resolve_query(info, **args)
    resolver = RESOLVERS[info.parent_type.name].get(info.field_name)
    if resolver is None:
        raise graphql.GraphQLError(f"the local GitHub does not serve {info.parent_type.name}.{info.field_name}")
    return resolver(source, **args)


def resolve_query(info: Info, **args: Any) -> Any:
    """Resolve the two ways in: a repository, and the account that asks."""
    world, viewer = info.context
    if info.field_name == "repository":
        found = world.repositories.get(f"{args['owner']}/{args['name']}".lower())
        if found is None:
            raise not_found(f"Could not resolve to a Repository with the name '{args['owner']}/{args['name']}'.")
        return Viewed("Repository", found, found, viewer, world)
    if info.field_name == "rateLimit":
        return {"cost": 1, "limit": 5000, "remaining": 4999, "used": 1}
    raise graphql.GraphQLError(f"the local GitHub does not serve Query.{info.field_name}")


def name_type(value: Any, _info: Info, _type: graphql.GraphQLAbstractType) -> str:
    """Return the concrete type of an object behind an interface or union."""
    return str(value.kind)


def answer_graphql(rest: Rest) -> Response:
    """Answer one request; errors come with status 200, as GitHub's do."""
    body = request.get_json(force=True)
    try:
        with rest.world.lock:
            token = rest.find_token(request.headers.get("Authorization", ""))
            if token is None:
                raise RefusalError(401, "Requires authentication")
            result = graphql.graphql_sync(
                load_schema(),
                body["query"],
                variable_values=body.get("variables"),
                operation_name=body.get("operationName"),
                context_value=(rest.world, token.user),
                field_resolver=resolve,
                type_resolver=name_type,
            )
    except RefusalError as refusal:
        response = jsonify(message=str(refusal), documentation_url="https://docs.github.com/graphql")
        response.status_code = refusal.status
        return response
    return jsonify(read_result(result))


def read_result(result: graphql.ExecutionResult) -> dict[str, Any]:
    """Return a result in GitHub's form, which gives errors a type beside the message."""
    answer: dict[str, Any] = {} if result.data is None and result.errors else {"data": result.data}
    if result.errors:
        answer["errors"] = [
            {"message": error.message, "path": error.path, **(error.extensions or {})} for error in result.errors
        ]
    return answer


def create_graphql(rest: Rest) -> Blueprint:
    """Return the door for a Flask application."""
    blueprint = Blueprint("graphql", __name__)
    blueprint.add_url_rule("/graphql", view_func=lambda: answer_graphql(rest), methods=["POST"], endpoint="graphql")
    return blueprint
