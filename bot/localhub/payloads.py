"""What happened -> the body of a webhook."""

from __future__ import annotations

from typing import Any

from bot.localhub.deeds.queues import group_ref
from bot.localhub.git import ZERO
from bot.localhub.git.objects import GitCommit
from bot.localhub.shapes import Json, Shapes, time
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
    shapes: Shapes,
    **more: Any,
) -> Json:
    """Return the body of one event."""
    content: Json = {"action": action} if action else {}
    match event:
        case "push":
            content |= push(repository, sender, shapes, **more)
        case "issues" | "issue_comment" if thread:
            content["issue"] = shapes.issue(repository, thread)
            if thread.closed is None:
                content["issue"]["state_reason"] = thread.reason
        case "pull_request" if thread:
            content |= {"number": thread.number, "pull_request": shapes.pull(repository, thread)}
            if action == "synchronize":
                content |= {"before": more["before"], "after": more["after"]}
        case "pull_request_review" | "pull_request_review_comment" if thread:
            content |= review(repository, thread, shapes, **more)
        case "status":
            content |= status(repository, shapes, **more)
        case "merge_group":
            content["merge_group"] = merge_group(repository, **more)
        case "check_run":
            content["check_run"] = check_run(repository, shapes, **more)
    content |= describe_more(repository, thread, shapes, **more)
    return {**content, "repository": describe_repository(repository, event, shapes), "sender": shapes.user(sender)}


def describe_more(repository: LocalRepository, thread: LocalThread | None, shapes: Shapes, **more: Any) -> Json:
    """What events of several kinds say besides."""
    content: Json = {name: more[name] for name in ("reason", "changes") if name in more}
    if "label" in more:
        content["label"] = shapes.label(repository, more["label"])
    if "comment" in more and thread:
        content["comment"] = shapes.comment(repository, thread, more["comment"])
    return content


def describe_repository(repository: LocalRepository, event: str, shapes: Shapes) -> Json:
    """Return the repository as webhooks show it; a push writes its times as numbers."""
    content = shapes.repository(repository)
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


def review(repository: LocalRepository, thread: LocalThread, shapes: Shapes, **more: Any) -> Json:
    """Return what a review's event says: the pull request, and the review or one of its remarks."""
    content: Json = {"pull_request": shapes.pull(repository, thread, whole=False)}
    if "remark" in more:
        return {**content, "comment": shapes.remark(repository, thread, more["review"], more["remark"])}
    told = shapes.review(repository, thread, more["review"])
    # REST shouts the state, webhooks whisper it.
    return {**content, "review": {**told, "state": told["state"].lower()}}


def status(repository: LocalRepository, shapes: Shapes, *, status: Status, commit: str) -> Json:
    """Return what a status's event says."""
    found = repository.git.read_commit(commit)
    told = shapes.short_status(repository, commit, status)
    kept = ("id", "state", "description", "target_url", "context", "created_at", "updated_at", "avatar_url")
    heads = repository.git.refs("refs/heads/").items()
    return {
        **{name: told[name] for name in kept},
        "sha": commit,
        "name": repository.full_name,
        "commit": shapes.listed_commit(repository, found) if found else None,
        "branches": [shapes.branch(repository, ref, sha) for ref, sha in heads if sha == commit],
    }


def check_run(repository: LocalRepository, shapes: Shapes, *, run: CheckRun) -> Json:
    """Return a check run as webhooks show it: with its suite."""
    told = shapes.check_run(repository, run)
    return {**told, "check_suite": shapes.check_suite(repository, run)}


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
    repository: LocalRepository, sender: User, shapes: Shapes, *, ref: str, before: str | None, after: str | None
) -> Json:
    """Return what a push says besides who and where."""
    git = repository.git
    commits = git.log(f"{before}..{after}" if before else after, 20) if after else []
    listed = [push_commit(repository, commit, shapes) for commit in reversed(commits)]
    page = f"{shapes.web}/{repository.full_name}"
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


def push_commit(repository: LocalRepository, commit: GitCommit, shapes: Shapes) -> Json:
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
        "url": f"{shapes.web}/{repository.full_name}/commit/{commit.sha}",
        **people,
        **files,
    }


def ping(repository: LocalRepository, hook: Hook, world: World, shapes: Shapes) -> Json:
    """Return the first delivery of a new webhook."""
    url = f"{shapes.api}/repos/{repository.full_name}/hooks/{hook.id}"
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
        "repository": describe_repository(repository, "ping", shapes),
        "sender": shapes.user(repository.owner),
    }
