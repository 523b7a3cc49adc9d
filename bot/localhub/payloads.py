"""What happened -> the body of a webhook."""

from __future__ import annotations

from typing import Any

from bot.localhub.git import ZERO
from bot.localhub.git.objects import GitCommit
from bot.localhub.operations.queues import group_ref
from bot.localhub.representations.checks import check_run_json, check_suite_json, short_status_json
from bot.localhub.representations.names import Json, Site, time
from bot.localhub.representations.objects import branch_json, listed_commit_json
from bot.localhub.representations.pulls import pull_json, remark_json, review_json
from bot.localhub.representations.repositories import label_json, repository_json, user_json
from bot.localhub.representations.threads import comment_json, issue_json
from bot.localhub.state.accounts import User
from bot.localhub.state.checks import CheckRun, Status
from bot.localhub.state.repositories import Hook, LocalRepository, LocalThread, QueueEntry, WebhookEvent
from bot.localhub.state.world import World


def describe(event: WebhookEvent, site: Site) -> Json:
    repository, sender, thread, about = event.repository, event.sender, event.thread, event.about
    content: Json = {"action": event.action} if event.action else {}
    match event.name:
        case "push":
            content |= push(repository, sender, site, **about)
        case "issues" | "issue_comment" if thread:
            content["issue"] = issue_json(site, thread)
            if thread.closed is None:
                content["issue"]["state_reason"] = thread.reason
        case "pull_request" if thread:
            content |= {"number": thread.number, "pull_request": pull_json(site, thread)}
            if event.action == "synchronize":
                content |= {"before": about["before"], "after": about["after"]}
        case "pull_request_review" | "pull_request_review_comment" if thread:
            content |= review(thread, site, **about)
        case "status":
            content |= status(repository, site, **about)
        case "merge_group":
            content["merge_group"] = merge_group(**about)
        case "check_run":
            content["check_run"] = check_run(repository, site, **about)
    content |= describe_more(event, site)
    return {
        **content,
        "repository": describe_repository(repository, event.name, site),
        "sender": user_json(site, sender),
    }


def describe_more(event: WebhookEvent, site: Site) -> Json:
    """What events of several kinds say besides."""
    about = event.about
    content: Json = {name: about[name] for name in ("reason", "changes") if name in about}
    if "moved" in about:
        target, moved = about["moved"]
        content["changes"] = {
            "new_issue": issue_json(site, moved),
            "new_repository": repository_json(site, target),
        }
    if "label" in about:
        content["label"] = label_json(site, event.repository, about["label"])
    if "comment" in about and event.thread:
        content["comment"] = comment_json(site, event.thread, about["comment"])
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


def review(thread: LocalThread, site: Site, **more: Any) -> Json:
    """Return what a review's event says: the pull request, and the review or one of its remarks."""
    content: Json = {"pull_request": pull_json(site, thread, whole=False)}
    if "remark" in more:
        return {**content, "comment": remark_json(site, thread, more["review"], more["remark"])}
    told = review_json(site, thread, more["review"])
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


def merge_group(*, entry: QueueEntry, **_more: Any) -> Json:
    """Return what is said of a commit that the merge queue tries."""
    branch, found = entry.repository.default_branch, entry.repository.git.read_commit(entry.group)
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
        "head_ref": group_ref(entry),
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
