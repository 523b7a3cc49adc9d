"""A bare git repository: refs, merges and diffs come from git itself."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from heapq import heappop, heappush
from itertools import islice
from pathlib import Path

from bot.localhub.git.diffs import FileChange, Trees, compare
from bot.localhub.git.objects import Objects
from bot.localhub.git.process import GitError
from bot.localhub.git.storing import GitCommit, Signature, read_refs, share_objects

ZERO = "0" * 40
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


class Git(Objects):
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

    def diff(self, base: str, head: str) -> str:
        return self.run("diff", self.merge_base(base, head) or base, head)

    def import_files(self, files: Mapping[str, bytes], branch: str, message: str, who: Signature) -> str:
        """Make the first commit of a branch, all files at once."""
        changes = [("100644", path, self.write_blob(content)) for path, content in files.items()]
        sha = self.commit(self.write_tree(None, changes), (), message, author=who, committer=who)
        self.set_ref(f"refs/heads/{branch}", sha, None)
        return sha
