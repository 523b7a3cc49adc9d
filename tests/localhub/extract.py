"""Cuts out of GitHub's own API descriptions the part that the local GitHub serves.

    python -m tests.localhub.extract

writes `tests/localhub/openapi.json` from @octokit/openapi and `bot/localhub/github.graphql` from
@octokit/graphql-schema (both MIT, by the contributors of Octokit). Types and required fields only; texts,
examples and formats are left out, and equal parts are written once.
"""

import hashlib
import json
from collections import Counter
from copy import copy
from pathlib import Path
from typing import Any

import graphql

from bot.localhub import server
from bot.localhub.graphql.endpoint import FIELDS, QUERIES
from bot.localhub.graphql.mutations import MUTATIONS
from bot.localhub.graphql.threads import EVENTS
from bot.localhub.rest.app import ROUTES
from tests.localhub import npm

OPENAPI_FILE = Path(__file__).with_name("openapi.json")
GRAPHQL_FILE = Path(server.__file__).with_name("github.graphql")

#: The webhooks that the local GitHub sends, as the document names them.
WEBHOOKS = {
    "issues": (
        "opened", "edited", "closed", "reopened", "labeled", "unlabeled", "deleted", "locked",
        "unlocked", "transferred",
    ),
    "issue_comment": ("created", "edited", "deleted"),
    "pull_request": (
        "opened", "edited", "closed", "reopened", "synchronize", "labeled", "unlabeled", "ready_for_review",
        "auto_merge_enabled", "auto_merge_disabled", "enqueued", "dequeued", "locked", "unlocked",
    ),
    "pull_request_review": ("submitted",),
    "pull_request_review_comment": ("created",),
    "check_run": ("created", "completed"),
    "merge_group": ("checks_requested", "destroyed"),
    "installation": ("created", "deleted"),
    "status": (None,),
    "push": (None,),
    "ping": (None,),
}  # fmt: skip
#: What is null once the lines of a remark were changed, although the document (not GitHub) says it never is.
OUTDATED = ("line", "position")
#: Where the document asks of an account to be a person and an enterprise at once.
EITHER = "GET /app/installations"
KEPT = frozenset({
    "type", "properties", "required", "items", "enum", "anyOf", "oneOf", "allOf", "not", "additionalProperties",
    "pattern", "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum", "$ref",
})  # fmt: skip
#: What is served of objects that have no resolvers: they are made for an answer alone, or never there.
MADE = {
    "Query": frozenset(QUERIES),
    "Mutation": frozenset(MUTATIONS),
    "PageInfo": frozenset({"hasNextPage", "hasPreviousPage", "startCursor", "endCursor"}),
    "RateLimit": frozenset({"cost", "limit", "remaining", "used"}),
    "ReactionGroup": frozenset({"content", "users"}),
    "PullRequestCommit": frozenset({"commit"}),
    "CheckSuite": frozenset({"workflowRun"}),
    "WorkflowRun": frozenset({"event", "workflow"}),
    "Workflow": frozenset({"name"}),
    "BranchProtectionRule": frozenset({"requiredApprovingReviewCount", "requiresStrictStatusChecks"}),
    "Milestone": frozenset({"id", "number", "title", "description", "dueOn"}),
    "ProjectCard": frozenset({"project", "column"}),
    "Project": frozenset({"id", "name"}),
    "ProjectColumn": frozenset({"name"}),
    "ProjectV2Item": frozenset({"id", "project"}),
    "ProjectV2": frozenset({"id", "title"}),
    "ReviewRequest": frozenset({"requestedReviewer"}),
    "Team": frozenset({"name", "slug", "organization"}),
}
SERVED = MADE | {kind: frozenset(resolvers) for kind, resolvers in FIELDS.items()}
CONNECTION = frozenset({"nodes", "edges", "pageInfo", "totalCount", "issueCount"})
SCALARS = frozenset({"Boolean", "Float", "ID", "Int", "String"})
#: The types of arguments that are heeded, and the connections of which the edges are told.
HEEDED = frozenset({
    "IssueFilters", "IssueOrder", "IssueTimelineItemsItemType", "LabelOrder", "PullRequestTimelineItemsItemType",
    "PullRequestReviewState", "PullRequestState", "IssueState", "ReleaseOrder", "SearchType", "GitObjectID", *SCALARS,
})  # fmt: skip
EDGES = frozenset({"IssueCommentEdge", "IssueEdge", "PullRequestEdge", "SearchResultItemEdge"})


def extract_openapi(document: dict[str, Any]) -> dict[str, Any]:
    """Return the routes' requests and responses, the webhooks' bodies and what they refer to."""
    routes = {f"{route.method} {route.path}": cut_route(document, route.method, route.path) for route in ROUTES}
    webhooks = {
        f"{event} {action}" if action else event: cut_webhook(document, event, action)
        for event, actions in WEBHOOKS.items()
        for action in actions
    }
    components: dict[str, Any] = {}
    wanted = list(references({"routes": routes, "webhooks": webhooks}))
    while wanted:
        name = wanted.pop()
        if name not in components:
            components[name] = cut(document["components"]["schemas"][name])
            if name.endswith("review-comment"):
                properties = components[name]["properties"]
                properties |= {place: {"type": ["integer", "null"]} for place in OUTDATED}
            wanted += references(components[name])
    found = {"components": components, "routes": routes, "webhooks": webhooks}
    allow_lost_forks(found)
    return share(found)


