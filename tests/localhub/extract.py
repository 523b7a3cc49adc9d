"""Cuts out of GitHub's own API descriptions the part that the local GitHub serves.

    python -m tests.localhub.extract

writes `tests/localhub/openapi.json` from @octokit/openapi and `bot/localhub/github.graphql` from
@octokit/graphql-schema (both MIT, by the contributors of Octokit). Types and required fields only; texts,
examples and formats are left out, and equal parts are written once.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import graphql

from bot.localhub import server
from bot.localhub.graphql.mutations import MUTATIONS
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
#: The types of GitHub's GraphQL schema that are served; fields of other types are left out.
GRAPHQL_TYPES = frozenset({
    "Query", "Node", "Repository", "Ref", "GitObject", "Commit", "Tree", "TreeEntry", "Blob", "Actor", "User", "Bot",
    "Organization", "Mannequin",
    "RepositoryOwner", "GitActor", "StatusCheckRollup", "StatusState", "Issue", "PullRequest", "IssueOrPullRequest",
    "IssueComment", "IssueCommentConnection", "IssueCommentEdge", "Label", "LabelConnection", "Labelable", "Reactable",
    "Reaction", "ReactionContent", "UserContentEdit", "UserContentEditConnection", "LabeledEvent", "UnlabeledEvent",
    "ClosedEvent", "ReopenedEvent", "GitSignature", "GitSignatureState", "GpgSignature",
    "IssueTimelineItems", "IssueTimelineItemsConnection", "IssueTimelineItemsItemType", "PullRequestTimelineItems",
    "PullRequestTimelineItemsConnection", "PullRequestTimelineItemsItemType", "PullRequestReview",
    "PullRequestReviewConnection", "PullRequestReviewState", "PullRequestReviewDecision", "PullRequestReviewThread",
    "PullRequestReviewThreadConnection", "PullRequestReviewComment", "PullRequestReviewCommentConnection", "DiffSide",
    "PullRequestConnection", "PullRequestChangedFile", "PullRequestChangedFileConnection", "PatchStatus",
    "PullRequestCommit", "PullRequestCommitConnection", "AutoMergeRequest", "PullRequestMergeMethod", "MergeableState",
    "MergeStateStatus", "MergeQueue", "MergeQueueConfiguration", "MergeQueueEntry", "MergeQueueEntryConnection",
    "MergeQueueEntryState", "MergeQueueMergingStrategy", "AddedToMergeQueueEvent", "RemovedFromMergeQueueEvent",
    "IssueConnection", "CommitHistoryConnection", "PageInfo", "RateLimit", "DateTime", "BigInt",
    "GitObjectID", "GitRefname", "Base64String", "URI", "PullRequestState", "PullRequestUpdateState", "IssueState",
    "IssueStateReason", "IssueClosedStateReason", "String", "Int", "Boolean", "ID", "Float", "Mutation",
    "CommittableBranch", "CommitMessage", "FileChanges", "FileAddition", "FileDeletion", "RefUpdate",
    "RepositoryPermission", "Lockable", "ProjectV2ItemConnection", "ProjectV2Item", "ProjectV2", "Milestone",
    "MilestoneConnection", "UserConnection", "ProjectCardConnection", "ProjectCard", "Project", "ProjectColumn",
    "ReactionGroup", "ReactorConnection", "ReactingUserConnection", "LockReason", "CommentAuthorAssociation",
    "LabelOrder", "LabelOrderField", "SearchType", "SearchResultItemConnection", "SearchResultItem",
    "SearchResultItemEdge", "PullRequestEdge", "IssueEdge", "ReviewRequestConnection", "ReviewRequest",
    "RequestedReviewer", "Team", "StatusCheckRollupContextConnection", "StatusCheckRollupContext",
    "StatusContext", "CheckRun", "CheckSuite", "WorkflowRun", "Workflow", "CheckStatusState", "CheckConclusionState",
    "BranchProtectionRule", "Release", "ReleaseConnection", "ReleaseOrder", "ReleaseOrderField",
    "PullRequestReviewEvent", "DraftPullRequestReviewComment", "DraftPullRequestReviewThread",
    "CommitConnection", "IssueFilters", "IssueOrder", "IssueOrderField", "OrderDirection",
    *(f"{name[0].upper()}{name[1:]}{part}" for name in MUTATIONS for part in ("Input", "Payload")),
})  # fmt: skip


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
    """Return the served types of the schema with those of their fields whose types are served too."""
    document = graphql.parse(text, no_location=True)
    kept = []
    for definition in document.definitions:
        name = getattr(getattr(definition, "name", None), "value", "")
        if name in GRAPHQL_TYPES:
            kept.append(graphql.print_ast(cut_type(definition)))
    return "\n\n".join([f"# The served part of GitHub's schema, from npm's {npm.GRAPHQL} (MIT).", *kept, ""])


def cut_type(definition: Any) -> Any:
    """Return a type without texts, directives and fields of types that are not served."""
    cut: dict[str, Any] = {"description": None, "directives": ()}
    if getattr(definition, "interfaces", None):
        cut["interfaces"] = tuple(i for i in definition.interfaces or () if i.name.value in GRAPHQL_TYPES)
    if isinstance(definition, graphql.UnionTypeDefinitionNode):
        cut["types"] = tuple(t for t in definition.types or () if t.name.value in GRAPHQL_TYPES)
    if isinstance(definition, graphql.EnumTypeDefinitionNode):
        cut["values"] = tuple(bare(value) for value in definition.values or ())
    if getattr(definition, "fields", None):
        # By name: the document has one field twice.
        served = {f.name.value: cut_field(f) for f in definition.fields if type_name(f.type) in GRAPHQL_TYPES}
        cut["fields"] = tuple(served.values())
    return change(definition, **cut)


def cut_field(field: Any) -> Any:
    """Return a field with its arguments."""
    if isinstance(field, graphql.InputValueDefinitionNode):
        return bare(field)
    arguments = tuple(bare(argument) for argument in field.arguments or () if type_name(argument.type) in GRAPHQL_TYPES)
    return change(bare(field), arguments=arguments)


def bare(node: Any) -> Any:
    """Return a definition without its text and directives."""
    return change(node, description=None, directives=())


def change(node: Any, **parts: Any) -> Any:
    """Change parts of a definition, and return it."""
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
