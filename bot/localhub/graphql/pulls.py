"""The fields of pull requests and their reviews."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.localhub.git.lines import Span
from bot.localhub.graphql.fields import THREAD, pull_state
from bot.localhub.graphql.queues import entry_of, queue_of
from bot.localhub.graphql.view import Resolver, Viewed, make_page
from bot.localhub.operations.mergeability import decide, shown_state
from bot.localhub.operations.reviews import current_span
from bot.localhub.representations.names import node_id, time
from bot.localhub.state.conversation import PullRequestReview, Remark
from bot.localhub.state.repositories import PullRequest

CHANGE_TYPES = {"removed": "DELETED"}
MOST_COMMITS = 250


def pull_of(view: Viewed) -> PullRequest:
    pull = view.value.pull
    if not isinstance(pull, PullRequest):
        raise TypeError(view.kind)
    return pull


def conversations(view: Viewed) -> list[list[tuple[PullRequestReview, Remark]]]:
    """Return the remarks, each first one with its answers."""
    found: dict[int, list[tuple[PullRequestReview, Remark]]] = {}
    for review in pull_of(view).reviews:
        for remark in review.remarks:
            found.setdefault(remark.answers or remark.id, []).append((review, remark))
    return list(found.values())


def review_threads(view: Viewed, args: Mapping[str, Any]) -> dict[str, Any]:
    return view.views("PullRequestReviewThread", [(view.value, each) for each in conversations(view)], args)


def span_of(view: Viewed) -> Span | None:
    """Return where the lines of a conversation are now, None once they were changed."""
    thread, said = view.value
    return current_span(thread, *said[0])


def reviews(view: Viewed, args: Mapping[str, Any]) -> dict[str, Any]:
    """Return the reviews in some states, by somebody."""
    states, author = args.get("states"), args.get("author")
    found = [
        review
        for review in pull_of(view).reviews
        if (not states or review.state in states) and (author is None or review.author.login == author)
    ]
    return view.views("PullRequestReview", found, args)


def files(view: Viewed, args: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a pull request changes since it left its base."""
    pull = pull_of(view)
    changes = [
        {
            "path": change.path,
            "additions": change.additions,
            "deletions": change.deletions,
            "changeType": CHANGE_TYPES.get(change.status, change.status.upper()),
        }
        for change in view.repository.git.changes(pull.base, pull.head)
    ]
    return make_page(changes, args)


def commits(view: Viewed, args: Mapping[str, Any]) -> dict[str, Any]:
    """Return a pull request's commits, the oldest first."""
    pull = pull_of(view)
    found = view.repository.git.log(f"{pull.base}..{pull.head}", MOST_COMMITS)[::-1]
    return make_page([{"commit": view.view("Commit", (commit.sha, b""))} for commit in found], args)


def state_of(view: Viewed) -> str:
    return shown_state(view.value, pull_of(view), view.viewer)


def mergeable(view: Viewed) -> str:
    """Tell whether a pull request conflicts with its base; of one that is closed nothing is known."""
    return {"DIRTY": "CONFLICTING", "UNKNOWN": "UNKNOWN"}.get(state_of(view), "MERGEABLE")


def home(view: Viewed) -> Viewed | None:
    """Return the repository that a pull request is from, None where it is gone."""
    source = pull_of(view).head_repository
    return None if source.deleted else Viewed("Repository", source, source, view.viewer)


REMARK: dict[str, Resolver] = {
    "id": lambda v: node_id(v.kind, v.value[1].id),
    "fullDatabaseId": lambda v: str(v.value[1].id),
    "body": lambda v: v.value[1].body,
    "path": lambda v: v.value[1].span.path,
    "createdAt": lambda v: time(v.value[1].created),
    "updatedAt": lambda v: time(v.value[1].created),
    "lastEditedAt": lambda _: None,
    "viewerDidAuthor": lambda v: v.value[1].author is v.viewer,
    "author": lambda v: v.person(v.value[1].author),
}
FIELDS: dict[str, dict[str, Resolver]] = {
    "PullRequest": {
        **THREAD,
        "state": lambda v: pull_state(v.value),
        "baseRefName": lambda v: pull_of(v).base_branch,
        "baseRefOid": lambda v: pull_of(v).base,
        "headRefName": lambda v: pull_of(v).head_branch,
        "headRefOid": lambda v: pull_of(v).head,
        "headRepository": home,
        "headRepositoryOwner": lambda v: v.person(pull_of(v).head_repository.owner),
        "isCrossRepository": lambda v: pull_of(v).head_repository is not v.repository,
        "isDraft": lambda v: pull_of(v).draft,
        "maintainerCanModify": lambda v: pull_of(v).maintainers_may_push,
        "merged": lambda v: pull_of(v).merged is not None,
        "mergedAt": lambda v: time(pull_of(v).merged),
        "mergeCommit": lambda v: v.object(pull_of(v).merge_commit) if pull_of(v).merge_commit else None,
        "mergeable": mergeable,
        "isMergeQueueEnabled": lambda v: v.repository.queue_method(pull_of(v).base_branch) is not None,
        "isInMergeQueue": lambda v: v.repository.queue_entry(v.value) is not None,
        "mergeQueue": lambda v: queue_of(v, pull_of(v).base_branch),
        "mergeQueueEntry": entry_of,
        "mergeStateStatus": state_of,
        "reviewDecision": lambda v: decide(v.repository, pull_of(v)),
        "autoMergeRequest": lambda v: v.view("AutoMergeRequest", pull_of(v).auto),
        "reviews": lambda v, **args: reviews(v, args),
        "reviewThreads": lambda v, **args: review_threads(v, args),
        "files": lambda v, **args: files(v, args),
        "changedFiles": lambda v: len(v.repository.git.changes(pull_of(v).base, pull_of(v).head)),
        "commits": lambda v, **args: commits(v, args),
    },
    "AutoMergeRequest": {
        "enabledAt": lambda v: time(v.value.enabled),
        "enabledBy": lambda v: v.person(v.value.by),
        "mergeMethod": lambda v: v.value.merging.method.upper(),
        "commitHeadline": lambda v: v.value.merging.title,
        "commitBody": lambda v: v.value.merging.message,
    },
    "PullRequestReview": {
        "id": lambda v: node_id(v.kind, v.value.id),
        "fullDatabaseId": lambda v: str(v.value.id),
        "state": lambda v: v.value.state,
        "body": lambda v: v.value.body,
        "author": lambda v: v.person(v.value.author),
        "viewerDidAuthor": lambda v: v.value.author is v.viewer,
        "commit": lambda v: v.object(v.value.commit),
        "createdAt": lambda v: time(v.value.created),
        "submittedAt": lambda v: time(v.value.created),
        "comments": lambda v, **args: v.views(
            "PullRequestReviewComment", [(v.value, remark) for remark in v.value.remarks], args
        ),
    },
    "PullRequestReviewThread": {
        "id": lambda v: node_id(v.kind, v.value[1][0][1].id),
        "path": lambda v: v.value[1][0][1].span.path,
        "line": lambda v: (span_of(v) or Span("", 0)).line or None,
        "originalLine": lambda v: v.value[1][0][1].span.line,
        "diffSide": lambda v: v.value[1][0][1].span.side,
        "isOutdated": lambda v: span_of(v) is None,
        "isResolved": lambda _: False,
        "comments": lambda v, **args: v.views("PullRequestReviewComment", v.value[1], args),
    },
    "PullRequestReviewComment": REMARK,
}
