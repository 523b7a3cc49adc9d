"""The fields of repositories, git's objects, statuses and check runs, releases and accounts."""

from collections.abc import Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any

from bot.localhub.git.storing import GitCommit
from bot.localhub.graphql.view import ID, Resolver, Viewed, always, find_object, find_ref, not_found, read, shout
from bot.localhub.operations.mergeability import read_checks, sum_up
from bot.localhub.representations.names import node_id, read_site
from bot.localhub.state.accounts import User
from bot.localhub.state.checks import CheckRun, Status
from bot.localhub.state.conversation import IssueLabel
from bot.localhub.state.releases import Release
from bot.localhub.state.repositories import ROLES
from bot.localhub.state.threads import LocalThread

#: GitHub cuts blobs off here, in bytes.
LONGEST_TEXT = 512_000
#: GitHub goes back no further.
MOST_COMMITS = 1000
OLDEST_FIRST = {"field": "CREATED_AT", "direction": "ASC"}
SETTINGS = {
    "squashMergeAllowed": "allow_squash_merge",
    "mergeCommitAllowed": "allow_merge_commit",
    "rebaseMergeAllowed": "allow_rebase_merge",
    "autoMergeAllowed": "allow_auto_merge",
    "deleteBranchOnMerge": "delete_branch_on_merge",
}


def list_pulls(view: Viewed, *, at: str | None = None, **args: Any) -> list[LocalThread]:
    """Return the pull requests from a branch of this name, in any state, in the requested order.

    With `at` only those from that branch of this repository, not from a fork's.
    """
    head, base, states = args.get("headRefName"), args.get("baseRefName"), args.get("states")
    threads = [
        thread
        for thread in view.repository.threads.values()
        if thread.pull
        and head in (None, thread.pull.head_branch)
        and base in (None, thread.pull.base_branch)
        and (at is None or (thread.pull.head_branch == at and thread.pull.head_repository is view.repository))
        and (not states or pull_state(thread) in states)
    ]
    return sort_threads(threads, args)


def list_issues(view: Viewed, **args: Any) -> list[LocalThread]:
    """Return the issues in some states, or those among them that moved since a time."""
    wanted = args.get("filterBy") or {}
    states = args.get("states") or wanted.get("states") or ["OPEN", "CLOSED"]
    since, author, mentioned = (wanted.get(name) for name in ("since", "createdBy", "mentioned"))
    labels = set(args.get("labels") or ())
    threads = [
        thread
        for thread in view.repository.threads.values()
        if not thread.pull
        and thread.state.upper() in states
        and (not labels or labels & {label.name for label in thread.labels})
        and (since is None or thread.updated >= datetime.fromisoformat(since))
        and (author is None or thread.author.login.lower() == author.lower())
        and (mentioned is None or f"@{mentioned}".lower() in thread.body.lower())
        and wanted.get("assignee") is None  # nobody is assigned here
    ]
    return sort_threads(threads, args)


def pull_state(thread: LocalThread) -> str:
    return "MERGED" if thread.pull and thread.pull.merged else thread.state.upper()


def sort_threads(threads: list[LocalThread], args: Mapping[str, Any]) -> list[LocalThread]:
    order = args.get("orderBy") or OLDEST_FIRST
    moment = attrgetter("updated" if order["field"] == "UPDATED_AT" else "number")
    return sorted(threads, key=moment, reverse=order["direction"] == "DESC")


def list_labels(view: Viewed, **args: Any) -> list[IssueLabel]:
    """Return the repository's labels, or those whose name or description contains a text."""
    query, order = (args.get("query") or "").lower(), args.get("orderBy") or OLDEST_FIRST
    found = [label for label in view.repository.labels if query in f"{label.name} {label.description}".lower()]
    key = attrgetter("name" if order["field"] == "NAME" else "id")
    return sorted(found, key=key, reverse=order["direction"] == "DESC")


def find_thread(view: Viewed, number: int, kind: str = "") -> LocalThread:
    """Return a thread by its number; GitHub makes a missing one an error of type NOT_FOUND."""
    thread = view.repository.threads.get(number)
    if (
        thread is None
        or (not thread.pull and not view.repository.has_issues)
        or kind not in ("", view.show(thread).kind)
    ):
        words = {"Issue": "an Issue", "PullRequest": "a PullRequest"}.get(kind, "an issue or pull request")
        raise not_found(f"Could not resolve to {words} with the number of {number}.")
    return thread


def find_queue(view: Viewed, branch: str | None = None) -> Viewed | None:
    """Return the merge queue of a branch, by default the default branch's, None if it has none."""
    method = view.repository.queue_method(branch or view.repository.default_branch)
    return view.as_a("MergeQueue", method) if method else None


def find_release(view: Viewed, tag: str) -> Release | None:
    return next((each for each in view.repository.releases if each.tag == tag), None)


def list_history(view: Viewed, **args: Any) -> list[GitCommit]:
    """Return the commits up to this one, or those that change a file."""
    return view.repository.git.log(view.value.sha, MOST_COMMITS, args.get("path"))


