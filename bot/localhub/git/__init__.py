"""A bare git repository: objects, refs and merges through git itself, so that what it says is what git says."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot.localhub.git.diffs import FileChange, cut_patch, read_changes
from bot.localhub.git.objects import LOG, GitCommit, Signature, TreeEntry, read_log, read_tree
from bot.localhub.git.process import GitError, Process

ZERO = "0" * 40
#: What lets git's clients in; nobody pushes to refs/pull.
SERVER_CONFIG = """
[http]
	receivepack = true
[uploadpack]
	allowAnySHA1InWant = true
[receive]
	hideRefs = refs/pull
"""
#: Refuses the ref that the environment names, as GitHub's own hook refuses a protected branch.
UPDATE_HOOK = """#!/bin/sh
[ "$1" = "$REFUSED_REF" ] || exit 0
echo "error: GH006: Protected branch update failed for $1." >&2
echo "error: $REFUSED_BECAUSE" >&2
exit 1
"""


class Git(Process):
    """One bare repository."""

    def init(self, branch: str) -> None:
        subprocess.run(["git", "init", "-q", "--bare", "-b", branch, str(self.path)], check=True)
        self.let_clients_in()

    def clone(self, other: Git) -> None:
        """Create the repository as a copy of another, with its branches."""
        command = ["git", "clone", "-q", "--bare", str(other.path), str(self.path)]
        subprocess.run(command, check=True, capture_output=True)
        self.let_clients_in()

    def let_clients_in(self) -> None:
        """Let git's clients push, but not to what GitHub keeps to itself, nor where the environment refuses."""
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
        """Return the number of the object that an expression names, None if there is none."""
        words = [] if "\n" in expression else self.ask("info", expression)
        return words[0].decode() if len(words) == 3 and words[2].isdigit() else None

    def read_blob(self, sha: str) -> bytes | None:
        """Return a blob's content, None if there is no such blob."""
        found = self.find(sha)
        return found[2] if found and found[1] == "blob" else None

    def write_blob(self, content: bytes) -> str:
        return self.run("hash-object", "-w", "--stdin", stdin=content).strip()

    def tree(self, sha: str, *, recursive: bool = False) -> list[TreeEntry]:
        """Return the lines of a tree."""
        out = self.run("ls-tree", "-z", "-l", *(["-r", "-t"] if recursive else []), sha)
        return list(read_tree(out))

    def write_tree(self, base: str | None, changes: Iterable[tuple[str, str, str | None]]) -> str:
        """Store a tree: `base` with (mode, path, blob) put in, or taken out where blob is None."""
        with tempfile.TemporaryDirectory() as folder:
            env = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            if base:
                self.run("read-tree", base, env=env)
            lines = (f"{mode} {sha}\t{path}\0" if sha else f"0 {ZERO}\t{path}\0" for mode, path, sha in changes)
            self.run("update-index", "-z", "--index-info", stdin="".join(lines).encode(), env=env)
            return self.run("write-tree", env=env).strip()

    def commit(
        self, tree: str, parents: Sequence[str], message: str, *, author: Signature, committer: Signature
    ) -> str:
        """Store a commit that no ref holds yet."""
        env = {
            f"GIT_{role}_{part}": value
            for role, who in (("AUTHOR", author), ("COMMITTER", committer))
            for part, value in (("NAME", who.name), ("EMAIL", who.email), ("DATE", who.date))
        }
        options = [word for parent in parents for word in ("-p", parent)]
        return self.run("commit-tree", tree, *options, "-F", "-", stdin=message.encode(), env=env).strip()

    def read_commit(self, sha: str) -> GitCommit | None:
        """Return a commit, None if there is none."""
        commits = self.log(sha, 1) if self.resolve(f"{sha}^{{commit}}") else []
        return commits[0] if commits else None

    def log(self, revisions: str, most: int, path: str | None = None) -> list[GitCommit]:
        """Return the newest commits of a range, of those that change `path` if one is given."""
        limit = ["--", path] if path else ["--"]
        return list(read_log(self.run("log", f"-{most}", f"--format={LOG}", revisions, *limit)))

    def count(self, revisions: str) -> int:
        """Return how many commits a range holds."""
        return int(self.run("rev-list", "--count", revisions))

    def set_ref(self, ref: str, new: str | None, old: str | None) -> bool:
        """Move a ref if it stands at `old` (None: must not exist); `new` None deletes it. Return whether it did."""
        try:
            if new is None:
                self.run("update-ref", "-d", ref, *([old] if old else []))
            else:
                self.run("update-ref", ref, new, old or ZERO)
        except GitError:
            return False
        return True

    def refs(self, prefix: str) -> dict[str, str]:
        """Return all refs under a prefix with where they stand."""
        out = self.run("for-each-ref", "--format=%(refname) %(objectname)", prefix)
        return dict(line.split(" ") for line in out.splitlines())

    def is_ancestor(self, old: str, new: str) -> bool:
        try:
            self.run("merge-base", "--is-ancestor", old, new)
        except GitError:
            return False
        return True

    def merge_base(self, one: str, other: str) -> str | None:
        """Return the newest commit that both hold."""
        try:
            return self.run("merge-base", one, other).strip()
        except GitError:
            return None

    def merge_tree(self, base: str, head: str) -> str | None:
        """Return the tree of a merge, None where it conflicts."""
        try:
            return self.run("merge-tree", "--write-tree", base, head).splitlines()[0]
        except GitError:
            return None

    def rebase(self, base: str, head: str, committer: Signature) -> str | None:
        """Put the commits of `head` on top of `base` one by one; return the last, None where one conflicts."""
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
        """Return what `head` changes since it left `base`, file by file."""
        start = self.merge_base(base, head) or base
        counts = self.run("diff", "-z", "--raw", "--numstat", "--find-renames", start, head).split("\0")
        found = list(read_changes(iter(counts)))
        patches = iter(self.patches(start, head) if found else ())
        shown = []
        for change in found:
            shown.append(replace(change, patch=next(patches)))
            if change.status == "changed":
                next(patches)  # git writes a file that became a link as one taken out and one put in
        return shown

    def patches(self, base: str, head: str) -> list[str]:
        """Return the hunks of each file's diff, "" for a binary or a very large one."""
        whole = self.run("diff", "--find-renames", base, head)
        # Inside a hunk no line begins so: each has its mark before.
        parts = f"\n{whole}".split("\ndiff --git ")[1:]
        return [cut_patch(part) for part in parts]

    def diff(self, base: str, head: str) -> str:
        """Return the whole diff since `head` left `base`."""
        return self.run("diff", self.merge_base(base, head) or base, head)

    def import_files(self, files: Mapping[str, bytes], branch: str, message: str, who: Signature) -> str:
        """Make the first commit of a branch, all files at once."""
        changes = []
        with tempfile.TemporaryDirectory() as folder:
            for number, content in enumerate(files.values()):
                (Path(folder) / str(number)).write_bytes(content)
            names = "".join(f"{folder}/{number}\n" for number in range(len(files)))
            shas = self.run("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=names.encode()).split()
            changes = [("100644", path, sha) for path, sha in zip(files, shas, strict=True)]
        sha = self.commit(self.write_tree(None, changes), (), message, author=who, committer=who)
        self.set_ref(f"refs/heads/{branch}", sha, None)
        return sha