def allow_lost_forks(value: Any) -> None:
    """Let a pull request's head be of no repository: GitHub says so of a deleted fork, where the document denies it."""
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        allow_lost_forks(each)
    properties = value.get("properties") if isinstance(value, dict) else None
    if isinstance(properties, dict) and properties.keys() >= {"label", "ref", "repo", "sha", "user"}:
        properties["repo"] = {"anyOf": [properties["repo"], {"type": "null"}]}


def cut_route(document: dict[str, Any], method: str, path: str) -> dict[str, Any]:
    """Return the schema of a route's request body, and of each response by status."""
    documented = {p.replace("{git_ref}", "{ref}"): content for p, content in document["paths"].items()}
    operation = documented[path][method.lower()]
    responses = {}
    for status, response in operation["responses"].items():
        found = follow(document, response)
        responses[status] = json_schema(found.get("content", {}))
        if f"{method} {path}" == EITHER and status == "200":
            account = responses[status]["items"]["properties"]["account"]["anyOf"][0]
            account["anyOf"] = account.pop("allOf")
    body = operation.get("requestBody")
    return {"request": json_schema(body["content"]) if body else None, "responses": responses}


def cut_webhook(document: dict[str, Any], event: str, action: str | None) -> Any:
    """Return the schema of a webhook's body."""
    name = "-".join(filter(None, (event, action))).replace("_", "-")
    return json_schema(document["x-webhooks"][name]["post"]["requestBody"]["content"])


