"""A GraphQL mutation as a value, and the global ids that mutations name things by."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: The commit "before" a new ref, or "after" a deleted one.
NOWHERE = "0" * 40


@dataclass(frozen=True, slots=True)
class Mutation:
    """One field of a document: the mutation's name and input; `answer` is the selection from its payload."""

    name: str
    input: Mapping[str, Any]
    answer: str = "clientMutationId"


@dataclass(frozen=True, slots=True)
class Tip:
    """A branch's newest commit: its number, its message and its parents."""

    commit: str
    message: str
    parents: tuple[str, ...]


@dataclass(slots=True)
class NodeIds:
    """The ids of the thread that was read last; `comments` by their numbers, `tips` by the branch's name.

    `tree` is the tree of the default branch's commit `head`; no rename changes the `number`.
    """

    repository: str = ""
    number: int = 0
    head: str = ""
    tree: str = ""
    threads: dict[int, str] = field(default_factory=dict)
    comments: dict[int, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    tips: dict[str, Tip] = field(default_factory=dict)


def draft_name(branch: str) -> str:
    """The branch on which a new commit for the bot's branch is made.

    `createCommitOnBranch` makes commits on branches only, and moving the bot's own back to its base first would close
    its pull request: GitHub closes one without commits. The next commit uses a leftover draft, or moves it.
    """
    return f"{branch}-draft"


def create_ref(repository: str, branch: str, commit: str) -> Mutation:
    """Return the mutation that creates a branch at a commit; `repository` is a node id."""
    return Mutation("createRef", {"repositoryId": repository, "name": f"refs/heads/{branch}", "oid": commit})


def move_refs(repository: str, *moves: tuple[str, str, str]) -> Mutation:
    """Move branches, all or none, each (branch, from, to) only if it is where it is expected."""
    updates = [
        {"name": f"refs/heads/{branch}", "beforeOid": before, "afterOid": after, "force": True}
        for branch, before, after in moves
    ]
    return Mutation("updateRefs", {"repositoryId": repository, "refUpdates": updates})


def commit_files(repository: str, branch: str, base: str, files: Mapping[str, str | None], message: str) -> Mutation:
    """Put one commit on a branch (of "owner/name") that is at `base`; None deletes a file.

    GitHub signs it, with the account in use as its author.
    """
    title, _, body = message.partition("\n\n")
    additions = [
        {"path": path, "contents": base64.b64encode(text.encode()).decode()}
        for path, text in files.items()
        if text is not None
    ]
    deletions = [{"path": path} for path, text in files.items() if text is None]
    values = {
        "branch": {"repositoryNameWithOwner": repository, "branchName": branch},
        "expectedHeadOid": base,
        "message": {"headline": title, "body": body},
        "fileChanges": {"additions": additions, "deletions": deletions},
    }
    return Mutation("createCommitOnBranch", values, "commit { oid tree { oid } }")
