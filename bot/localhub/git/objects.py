"""What git holds, read from what it prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

#: Asks `git log` for what `read_log` reads.
LOG = "%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B%x01"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who wrote or committed, and when (ISO 8601)."""

    name: str
    email: str
    date: str


@dataclass(frozen=True, slots=True)
class GitCommit:
    sha: str
    tree: str
    parents: tuple[str, ...]
    author: Signature
    committer: Signature
    message: str


@dataclass(frozen=True, slots=True)
class GitObject:
    """A tree, a blob or a tag."""

    kind: str
    sha: str
    content: bytes


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """One line of a tree."""

    mode: str
    type: str
    sha: str
    path: str
    size: int | None = None


def read_log(printed: str) -> Iterator[GitCommit]:
    """Yield the commits that `git log` prints in the form of LOG."""
    for block in printed.split("\x01"):
        if not block.strip():
            continue
        sha, tree, parents, *who, message = block.lstrip("\n").split("\0")
        yield GitCommit(
            sha, tree, tuple(parents.split()), Signature(*who[:3]), Signature(*who[3:]), message.rstrip("\n")
        )
