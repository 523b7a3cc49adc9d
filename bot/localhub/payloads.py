"""What happened -> the body of a webhook."""

from __future__ import annotations

from typing import Any

from bot.localhub.git import ZERO
from bot.localhub.git.objects import GitCommit
from bot.localhub.operations.queues import group_ref
from bot.localhub.representations.checks import check_run_json, check_suite_json, short_status_json
from bot.localhub.representations.names import Json, time
from bot.localhub.representations.objects import branch_json, listed_commit_json
from bot.localhub.representations.pulls import pull_json, remark_json, review_json
from bot.localhub.representations.repositories import label_json, repository_json, user_json
from bot.localhub.representations.site import Site
from bot.localhub.representations.threads import comment_json, issue_json
from bot.localhub.state.accounts import User
from bot.localhub.state.checks import CheckRun, Status
from bot.localhub.state.repositories import Hook, LocalRepository, LocalThread, QueueEntry
from bot.localhub.state.world import World


def describe(
    event: str,
    action: str | None,
    repository: LocalRepository,
    sender: User,
    thread: LocalThread | None,
    site: Site,
    **more: Any,
) -> Json:
    """Return the body of one event."""
    content: Json = {"action": action} if action else {}
    match event:
        case "push":
            content |= push(repository, sender, site, **more)
        case "issues" | "issue_comment" if thread:
            content["issue"] = issue_json(site, repository, thread)
            if thread.closed is None:
                content["issue"]["state_reason"] = thread.reason
        case "pull_request" if thread:
            content |= {"number": thread.number, "pull_request": pull_json(site, repository, thread)}
            if action == "synchronize":
                content |= {"before": more["before"], "after": more["after"]}
        case "pull_request_review" | "pull_request_review_comment" if thread:
            content |= review(repository, thread, site, **more)
        case "status":
            content |= status(repository, site, **more)
        case "merge_group":
            content["merge_group"] = merge_group(repository, **more)
        case "check_run":
            content["check_run"] = check_run(repository, site, **more)
    content |= describe_more(repository, thread, site, **more)
    return {**content, "repository": describe_repository(repository, event, site), "sender": user_json(site, sender)}


def describe_more(repository: LocalRepository, thread: LocalThread | None, site: Site, **more: Any) -> Json:
    """What events of several kinds say besides."""
    content: Json = {name: more[name] for name in ("reason", "changes") if name in more}
    if "moved" in more:
        target, moved = more["moved"]
        content["changes"] = {
            "new_issue": issue_json(site, target, moved),
            "new_repository": repository_json(site, target),
        }
    if "label" in more:
        content["label"] = label_json(site, repository, more["label"])
    if "comment" in more and thread:
        content["comment"] = comment_json(site, repository, thread, more["comment"])
    return content


def describe_repository(repository: LocalRepository, event: str, site: Site) -> Json:
    """Return the repository as webhooks show it; a push writes its times as numbers."""
    content = repository_json(site, repository)
    if event == "push":
        seconds = int(repository.created.timestamp())
        return {
            **content,
            "created_at": seconds,
            "pushed_at": seconds,
            "stargazers": 0,
            "master_branch": repository.default_branch,
            "owner": {**content["owner"], "name": repository.owner.login, "email": repository.owner.email},
        }
    return content


def review(repository: LocalRepository, thread: LocalThread, site: Site, **more: Any) -> Json:
    """Return what a review's event says: the pull request, and the review or one of its remarks."""
    content: Json = {"pull_request": pull_json(site, repository, thread, whole=False)}
    if "remark" in more:
        return {**content, "comment": remark_json(site, repository, thread, more["review"], more["remark"])}
    told = review_json(site, repository, thread, more["review"])
    # REST shouts the state, webhooks whisper it.
    return {**content, "review": {**told, "state": told["state"].lower()}}


