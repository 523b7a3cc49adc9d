"""The rights that the bot needs on GitHub, with their reasons and calls, and which one a refused call lacked. Pure."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

Level = Literal["read", "write"]


NOTHING_WORKS = "nothing works"


class Right(NamedTuple):
    """A permission of an App: its level, its purpose, what is lost without it, and the calls that need it.

    A call is a mutation's name, or a method and an address under the repository's. A query's reads are left out.
    """

    level: Level
    why: str
    without: str
    calls: tuple[str, ...]

    @property
    def is_vital(self) -> bool:
        return self.without == NOTHING_WORKS


PERMISSIONS: Mapping[str, Right] = {
    "metadata": Right(
        "read", "to read what every App may read: names, branches, who may write", NOTHING_WORKS,
        ("GET /", "GET /collaborators/{login}/permission", "GET /rules/branches/{branch}"),
    ),
    "contents": Right(
        "write", "to read the list, and to write entries on branches of its own and on the list", NOTHING_WORKS,
        (
            "GET /branches/{branch}", "GET /contents/{path}", "GET /git/blobs/{sha}", "GET /git/commits/{sha}",
            "POST /git/commits", "GET /git/ref/heads/{branch}", "PATCH /git/refs/heads/{branch}", "POST /git/trees",
            "POST /releases", "GET /releases/tags/{tag}", "createCommitOnBranch", "createRef", "updateRefs",
            "mergePullRequest",
        ),
    ),
    "issues": Right(
        "write", "to read proposals, to answer in a comment, to label and to close them", "issues are not answered",
        (
            "GET /issues", "GET /issues/{number}", "PATCH /issues/{number}", "POST /issues", "GET /labels/{name}",
            "addComment", "addLabelsToLabelable", "addReaction", "closeIssue", "createLabel",
            "removeLabelsFromLabelable", "reopenIssue", "updateIssueComment",
        ),
    ),
    "pull_requests": Right(
        "write", "to read proposed changes, to suggest lines, to open requests with entries and to merge them",
        "entries cannot be proposed, and pull requests are not answered",
        (
            "GET /pulls", "GET /pulls/{number}/files", "POST /pulls/{number}/reviews", "closePullRequest",
            "createPullRequest", "dequeuePullRequest", "disablePullRequestAutoMerge", "enablePullRequestAutoMerge",
            "enqueuePullRequest", "updatePullRequest",
        ),
    ),
    "checks": Right(
        "write", "to report on a pull request's commit", "a pull request shows no check of the bot's",
        ("POST /check-runs", "PATCH /check-runs/{id}", "GET /commits/{sha}/check-runs"),
    ),
    "statuses": Right(
        "read", "to hear whether the checks that a branch asks for have passed",
        "an approved entry waits for a sweep",
        ("GET /commits/{sha}/status", "POST /statuses/{sha}"),
    ),
    "merge_queues": Right(
        "read", "to hear of the commits that a merge queue tries", "a list with a merge queue is merged by hand", (),
    ),
}  # fmt: skip

#: GitHub's refusal if a token has a right of another kind; it does not say which one is missing.
LACKING = re.compile(r"Resource not accessible by (?:integration|personal access token)")
#: What GitHub withholds from a query without a right to read a private repository, by the names in queries.
FIELDS: Mapping[str, str] = {
    **dict.fromkeys(("defaultBranchRef", "ref", "draft", "object", "file", "folder", "papers"), "contents"),
    **dict.fromkeys(("issueOrPullRequest", "issues", "closed", "labels"), "issues"),
    **dict.fromkeys(("movedIssues", "newestIssue", "openIssues"), "issues"),
    **dict.fromkeys(("pullRequests", "movedPulls", "newestPull", "openPulls"), "pull_requests"),
}


def lacking(granted: Mapping[str, str]) -> Mapping[str, Right]:
    return {
        name: right for name, right in PERMISSIONS.items() if granted.get(name) not in (right.level, "write", "admin")
    }


def name_right(call: str) -> str:
    """Return the right that a call or field needs, "contents (write)", "" if none is known."""
    if call in FIELDS:
        return f"{FIELDS[call]} (read)"
    for name, right in PERMISSIONS.items():
        if known := find_call(call, right.calls):
            return f"{name} ({'read' if known.startswith('GET ') else 'write'})"
    return ""


def find_call(call: str, known: Iterable[str]) -> str | None:
    """Return the known call that a call matches; braces in known addresses stand for variable parts.

    A branch and a path may contain slashes.
    """
    patterns = ((re.sub(r"\\{(?:branch|path)\\}", ".+", re.escape(each)), each) for each in known)
    return next((each for like, each in patterns if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", like), call)), None)


def add_right(error: Mapping[str, Any], call: str) -> dict[str, Any]:
    """Return GitHub's refusal of a call with the missing right in its message."""
    words, right = str(error.get("message")), name_right(call)
    return {**error, "message": f"{words}: it lacks {right}"} if right and LACKING.search(words) else dict(error)
