"""Accounts, repositories, their labels and who may do what in them."""

from __future__ import annotations

from typing import Any

from bot.localhub import operations
from bot.localhub.operations.refusal import RequestError, require
from bot.localhub.representations.repositories import (
    collaborator_json,
    full_repository_json,
    label_json,
    public_user_json,
)
from bot.localhub.rest.call import Call, Reply, names, route


@route("GET", "/user")
def get_user(call: Call) -> Any:
    return public_user_json(call.site, call.user)


@route("GET", "/repos/{owner}/{repo}")
def get_repository(call: Call) -> Any:
    return full_repository_json(call.site, call.repository, call.token.user if call.token else None)


@route("PATCH", "/repos/{owner}/{repo}", "administration:write")
def edit_repository(call: Call) -> Any:
    """Change a repository's name and description, or how its pull requests may be merged."""
    operations.require_role(call.repository, call.user, "admin")
    repository, wanted = call.repository, {**call.body}
    known, name = repository.settings, wanted.pop("name", repository.name)
    description = wanted.pop("description", repository.description)
    if unknown := wanted.keys() - known.keys():
        raise RequestError(501, f"the local GitHub does not serve a change of {min(unknown)}")
    known |= {setting: value for setting, value in wanted.items() if isinstance(value, bool)}
    repository.description = description or ""
    if name != repository.name:
        call.world.rename(repository, name)
    return full_repository_json(call.site, repository, call.user)


@route("GET", "/repos/{owner}/{repo}/collaborators/{username}/permission")
def get_permission(call: Call) -> Any:
    """Return what an account may do; only those who may write can ask."""
    operations.require_role(call.repository, call.user, "write")
    user = require(call.world.user(call.args["username"]))
    role = call.repository.role(user)
    coarse = {"maintain": "write", "triage": "read"}.get(role, role)
    return {"permission": coarse, "role_name": role, "user": collaborator_json(call.site, call.repository, user)}


@route("POST", "/repos/{owner}/{repo}/forks", "administration:read")
def create_fork(call: Call) -> Any:
    """Copy a repository to the asker's account; asking again gives the first copy."""
    return Reply(
        202,
        full_repository_json(call.site, operations.fork_repository(call.repository, call.user), call.user),
    )


@route("GET", "/repos/{owner}/{repo}/labels", "issues,pull_requests:read")
def list_labels(call: Call) -> Any:
    return [label_json(call.site, call.repository, label) for label in call.repository.labels]


@route("POST", "/repos/{owner}/{repo}/labels", "issues,pull_requests:write")
def create_label(call: Call) -> Any:
    operations.require_role(call.repository, call.user, "triage")
    color, description = call.text("color", "ededed"), call.text("description", "")
    label = operations.create_label(call.repository, call.text("name"), color, description)
    return Reply(201, label_json(call.site, call.repository, label))


@route("GET", "/repos/{owner}/{repo}/labels/{name}", "issues,pull_requests:read")
def get_label(call: Call) -> Any:
    return label_json(call.site, call.repository, require(call.repository.label(call.args["name"])))


@route("POST", "/repos/{owner}/{repo}/issues/{issue_number}/labels", "issues:write")
def add_labels(call: Call) -> Any:
    thread = call.thread()
    operations.add_labels(thread, call.user, names(call.body.get("labels")))
    return [label_json(call.site, call.repository, label) for label in thread.labels]


@route("GET", "/repos/{owner}/{repo}/issues/{issue_number}/labels", "issues,pull_requests:read")
def list_thread_labels(call: Call) -> Any:
    return [label_json(call.site, call.repository, label) for label in call.thread().labels]


@route("DELETE", "/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}", "issues:write")
def remove_label(call: Call) -> Any:
    thread = call.thread()
    operations.remove_label(thread, call.user, call.args["name"])
    return [label_json(call.site, call.repository, label) for label in thread.labels]
