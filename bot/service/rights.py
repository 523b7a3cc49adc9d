"""What the bot needs of GitHub, each right and each event with its reason: for the App's manifest and the operator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Level = Literal["read", "write"]


NOTHING_WORKS = "nothing works"


class Right(NamedTuple):
    """A permission of an App: how much of it, what it is for, what is lost without it, and which calls need it.

    A call is a mutation's name, or a method and an address under the repository's. A query's reads stay out.
    """

    level: Level
    why: str
    without: str
    calls: tuple[str, ...]

    @property
    def is_vital(self) -> bool:
        """Whether the bot can do nothing without it."""
        return self.without == NOTHING_WORKS


PERMISSIONS: Mapping[str, Right] = {
    "metadata": Right(
        "read",
        "to read what every App may read: names, branches, who may write",
        NOTHING_WORKS,
        (
            "GET /",
            "GET /collaborators/{login}/permission",
        ),
    ),
    "contents": Right(
        "write",
        "to read the list, and to write entries on branches of its own and on the list",
        NOTHING_WORKS,
        (
            "GET /branches",
            "GET /git/blobs/{sha}",
            "GET /git/commits/{sha}",
            "POST /git/commits",
            "POST /git/refs",
            "PATCH /git/refs/heads/{branch}",
            "POST /git/trees",
            "createCommitOnBranch",
            "createRef",
            "updateRefs",
            "mergePullRequest",
        ),
    ),
    "issues": Right(
        "write",
        "to read proposals, to answer in a comment, to label and to close them",
        "issues are not answered",
        (
            "GET /issues",
            "GET /issues/{number}",
            "PATCH /issues/{number}",
            "POST /issues",
            "GET /labels/{name}",
            "POST /labels",
            "addComment",
            "addLabelsToLabelable",
            "addReaction",
            "closeIssue",
            "createLabel",
            "removeLabelsFromLabelable",
            "reopenIssue",
            "updateIssueComment",
        ),
    ),
    "pull_requests": Right(
        "write",
        "to read proposed changes, to suggest lines, to open requests with entries and to merge them",
        "entries cannot be proposed, and pull requests are not answered",
        (
            "GET /pulls",
            "POST /pulls",
            "GET /pulls/{number}/files",
            "POST /pulls/{number}/reviews",
            "closePullRequest",
            "createPullRequest",
            "dequeuePullRequest",
            "disablePullRequestAutoMerge",
            "enablePullRequestAutoMerge",
            "enqueuePullRequest",
            "updatePullRequest",
        ),
    ),
    "checks": Right(
        "write",
        "to report on a pull request's commit",
        "a pull request shows no check of the bot's",
        (
            "POST /check-runs",
            "PATCH /check-runs/{id}",
            "GET /commits/{sha}/check-runs",
        ),
    ),
    "statuses": Right(
        "read",
        "to hear whether the checks that a branch asks for have passed",
        "an approved entry waits for a sweep",
        (
            "GET /commits/{sha}/status",
            "POST /statuses/{sha}",
        ),
    ),
    "merge_queues": Right(
        "read", "to hear of the commits that a merge queue tries", "a list with a merge queue is merged by hand", ()
    ),
}

EVENTS: Mapping[str, str] = {
    "issues": "somebody proposes a paper, changes a proposal or its labels",
    "issue_comment": "somebody answers or commands",
    "pull_request": "somebody proposes a change of the page, or merges one",
    "pull_request_review": "somebody approves a proposal by a review",
    "push": "somebody edits the list",
    "repository": "the list gets another name or owner",
    "status": "a check that an approved entry waits for has ended",
    "check_run": "the same, where an App checks",
    "merge_group": "a merge queue asks for a check",
}


def lacking(granted: Mapping[str, str]) -> Mapping[str, Right]:
    """Return what an App was not granted, or not enough of."""
    return {
        name: right
        for name, right in PERMISSIONS.items()
        if granted.get(name) not in ((right.level, "write", "admin") if right.level == "read" else ("write", "admin"))
    }
