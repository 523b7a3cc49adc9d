"""Issues, comments, reactions and histories as JSON."""

from bot.localhub.representations.names import Json, Site, link, node_id, pick, reaction_counts, same, time
from bot.localhub.representations.repositories import association, label_json, user_json
from bot.localhub.state.conversation import IssueComment, IssueEvent, Reaction
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.threads import LocalThread


def issue_json(site: Site, thread: LocalThread) -> Json:
    """Return an "issue"; a pull request is one too, with a link to it."""
    repository = thread.repository
    url = site.repo(repository, f"/issues/{thread.number}")
    page = f"{site.web}{thread.page}"
    content = {
        **pick(thread, "id", "number", "state", "title", "locked", state_reason="reason"),
        **pick(thread, closed_at="closed", created_at="created", updated_at="updated"),
        "node_id": node_id("PullRequest" if thread.pull else "Issue", thread.id),
        "url": url,
        "html_url": page,
        "repository_url": site.repo(repository),
        **link(url, labels="/labels{/name}", comments="/comments", events="/events", timeline="/timeline"),
        "body": thread.body or None,
        "user": user_json(site, thread.author),
        "labels": [label_json(site, repository, label) for label in thread.labels],
        "assignees": [],
        "comments": len(thread.comments),
        "author_association": association(repository, thread.author),
        "reactions": reaction_counts(f"{url}/reactions", thread.reactions),
        **same(None, "assignee", "milestone", "active_lock_reason", "performed_via_github_app"),
    }
    if thread.pull:
        content["pull_request"] = {
            "url": site.repo(repository, f"/pulls/{thread.number}"),
            **link(page, html="", diff=".diff", patch=".patch"),
            "merged_at": time(thread.pull.merged),
        }
    return content


def whole_issue_json(site: Site, thread: LocalThread) -> Json:
    """Return an "issue" as shown by itself, with who closed it."""
    closers = [event.actor for event in thread.timeline if event.event == "closed"]
    closer = user_json(site, closers[-1]) if closers and thread.state == "closed" else None
    return {**issue_json(site, thread), "closed_by": closer}


def comment_json(site: Site, thread: LocalThread, comment: IssueComment) -> Json:
    repository = thread.repository
    url = site.repo(repository, f"/issues/comments/{comment.id}")
    return {
        **pick(comment, "id", "body", created_at="created", updated_at="updated"),
        "node_id": node_id("IssueComment", comment.id),
        "url": url,
        "html_url": f"{site.web}{thread.page}#issuecomment-{comment.id}",
        "issue_url": site.repo(repository, f"/issues/{thread.number}"),
        "user": user_json(site, comment.author),
        "author_association": association(repository, comment.author),
        "reactions": reaction_counts(f"{url}/reactions", comment.reactions),
        "performed_via_github_app": None,
    }


def reaction_json(site: Site, reaction: Reaction) -> Json:
    return {
        **pick(reaction, "id", "content", created_at="created"),
        "node_id": node_id("Reaction", reaction.id),
        "user": user_json(site, reaction.user),
    }


def event_json(site: Site, repository: LocalRepository, event: IssueEvent) -> Json:
    return {
        **pick(event, "id", "event", created_at="created"),
        "node_id": node_id("Event", event.id),
        "url": site.repo(repository, f"/issues/events/{event.id}"),
        "actor": user_json(site, event.actor),
        **same(None, "commit_id", "commit_url", "performed_via_github_app"),
        **({"label": pick(event.label, "name", "color")} if event.label else {}),
    }
