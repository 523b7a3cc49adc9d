"""A git repository's objects: blobs, trees and commits, read from git and written beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.localhub.git.process import GitError, Process
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
    write_commit,
    write_entries,
    write_object,
)


class Objects(Process):
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

    def commit_at(self, sha: str) -> GitCommit:
        """Return an existing commit; raise GitError if there is none."""
        found = self.read_commit(sha)
        if found is None:
            raise GitError(f"{sha} is no commit")
        return found
