"""Answers of GitHub's GraphQL -> threads, comments, people. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import takewhile
from typing import Any, Literal

from bot.workflow.changes.mutation import NodeIds, Tip, draft_name
from bot.workflow.labels import APPROVED, spell_label
from bot.workflow.marks import is_marked, read_note_mark
from bot.workflow.messages.care import is_care
from bot.workflow.thread import (
    ENTRY_TRAILER,
    GREETING,
    NOBODY,
    UPKEEP,
    Branch,
    Comment,
    MergeStatus,
    Person,
    Pull,
    Repository,
    Thread,
    TimelineEvent,
    branch_name,
    thread_of,
)

#: The author when the account is gone; GitHub does not distinguish such accounts.
GHOST = Person("ghost", NOBODY)
ACTS: dict[str, Literal["labeled", "unlabeled", "closed", "reopened"]] = {
    "LabeledEvent": "labeled",
    "UnlabeledEvent": "unlabeled",
    "ClosedEvent": "closed",
    "ReopenedEvent": "reopened",
}
#: The reasons the merge queue gives when a pull request left it because it was merged.
MERGED = ("merge", "merged", "already_merged")
MERGE_METHODS = {"squash": "squashMergeAllowed", "merge": "mergeCommitAllowed", "rebase": "rebaseMergeAllowed"}


def read_thread(found: dict[str, Any], node: dict[str, Any], comments: tuple[Comment, ...], viewer: str) -> Thread:
    """Build a Thread from the answer to the THREAD query; `viewer` is the bot's login."""
    pulls = own_pulls(found)
    is_issue, author = node["__typename"] == "Issue", read_person(node["author"])
    thread = Thread(
        repository=read_repository(found),
        number=node["number"],
        kind="issue" if is_issue else "pr",
        title=node["title"],
        body=node["body"],
        author=replace(author, bot=author.bot or author.login == viewer),
        locked=node["locked"],
        open=node["issueState" if is_issue else "pullState"] == "OPEN",
        created=read_time(node["createdAt"]),
        labels=frozenset(read_labels(node)),
        closed=read_time(node["closedAt"]) if node["closedAt"] else None,
        events=tuple(read_timeline(read_events(node, pulls[-1:]), viewer)),
        labelled_by=frozenset(read_labellers(node)),
        comments=comments,
        branch=read_branch(found["ref"], branch_name(node["number"])),
        pull=read_pull(pulls[-1]) if pulls else None,
    )
    return add_issue(thread, node, viewer) if is_issue else add_request(thread, node)


def add_issue(thread: Thread, node: dict[str, Any], viewer: str) -> Thread:
    return replace(
        thread,
        own=node["viewerDidAuthor"] and GREETING in node["body"],
        care=node["viewerDidAuthor"] and is_care(node["body"]),
        editors=frozenset(read_editors(node, viewer)),
    )


def add_request(thread: Thread, node: dict[str, Any]) -> Thread:
    said = (comment for each in node["reviewThreads"]["nodes"] for comment in each["comments"]["nodes"])
    marks = (read_note_mark(comment["body"]) for comment in said if comment["viewerDidAuthor"])
    return replace(
        thread,
        opened_for=thread_of(node["headRefName"]) if is_own(node) else None,
        taken_over=not is_written_by_bot(node),
        head=node["headRefOid"],
        base=node["baseRefName"],
        merged=node["pullState"] == "MERGED",
        merge_status=read_merge_status(node),
        noted=frozenset(mark for mark in marks if mark),
        own=is_own(node) and node["headRefName"].startswith(UPKEEP),
    )


def read_editors(node: dict[str, Any], viewer: str) -> Iterator[str]:
    """Yield who closed the issue, or who edited an open issue since the bot's last edit (the bot if nobody did)."""
    if node["issueState"] == "CLOSED":
        yield from (read_person(event["actor"]).login for event in node["closings"]["nodes"])
        return
    logins = [read_person(edit["editor"]).login for edit in node["userContentEdits"]["nodes"]]
    others = list(takewhile(lambda login: login != viewer, logins))
    yield from others or [viewer]


def is_written_by_bot(node: dict[str, Any]) -> bool:
    commits = node["commits"]["nodes"]
    return not commits or ENTRY_TRAILER.search(commits[-1]["commit"]["message"]) is not None


def read_merge_status(node: dict[str, Any]) -> MergeStatus:
    commits = node["commits"]["nodes"]
    rollup = commits[-1]["commit"]["statusCheckRollup"] if commits else None
    queued = (node["mergeQueueEntry"] or {}).get("headCommit")
    return MergeStatus(
        state=node["mergeStateStatus"],
        review=node["reviewDecision"],
        checks=rollup["state"] if rollup else None,
        auto_merge=node["autoMergeRequest"] is not None,
        queue_required=node["isMergeQueueEnabled"],
        in_queue=node["isInMergeQueue"],
        queue_commit=queued["oid"] if queued else "",
        queue_removal_reason=read_drop(node["queueing"]["nodes"]),
    )


def read_drop(events: list[dict[str, Any]]) -> str:
    """Return why a pull request last left the merge queue, "" if it did not leave or left because it was merged."""
    if not events or events[-1]["__typename"] != "RemovedFromMergeQueueEvent":
        return ""
    reason: str = (events[-1]["reason"] or "unknown").lower()
    return "" if reason in MERGED else reason


