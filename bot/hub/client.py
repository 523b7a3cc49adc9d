"""One repository on GitHub, through PyGithub: reads threads and files, applies changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from github import Github, UnknownObjectException
from github.File import File

from bot.catalogue.records import PAPERS
from bot.hub import queries
from bot.hub.writer import Writer
from bot.intake.diff import MOST_FILES, FileDiff, Status, read_file
from bot.workflow.changes import Change
from bot.workflow.labels import APPROVED, verdict_label
from bot.workflow.state import read_note_mark
from bot.workflow.thread import (
    ENTRY_TRAILER,
    UPKEEP,
    Branch,
    Comment,
    Commit,
    Labeling,
    Person,
    Pull,
    Repository,
    Standing,
    Thread,
    branch_name,
    thread_of,
)

#: GraphQL answers within its time limit for this many blobs at once.
BLOBS_AT_ONCE = 200
#: What GitHub shows as the author when the account is gone.
GHOST = Person("ghost", 10137)
#: The verdicts whose labels a thread loses when it is over.
VERDICTS = ("ready", "needs-info", "needs-maintainer", "duplicate")
STATUSES: dict[str, Status] = {"added": "added", "copied": "added", "removed": "removed", "renamed": "renamed"}
MERGE_METHODS = {"squash": "squashMergeAllowed", "merge": "mergeCommitAllowed", "rebase": "rebaseMergeAllowed"}


class Client:
    """Implements the workflow's Hub for one repository; `blobs` keeps texts by their git number, which never change."""

    def __init__(self, github: Github, repository: str, *, blobs: dict[str, str] | None = None) -> None:
        self.github = github
        self.owner, self.name = repository.split("/")
        self.blobs = {} if blobs is None else blobs
        self.writer = Writer(github.get_repo(repository))

    def apply(self, change: Change) -> None:
        """Carry out one change."""
        self.writer.apply(change)

    def read_permission(self, login: str) -> str:
        """Ask GitHub what an account may do now; unlike `author_association` this is right for private members."""
        try:
            return self.writer.repository.get_collaborator_permission(login)
        except UnknownObjectException:
            return "none"

    def read_repository(self) -> Repository:
        """Return the default branch and its newest commit."""
        return read_repository(self.ask(queries.REPOSITORY))

    def read_thread(self, number: int) -> Thread | None:
        """Return a thread as it stands now, in one call unless it has over 100 comments."""
        head = branch_name(number)
        try:
            answer = self.answer(queries.THREAD, number=number, branch=f"refs/heads/{head}", head=head)
        except UnknownObjectException:
            return None
        found, viewer = answer["repository"], answer["viewer"]["login"]
        node = found["issueOrPullRequest"]
        comments = tuple(map(read_comment, self.comments(number, node["comments"])))
        return read_thread(found, node, comments, viewer)

    def comments(self, number: int, page: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield all comments, beginning with a page that is there already."""
        yield from page["nodes"]
        while page["pageInfo"]["hasNextPage"]:
            found = self.ask(queries.MORE_COMMENTS, number=number, after=page["pageInfo"]["endCursor"])
            page = found["issueOrPullRequest"]["comments"]
            yield from page["nodes"]

    def read_states(self) -> Mapping[int, Comment]:
        """Return the bot's first comment in every open thread; it speaks first, so it is among the first twenty."""
        states: dict[int, Comment] = {}
        for node in self.pages(queries.OPEN_THREADS, "issues", "pullRequests"):
            own = [read_comment(comment) for comment in node["comments"]["nodes"] if comment["viewerDidAuthor"]]
            states |= {node["number"]: own[0]} if own else {}
        return states

    def read_waiting(self) -> list[int]:
        """Return the open threads, and the closed ones whose label says that somebody must act."""
        labels = [verdict_label(verdict) for verdict in VERDICTS]
        nodes = self.pages(queries.WAITING, "issues", "closed", "pullRequests", labels=labels)
        return sorted({node["number"] for node in nodes})

    def pages(self, query: str, *names: str, **variables: Any) -> Iterator[dict[str, Any]]:
        """Yield the nodes of several connections of one query, page by page, each as long as it has more."""
        ends: dict[str, str | None] = dict.fromkeys(names)
        while ends:
            wanted = {f"with_{name}": name in ends for name in names}
            found = self.ask(query, **variables, **wanted, **{f"after_{name}": end for name, end in ends.items()})
            infos = {name: found[name]["pageInfo"] for name in ends}
            for name in ends:
                yield from found[name]["nodes"]
            ends = {name: info["endCursor"] for name, info in infos.items() if info["hasNextPage"]}

    def read_diff(self, number: int, head: str, wanted: Callable[[str], bool]) -> tuple[FileDiff, ...]:
        """Return what a pull request changes, as GitHub compares it with where it branched off."""
        files: list[File] = list(self.writer.repository.get_pull(number).get_files()[:MOST_FILES])
        paths = [file.filename for file in files if wanted(file.filename) and file.status != "removed"]
        texts = dict(zip(paths, self.read_texts(head, paths), strict=True))
        return tuple(
            read_file(
                file.filename,
                file.patch,
                status=STATUSES.get(file.status, "modified"),
                old_path=file.previous_filename,
                text=texts.get(file.filename),
            )
            for file in files
        )

    def read_texts(self, commit: str, paths: list[str]) -> Iterator[str | None]:
        """Yield the texts of some files at a commit, None for what is no text or too long for a diff to be read."""
        for start in range(0, len(paths), BLOBS_AT_ONCE):
            some = paths[start : start + BLOBS_AT_ONCE]
            found = self.ask(queries.texts(len(some)), **{f"o{n}": f"{commit}:{path}" for n, path in enumerate(some)})
            for n in range(len(some)):
                blob = found[f"b{n}"] or {"text": None, "isTruncated": False}
                yield self.writer.read_blob(blob["oid"]) if blob["isTruncated"] else blob["text"]

    def read_history(self, commit: str, path: str) -> list[Commit]:
        """Return the last commits up to `commit` that changed a file, the newest first."""
        nodes = self.ask(queries.HISTORY, commit=commit, path=path)["object"]["history"]["nodes"]
        return [Commit(node["oid"], node["message"]) for node in nodes]

    def read_branch(self, name: str) -> tuple[Branch | None, Pull | None]:
        """Return a branch of the bot's and the open pull request from it."""
        found = self.ask(queries.BRANCH, branch=f"refs/heads/{name}", head=name)
        pulls = [read_pull(pull) for pull in found["pullRequests"]["nodes"] if is_own(pull)]
        return read_branch(found["ref"], name), pulls[-1] if pulls else None

    def read_text(self, commit: str, path: str) -> str | None:
        """Return the text of one file at a commit, None if there is none."""
        blob = self.ask(queries.TEXT, expression=f"{commit}:{path}")["object"]
        return blob.get("text") if blob else None

    def read_folder(self, commit: str, folder: str) -> Mapping[str, str]:
        """Return the texts of a data folder at a commit, by path inside it; only those not seen before are fetched."""
        found = self.ask(queries.FOLDER, folder=f"{commit}:{folder}", papers=f"{commit}:{folder}/{PAPERS}")
        numbers: dict[str, str] = {}
        for key, prefix in (("folder", ""), ("papers", f"{PAPERS}/")):
            for entry in (found[key] or {"entries": ()})["entries"]:
                if entry["type"] == "blob" and entry["name"].endswith((".yaml", ".md")):
                    numbers[prefix + entry["name"]] = entry["oid"]
        self.fetch([number for number in dict.fromkeys(numbers.values()) if number not in self.blobs])
        return {path: self.blobs[number] for path, number in numbers.items()}

    def fetch(self, numbers: list[str]) -> None:
        """Read blobs into the store."""
        for start in range(0, len(numbers), BLOBS_AT_ONCE):
            some = numbers[start : start + BLOBS_AT_ONCE]
            found = self.ask(queries.blobs(len(some)), **{f"o{n}": number for n, number in enumerate(some)})
            for n, number in enumerate(some):
                blob = found[f"b{n}"]
                whole = blob["text"] is not None and not blob["isTruncated"]
                self.blobs[number] = blob["text"] if whole else self.writer.read_blob(number)

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """Ask one GraphQL question about this repository; return what is said of the repository."""
        repository: dict[str, Any] = self.answer(query, **variables)["repository"]
        return repository

    def answer(self, query: str, **variables: Any) -> dict[str, Any]:
        """Ask one GraphQL question about this repository; return the whole answer."""
        variables |= {"owner": self.owner, "name": self.name}
        _, answer = self.github.requester.graphql_query(query, variables)
        data: dict[str, Any] = answer["data"]
        return data


def read_thread(found: dict[str, Any], node: dict[str, Any], comments: tuple[Comment, ...], viewer: str) -> Thread:
    """Build a Thread from the answer to the THREAD query; `viewer` is the bot's login."""
    pulls = [read_pull(pull) for pull in found["pullRequests"]["nodes"] if is_own(pull)]
    is_issue, author = node["__typename"] == "Issue", read_person(node["author"])
    return Thread(
        repository=read_repository(found),
        number=node["number"],
        kind="issue" if is_issue else "pr",
        title=node["title"],
        body=node["body"],
        author=replace(author, bot=author.bot or author.login == viewer),
        open=node["issueState" if is_issue else "pullState"] == "OPEN",
        created=read_time(node["createdAt"]),
        labels=frozenset(label["name"] for label in node["labels"]["nodes"]),
        labeling=read_labeling(node["timelineItems"]["nodes"], viewer),
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
    # After somebody else pushed to the bot's branch, its pull request is theirs and speaks for itself.
    opened_for = thread_of(node["headRefName"]) if is_own(node) and is_written_by_bot(node) else None
    return {
        "opened_for": opened_for,
        "head": node["headRefOid"],
        "base": node["baseRefName"],
        "merged": node["pullState"] == "MERGED",
        "standing": read_standing(node),
        "noted": frozenset(mark for mark in marks if mark),
        "own": is_own(node) and node["headRefName"] == UPKEEP,
    }


def is_written_by_bot(node: dict[str, Any]) -> bool:
    """Tell whether the newest commit of a pull request is the bot's own."""
    commits = node["commits"]["nodes"]
    return not commits or ENTRY_TRAILER.search(commits[-1]["commit"]["message"]) is not None


def read_standing(node: dict[str, Any]) -> Standing:
    """Build a Standing."""
    commits = node["commits"]["nodes"]
    rollup = commits[-1]["commit"]["statusCheckRollup"] if commits else None
    return Standing(
        state=node["mergeStateStatus"],
        review=node["reviewDecision"],
        checks=rollup["state"] if rollup else None,
        queued=node["autoMergeRequest"] is not None,
        queues=node["isMergeQueueEnabled"],
    )


def read_labeling(events: list[dict[str, Any]], viewer: str) -> Labeling | None:
    """Return who last put the label of an approval on, None where it was the bot or another machine."""
    approvals = [event for event in events if event.get("label") and event["label"]["name"] == APPROVED]
    if not approvals:
        return None
    by = read_person(approvals[-1]["actor"])
    return None if by.bot or by.login == viewer else Labeling(by, read_time(approvals[-1]["createdAt"]))


def read_repository(found: dict[str, Any]) -> Repository:
    """Build a Repository from any answer that asked for it."""
    branch = found["defaultBranchRef"]
    return Repository(
        name=found["nameWithOwner"],
        default_branch=branch["name"],
        head=branch["target"]["oid"],
        merge_methods=tuple(method for method, allowed in MERGE_METHODS.items() if found[allowed]),
        merges_later=found["autoMergeAllowed"],
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
        state=node["state"].lower(),
        comments=tuple(map(read_comment, node["comments"]["nodes"])),
        merge_commit=merge["oid"] if merge else None,
        standing=read_standing(node),
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
    since = author.get("createdAt")
    return Person(
        author["login"],
        author.get("databaseId") or 0,
        bot=author["__typename"] != "User",
        since=read_time(since) if since else None,
    )


def read_time(text: str) -> datetime:
    """Read GitHub's time, which is UTC."""
    return datetime.fromisoformat(text)
