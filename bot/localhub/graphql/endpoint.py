"""GraphQL: GitHub's own schema (an extract), with a resolver for each field that is served.

What is not served is not in the extract: an error names it, and no client mistakes a null for an answer. Known from
GitHub's documentation and reports alone: the messages and types of errors, and that mutations after a failed one run.
"""

import time
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, cast

import graphql
from flask import Blueprint, Response, jsonify, request

from bot.localhub.access import find_token
from bot.localhub.current import world
from bot.localhub.graphql import mutations, pulls, repositories, threads
from bot.localhub.graphql.view import Asking, Resolver, Viewed, describe_error, find_node, make_page, not_found
from bot.localhub.operations.refusal import RequestError
from bot.localhub.operations.search import search_threads
from bot.localhub.representations import names
from bot.localhub.rest.call import read_body

Needs = tuple[str, ...] | None
#: GitHub accepts two fields of one name from an issue and a pull request although their types differ.
RULES = [rule for rule in graphql.specified_rules if rule is not graphql.OverlappingFieldsCanBeMergedRule]
#: In this header tests name a field, by its path in the answer, that should fail.
FAILING_FIELD = "localhub.failing_field"
#: The permissions, one of which a token needs, for fields that are withheld separately.
NEEDS = {("Commit", "statusCheckRollup"): ("checks", "statuses")}
CONTENTS, ISSUES, PULLS, THREADS = ("contents",), ("issues",), ("pull_requests",), ("issues", "pull_requests")
#: The same for the contents of a private repository.
PRIVATE = {
    **dict.fromkeys(("defaultBranchRef", "ref", "object", "releases", "release"), CONTENTS),
    **dict.fromkeys(("issues", "issue"), ISSUES),
    **dict.fromkeys(("pullRequests", "pullRequest"), PULLS),
    **dict.fromkeys(("issueOrPullRequest", "labels", "label", "milestones"), THREADS),
}
#: The same for objects requested by their global id.
PRIVATE_NODES = {
    "Issue": ISSUES,
    "Ref": CONTENTS,
    **dict.fromkeys(("PullRequest", "PullRequestReview", "PullRequestReviewComment"), PULLS),
    **dict.fromkeys(("IssueComment", "Label"), THREADS),
}
#: The arguments that select a part of a connection.
PAGING = frozenset({"first", "last", "after", "before"})
#: How many different documents the bot and the tests send, again and again.
MOST_DOCUMENTS = 256
HOUR = 3600
RATE_LIMIT = {"cost": 1, "limit": 5000, "remaining": 4999, "used": 1}
FIELDS = repositories.FIELDS | threads.FIELDS | pulls.FIELDS
graphql_api = Blueprint("graphql", __name__)


@cache
def load_schema() -> graphql.GraphQLSchema:
    """Return the extract of GitHub's schema, each field with its resolver."""
    text = files("bot.localhub").joinpath("github.graphql").read_text(encoding="utf-8")
    schema = graphql.build_schema(text, assume_valid=True)
    moment = cast(graphql.GraphQLScalarType, schema.type_map["DateTime"])
    moment.serialize = names.time  # type: ignore[assignment, method-assign]
    for kind, resolvers in FIELDS.items():
        known = cast(graphql.GraphQLObjectType, schema.type_map[kind]).fields
        private = PRIVATE if kind == "Repository" else {}
        for name, resolver in resolvers.items():
            pages = graphql.get_named_type(known[name].type).name.endswith("Connection")
            known[name].resolve = guard(resolver, NEEDS.get((kind, name)), private.get(name), pages=pages)
    return schema


def guard(resolver: Resolver, needs: Needs, needs_if_private: Needs, *, pages: bool) -> Resolver:
    """Return a resolver that withholds what the token may not read and cuts lists into pages."""

    def resolve(view: Viewed, info: graphql.GraphQLResolveInfo, **args: Any) -> Any:
        if needs:
            check_read(info.context, needs)
        if needs_if_private and view.repository.private:
            check_read(info.context, needs_if_private)
        if not pages:
            return view.show(resolver(view, **args))
        found = resolver(view, **{name: value for name, value in args.items() if name not in PAGING})
        return make_page(view.show(found), args)

    return resolve


def resolve_other(source: Any, info: graphql.GraphQLResolveInfo, **args: Any) -> Any:
    """Resolve a field without a resolver of its own: of a plain object or of a root."""
    name = info.field_name
    if isinstance(source, dict):
        if name not in source:
            raise graphql.GraphQLError("Provide `first` or `last`, at most 100.")
        return source[name]
    if info.parent_type.name == "Mutation":
        return mutations.mutate(info.context, name, args["input"])
    return QUERIES[name](info.context, **args)


def check_read(asking: Asking, needs: tuple[str, ...]) -> None:
    """Refuse a field to a token without any of the permissions that it needs."""
    allowed = asking.token.permissions
    if allowed is not None and not any(need in allowed for need in needs):
        kind = "integration" if asking.token.app else "personal access token"
        raise graphql.GraphQLError(f"Resource not accessible by {kind}", extensions={"type": "FORBIDDEN"})