def read_labels(node: dict[str, Any]) -> list[str]:
    """Return the labels of a thread, those of the bot in the bot's spelling."""
    return [spell_label(label["name"]) for label in node["labels"]["nodes"]]


def read_labellers(node: dict[str, Any]) -> Iterator[str]:
    for event in node["timelineItems"]["nodes"]:
        is_labeling = event and event["__typename"] == "LabeledEvent" and event["label"]
        if is_labeling and spell_label(event["label"]["name"]) == APPROVED:
            yield read_person(event["actor"]).login


def read_events(node: dict[str, Any], pulls: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the events on a thread's labels and on the bot's pull request, each with what it concerns."""
    labelings = (event for event in node["timelineItems"]["nodes"] if event and event["label"])
    yield from ((spell_label(event["label"]["name"]), event) for event in labelings)
    for pull in pulls:
        # A merge closes a request too, and nobody means to stop it by that.
        if pull["pullState"] != "MERGED":
            yield from ((f"#{pull['number']}", event) for event in pull["timelineItems"]["nodes"])


def read_timeline(events: Iterable[tuple[str, dict[str, Any]]], viewer: str) -> Iterator[TimelineEvent]:
    """Yield the newest event on each subject, unless it came from the bot or another machine."""
    for subject, event in dict(events).items():
        by = read_person(event["actor"])
        if not by.bot and by.login != viewer:
            yield TimelineEvent(event["id"], ACTS[event["__typename"]], subject, by, read_time(event["createdAt"]))


def read_repository(found: dict[str, Any]) -> Repository:
    branch = found["defaultBranchRef"]
    return Repository(
        name=found["nameWithOwner"],
        default_branch=branch["name"],
        head=branch["target"]["oid"],
        merge_methods=tuple(method for method, allowed in MERGE_METHODS.items() if found[allowed]),
        merges_later=found["autoMergeAllowed"],
        archived=found["isArchived"],
    )


def own_pulls(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The bot's pull requests from the branch in question, newest last."""
    at_ref = found["ref"]["associatedPullRequests"]["nodes"] if found["ref"] else []
    own = {pull["number"]: pull for pull in (*found["pullRequests"]["nodes"], *at_ref) if is_own(pull)}
    return [own[number] for number in sorted(own)]


def is_own(pull: dict[str, Any]) -> bool:
    """Whether the bot opened a pull request, and from this repository rather than a fork."""
    return bool(pull["viewerDidAuthor"]) and not pull["isCrossRepository"]


def read_pull(node: dict[str, Any]) -> Pull:
    """Build a Pull; once somebody else pushed to it, comments on it belong to it alone, so none is included."""
    comments = node["comments"]["nodes"] if is_written_by_bot(node) else ()
    return Pull(
        number=node["number"],
        title=node["title"],
        body=node["body"],
        head=node["headRefOid"],
        state=node["pullState"].lower(),
        comments=tuple(map(read_comment, comments)),
        merge_status=read_merge_status(node),
    )


def read_branch(ref: dict[str, Any] | None, name: str) -> Branch | None:
    if ref is None:
        return None
    target, parents = ref["target"], ref["target"]["parents"]["nodes"]
    return Branch(name, target["oid"], target["message"], parents[0]["oid"] if parents else "")


def read_comment(node: dict[str, Any]) -> Comment:
    edited = node["lastEditedAt"]
    return Comment(
        id=int(node["fullDatabaseId"]),
        author=read_person(node["author"]),
        body=node["body"],
        created=read_time(node["createdAt"]),
        edited=read_time(edited) if edited else None,
        own=is_own_comment(node),
    )


def is_own_comment(node: dict[str, Any]) -> bool:
    """Whether the bot wrote a comment: it is by the bot's account and ends with the bot's mark."""
    return bool(node["viewerDidAuthor"]) and is_marked(node["body"])


def read_person(author: dict[str, Any] | None) -> Person:
    """Build a Person; for a deleted account GitHub gives null."""
    if author is None:
        return GHOST
    since = author.get("createdAt")
    return Person(
        author["login"],
        author.get("databaseId") or NOBODY,
        bot=author["__typename"] == "Bot",
        since=read_time(since) if since else None,
    )


def read_time(text: str) -> datetime:
    """Read a time from GitHub, which is in UTC."""
    return datetime.fromisoformat(text)


def read_nodes(found: dict[str, Any], branch: str) -> NodeIds:
    """Collect the ids from an answer to the THREAD or REPOSITORY query that asked for one of the bot's branches."""
    target, node = found["defaultBranchRef"]["target"], found.get("issueOrPullRequest")
    threads = [*([node] if node else []), *own_pulls(found)]
    refs = {branch: found["ref"], draft_name(branch): found["draft"]}
    return NodeIds(
        repository=found["id"],
        number=found["databaseId"],
        head=target["oid"],
        tree=target["tree"]["oid"],
        threads={thread["number"]: thread["id"] for thread in threads},
        comments={number: id for thread in threads for number, id in comment_ids(thread["comments"]["nodes"])},
        labels={spell_label(label["name"]): label["id"] for label in found["labels"]["nodes"]},
        tips={name: read_tip(ref["target"]) for name, ref in refs.items() if ref},
    )


def comment_ids(nodes: list[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        yield int(node["fullDatabaseId"]), node["id"]


def read_tip(target: dict[str, Any]) -> Tip:
    parents = tuple(parent["oid"] for parent in target["parents"]["nodes"])
    return Tip(target["oid"], target["message"], parents)
