"""Answers of GitHub's GraphQL -> threads, comments, people. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.workflow.state import read_note_mark
from bot.workflow.thread import Branch, Comment, Person, Pull, Repository, Thread, branch_name, thread_of

#: What GitHub shows as the author when the account is gone.
GHOST = Person("ghost", 10137)
MERGE_METHODS = {"squash": "squashMergeAllowed", "merge": "mergeCommitAllowed", "rebase": "rebaseMergeAllowed"}


def read_thread(found: dict[str, Any], node: dict[str, Any], comments: tuple[Comment, ...]) -> Thread:
    """Build a Thread from the answer to the THREAD query."""
    pulls = [read_pull(pull) for pull in found["pullRequests"]["nodes"] if is_own(pull)]
    is_issue = node["__typename"] == "Issue"
    return Thread(
        repository=read_repository(found),
        number=node["number"],
        kind="issue" if is_issue else "pr",
        title=node["title"],
        body=node["body"],
        author=read_person(node["author"]),
        open=node["issueState" if is_issue else "pullState"] == "OPEN",
        created=read_time(node["createdAt"]),
        labels=frozenset(label["name"] for label in node["labels"]["nodes"]),
        comments=comments,
        branch=read_branch(found["ref"], branch_name(node["number"])),
        pull=pulls[-1] if pulls else None,
        **({} if is_issue else read_request(node)),
    )


def read_request(node: dict[str, Any]) -> dict[str, Any]:
    """Return what a thread has that is a pull request."""
    first = [
        comments["nodes"][0] for thread in node["reviewThreads"]["nodes"] if (comments := thread["comments"])["nodes"]
    ]
    marks = (read_note_mark(comment["body"]) for comment in first if comment["viewerDidAuthor"])
    return {
        "opened_for": thread_of(node["headRefName"]) if is_own(node) else None,
        "head": node["headRefOid"],
        "base": node["baseRefName"],
        "merged": node["pullState"] == "MERGED",
        "noted": frozenset(mark for mark in marks if mark),
    }


def read_repository(found: dict[str, Any]) -> Repository:
    """Build a Repository from any answer that asked for it."""
    branch = found["defaultBranchRef"]
    return Repository(
        name=found["nameWithOwner"],
        default_branch=branch["name"],
        head=branch["target"]["oid"],
        merge_methods=tuple(method for method, allowed in MERGE_METHODS.items() if found[allowed]),
    )


def is_own(pull: dict[str, Any]) -> bool:
    """Tell whether the bot opened a pull request, from this repository and not from a fork."""
    return bool(pull["viewerDidAuthor"]) and not pull["isCrossRepository"]


def read_pull(node: dict[str, Any]) -> Pull:
    """Build a Pull."""
    merge = node["mergeCommit"]
    return Pull(
        number=node["number"],
        title=node["title"],
        body=node["body"],
        head=node["headRefOid"],
        state=node["pullState"].lower(),
        comments=tuple(map(read_comment, node["comments"]["nodes"])),
        merge_commit=merge["oid"] if merge else None,
    )


def read_branch(ref: dict[str, Any] | None, name: str) -> Branch | None:
    """Build a Branch, None where it does not exist."""
    return Branch(name, ref["target"]["oid"], ref["target"]["message"]) if ref else None


def read_comment(node: dict[str, Any]) -> Comment:
    """Build a Comment."""
    edited = node["lastEditedAt"]
    return Comment(
        id=int(node["fullDatabaseId"]),
        author=read_person(node["author"]),
        body=node["body"],
        created=read_time(node["createdAt"]),
        edited=read_time(edited) if edited else None,
        own=node["viewerDidAuthor"],
    )


def read_person(author: dict[str, Any] | None) -> Person:
    """Build a Person; GitHub gives null for an account that is gone."""
    if author is None:
        return GHOST
    return Person(author["login"], author.get("databaseId") or 0, bot=author["__typename"] != "User")


def read_time(text: str) -> datetime:
    """Read GitHub's time, which is UTC."""
    return datetime.fromisoformat(text)
