"""What maintainers look after beside threads: who may write, topics, tags, a branch, locks."""

from __future__ import annotations

from typing import Any

from bot.localhub import operations
from bot.localhub.operations.refusal import require
from bot.localhub.representations.objects import listed_commit_json
from bot.localhub.representations.repositories import collaborator_json
from bot.localhub.rest.call import Call, Reply, route

ROOT = "/repos/{owner}/{repo}"


@route("GET", f"{ROOT}/collaborators")
def list_collaborators(call: Call) -> Any:
    """Return the owner and who has a role; only those who may write can ask."""
    operations.require_role(call.repository, call.user, "write")
    logins = (call.repository.owner.login, *call.repository.roles)
    users = [user for login in dict.fromkeys(logins) if (user := call.world.user(login))]
    return [collaborator_json(call.site, call.repository, user) for user in users]


@route("GET", f"{ROOT}/topics")
def list_topics(call: Call) -> Any:
    return {"names": list(call.repository.topics)}


@route("PUT", f"{ROOT}/topics", "administration:write")
def replace_topics(call: Call) -> Any:
    operations.require_role(call.repository, call.user, "maintain")
    call.repository.topics = tuple(name.lower() for name in call.body.get("names") or ())
    return list_topics(call)


@route("GET", f"{ROOT}/milestones", "issues,pull_requests:read")
def list_milestones(call: Call) -> Any:
    """Return nothing: there are no milestones here."""
    return []


@route("GET", f"{ROOT}/tags")
def list_tags(call: Call) -> Any:
    """Return the tags, the last by name first."""
    site, name = call.site, call.repository.full_name
    found = sorted(call.repository.git.refs("refs/tags/").items(), reverse=True)
    return [
        {
            "name": (tag := ref.removeprefix("refs/tags/")),
            "commit": {"sha": sha, "url": f"{site.api}/repos/{name}/commits/{sha}"},
            "zipball_url": f"{site.api}/repos/{name}/zipball/refs/tags/{tag}",
            "tarball_url": f"{site.api}/repos/{name}/tarball/refs/tags/{tag}",
            "node_id": f"REF_{sha}",
        }
        for ref, sha in found
    ]


@route("GET", f"{ROOT}/branches/{{branch}}", "contents:read")
def get_branch(call: Call) -> Any:
    repository, name = call.repository, call.args["branch"]
    sha = repository.git.resolve(f"refs/heads/{name}")
    commit = require(repository.git.read_commit(sha) if sha else None, "Branch not found")
    url = f"{call.site.api}/repos/{repository.full_name}/branches/{name}"
    is_protected = repository.protection_of(name) is not None
    return {
        "name": name,
        "commit": listed_commit_json(call.site, repository, commit),
        "_links": {"self": url, "html": f"{call.site.web}/{repository.full_name}/tree/{name}"},
        "protected": is_protected,
        "protection": {"enabled": is_protected},
        "protection_url": f"{url}/protection",
    }


@route("GET", f"{ROOT}/rules/branches/{{branch}}")
def list_rules(call: Call) -> Any:
    """Return the rules of rulesets that bind a branch, each with what it asks for."""
    rules = call.repository.protection_of(call.args["branch"])
    if rules is None:
        return []
    asked: dict[str, dict[str, Any] | None] = {
        "pull_request": {
            "required_approving_review_count": rules.required_approvals,
            "require_code_owner_review": bool(rules.code_owners),
            "dismiss_stale_reviews_on_push": False,
            "require_last_push_approval": False,
            "required_review_thread_resolution": False,
        }
        if rules.pulls_only
        else None,
        "required_status_checks": {
            "required_status_checks": [{"context": name} for name in rules.required_checks],
            "strict_required_status_checks_policy": rules.up_to_date,
        }
        if rules.required_checks
        else None,
        "required_linear_history": {} if rules.linear_history else None,
        "required_signatures": {} if rules.signed else None,
    }
    source = {"ruleset_source_type": "Repository", "ruleset_source": call.repository.full_name, "ruleset_id": 1}
    return [
        {"type": kind, **source, **({"parameters": more} if more else {})}
        for kind, more in asked.items()
        if more is not None
    ]


@route("GET", f"{ROOT}/actions/permissions/workflow", "administration:read")
def read_workflow_rights(call: Call) -> Any:
    operations.require_role(call.repository, call.user, "admin")
    may = call.repository.runs_open_pulls
    return {"default_workflow_permissions": "read", "can_approve_pull_request_reviews": may}


@route("PUT", f"{ROOT}/issues/{{issue_number}}/lock", "issues:write")
def lock(call: Call) -> Any:
    operations.lock_thread(call.thread(), call.user, locked=True)
    return Reply(204, None)


@route("DELETE", f"{ROOT}/issues/{{issue_number}}/lock", "issues:write")
def unlock(call: Call) -> Any:
    operations.lock_thread(call.thread(), call.user, locked=False)
    return Reply(204, None)
