"""The changes in a diff, read from git's output."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.localhub.git.process import MOST_ANSWERS, Process

#: GitHub shows no longer patch, in lines and bytes (known from its documentation alone).
LONGEST_PATCH, LARGEST_PATCH = 3000, 1_000_000
#: Asks `git diff-tree` for the kinds of changes, their counts and, after an empty word, the hunks.
ASKED = ("-r", "--find-renames", "-z", "--raw", "--numstat", "--patch")
CHANGES = {"A": "added", "M": "modified", "D": "removed", "T": "changed", "R": "renamed"}


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a diff does to one file; `patch` is its hunks, "" if binary; `previous` is a renamed one's old path."""

    path: str
    status: str
    additions: int
    deletions: int
    patch: str = ""
    previous: str | None = None


def read_changes(words: Iterator[str]) -> Iterator[FileChange]:
    """Yield the files that `git diff -z --raw --numstat` lists: all of their kinds first, then all of their counts."""
    kinds: list[tuple[str, str, str | None]] = []
    for word in words:
        if word.startswith(":"):
            kind = CHANGES[word.split()[4][0]]
            path = next(words)
            kinds.append((kind, next(words), path) if kind == "renamed" else (kind, path, None))
            continue
        if not word:
            return
        kind, path, previous = kinds.pop(0)
        added, removed, name = word.split("\t", 2)
        if not name:
            next(words), next(words)
        # A binary file has no lines to count.
        more, less = (0 if count == "-" else int(count) for count in (added, removed))
        yield FileChange(path, kind, more, less, previous=previous)


def cut_patch(part: str) -> str:
    """Return the hunks of one file's diff, "" if GitHub shows none."""
    start = part.find("\n@@")
    patch = part[start + 1 :].rstrip("\n") if start >= 0 else ""
    return "" if patch.count("\n") >= LONGEST_PATCH or len(patch.encode()) > LARGEST_PATCH else patch


@dataclass(frozen=True, slots=True)
class Trees:
    """Two trees, which are the same wherever they are, and a repository that has both."""

    start: str
    end: str
    git: Process = field(compare=False)


@lru_cache(maxsize=MOST_ANSWERS)
def compare(trees: Trees) -> list[FileChange]:
    """Return the differences between two trees, with the hunks of each file, "" for a binary or a very large one."""
    words = iter(trees.git.run("diff-tree", *ASKED, trees.start, trees.end).split("\0"))
    found = list(read_changes(words))
    patch = "\0".join(words)
    # Within a hunk no line begins like this: each has its mark first.
    parts = iter(f"\n{patch}".split("\ndiff --git ")[1:])
    changes = []
    for change in found:
        changes.append(replace(change, patch=cut_patch(next(parts))))
        if change.status == "changed":
            next(parts)  # git writes a file that became a link as one taken out and one put in
    return changes
