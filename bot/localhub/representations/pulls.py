"""Pull requests and their reviews as JSON."""

from __future__ import annotations

from bot.localhub.operations.mergeability import merge_state
from bot.localhub.operations.reviews import current_span
from bot.localhub.representations.names import Json, Site, node_id, reaction_counts, time
from bot.localhub.representations.repositories import association, repository_json, user_json
from bot.localhub.representations.threads import issue_json
from bot.localhub.state.conversation import PullRequestReview, Remark
from bot.localhub.state.repositories import LocalRepository, LocalThread, PullRequest


def pull_json(site: Site, thread: LocalThread, *, whole: bool = True) -> Json:
    """Return a "pull-request", or without its counts a "pull-request-simple"."""
    repository = thread.repository
    pull = thread.pull
    if pull is None:
        raise ValueError(f"#{thread.number} is an issue")
    url = f"{site.api}/repos/{repository.full_name}/pulls/{thread.number}"
    issue = issue_json(site, thread)
    page = f"{site.web}/{repository.full_name}/pull/{thread.number}"
    statuses = f"{site.api}/repos/{repository.full_name}/statuses/{pull.head}"
    urls = {
        "issue_url": issue["url"],
        "commits_url": f"{url}/commits",
        "review_comments_url": f"{url}/comments",
        "review_comment_url": f"{site.api}/repos/{repository.full_name}/pulls/comments{{/number}}",
        "comments_url": issue["comments_url"],
        "statuses_url": statuses,
    }
    links = {name: {"href": urls[f"{name}_url"]} for name in
             ("commits", "review_comments", "review_comment", "comments", "statuses")}  # fmt: skip
    links |= {"self": {"href": url}, "html": {"href": page}, "issue": {"href": issue["url"]}}
    kept = ("number", "state", "locked", "title", "body", "user", "labels", "assignee", "assignees", "milestone")
    content = {
        **{name: issue[name] for name in (*kept, "created_at", "updated_at", "closed_at", "author_association")},
        "id": pull.id,
        "node_id": node_id("PullRequest", thread.id),
        "url": url,
        "html_url": page,
        "diff_url": f"{page}.diff",
        "patch_url": f"{page}.patch",
        **urls,
        "merged_at": time(pull.merged),
        "merge_commit_sha": pull.merge_commit,
        "requested_reviewers": [],
        "requested_teams": [],
        "head": branch_end_json(site, pull.head_repository, pull.head_branch, pull.head),
        "base": branch_end_json(site, repository, pull.base_branch, pull.base),
        "_links": links,
        "auto_merge": auto_merge_json(site, pull),
        "draft": pull.draft,
        "active_lock_reason": None,
    }
    return {**content, **pull_counts_json(site, thread)} if whole else content


def pull_counts_json(site: Site, thread: LocalThread) -> Json:
    """Return what only a single pull request's object holds."""
    pull = thread.pull
    if pull is None:
        raise ValueError(f"#{thread.number} is an issue")
    git = thread.repository.git
    files = git.changes(pull.base, pull.head)
    is_open = pull.merged is None and thread.state == "open"
    state = merge_state(thread, pull).lower()
    mergeable = state != "dirty" if is_open else None
    return {
        "merged": pull.merged is not None,
        "mergeable": mergeable,
        "rebaseable": mergeable,
        "mergeable_state": state,
        "merged_by": user_json(site, pull.merged_by) if pull.merged_by else None,
        "comments": len(thread.comments),
        "review_comments": sum(len(review.remarks) for review in pull.reviews),
        "maintainer_can_modify": pull.maintainers_may_push,
        "commits": git.count(pull.base, pull.head),
        "additions": sum(file.additions for file in files),
        "deletions": sum(file.deletions for file in files),
        "changed_files": len(files),
    }


def branch_end_json(site: Site, repository: LocalRepository, branch: str, sha: str) -> Json:
    """Return the head or base of a pull request."""
    return {
        "label": f"{repository.owner.login}:{branch}",
        "ref": branch,
        "sha": sha,
        "user": user_json(site, repository.owner),
        "repo": None if repository.deleted else repository_json(site, repository),
    }


def auto_merge_json(site: Site, pull: PullRequest) -> Json | None:
    """Return an "auto-merge", None where there is no such order."""
    if pull.auto is None:
        return None
    return {
        "enabled_by": user_json(site, pull.auto.by),
        "merge_method": pull.auto.merging.method,
        "commit_title": pull.auto.merging.title or "",
        "commit_message": pull.auto.merging.message or "",
    }


def review_json(site: Site, thread: LocalThread, review: PullRequestReview) -> Json:
    """Return a "pull-request-review"."""
    repository = thread.repository
    pull = f"{site.api}/repos/{repository.full_name}/pulls/{thread.number}"
    page = f"{site.web}/{repository.full_name}/pull/{thread.number}#pullrequestreview-{review.id}"
    return {
        "id": review.id,
        "node_id": node_id("PullRequestReview", review.id),
        "user": user_json(site, review.author),
        "body": review.body,
        "state": review.state,
        "html_url": page,
        "pull_request_url": pull,
        "_links": {"html": {"href": page}, "pull_request": {"href": pull}},
        "commit_id": review.commit,
        "author_association": association(repository, review.author),
        "submitted_at": time(review.created),
    }


def remark_json(site: Site, thread: LocalThread, review: PullRequestReview, remark: Remark) -> Json:
    """Return a "pull-request-review-comment"; its lines are null once they were changed."""
    repository = thread.repository
    url = f"{site.api}/repos/{repository.full_name}/pulls/comments/{remark.id}"
    pull = f"{site.api}/repos/{repository.full_name}/pulls/{thread.number}"
    page = f"{site.web}/{repository.full_name}/pull/{thread.number}#discussion_r{remark.id}"
    span = current_span(thread, review, remark)
    content = {
        "url": url,
        "pull_request_review_id": review.id,
        "id": remark.id,
        "node_id": node_id("PullRequestReviewComment", remark.id),
        "diff_hunk": remark.hunk,
        "path": remark.span.path,
        "commit_id": thread.pull.head if thread.pull and span else review.commit,
        "original_commit_id": review.commit,
        "user": user_json(site, remark.author),
        "body": remark.body,
        "created_at": time(remark.created),
        "updated_at": time(remark.created),
        "html_url": page,
        "pull_request_url": pull,
        "author_association": association(repository, remark.author),
        "_links": {"self": {"href": url}, "html": {"href": page}, "pull_request": {"href": pull}},
        "position": remark.position if span else None,
        "original_position": remark.position,
        "line": span.line if span else None,
        "original_line": remark.span.line,
        "start_line": span.start_line if span else None,
        "original_start_line": remark.span.start_line,
        "start_side": remark.span.start_side,
        "side": remark.span.side,
        "subject_type": "line",
        "reactions": reaction_counts(f"{url}/reactions", ()),
    }
    return content | ({"in_reply_to_id": remark.answers} if remark.answers else {})
