"""The global ids that mutations name things by, and where the bot's branches stand, as of the last reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Tip:
    """A branch's newest commit: its number, its message and its parents."""

    commit: str
    message: str
    parents: tuple[str, ...]


@dataclass(slots=True)
class NodeIds:
    """What the last thread that was read told of; `comments` by their numbers, `tips` by the branch's name.

    `tree` is the tree of the default branch's commit `head`.
    """

    repository: str = ""
    head: str = ""
    tree: str = ""
    threads: dict[int, str] = field(default_factory=dict)
    comments: dict[int, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    tips: dict[str, Tip] = field(default_factory=dict)


def draft_name(branch: str) -> str:
    """Return the name of the branch that a new commit for the bot's branch is made on.

    `createCommitOnBranch` makes commits on branches only, and the bot's own must not be moved back to its base first:
    GitHub closes a pull request that has no commits. A draft that is left over is taken up or moved by the next one.
    """
    return f"{branch}-draft"


def read_nodes(found: dict[str, Any], branch: str) -> NodeIds:
    """Collect the ids from an answer to the THREAD or the REPOSITORY query that asked for a branch of the bot's."""
    target, node = found["defaultBranchRef"]["target"], found.get("issueOrPullRequest")
    threads = [*([node] if node else []), *found["pullRequests"]["nodes"]]
    refs = {branch: found["ref"], draft_name(branch): found["draft"]}
    return NodeIds(
        repository=found["id"],
        head=target["oid"],
        tree=target["tree"]["oid"],
        threads={thread["number"]: thread["id"] for thread in threads},
        comments={number: id for thread in threads for number, id in comment_ids(thread["comments"]["nodes"])},
        labels={label["name"]: label["id"] for label in found["labels"]["nodes"]},
        tips={name: read_tip(ref["target"]) for name, ref in refs.items() if ref},
    )


def comment_ids(nodes: list[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """Yield the number and the global id of each comment."""
    for node in nodes:
        yield int(node["fullDatabaseId"]), node["id"]


def read_tip(target: dict[str, Any]) -> Tip:
    """Build a Tip."""
    parents = tuple(parent["oid"] for parent in target["parents"]["nodes"])
    return Tip(target["oid"], target["message"], parents)