def status(repository: LocalRepository, site: Site, *, status: Status, commit: str) -> Json:
    found = repository.git.read_commit(commit)
    told = short_status_json(site, repository, commit, status)
    kept = ("id", "state", "description", "target_url", "context", "created_at", "updated_at", "avatar_url")
    heads = repository.git.refs("refs/heads/").items()
    return {
        **{name: told[name] for name in kept},
        "sha": commit,
        "name": repository.full_name,
        "commit": listed_commit_json(site, repository, found) if found else None,
        "branches": [branch_json(site, repository, ref, sha) for ref, sha in heads if sha == commit],
    }


def check_run(repository: LocalRepository, site: Site, *, run: CheckRun) -> Json:
    """Return a check run as webhooks show it: with its suite."""
    told = check_run_json(site, repository, run)
    return {**told, "check_suite": check_suite_json(site, repository, run)}


def merge_group(repository: LocalRepository, *, entry: QueueEntry, **_more: Any) -> Json:
    """Return what is said of a commit that the merge queue tries."""
    branch, found = repository.default_branch, repository.git.read_commit(entry.group)
    people = {"author": found.author, "committer": found.committer} if found else {}
    commit = {
        "id": entry.group,
        "tree_id": found.tree if found else "",
        "message": found.message if found else "",
        "timestamp": found.committer.date if found else "",
        **{role: {"name": who.name, "email": who.email} for role, who in people.items()},
    }
    return {
        "head_sha": entry.group,
        "head_ref": group_ref(repository, entry),
        "base_sha": entry.base,
        "base_ref": f"refs/heads/{branch}",
        "head_commit": commit,
    }


def push(
    repository: LocalRepository, sender: User, site: Site, *, ref: str, before: str | None, after: str | None
) -> Json:
    """Return what a push says besides who and where."""
    git = repository.git
    commits = git.log(f"{before}..{after}" if before else after, 20) if after else []
    listed = [push_commit(repository, commit, site) for commit in reversed(commits)]
    page = f"{site.web}/{repository.full_name}"
    return {
        "ref": ref,
        "before": before or ZERO,
        "after": after or ZERO,
        "created": before is None,
        "deleted": after is None,
        "forced": bool(before and after and not git.is_ancestor(before, after)),
        "base_ref": None,
        "compare": f"{page}/compare/{(before or ZERO)[:12]}...{(after or ZERO)[:12]}",
        "commits": listed,
        "head_commit": listed[-1] if listed else None,
        "pusher": {"name": sender.login, "email": sender.email},
    }


def push_commit(repository: LocalRepository, commit: GitCommit, site: Site) -> Json:
    """Return a commit as a push lists it."""
    changes = repository.git.changes(commit.parents[0], commit.sha) if commit.parents else []
    people = {
        role: {"name": who.name, "email": who.email, "username": who.name, "date": who.date}
        for role, who in (("author", commit.author), ("committer", commit.committer))
    }
    files = {
        status: [change.path for change in changes if change.status == status]
        for status in ("added", "removed", "modified")
    }
    return {
        "id": commit.sha,
        "tree_id": commit.tree,
        "distinct": True,
        "message": commit.message,
        "timestamp": commit.committer.date,
        "url": f"{site.web}/{repository.full_name}/commit/{commit.sha}",
        **people,
        **files,
    }


def ping(repository: LocalRepository, hook: Hook, world: World, site: Site) -> Json:
    """Return the first delivery of a new webhook."""
    url = f"{site.api}/repos/{repository.full_name}/hooks/{hook.id}"
    now = time(world.clock())
    return {
        "zen": "Keep it logically awesome.",
        "hook_id": hook.id,
        "hook": {
            "type": "Repository",
            "id": hook.id,
            "name": "web",
            "active": True,
            "events": list(hook.events),
            "config": {"content_type": "json", "insecure_ssl": "0", "url": hook.url},
            "updated_at": now,
            "created_at": now,
            "url": url,
            "test_url": f"{url}/test",
            "ping_url": f"{url}/pings",
            "deliveries_url": f"{url}/deliveries",
            "last_response": {"code": None, "status": "unused", "message": None},
        },
        "repository": describe_repository(repository, "ping", site),
        "sender": user_json(site, repository.owner),
    }
