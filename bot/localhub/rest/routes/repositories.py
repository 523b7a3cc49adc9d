"""Accounts and repositories: settings, labels, roles, and branch protection."""

from typing import Any

from bot.localhub.operations import branches, threads
from bot.localhub.operations.refusal import RequestError, require, require_role
from bot.localhub.representations.names import Json
from bot.localhub.representations.repositories import (
    collaborator_json,
    full_repository_json,
    label_json,
    public_user_json,
)
from bot.localhub.rest.call import PUBLIC, REPO, Call, Reply, Route
from bot.localhub.state.conversation import IssueLabel
from bot.localhub.state.repositories import Protection

LABEL = f"{REPO}/labels/{{name}}"
READ, ADMIN = "issues,pull_requests:read", "administration:write"


def edit_repository(call: Call) -> Any:
    require_role(call.repository, call.user, "admin")
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


def create_fork(call: Call) -> Any:
    """Copy a repository to the viewer's account; a second request gives the first copy."""
    fork = branches.fork_repository(call.repository, call.user)
    return Reply(202, full_repository_json(call.site, fork, call.user))


def get_permission(call: Call) -> Any:
    """Return an account's rights; only those who may write can ask."""
    require_role(call.repository, call.user, "write")
    user = require(call.world.user(call.args["username"]))
    role = call.repository.role(user)
    coarse = {"maintain": "write", "triage": "read"}.get(role, role)
    return {"permission": coarse, "role_name": role, "user": call.show(collaborator_json, user)}


def list_collaborators(call: Call) -> Any:
    """Return the owner and everybody with a role; only those who may write can ask."""
    require_role(call.repository, call.user, "write")
    logins = dict.fromkeys((call.repository.owner.login, *call.repository.roles))
    return call.show_all(collaborator_json, filter(None, map(call.world.user, logins)))


def replace_topics(call: Call) -> Any:
    require_role(call.repository, call.user, "maintain")
    call.repository.topics = tuple(name.lower() for name in call.body.get("names") or ())
    return list_topics(call)


def list_topics(call: Call) -> Any:
    return {"names": list(call.repository.topics)}


def create_label(call: Call) -> Any:
    require_role(call.repository, call.user, "triage")
    words = (call.text("name"), call.text("color", "ededed"), call.text("description", ""))
    return Reply(201, call.show(label_json, threads.create_label(call.repository, *words)))


def find_label(call: Call) -> IssueLabel:
    """Return the label that the address names, for those who may change it."""
    require_role(call.repository, call.user, "write")
    return require(call.repository.label(call.args["name"]))


def edit_label(call: Call) -> Any:
    label = find_label(call)
    color = call.text("color", label.color)
    threads.check_color(color)
    label.name, label.color = call.text("new_name", label.name), color.lower()
    label.description = call.text("description", label.description)
    return call.show(label_json, label)


def delete_label(call: Call) -> None:
    label = find_label(call)
    call.repository.labels.remove(label)
    for thread in call.repository.threads.values():
        thread.labels = [each for each in thread.labels if each is not label]


def list_rules(call: Call) -> Any:
    rules = call.repository.protection_of(call.args["branch"])
    source = {"ruleset_source_type": "Repository", "ruleset_source": call.repository.full_name, "ruleset_id": 1}
    asked = describe_rules(rules) if rules else {}
    return [{"type": kind, **source, **({"parameters": more} if more else {})} for kind, more in asked.items()]


def describe_rules(rules: Protection) -> dict[str, Json]:
    reviews = {
        "required_approving_review_count": rules.required_approvals,
        "require_code_owner_review": bool(rules.code_owners),
        "dismiss_stale_reviews_on_push": False,
        "require_last_push_approval": False,
        "required_review_thread_resolution": False,
    }
    checks = {
        "required_status_checks": [{"context": name} for name in rules.required_checks],
        "strict_required_status_checks_policy": rules.up_to_date,
    }
    asked: dict[str, tuple[object, Json]] = {
        "pull_request": (rules.pulls_only, reviews),
        "required_status_checks": (rules.required_checks, checks),
        "required_linear_history": (rules.linear_history, {}),
        "required_signatures": (rules.signed, {}),
    }
    return {kind: more for kind, (binds, more) in asked.items() if binds}


def read_workflow_rights(call: Call) -> Any:
    require_role(call.repository, call.user, "admin")
    may = call.repository.runs_open_pulls
    return {"default_workflow_permissions": "read", "can_approve_pull_request_reviews": may}


ROUTES = (
    Route("GET", "/user", PUBLIC, lambda call: public_user_json(call.site, call.user)),
    Route("GET", REPO, PUBLIC, lambda call: call.show(full_repository_json, call.viewer)),
    Route("PATCH", REPO, ADMIN, edit_repository),
    Route("POST", f"{REPO}/forks", "administration:read", create_fork),
    Route("GET", f"{REPO}/collaborators", PUBLIC, list_collaborators),
    Route("GET", f"{REPO}/collaborators/{{username}}/permission", PUBLIC, get_permission),
    Route("GET", f"{REPO}/topics", PUBLIC, list_topics),
    Route("PUT", f"{REPO}/topics", ADMIN, replace_topics),
    Route("GET", f"{REPO}/milestones", READ, lambda _: []),  # there are none here
    Route("GET", f"{REPO}/labels", READ, lambda call: call.show_all(label_json, call.repository.labels)),
    Route("POST", f"{REPO}/labels", "issues,pull_requests:write", create_label),
    Route("GET", LABEL, READ, lambda call: call.show(label_json, require(call.repository.label(call.args["name"])))),
    Route("PATCH", LABEL, "issues:write", edit_label),
    Route("DELETE", LABEL, "issues:write", delete_label),
    Route("GET", f"{REPO}/rules/branches/{{branch}}", PUBLIC, list_rules),
    Route("GET", f"{REPO}/actions/permissions/workflow", "administration:read", read_workflow_rights),
)
