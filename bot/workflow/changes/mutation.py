"""A GraphQL mutation as a value, and the global ids that mutations name things by."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: What stands for "no commit" where a ref is created or deleted.
NOWHERE = "0" * 40


@dataclass(frozen=True, slots=True)
class Mutation:
    """One field of a document: the mutation's name and input; `answer` is what is selected of its payload."""

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
    """The ids of the last thread that was read; `comments` by their numbers, `tips` by the branch's name.

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
    its pull request: GitHub closes one without commits. The next commit takes up a draft that is left over, or moves
    it.
    """
    return f"{branch}-draft"


def create_ref(repository: str, branch: str, commit: str) -> Mutation:
    """Return the mutation that creates a branch at a commit; `repository` is a node id."""
    return Mutation("createRef", {"repositoryId": repository, "name": f"refs/heads/{branch}", "oid": commit})


def move_refs(repository: str, *moves: tuple[str, str, str]) -> Mutation:
    """Move branches, all or none, each (branch, from, to) only from where it is thought."""
    updates = [
        {"name": f"refs/heads/{branch}", "beforeOid": before, "afterOid": after, "force": True}
        for branch, before, after in moves
    ]
    return Mutation("updateRefs", {"repositoryId": repository, "refUpdates": updates})


def commit_files(repository: str, branch: str, base: str, files: Mapping[str, str | None], message: str) -> Mutation:
    """Put one commit on a branch (of "owner/name") that stands at `base`; None deletes a file.

    GitHub signs it, and its author is always who asks.
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
