"""The fields of pull requests, their reviews and the merge queue."""

from typing import Any

from bot.localhub.git.diffs import FileChange
from bot.localhub.git.storing import GitCommit
from bot.localhub.graphql.repositories import find_queue, pull_state
from bot.localhub.graphql.threads import AUTHORED, THREAD
from bot.localhub.graphql.view import ID, Resolver, Viewed, always, find_object, find_ref, read, shout
from bot.localhub.operations.mergeability import decide, shown_state
from bot.localhub.operations.queues import judge_group
from bot.localhub.operations.reviews import list_review_threads
from bot.localhub.representations.names import node_id
from bot.localhub.state.conversation import PullRequestReview
from bot.localhub.state.threads import QueueEntry

CHANGE_TYPES = {"removed": "DELETED"}
MOST_COMMITS = 250


def list_reviews(view: Viewed, **args: Any) -> list[PullRequestReview]:
    states, author = args.get("states"), args.get("author")
    return [
        review
        for review in view.value.pull.reviews
        if (not states or review.state in states) and author in (None, review.author.login)
    ]


def list_latest_reviews(view: Viewed, **_: Any) -> list[PullRequestReview]:
    return list({review.author.id: review for review in view.value.pull.reviews}.values())


def list_files(view: Viewed, **_: Any) -> list[FileChange]:
    pull = view.value.pull
    return view.repository.git.changes(pull.base, pull.head)


def list_commits(view: Viewed, **_: Any) -> list[dict[str, GitCommit]]:
    """Return a pull request's commits, the oldest first."""
    pull = view.value.pull
    found = view.repository.git.log(f"{pull.base}..{pull.head}", MOST_COMMITS)
    return [{"commit": commit} for commit in found[::-1]]


def state_of(view: Viewed) -> str:
    return shown_state(view.value, view.value.pull, view.viewer)


def mergeable(view: Viewed) -> str:
    """Whether a pull request conflicts with its base; for a closed one that is unknown."""
    return {"DIRTY": "CONFLICTING", "UNKNOWN": "UNKNOWN"}.get(state_of(view), "MERGEABLE")


def find_place(entry: QueueEntry) -> int:
    """Return an entry's place, 1 at the front; None for one that has left."""
    return entry.repository.queue.index(entry) + 1 if entry in entry.repository.queue else 0


FIELDS: dict[str, dict[str, Resolver]] = {
    "PullRequest": {
        **THREAD,
        "state": lambda v: pull_state(v.value),
        **read(baseRefName="pull.base_branch", baseRefOid="pull.base"),
        **read(headRefName="pull.head_branch", headRefOid="pull.head"),
        **read(headRepositoryOwner="pull.head_repository.owner", maintainerCanModify="pull.maintainers_may_push"),
        **read(isDraft="pull.draft", mergedAt="pull.merged", autoMergeRequest="pull.auto"),
        **always([], "reviewRequests"),
        "baseRef": lambda v: find_ref(v.repository, v.value.pull.base_branch),
        "headRepository": lambda v: None if (home := v.value.pull.head_repository).deleted else home,
        "isCrossRepository": lambda v: v.value.pull.head_repository is not v.repository,
        "merged": lambda v: v.value.pull.merged is not None,
        "mergeCommit": lambda v: find_object(v.repository, v.value.pull.merge_commit),
        "mergeable": mergeable,
        "mergeStateStatus": state_of,
        "isMergeQueueEnabled": lambda v: v.repository.queue_method(v.value.pull.base_branch) is not None,
        "isInMergeQueue": lambda v: v.repository.queue_entry(v.value) is not None,
        "mergeQueue": lambda v: find_queue(v, v.value.pull.base_branch),
        "mergeQueueEntry": lambda v: v.repository.queue_entry(v.value),
        "reviewDecision": lambda v: decide(v.repository, v.value.pull),
        "reviews": list_reviews,
        "latestReviews": list_latest_reviews,
        "reviewThreads": lambda v, **_: list_review_threads(v.value),
        "files": list_files,
        "changedFiles": lambda v: len(list_files(v)),
        "additions": lambda v: sum(change.additions for change in list_files(v)),
        "deletions": lambda v: sum(change.deletions for change in list_files(v)),
        "commits": list_commits,
    },
    "PullRequestChangedFile": {
        **read("path", "additions", "deletions"),
        "changeType": lambda v: CHANGE_TYPES.get(v.value.status, v.value.status.upper()),
    },
    "AutoMergeRequest": {
        **read(enabledAt="enabled", enabledBy="by", commitHeadline="merging.title", commitBody="merging.message"),
        **shout(mergeMethod="merging.method"),
    },
    "PullRequestReview": {
        **AUTHORED,
        **read("state", submittedAt="created", comments="remarks"),
        **always([], "reactionGroups"),
        "authorAssociation": THREAD["authorAssociation"],
        "fullDatabaseId": lambda v: str(v.value.id),
        "commit": lambda v: find_object(v.repository, v.value.commit),
    },
    "PullRequestReviewThread": {
        "id": lambda v: node_id(v.kind, v.value.first.id),
        **read(path="first.span.path", originalLine="first.span.line", diffSide="first.span.side", comments="remarks"),
        **always(False, "isResolved"),
        "line": lambda v: v.value.span and v.value.span.line,
        "isOutdated": lambda v: v.value.span is None,
    },
    "PullRequestReviewComment": {
        **AUTHORED,
        **read(path="span.path", updatedAt="created"),
        **always(None, "lastEditedAt"),
        "fullDatabaseId": lambda v: str(v.value.id),
    },
    "MergeQueue": {
        "id": lambda v: node_id(v.kind, v.repository.id),
        "entries": lambda v, **_: list(v.repository.queue),
        "repository": lambda v: v.repository,
        "configuration": lambda v: v.as_a("MergeQueueConfiguration", v.value),
    },
    "MergeQueueConfiguration": {
        "mergeMethod": lambda v: v.value.upper(),
        **always("ALLGREEN", "mergingStrategy"),
        **always(1, "maximumEntriesToMerge", "minimumEntriesToMerge"),
    },
    "MergeQueueEntry": {
        **ID,
        **read(enqueuedAt="since", enqueuer="by", pullRequest="thread"),
        **always(False, "jump", "solo"),
        "position": lambda v: find_place(v.value),
        "state": lambda v: "MERGEABLE" if judge_group(v.value) == "success" else "AWAITING_CHECKS",
        "baseCommit": lambda v: find_object(v.repository, v.value.base),
        "headCommit": lambda v: find_object(v.repository, v.value.group),
        "mergeQueue": find_queue,
    },
}
