"""The bodies of webhooks."""

from collections.abc import Callable

from bot.localhub.git import ZERO
from bot.localhub.git.storing import GitCommit
from bot.localhub.operations.queues import group_ref
from bot.localhub.representations.checks import check_run_json, check_suite_json, short_status_json
from bot.localhub.representations.names import Json, Site, link, pick, same, time
from bot.localhub.representations.objects import branch_json, listed_commit_json
from bot.localhub.representations.pulls import pull_json, remark_json, review_json
from bot.localhub.representations.repositories import label_json, repository_json, user_json
from bot.localhub.representations.threads import comment_json, issue_json
from bot.localhub.state.repositories import Hook, LocalRepository, WebhookEvent


def payload_json(event: WebhookEvent, site: Site) -> Json:
    repository, about = event.repository, event.about
    content: Json = {"action": event.action} if event.action else {}
    content |= {name: about[name] for name in ("reason", "changes") if name in about}
    if "label" in about:
        content["label"] = label_json(site, repository, about["label"])
    told = repository_json(site, repository)
    if event.name == "push":
        told |= pushed_json(repository, told)
    return {**content, **TOLD[event.name](event, site), "repository": told, "sender": user_json(site, event.sender)}


def pushed_json(repository: LocalRepository, told: Json) -> Json:
    """Return a repository as a push describes it: its times are numbers."""
    return {
        **same(int(repository.created.timestamp()), "created_at", "pushed_at"),
        "stargazers": 0,
        "master_branch": repository.default_branch,
        "owner": {**told["owner"], **pick(repository.owner, "email", name="login")},
    }


def tell_issue(event: WebhookEvent, site: Site) -> Json:
    assert event.thread is not None
    content: Json = {"issue": issue_json(site, event.thread)}
    if "comment" in event.about:
        content["comment"] = comment_json(site, event.thread, event.about["comment"])
    if "moved" in event.about:
        target, moved = event.about["moved"]
        content["changes"] = {"new_issue": issue_json(site, moved), "new_repository": repository_json(site, target)}
    return content


def tell_pull(event: WebhookEvent, site: Site) -> Json:
    assert event.thread is not None
    moved = {name: event.about[name] for name in ("before", "after") if name in event.about}
    return {"number": event.thread.number, "pull_request": pull_json(site, event.thread), **moved}


def tell_review(event: WebhookEvent, site: Site) -> Json:
    """Return a review event's own part: the pull request, and the review or one of its remarks."""
    thread, review = event.thread, event.about["review"]
    assert thread is not None
    content: Json = {"pull_request": pull_json(site, thread, whole=False)}
    if "remark" in event.about:
        return {**content, "comment": remark_json(site, thread, review, event.about["remark"])}
    told = review_json(site, thread, review)
    # REST has the state in upper case, webhooks in lower case.
    return {**content, "review": {**told, "state": told["state"].lower()}}


def tell_status(event: WebhookEvent, site: Site) -> Json:
    repository, commit = event.repository, event.about["commit"]
    told = short_status_json(site, repository, commit, event.about["status"])
    kept = ("id", "state", "description", "target_url", "context", "created_at", "updated_at", "avatar_url")
    heads = repository.git.refs("refs/heads/").items()
    return {
        **{name: told[name] for name in kept},
        "sha": commit,
        "name": repository.full_name,
        "commit": listed_commit_json(site, repository, repository.git.commit_at(commit)),
        "branches": [branch_json(site, repository, ref, sha) for ref, sha in heads if sha == commit],
    }


def tell_check_run(event: WebhookEvent, site: Site) -> Json:
    """Return a check run as in webhooks, with its suite."""
    told = (site, event.repository, event.about["run"])
    return {"check_run": {**check_run_json(*told), "check_suite": check_suite_json(*told)}}


def tell_merge_group(event: WebhookEvent, _: Site) -> Json:
    """Return a commit that the merge queue tries, as in webhooks."""
    entry, repository = event.about["entry"], event.repository
    group = {
        **pick(entry, head_sha="group", base_sha="base"),
        "head_ref": group_ref(entry),
        "base_ref": f"refs/heads/{repository.default_branch}",
        "head_commit": tell_commit(repository.git.commit_at(entry.group)),
    }
    return {"merge_group": group}


def tell_commit(commit: GitCommit) -> Json:
    return {
        **pick(commit, "message", id="sha", tree_id="tree", timestamp="committer.date"),
        "author": pick(commit.author, "name", "email"),
        "committer": pick(commit.committer, "name", "email"),
    }


def tell_push(event: WebhookEvent, site: Site) -> Json:
    repository, git = event.repository, event.repository.git
    ref, before, after = (event.about[name] for name in ("ref", "before", "after"))
    commits = git.log(f"{before}..{after}" if before else after, 20) if after else []
    listed = [tell_pushed_commit(repository, commit, site) for commit in reversed(commits)]
    return {
        "ref": ref,
        "before": before or ZERO,
        "after": after or ZERO,
        "created": before is None,
        "deleted": after is None,
        "forced": bool(before and after and not git.is_ancestor(before, after)),
        "base_ref": None,
        "compare": site.page(repository, f"/compare/{(before or ZERO)[:12]}...{(after or ZERO)[:12]}"),
        "commits": listed,
        "head_commit": listed[-1] if listed else None,
        "pusher": pick(event.sender, "email", name="login"),
    }


def tell_pushed_commit(repository: LocalRepository, commit: GitCommit, site: Site) -> Json:
    changes = repository.git.changes(commit.parents[0], commit.sha) if commit.parents else []
    return {
        **tell_commit(commit),
        "distinct": True,
        "url": site.page(repository, f"/commit/{commit.sha}"),
        "author": pick(commit.author, "name", "email", "date", username="name"),
        "committer": pick(commit.committer, "name", "email", "date", username="name"),
        **{
            status: [change.path for change in changes if change.status == status]
            for status in ("added", "removed", "modified")
        },
    }


#: The parts of each event besides who did it where.
TOLD: dict[str, Callable[[WebhookEvent, Site], Json]] = {
    **dict.fromkeys(("issues", "issue_comment"), tell_issue),
    "pull_request": tell_pull,
    **dict.fromkeys(("pull_request_review", "pull_request_review_comment"), tell_review),
    "status": tell_status,
    "check_run": tell_check_run,
    "merge_group": tell_merge_group,
    "push": tell_push,
}


def ping(repository: LocalRepository, hook: Hook, site: Site) -> Json:
    """Return the first delivery of a new webhook."""
    url = site.repo(repository, f"/hooks/{hook.id}")
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
            **same(time(site.world.clock()), "updated_at", "created_at"),
            "url": url,
            **link(url, test="/test", ping="/pings", deliveries="/deliveries"),
            "last_response": {"code": None, "status": "unused", "message": None},
        },
        "repository": repository_json(site, repository),
        "sender": user_json(site, repository.owner),
    }