def find_account(view: Viewed) -> User | None:
    users = view.repository.world.users.values()
    return next((user for user in users if user.email == view.value.email and user.kind == "User"), None)


def roll_up(view: Viewed) -> Viewed | None:
    said = sum_up(read_checks(view.repository, view.value.sha))
    return view.as_a("StatusCheckRollup", view.value) if said else None


def list_contexts(view: Viewed, **_: Any) -> list[Status | CheckRun]:
    repository, sha = view.repository, view.value.sha
    return [*repository.newest_statuses(sha).values(), *repository.runs_of(sha)]


def is_required(name: str) -> dict[str, Resolver]:
    """Return a field: whether the default branch requires the check named in an attribute."""
    get = attrgetter(name)

    def resolve(view: Viewed, **_: Any) -> bool:
        rules = view.repository.protection
        return rules is not None and get(view.value) in rules.required_checks

    return {"isRequired": resolve}


PERSON = {"id": lambda v: node_id("User", v.value.id), **read("login", databaseId="id", createdAt="created")}
FIELDS: dict[str, dict[str, Resolver]] = {
    "Repository": {
        **ID,
        **read("name", "owner", databaseId="id", nameWithOwner="full_name", createdAt="created", parent="fork_of"),
        **read(isArchived="archived", isPrivate="private", hasIssuesEnabled="has_issues"),
        **{field: lambda v, name=name: v.value.settings[name] for field, name in SETTINGS.items()},
        **always([], "milestones", "assignableUsers"),
        **always(False, "hasWikiEnabled"),
        "url": lambda v: read_site(v.value.world).page(v.value),
        "description": lambda v: v.value.description or None,
        "isFork": lambda v: v.value.fork_of is not None,
        "viewerPermission": lambda v: next(
            (role.upper() for role in ROLES[:0:-1] if v.value.may(v.viewer, role)), None
        ),
        "defaultBranchRef": lambda v: find_ref(v.value, v.value.default_branch),
        "ref": lambda v, **args: find_ref(v.value, args["qualifiedName"]),
        "object": lambda v, expression=None, oid=None: find_object(v.value, expression or oid),
        "label": lambda v, name: v.value.label(name),
        "labels": list_labels,
        "mergeQueue": find_queue,
        "pullRequests": list_pulls,
        "issues": list_issues,
        "issue": lambda v, number: find_thread(v, number, "Issue"),
        "pullRequest": lambda v, number: find_thread(v, number, "PullRequest"),
        "issueOrPullRequest": find_thread,
        "releases": lambda v, **_: v.value.releases[::-1],
        "release": lambda v, **args: find_release(v, args["tagName"]),
    },
    "Ref": {
        "id": lambda v: node_id("Ref", f"{v.repository.id}:{v.value.name}"),
        **read(name="branch"),
        **always(None, "branchProtectionRule"),
        "target": lambda v: find_object(v.repository, v.value.sha),
        "associatedPullRequests": lambda v, **args: list_pulls(v, at=v.value.branch, **args),
    },
    "Commit": {
        **read("message", "author", "committer", oid="sha"),
        "tree": lambda v: find_object(v.repository, v.value.tree),
        "parents": lambda v, **_: [v.repository.git.read_commit(sha) for sha in v.value.parents],
        "history": list_history,
        "statusCheckRollup": roll_up,
        "signature": lambda v: v.as_a("GpgSignature") if v.value.sha in v.repository.signed else None,
    },
    "GpgSignature": always(True, "wasSignedByGitHub", "isValid"),
    "GitActor": {**read("name", "email"), "user": find_account},
    "StatusCheckRollup": {
        "state": lambda v: (sum_up(read_checks(v.repository, v.value.sha)) or "").upper(),
        "contexts": list_contexts,
    },
    "StatusContext": {
        **read("context", "description", targetUrl="target", createdAt="created"),
        **shout(state="state"),
        **is_required("context"),
    },
    "CheckRun": {
        **read("name", startedAt="started", completedAt="completed", detailsUrl="details"),
        **shout(status="status", conclusion="conclusion"),
        **is_required("name"),
        **always({"workflowRun": None}, "checkSuite"),
    },
    "Tree": {**read(oid="sha"), "entries": lambda v: v.repository.git.tree(v.value.sha)},
    "TreeEntry": {**read("type", name="path", oid="sha"), "mode": lambda v: int(v.value.mode, 8)},
    "Blob": {
        **read(oid="sha"),
        "text": lambda v: (
            None if b"\0" in v.value.content else v.value.content[:LONGEST_TEXT].decode("utf-8", "replace")
        ),
        "isBinary": lambda v: b"\0" in v.value.content,
        "isTruncated": lambda v: len(v.value.content) > LONGEST_TEXT,
        "byteSize": lambda v: len(v.value.content),
    },
    "Release": {
        **ID,
        **read("name", databaseId="id", tagName="tag", createdAt="created", publishedAt="published"),
        **read(isDraft="draft", isPrerelease="prerelease"),
        "isLatest": lambda v: v.repository.latest_release is v.value,
    },
    **dict.fromkeys(("Bot", "Organization", "Mannequin"), PERSON),
    "User": PERSON | always(None, "name"),
}
