"""Pull requests and their reviews as JSON."""

from bot.localhub.operations.mergeability import merge_state
from bot.localhub.operations.pulls import require_pull
from bot.localhub.operations.reviews import current_span
from bot.localhub.representations.names import Json, Site, link, node_id, pick, reaction_counts, same
from bot.localhub.representations.repositories import association, repository_json, user_json
from bot.localhub.representations.threads import issue_json
from bot.localhub.state.conversation import PullRequestReview, Remark
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.threads import AutoMerge, LocalThread

#: The fields that a pull request shares with an issue.
OF_ISSUES = (
    "number", "state", "locked", "title", "body", "user", "labels", "assignee", "assignees", "milestone", "created_at",
    "updated_at", "closed_at", "author_association", "comments_url", "active_lock_reason",
)  # fmt: skip
LINKS = ("commits", "review_comments", "review_comment", "comments", "statuses")


def pull_json(site: Site, thread: LocalThread, *, whole: bool = True) -> Json:
    """Return a "pull-request", or without its counts a "pull-request-simple"."""
    repository, pull, issue = thread.repository, require_pull(thread), issue_json(site, thread)
    url, page = issue["pull_request"]["url"], issue["html_url"]
    content = {
        **{name: issue[name] for name in OF_ISSUES},
        **pick(pull, "id", "draft", merged_at="merged", merge_commit_sha="merge_commit"),
        "node_id": issue["node_id"],
        "url": url,
        **link(page, html="", diff=".diff", patch=".patch"),
        "issue_url": issue["url"],
        **link(url, commits="/commits", review_comments="/comments"),
        "review_comment_url": site.repo(repository, "/pulls/comments{/number}"),
        "statuses_url": site.repo(repository, f"/statuses/{pull.head}"),
        **same([], "requested_reviewers", "requested_teams"),
        "head": branch_end_json(site, pull.head_repository, pull.head_branch, pull.head),
        "base": branch_end_json(site, repository, pull.base_branch, pull.base),
        "auto_merge": auto_merge_json(site, pull.auto) if pull.auto else None,
    }
    addresses = {name: content[f"{name}_url"] for name in (*LINKS, "html", "issue")} | {"self": url}
    content["_links"] = {name: {"href": address} for name, address in addresses.items()}
    return {**content, **pull_counts_json(site, thread)} if whole else content


def pull_counts_json(site: Site, thread: LocalThread) -> Json:
    """Return the part that only a single pull request's object has."""
    pull, git = require_pull(thread), thread.repository.git
    files, state = git.changes(pull.base, pull.head), merge_state(thread, pull).lower()
    is_open = pull.merged is None and thread.state == "open"
    return {
        "merged": pull.merged is not None,
        **same(state != "dirty" if is_open else None, "mergeable", "rebaseable"),
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
    return {
        "label": f"{repository.owner.login}:{branch}",
        "ref": branch,
        "sha": sha,
        "user": user_json(site, repository.owner),
        "repo": None if repository.deleted else repository_json(site, repository),
    }


def auto_merge_json(site: Site, order: AutoMerge) -> Json:
    return {
        "enabled_by": user_json(site, order.by),
        "merge_method": order.merging.method,
        "commit_title": order.merging.title or "",
        "commit_message": order.merging.message or "",
    }


def review_json(site: Site, thread: LocalThread, review: PullRequestReview) -> Json:
    pull = site.repo(thread.repository, f"/pulls/{thread.number}")
    page = f"{site.web}{thread.page}#pullrequestreview-{review.id}"
    return {
        **pick(review, "id", "body", "state", commit_id="commit", submitted_at="created"),
        "node_id": node_id("PullRequestReview", review.id),
        "user": user_json(site, review.author),
        "html_url": page,
        "pull_request_url": pull,
        "_links": {"html": {"href": page}, "pull_request": {"href": pull}},
        "author_association": association(thread.repository, review.author),
    }


def remark_json(site: Site, thread: LocalThread, review: PullRequestReview, remark: Remark) -> Json:
    """Return a "pull-request-review-comment"; its lines are null once they were changed."""
    url = site.repo(thread.repository, f"/pulls/comments/{remark.id}")
    pull = site.repo(thread.repository, f"/pulls/{thread.number}")
    page = f"{site.web}{thread.page}#discussion_r{remark.id}"
    span = current_span(thread, review, remark)
    return {
        **pick(remark, "id", "body", diff_hunk="hunk", created_at="created", updated_at="created"),
        **pick(remark.span, "path", "side", "start_side", original_line="line", original_start_line="start_line"),
        **(pick(span, "line", "start_line") if span else same(None, "line", "start_line")),
        "url": url,
        "html_url": page,
        "pull_request_url": pull,
        "_links": {"self": {"href": url}, "html": {"href": page}, "pull_request": {"href": pull}},
        "pull_request_review_id": review.id,
        "node_id": node_id("PullRequestReviewComment", remark.id),
        "commit_id": require_pull(thread).head if span else review.commit,
        "original_commit_id": review.commit,
        "user": user_json(site, remark.author),
        "author_association": association(thread.repository, remark.author),
        "position": remark.position if span else None,
        "original_position": remark.position,
        "subject_type": "line",
        "reactions": reaction_counts(f"{url}/reactions", ()),
        **({"in_reply_to_id": remark.answers} if remark.answers else {}),
    }
