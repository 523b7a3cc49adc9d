"""Issues, comments, reactions and histories as JSON."""

from __future__ import annotations

from bot.localhub.representations.names import Json, Site, node_id, reaction_counts, time
from bot.localhub.representations.repositories import association, label_json, user_json
from bot.localhub.state.conversation import IssueComment, IssueEvent, Reaction
from bot.localhub.state.repositories import LocalRepository, LocalThread


def issue_json(site: Site, thread: LocalThread) -> Json:
    """Return an "issue"; a pull request is one too, with a pointer."""
    repository = thread.repository
    url = f"{site.api}/repos/{repository.full_name}/issues/{thread.number}"
    kind = "pull" if thread.pull else "issues"
    content = {
        "id": thread.id,
        "node_id": node_id("PullRequest" if thread.pull else "Issue", thread.id),
        "url": url,
        "repository_url": f"{site.api}/repos/{repository.full_name}",
        "labels_url": f"{url}/labels{{/name}}",
        "comments_url": f"{url}/comments",
        "events_url": f"{url}/events",
        "html_url": f"{site.web}/{repository.full_name}/{kind}/{thread.number}",
        "number": thread.number,
        "state": thread.state,
        "state_reason": thread.reason,
        "title": thread.title,
        "body": thread.body or None,
        "user": user_json(site, thread.author),
        "labels": [label_json(site, repository, label) for label in thread.labels],
        "assignee": None,
        "assignees": [],
        "milestone": None,
        "locked": thread.locked,
        "active_lock_reason": None,
        "comments": len(thread.comments),
        "closed_at": time(thread.closed),
        "created_at": time(thread.created),
        "updated_at": time(thread.updated),
        "author_association": association(repository, thread.author),
        "reactions": reaction_counts(f"{url}/reactions", thread.reactions),
        "timeline_url": f"{url}/timeline",
        "performed_via_github_app": None,
    }
    if thread.pull:
        pull_url = f"{site.api}/repos/{repository.full_name}/pulls/{thread.number}"
        page = f"{site.web}/{repository.full_name}/pull/{thread.number}"
        content["pull_request"] = {
            "url": pull_url, "html_url": page, "diff_url": f"{page}.diff", "patch_url": f"{page}.patch",
            "merged_at": time(thread.pull.merged),
        }  # fmt: skip
    return content


def whole_issue_json(site: Site, thread: LocalThread) -> Json:
    """Return an "issue" as it is shown by itself: it says who closed it, too."""
    closers = [event.actor for event in thread.timeline if event.event == "closed"]
    closer = user_json(site, closers[-1]) if closers and thread.state == "closed" else None
    return {**issue_json(site, thread), "closed_by": closer}


def comment_json(site: Site, thread: LocalThread, comment: IssueComment) -> Json:
    repository = thread.repository
    url = f"{site.api}/repos/{repository.full_name}/issues/comments/{comment.id}"
    kind = "pull" if thread.pull else "issues"
    return {
        "id": comment.id,
        "node_id": node_id("IssueComment", comment.id),
        "url": url,
        "html_url": f"{site.web}/{repository.full_name}/{kind}/{thread.number}#issuecomment-{comment.id}",
        "issue_url": f"{site.api}/repos/{repository.full_name}/issues/{thread.number}",
        "user": user_json(site, comment.author),
        "created_at": time(comment.created),
        "updated_at": time(comment.updated),
        "author_association": association(repository, comment.author),
        "body": comment.body,
        "reactions": reaction_counts(f"{url}/reactions", comment.reactions),
        "performed_via_github_app": None,
    }


def reaction_json(site: Site, reaction: Reaction) -> Json:
    return {
        "id": reaction.id,
        "node_id": node_id("Reaction", reaction.id),
        "user": user_json(site, reaction.user),
        "content": reaction.content,
        "created_at": time(reaction.created),
    }


def event_json(site: Site, repository: LocalRepository, event: IssueEvent) -> Json:
    content = {
        "id": event.id,
        "node_id": node_id("Event", event.id),
        "url": f"{site.api}/repos/{repository.full_name}/issues/events/{event.id}",
        "actor": user_json(site, event.actor),
        "event": event.event,
        "commit_id": None,
        "commit_url": None,
        "created_at": time(event.created),
        "performed_via_github_app": None,
    }
    if event.label:
        content["label"] = {"name": event.label.name, "color": event.label.color}
    return content
