"""A bare git repository: refs, merges and diffs come from git itself."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from heapq import heappop, heappush
from itertools import islice
from pathlib import Path

from bot.localhub.git.diffs import FileChange, cut_patch, read_changes
from bot.localhub.git.process import MOST_ANSWERS, GitError, Process
from bot.localhub.git.storing import (
    FILE_MODES,
    FOLDER,
    REFUSED_NAMES,
    SUBMODULE,
    GitCommit,
    Signature,
    TreeEntry,
    read_commit,
    read_entries,
    read_refs,
    share_objects,
    write_commit,
    write_entries,
    write_object,
)

ZERO = "0" * 40
#: Asks `git diff-tree` for the kinds of changes, their counts and, after an empty word, the hunks.
CHANGES = ("-r", "--find-renames", "-z", "--raw", "--numstat", "--patch")
#: A commit by its number, or all commits in one but not in another.
RANGE = re.compile(r"(?:(?P<old>[0-9a-f]{40})\.\.)?(?P<new>[0-9a-f]{40})")
#: The configuration that lets git's clients in; nobody may push to refs/pull.
SERVER_CONFIG = """
[http]
	receivepack = true
[uploadpack]
	allowAnySHA1InWant = true
[receive]
	hideRefs = refs/pull
"""
#: Refuses the ref in the environment, as GitHub's own hook refuses a protected branch.
UPDATE_HOOK = """#!/bin/sh
[ "$1" = "$REFUSED_REF" ] || exit 0
echo "error: GH006: Protected branch update failed for $1." >&2
echo "error: $REFUSED_BECAUSE" >&2
exit 1
"""


class Git(Process):
    def init(self, branch: str) -> None:
        subprocess.run(["git", "init", "-q", "--bare", "--template=", "-b", branch, str(self.path)], check=True)
        self.let_clients_in()

    def clone(self, other: Git) -> None:
        """Create the repository as a copy of another, but without the refs that GitHub keeps for pull requests."""
        kept = {"refs": {"pull"}}
        shutil.copytree(other.path, self.path, ignore=lambda folder, _: kept.get(Path(folder).name, set()))

    def take_objects(self, other: Git) -> None:
        share_objects(other.path, self.path)

    def let_clients_in(self) -> None:
        """Let git's clients push, except to refs/pull and where the environment refuses."""
        with (self.path / "config").open("a", encoding="utf-8") as config:
            config.write(SERVER_CONFIG)
        hook = self.path / "hooks" / "update"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(UPDATE_HOOK, encoding="utf-8")
        hook.chmod(0o755)

    def find(self, expression: str) -> tuple[str, str, bytes] | None:
        """Return (sha, type, content) of the object that an expression like "main:data/x.yaml" names, or None."""
        words = [] if "\n" in expression else self.ask("contents", expression)
        return (words[0].decode(), words[1].decode(), words[3]) if len(words) == 4 else None

    def resolve(self, expression: str) -> str | None:
        words = [] if "\n" in expression else self.ask("info", expression)
        return words[0].decode() if len(words) == 3 and words[2].isdigit() else None

    def read_text(self, expression: str) -> str | None:
        found = self.find(expression)
        return found[2].decode("utf-8", "replace") if found and found[1] == "blob" else None

    def write_blob(self, content: bytes) -> str:
        return write_object(self.path, "blob", content)

    def tree(self, sha: str, *, recursive: bool = False) -> list[TreeEntry]:
        listed = []
        found = self.find(f"{sha}^{{tree}}")
        for name, mode, number in read_entries(found[2]) if found else ():
            if mode == FOLDER:
                listed.append(TreeEntry("040000", "tree", number, name))
                below = self.tree(number, recursive=True) if recursive else []
                listed += [replace(entry, path=f"{name}/{entry.path}") for entry in below]
            elif mode == SUBMODULE:
                listed.append(TreeEntry(mode, "commit", number, name))
            else:
                listed.append(TreeEntry(mode, "blob", number, name, self.size(number)))
        return listed

    def size(self, blob: str) -> int:
        if blob not in self.sizes:
            self.sizes[blob] = int(self.ask("info", blob)[2])
        return self.sizes[blob]

    def write_tree(self, base: str | None, changes: Iterable[tuple[str, str, str | None]]) -> str:
        """Store a tree: `base` with (mode, path, blob) put in, or taken out where blob is None; raise GitError."""
        found = self.find(f"{base}^{{tree}}") if base else None
        if base and not found:
            raise GitError(f"{base} is no tree")
        return self.change_tree(found[2] if found else b"", list(changes)) or write_object(self.path, "tree", b"")

    def change_tree(self, content: bytes, changes: list[tuple[str, str, str | None]]) -> str | None:
        """Store a tree object with changes to what is in it and below; return None where nothing is left."""
        entries = {name: (mode, sha) for name, mode, sha in read_entries(content)}
        below: dict[str, list[tuple[str, str, str | None]]] = {}
        for mode, path, sha in changes:
            name, slash, rest = path.partition("/")
            if name.lower() in REFUSED_NAMES or "\0" in name:
                raise GitError(f"invalid path '{path}'")
            if slash:
                below.setdefault(name, []).append((mode, rest, sha))
            elif sha is None:
                if entries.get(name, (FOLDER, ""))[0] != FOLDER:
                    del entries[name]
            elif mode in FILE_MODES and self.resolve(sha) == sha:
                entries[name] = (mode, sha)
            else:
                raise GitError(f"invalid object {mode} {sha} for '{path}'")
        for name, inner in below.items():
            mode, sha = entries.get(name, (FOLDER, None))
            old = self.find(sha) if sha and mode == FOLDER else None
            made = self.change_tree(old[2] if old else b"", inner)
            if made:
                entries[name] = (FOLDER, made)
            elif old:
                del entries[name]
        listed = write_entries((name, mode, sha) for name, (mode, sha) in entries.items())
        return write_object(self.path, "tree", listed) if entries else None

    def commit(
        self, tree: str, parents: Sequence[str], message: str, *, author: Signature, committer: Signature
    ) -> str:
        """Store a commit that no ref holds yet; raise GitError."""
        try:
            return write_object(self.path, "commit", write_commit(tree, parents, message, author, committer))
        except ValueError as error:
            raise GitError(f"invalid date: {error}") from error

    def read_commit(self, sha: str) -> GitCommit | None:
        if sha not in self.commits:
            found = self.find(f"{sha}^{{commit}}")
            if found is None:
                return None
            commit = read_commit(found[0], found[2])
            if commit.sha != sha:  # named by a branch, which moves
                return commit
            self.commits[sha] = commit
        return self.commits[sha]

    def history(self, sha: str) -> Iterator[str]:
        """Yield the numbers of a commit and of all before it, the nearest first."""
        seen, waiting = {sha}, deque([sha])
        while waiting:
            commit = self.read_commit(waiting.popleft())
            if commit:
                yield commit.sha
                waiting += [parent for parent in commit.parents if parent not in seen]
                seen.update(commit.parents)

    def log(self, revisions: str, most: int, path: str | None = None) -> list[GitCommit]:
        """Return the newest commits of a range, or those among them that change `path`."""
        if path is None and (named := RANGE.fullmatch(self.resolve(revisions) or revisions)):
            return list(islice(self.walk(named["old"], named["new"]), most))
        listed = self.run("rev-list", f"-{most}", revisions, "--", *([path] if path else [])).split()
        return [self.commit_at(sha) for sha in listed]

    def walk(self, old: str | None, new: str) -> Iterator[GitCommit]:
        """Yield the commits in `new` but not in `old`, in git's order: newest first."""
        seen = set(self.history(old)) if old else set()
        waiting: list[tuple[float, int, GitCommit]] = []
        reached: Sequence[str] = [new]
        while True:
            for sha in reached:
                if sha not in seen and (commit := self.read_commit(sha)):
                    seen.add(sha)
                    age = -datetime.fromisoformat(commit.committer.date).timestamp()
                    heappush(waiting, (age, len(seen), commit))
            if not waiting:
                return
            newest = heappop(waiting)[2]
            yield newest
            reached = newest.parents

    def count(self, old: str, new: str) -> int:
        """Return how many commits are in `new` but not in `old`."""
        return len(set(self.history(new)) - set(self.history(old)))

    def set_ref(self, ref: str, new: str | None, old: str | None) -> bool:
        """Move a ref if it is at `old` (None: must not exist); `new` None deletes it. Return whether it did."""
        return self.set_refs([(ref, new, old)])

    def set_refs(self, moves: Iterable[tuple[str, str | None, str | None]]) -> bool:
        changes = (
            f"update {ref}\0{new}\0{old or ZERO}\0" if new else f"delete {ref}\0{old or ''}\0"
            for ref, new, old in moves
        )
        return self.move("".join(changes))

    def put_ref(self, ref: str, new: str) -> None:
        """Set a ref to a commit, wherever it was; raise GitError."""
        if not self.move(f"update {ref}\0{new}\0\0"):
            raise GitError(f"{ref} cannot be {new}")

    def refs(self, prefix: str) -> dict[str, str]:
        """Return all refs under a prefix, which ends in a slash, with their objects."""
        return read_refs(self.path, prefix)

    def is_ancestor(self, old: str, new: str) -> bool:
        return old in self.history(new)

    def merge_base(self, one: str, other: str) -> str | None:
        if self.is_ancestor(one, other):
            return one
        if self.is_ancestor(other, one):
            return other
        try:
            return self.run("merge-base", one, other).strip()
        except GitError:
            return None

    def merge_tree(self, base: str, head: str) -> str | None:
        for old, new in ((base, head), (head, base)):
            if self.is_ancestor(old, new):
                return self.commit_at(new).tree
        try:
            return self.run("merge-tree", "--write-tree", base, head).splitlines()[0]
        except GitError:
            return None

    def rebase(self, base: str, head: str, committer: Signature) -> str | None:
        """Put the commits of `head` on top of `base` one by one; return the last, None if one conflicts."""
        env = {f"GIT_COMMITTER_{part}": value for part, value in (("NAME", committer.name), ("EMAIL", committer.email))}
        with tempfile.TemporaryDirectory() as folder:
            work = Git(Path(folder))
            subprocess.run(["git", "clone", "-qns", str(self.path), folder], check=True, capture_output=True)
            try:
                work.run("fetch", "-q", "origin", head)
                work.run("checkout", "-q", head)
                work.run("rebase", "-q", base, env=env)
            except GitError:
                return None
            self.run("fetch", "-q", folder, "HEAD")
            return work.run("rev-parse", "HEAD").strip()

    def changes(self, base: str, head: str) -> list[FileChange]:
        start, end = (self.commit_at(sha).tree for sha in (self.merge_base(base, head) or base, head))
        return compare(Trees(start, end, self))

    def commit_at(self, sha: str) -> GitCommit:
        """Return an existing commit; raise GitError if there is none."""
        found = self.read_commit(sha)
        if found is None:
            raise GitError(f"{sha} is no commit")
        return found

    def diff(self, base: str, head: str) -> str:
        return self.run("diff", self.merge_base(base, head) or base, head)

    def import_files(self, files: Mapping[str, bytes], branch: str, message: str, who: Signature) -> str:
        """Make the first commit of a branch, all files at once."""
        changes = [("100644", path, self.write_blob(content)) for path, content in files.items()]
        sha = self.commit(self.write_tree(None, changes), (), message, author=who, committer=who)
        self.set_ref(f"refs/heads/{branch}", sha, None)
        return sha


@dataclass(frozen=True, slots=True)
class Trees:
    """Two trees, which are the same wherever they are, and a repository that has both."""

    start: str
    end: str
    git: Git = field(compare=False)


@lru_cache(maxsize=MOST_ANSWERS)
def compare(trees: Trees) -> list[FileChange]:
    """Return the differences between two trees, with the hunks of each file, "" for a binary or a very large one."""
    words = iter(trees.git.run("diff-tree", *CHANGES, trees.start, trees.end).split("\0"))
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
