"""Issues, comments, reactions and histories as JSON."""

from __future__ import annotations

from bot.localhub.shapes.names import Json, node_id, reaction_counts, time
from bot.localhub.shapes.repositories import RepositoryShapes
from bot.localhub.state.conversation import IssueComment, IssueEvent, Reaction
from bot.localhub.state.repositories import LocalRepository, LocalThread


class ThreadShapes(RepositoryShapes):
    """Builds what threads are made of."""

    def issue(self, repository: LocalRepository, thread: LocalThread) -> Json:
        """Return an "issue"; a pull request is one too, with a pointer."""
        url = f"{self.api}/repos/{repository.full_name}/issues/{thread.number}"
        kind = "pull" if thread.pull else "issues"
        shape = {
            "id": thread.id,
            "node_id": node_id("PullRequest" if thread.pull else "Issue", thread.id),
            "url": url,
            "repository_url": f"{self.api}/repos/{repository.full_name}",
            "labels_url": f"{url}/labels{{/name}}",
            "comments_url": f"{url}/comments",
            "events_url": f"{url}/events",
            "html_url": f"{self.web}/{repository.full_name}/{kind}/{thread.number}",
            "number": thread.number,
            "state": thread.state,
            "state_reason": thread.reason,
            "title": thread.title,
            "body": thread.body or None,
            "user": self.user(thread.author),
            "labels": [self.label(repository, label) for label in thread.labels],
            "assignee": None,
            "assignees": [],
            "milestone": None,
            "locked": False,
            "active_lock_reason": None,
            "comments": len(thread.comments),
            "closed_at": time(thread.closed),
            "created_at": time(thread.created),
            "updated_at": time(thread.updated),
            "author_association": self.association(repository, thread.author),
            "reactions": reaction_counts(f"{url}/reactions", thread.reactions),
            "timeline_url": f"{url}/timeline",
            "performed_via_github_app": None,
        }
        if thread.pull:
            pull_url = f"{self.api}/repos/{repository.full_name}/pulls/{thread.number}"
            page = f"{self.web}/{repository.full_name}/pull/{thread.number}"
            shape["pull_request"] = {
                "url": pull_url, "html_url": page, "diff_url": f"{page}.diff", "patch_url": f"{page}.patch",
                "merged_at": time(thread.pull.merged),
            }  # fmt: skip
        return shape

    def comment(self, repository: LocalRepository, thread: LocalThread, comment: IssueComment) -> Json:
        """Return an "issue-comment"."""
        url = f"{self.api}/repos/{repository.full_name}/issues/comments/{comment.id}"
        kind = "pull" if thread.pull else "issues"
        return {
            "id": comment.id,
            "node_id": node_id("IssueComment", comment.id),
            "url": url,
            "html_url": f"{self.web}/{repository.full_name}/{kind}/{thread.number}#issuecomment-{comment.id}",
            "issue_url": f"{self.api}/repos/{repository.full_name}/issues/{thread.number}",
            "user": self.user(comment.author),
            "created_at": time(comment.created),
            "updated_at": time(comment.updated),
            "author_association": self.association(repository, comment.author),
            "body": comment.body,
            "reactions": reaction_counts(f"{url}/reactions", comment.reactions),
            "performed_via_github_app": None,
        }

    def reaction(self, reaction: Reaction) -> Json:
        """Return a "reaction"."""
        return {
            "id": reaction.id,
            "node_id": node_id("Reaction", reaction.id),
            "user": self.user(reaction.user),
            "content": reaction.content,
            "created_at": time(reaction.created),
        }

    def happening(self, repository: LocalRepository, happening: IssueEvent) -> Json:
        """Return an "issue-event"."""
        shape = {
            "id": happening.id,
            "node_id": node_id("Event", happening.id),
            "url": f"{self.api}/repos/{repository.full_name}/issues/events/{happening.id}",
            "actor": self.user(happening.actor),
            "event": happening.event,
            "commit_id": None,
            "commit_url": None,
            "created_at": time(happening.created),
            "performed_via_github_app": None,
        }
        if happening.label:
            shape["label"] = {"name": happening.label.name, "color": happening.label.color}
        return shape