def find_repository(asking: Asking, owner: str, name: str, **_: Any) -> Viewed:
    found, viewer = asking.world.find(f"{owner}/{name}"), asking.token.user
    if found is None or not found.is_seen_by(viewer):
        raise not_found(f"Could not resolve to a Repository with the name '{owner}/{name}'.")
    return Viewed("Repository", found, found, viewer)


def find_by_id(asking: Asking, id: str) -> Viewed:
    node = find_node(asking, id)
    if node.repository.private and node.kind in PRIVATE_NODES:
        check_read(asking, PRIVATE_NODES[node.kind])
    return node


def find_viewer(asking: Asking) -> Viewed:
    """Return the account that asks, as any repository sees it."""
    viewer, home = asking.token.user, next(iter(asking.world.repositories.values()), None)
    if home is None:
        raise graphql.GraphQLError("the local GitHub does not serve Query.viewer before it has a repository")
    return Viewed("User", viewer, home, viewer)


def search(asking: Asking, query: str, **args: Any) -> dict[str, Any]:
    if args["type"] != "ISSUE":
        raise graphql.GraphQLError(f"the local GitHub does not serve a search for {args['type']}")
    found = search_threads(asking.world, query, asking.token.user)
    shown = [Viewed("", None, thread.repository, asking.token.user).show(thread) for thread in found]
    return {**make_page(shown, args), "issueCount": len(found)}


QUERIES: dict[str, Callable[..., Any]] = {
    "repository": find_repository,
    "node": find_by_id,
    "viewer": find_viewer,
    "search": search,
    "rateLimit": lambda _, **__: RATE_LIMIT,
}


def name_type(value: Any, _info: graphql.GraphQLResolveInfo, _type: graphql.GraphQLAbstractType) -> str:
    """Return the concrete type of an object behind an interface or union."""
    return str(value.kind)


@graphql_api.post("/graphql")
def answer_graphql() -> Response:
    """Answer one request; errors come with status 200, as GitHub's do."""
    try:
        body = read_body() or {}
        if not isinstance(body.get("query"), str):
            raise RequestError(400, "A query attribute must be specified and must be a string.")
        with world.lock:
            token = find_token(world, request.headers.get("Authorization", ""))
            if token is None:
                raise RequestError(401, "Requires authentication")
            if token.budget:
                world.points[token.budget] += 1
                if world.points[token.budget] > token.hourly:
                    return refuse_by_limit()
            result = execute(body, Asking(world, token), request.environ.get(FAILING_FIELD))
    except RequestError as refusal:
        response = jsonify(message=str(refusal), documentation_url="https://docs.github.com/graphql")
        response.status_code = refusal.status
        return response
    return jsonify(read_result(result))


def refuse_by_limit() -> Response:
    """Answer that the hour's budget is used up, which GitHub does with status 200."""
    error = {"type": "RATE_LIMITED", "message": "API rate limit exceeded for installation."}
    response = jsonify(errors=[error])
    response.headers["X-RateLimit-Remaining"] = "0"
    response.headers["X-RateLimit-Reset"] = str(int(time.time()) // HOUR * HOUR + HOUR)
    return response


@lru_cache(maxsize=MOST_DOCUMENTS)
def read_document(text: str) -> tuple[graphql.DocumentNode, list[graphql.GraphQLError]]:
    """Return a document with its errors against the schema; checking takes longer than most answers."""
    document = graphql.parse(text)
    return document, graphql.validate(load_schema(), document, RULES)


def execute(body: dict[str, Any], asking: Asking, failing: tuple[str, ...] | None) -> graphql.ExecutionResult:
    """Run a request's document; `failing` is the path of a field that should fail."""
    try:
        document, errors = read_document(body["query"])
    except graphql.GraphQLError as error:
        return graphql.ExecutionResult(None, [error])
    if errors:
        return graphql.ExecutionResult(None, errors)
    return graphql.execute_sync(
        load_schema(),
        document,
        variable_values=body.get("variables"),
        operation_name=body.get("operationName"),
        context_value=asking,
        field_resolver=resolve_other,
        type_resolver=name_type,
        middleware=[fail_at(failing)] if failing else None,
    )


def fail_at(path: tuple[str, ...]) -> Resolver:
    """Return middleware that makes the field at a path fail before it does anything."""

    def resolve(resolver: Resolver, source: Any, info: graphql.GraphQLResolveInfo, **args: Any) -> Any:
        if tuple(info.path.as_list()) == path:
            text = "Something went wrong while executing your query."
            raise graphql.GraphQLError(text, extensions={"type": "INTERNAL"})
        return resolver(source, info, **args)

    return resolve


def read_result(result: graphql.ExecutionResult) -> dict[str, Any]:
    """Return a result in GitHub's form, which gives errors a type beside the message."""
    answer: dict[str, Any] = {} if result.data is None and result.errors else {"data": result.data}
    if result.errors:
        answer["errors"] = [{"path": error.path, **describe_error(error)} for error in result.errors]
    return answer
