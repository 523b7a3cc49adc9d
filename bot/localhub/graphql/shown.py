"""The fields that programs show to people beside those that the bot reads; of what is not kept here there is none.

Nobody is assigned, nothing has a milestone or a project, and nobody is asked for a review: those are empty, as GitHub
says it of a thread without them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request

from bot.localhub.graphql.fields import REACTIONS
from bot.localhub.graphql.view import Resolver, Viewed, make_page, not_found
from bot.localhub.representations.names import node_id, time
from bot.localhub.representations.repositories import association
from bot.localhub.state.repositories import LocalRepository, PullRequest

ROLES = ("admin", "maintain", "write", "triage", "read")


def page_of(repository: LocalRepository, path: str = "") -> str:
    """Return the address of a page, under the name that this GitHub was asked by."""
    return f"{request.host_url.rstrip('/')}/{repository.full_name}{path}"


def thread_page(view: Viewed) -> str:
    return page_of(view.repository, f"/{'pull' if view.value.pull else 'issues'}/{view.value.number}")


def comment_page(view: Viewed) -> str:
    thread = next(each for each in view.repository.threads.values() if view.value in each.comments)
    kind = "pull" if thread.pull else "issues"
    return page_of(view.repository, f"/{kind}/{thread.number}#issuecomment-{view.value.id}")


def permission(view: Viewed) -> str | None:
    found = (role for role in ROLES if view.repository.may(view.viewer, role))
    return next((role.upper() for role in found), None)


def parent(view: Viewed) -> Viewed | None:
    source = view.repository.fork_of
    return Viewed("Repository", source, source, view.viewer) if source else None


def reaction_groups(view: Viewed) -> list[dict[str, Any]]:
    given = [reaction.content for reaction in view.value.reactions]
    return [{"content": shouted, "users": Count(given.count(name))} for name, shouted in REACTIONS.items()]


class Count(dict[str, Any]):
    """A connection of which only the number is told."""

    def __init__(self, total: int) -> None:
        super().__init__(totalCount=total)


def nothing(view: Viewed, **args: Any) -> dict[str, Any]:
    """Return a connection without anything in it."""
    return make_page([], args)


def lines(view: Viewed, kind: str) -> int:
    """Return how many lines a pull request adds or takes away."""
    pull: PullRequest = view.value.pull
    return sum(getattr(change, kind) for change in view.repository.git.changes(pull.base, pull.head))


def latest_reviews(view: Viewed, args: Mapping[str, Any]) -> dict[str, Any]:
    """Return the last review of each account."""
    last = {review.author.id: review for review in view.value.pull.reviews}
    return view.views("PullRequestReview", list(last.values()), args)


def contexts(view: Viewed, args: Mapping[str, Any]) -> dict[str, Any]:
    """Return the newest statuses of a commit, and its check runs."""
    commit = view.value[0]
    said = {status.context: status for status in view.repository.statuses.get(commit, ())}
    runs = [view.view("CheckRun", run) for run in view.repository.checks if run.commit == commit]
    return make_page([*(view.view("StatusContext", status) for status in said.values()), *runs], args)


def release(view: Viewed, tag: str) -> Viewed | None:
    found = (each for each in view.repository.releases if each.tag == tag)
    return view.view("Release", next(found, None))


def find_label(view: Viewed, name: str) -> Viewed:
    found = view.view("Label", view.repository.label(name))
    if found is None:
        raise not_found(f"Could not resolve to a Label with the name of '{name}'.")
    return found


def is_required(view: Viewed, name: str) -> bool:
    """Tell whether the default branch asks for a check of this name."""
    rules = view.repository.protection
    return rules is not None and name in rules.required_checks


SAID: dict[str, Resolver] = {
    "authorAssociation": lambda v: association(v.repository, v.value.author),
    "reactionGroups": reaction_groups,
}
THREAD: dict[str, Resolver] = {
    **SAID,
    "url": thread_page,
    "activeLockReason": lambda _: None,
    "milestone": lambda _: None,
    "assignees": nothing,
    "projectCards": nothing,
    "projectItems": nothing,
}
FIELDS: dict[str, dict[str, Resolver]] = {
    "Repository": {
        "name": lambda v: v.repository.name,
        "owner": lambda v: v.person(v.repository.owner),
        "description": lambda v: v.repository.description or None,
        "url": lambda v: page_of(v.repository),
        "hasWikiEnabled": lambda _: False,
        "isFork": lambda v: v.repository.fork_of is not None,
        "createdAt": lambda v: time(v.repository.created),
        "viewerPermission": permission,
        "parent": parent,
        "milestones": nothing,
        "assignableUsers": nothing,
        "releases": lambda v, **args: v.views("Release", v.repository.releases[::-1], args),
        "release": lambda v, tagName: release(v, tagName),  # noqa: N803  GitHub's own
    },
    "Ref": {"branchProtectionRule": lambda _: None},
    "Issue": THREAD,
    "IssueComment": {
        **SAID,
        "url": comment_page,
        "includesCreatedEdit": lambda v: v.value.edited is not None,
        "isMinimized": lambda _: False,
        "minimizedReason": lambda _: None,
    },
    "PullRequest": {
        **THREAD,
        "additions": lambda v: lines(v, "additions"),
        "deletions": lambda v: lines(v, "deletions"),
        "reviewRequests": nothing,
        "latestReviews": lambda v, **args: latest_reviews(v, args),
        "baseRef": lambda v: v.ref(v.value.pull.base_branch),
    },
    "PullRequestReview": {
        "authorAssociation": SAID["authorAssociation"],
        "reactionGroups": lambda _: [],
    },
    "StatusCheckRollup": {"contexts": lambda v, **args: contexts(v, args)},
    "StatusContext": {
        "context": lambda v: v.value.context,
        "state": lambda v: v.value.state.upper(),
        "targetUrl": lambda v: v.value.target,
        "createdAt": lambda v: time(v.value.created),
        "description": lambda v: v.value.description,
        "isRequired": lambda v, **args: is_required(v, v.value.context),
    },
    "CheckRun": {
        "name": lambda v: v.value.name,
        "status": lambda v: v.value.status.upper(),
        "conclusion": lambda v: v.value.conclusion.upper() if v.value.conclusion else None,
        "startedAt": lambda v: time(v.value.started),
        "completedAt": lambda v: time(v.value.completed),
        "isRequired": lambda v, **args: is_required(v, v.value.name),
        "detailsUrl": lambda v: v.value.details,
        "checkSuite": lambda _: {"workflowRun": None},
    },
    "Release": {
        "id": lambda v: node_id("Release", v.value.id),
        "databaseId": lambda v: v.value.id,
        "name": lambda v: v.value.name,
        "tagName": lambda v: v.value.tag,
        "isDraft": lambda v: v.value.draft,
        "isPrerelease": lambda v: v.value.prerelease,
        "isLatest": lambda v: v.repository.latest_release is v.value,
        "createdAt": lambda v: time(v.value.created),
        "publishedAt": lambda v: time(v.value.published),
    },
    "User": {"name": lambda _: None},
}