def follow(document: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    """Return what a reference to a response means."""
    if "$ref" not in value:
        return value
    found = document
    for part in value["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return found


def json_schema(content: dict[str, Any]) -> Any:
    """Return the schema of JSON content, None where there is none."""
    found = next((media for kind, media in content.items() if kind.endswith("json") and "schema" in media), None)
    return cut(found["schema"]) if found else None


def cut(schema: Any) -> Any:
    """Return a schema of OpenAPI 3.0 as JSON Schema with nothing but its shape."""
    if not isinstance(schema, dict):
        return schema
    kept: dict[str, Any] = {}
    for key, value in schema.items():
        if key not in KEPT:
            continue
        match key:
            case "properties":
                kept[key] = {name: cut(item) for name, item in value.items()}
            case "items" | "additionalProperties" | "not":
                kept[key] = cut(value)
            case "anyOf" | "oneOf" | "allOf":
                # An address may fit two of the alternatives; a union is what is meant.
                kept["anyOf" if key == "oneOf" else key] = [cut(item) for item in value]
            case "$ref":
                kept[key] = value.replace("#/components/schemas/", "#/components/")
            case _:
                kept[key] = value
    return allow_null(kept) if schema.get("nullable") else kept


def allow_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that also takes null, which OpenAPI 3.0 says beside the type."""
    if schema.keys() & {"$ref", "anyOf", "allOf"} or "type" not in schema:
        return {"anyOf": [schema, {"type": "null"}]} if schema else {}
    kept = {**schema, "type": [schema["type"], "null"]}
    if "enum" in kept and None not in kept["enum"]:
        kept["enum"] = [*kept["enum"], None]
    return kept


def references(value: Any) -> list[str]:
    """Return the names of the components that a value refers to."""
    if isinstance(value, dict):
        own = [value["$ref"].rpartition("/")[2]] if isinstance(value.get("$ref"), str) else []
        return own + [name for item in value.values() for name in references(item)]
    return [name for item in value for name in references(item)] if isinstance(value, list) else []


def share(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with every object schema that occurs twice written once, under "shared"."""
    counts: Counter[str] = Counter()
    shared: dict[str, Any] = {}

    def count(value: Any) -> None:
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            count(item)
        if isinstance(value, dict) and is_worth_sharing(value):
            counts[json.dumps(value, sort_keys=True)] += 1

    def put_references(value: Any) -> Any:
        if isinstance(value, list):
            return [put_references(item) for item in value]
        if not isinstance(value, dict):
            return value
        key = json.dumps(value, sort_keys=True)
        content = {name: put_references(item) for name, item in value.items()}
        if counts[key] < 2:
            return content
        name = hashlib.sha256(key.encode()).hexdigest()[:8]
        shared[name] = content
        return {"$ref": f"#/shared/{name}"}

    count(document)
    replaced = {
        part: {name: put_references(item) for name, item in content.items()} for part, content in document.items()
    }
    return {**replaced, "shared": shared}


def is_worth_sharing(value: dict[str, Any]) -> bool:
    """Tell a schema that takes more room than a reference to it."""
    return bool(value.keys() & {"properties", "anyOf", "items"}) and len(json.dumps(value)) > 60


def extract_graphql(text: str) -> str:
    """Return of the schema what is served, and the types that this asks for."""
    document = graphql.parse(text, no_location=True)
    known = {each.name.value: each for each in document.definitions if isinstance(each, graphql.TypeDefinitionNode)}
    kept = {name: cut_type(definition, known) for name, definition in known.items()}
    reached, waiting = set(SCALARS), ["Query", "Mutation", *FIELDS]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += mentioned(kept[name])
    shown = [graphql.print_ast(keep_interfaces(kept[name], kept, reached)) for name in known if name in reached]
    return "\n\n".join([f"# The served part of GitHub's schema, from npm's {npm.GRAPHQL} (MIT).", *shown, ""])


def is_served(kind: str, field: str, result: str, known: dict[str, Any]) -> bool:
    """Tell whether a field of a type is served, which is of the type `result`."""
    definition = known[kind]
    if isinstance(definition, graphql.InterfaceTypeDefinitionNode):
        own = field_names(definition)
        served = [SERVED[name] for name in FIELDS if kind in (each.name.value for each in known[name].interfaces)]
        return all(field in fields for fields in served if fields & own)
    if kind in SERVED:
        return field in SERVED[kind]
    if kind.endswith("Connection"):
        return field in CONNECTION and (field != "edges" or result in EDGES)
    return True


def cut_type(definition: Any, known: dict[str, Any]) -> Any:
    """Return a type without texts, directives and fields that are not served."""
    kind = definition.name.value
    cut: dict[str, Any] = {"description": None, "directives": ()}
    if isinstance(definition, graphql.UnionTypeDefinitionNode):
        cut["types"] = tuple(each for each in definition.types if each.name.value in SERVED)
    if isinstance(definition, graphql.EnumTypeDefinitionNode):
        served = EVENTS if kind.endswith("TimelineItemsItemType") else None
        cut["values"] = tuple(bare(value) for value in definition.values if not served or value.name.value in served)
    if isinstance(definition, graphql.InputObjectTypeDefinitionNode):
        cut["fields"] = tuple(bare(field) for field in definition.fields)
    if isinstance(definition, graphql.ObjectTypeDefinitionNode | graphql.InterfaceTypeDefinitionNode):
        # By name: the document has one field twice.
        fields = {f.name.value: f for f in definition.fields if is_served(kind, f.name.value, type_name(f.type), known)}
        cut["fields"] = tuple(cut_field(field) for field in fields.values())
    return change(definition, **cut)


def cut_field(field: Any) -> Any:
    """Return a field with those of its arguments that are heeded; of a mutation the whole input is."""
    heeded = (each for each in field.arguments if (name := type_name(each.type)) in HEEDED or name.endswith("Input"))
    return change(bare(field), arguments=tuple(bare(argument) for argument in heeded))


def keep_interfaces(definition: Any, kept: dict[str, Any], reached: set[str]) -> Any:
    """Return a type with those of its interfaces that anything is of, and of which it serves every field."""
    named = [each for each in getattr(definition, "interfaces", None) or () if each.name.value in reached]
    own = field_names(definition)
    return change(definition, interfaces=tuple(each for each in named if field_names(kept[each.name.value]) <= own))


def field_names(definition: Any) -> set[str]:
    return {field.name.value for field in getattr(definition, "fields", None) or ()}


def mentioned(definition: Any) -> list[str]:
    """Return the names of the types that a definition speaks of."""
    fields = getattr(definition, "fields", None) or ()
    found = [type_name(field.type) for field in fields]
    found += [type_name(each.type) for field in fields for each in getattr(field, "arguments", None) or ()]
    return found + [each.name.value for each in getattr(definition, "types", None) or ()]


def bare(node: Any) -> Any:
    """Return a definition without its text and directives."""
    return change(node, description=None, directives=())


def change(node: Any, **parts: Any) -> Any:
    """Return a definition with other parts."""
    node = copy(node)
    for name, part in parts.items():
        setattr(node, name, part)
    return node


def type_name(node: Any) -> str:
    """Return the name of the type inside lists and non-nulls."""
    while not isinstance(node, graphql.NamedTypeNode):
        node = node.type
    return str(node.name.value)


def main() -> None:
    """Write both extracts."""
    source = json.loads((npm.fetch(npm.OPENAPI) / "generated" / "api.github.com.json").read_text(encoding="utf-8"))
    extract = {"origin": f"{npm.OPENAPI} (npm, MIT)", **extract_openapi(source)}
    OPENAPI_FILE.write_text(json.dumps(extract, separators=(",", ":")) + "\n", encoding="utf-8")
    schema = (npm.fetch(npm.GRAPHQL) / "schema.graphql").read_text(encoding="utf-8")
    GRAPHQL_FILE.write_text(extract_graphql(schema), encoding="utf-8")


if __name__ == "__main__":
    main()
