"""Writes git's objects without a process: starting git would take longer than its work."""

import hashlib
import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FILE_MODES = frozenset({"100644", "100755", "120000"})
#: The length of an object's number.
LENGTH = 40
FOLDER, SUBMODULE = "40000", "160000"
#: Parts of a path that git accepts in no tree.
REFUSED_NAMES = frozenset({"", ".", "..", ".git"})


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
    mode: str
    type: str
    sha: str
    path: str
    size: int | None = None


def write_object(repository: Path, kind: str, content: bytes) -> str:
    whole = b"%s %d\0%s" % (kind.encode(), len(content), content)
    sha = hashlib.sha1(whole, usedforsecurity=False).hexdigest()
    path = repository / "objects" / sha[:2] / sha[2:]
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        # A reader must never see half an object.
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(zlib.compress(whole, 1))
        Path(file.name).rename(path)
    return sha


def share_objects(source: Path, target: Path) -> None:
    """Let a repository hold all objects of another, as GitHub's forks share one store."""
    for folder, _, names in os.walk(source / "objects"):
        there = target / Path(folder).relative_to(source)
        missing = [name for name in names if not (there / name).exists() and not name.startswith("tmp")]
        if missing and there.name != "info":
            there.mkdir(exist_ok=True)
            for name in missing:
                os.link(Path(folder) / name, there / name)


def read_refs(repository: Path, prefix: str) -> dict[str, str]:
    """Return the refs below a folder like refs/heads/ with the objects that they name, in the order of their names."""
    found = {}
    for folder, _, names in os.walk(repository / prefix):
        for name in names:
            path = Path(folder, name)
            with suppress(FileNotFoundError):  # deleted since
                if not name.endswith(".lock"):
                    found[path.relative_to(repository).as_posix()] = path.read_text().strip()
    # A ref's own file overrides git's packed refs, which may be old; read last, because git moves refs into them.
    packed = repository / "packed-refs"
    for line in packed.read_text().splitlines() if packed.exists() else ():
        sha, _, ref = line.partition(" ")
        if ref.startswith(prefix) and len(sha) == LENGTH:
            found.setdefault(ref, sha)
    return dict(sorted(found.items()))


def read_entries(content: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield (name, mode, sha) for each entry of a tree object."""
    while content:
        head, _, rest = content.partition(b"\0")
        mode, _, name = head.partition(b" ")
        yield name.decode("utf-8", "surrogateescape"), mode.decode(), rest[:20].hex()
        content = rest[20:]


def write_entries(entries: Iterable[tuple[str, str, str]]) -> bytes:
    """Return the tree object that lists these (name, mode, sha); git sorts a folder as if its name ended in a slash."""
    lines = []
    for name, mode, sha in entries:
        raw = name.encode("utf-8", "surrogateescape")
        key = raw + b"/" if mode == FOLDER else raw
        lines.append((key, b"%s %s\0%s" % (mode.encode(), raw, bytes.fromhex(sha))))
    return b"".join(line for _, line in sorted(lines))


def write_commit(tree: str, parents: Iterable[str], message: str, author: Signature, committer: Signature) -> bytes:
    """Return a commit object; raise ValueError for an invalid date."""
    head = [f"tree {tree}", *(f"parent {parent}" for parent in parents)]
    head += [f"author {write_signature(author)}", f"committer {write_signature(committer)}"]
    return ("\n".join(head) + "\n\n" + message).encode()


def write_signature(who: Signature) -> str:
    """Return a signature as a commit has it: no name may look like an address."""
    name, email = ("".join(c for c in part if c not in "<>\n\0").strip() for part in (who.name, who.email))
    date = datetime.fromisoformat(who.date)
    return f"{name} <{email}> {int(date.timestamp())} {date:%z}"


def read_commit(sha: str, content: bytes) -> GitCommit:
    head, _, message = content.decode("utf-8", "replace").partition("\n\n")
    lines = [line.partition(" ")[::2] for line in head.split("\n")]
    fields = dict(lines)
    parents = tuple(value for key, value in lines if key == "parent")
    author, committer = read_signature(fields["author"]), read_signature(fields["committer"])
    return GitCommit(sha, fields["tree"], parents, author, committer, message.rstrip("\n"))


def read_signature(line: str) -> Signature:
    who, seconds, zone = line.rsplit(" ", 2)
    name, _, email = who.removesuffix(">").rpartition("<")
    offset = datetime.strptime(zone, "%z").tzinfo
    return Signature(name.rstrip(), email, datetime.fromtimestamp(int(seconds), offset).isoformat())
