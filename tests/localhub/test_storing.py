"""What is written without git is what git would have written, and git finds no fault in it."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.localhub.git import Git
from bot.localhub.git.process import GitError
from bot.localhub.git.storing import Signature

WHO = Signature("Mona <Lisa>", "mona@example.org", "2026-01-31T23:30:00+05:30")
FILES = {"a.txt": b"1", "a/b.txt": b"2", "a/c/d.txt": b"3", "a-b": b"4", "ü/.x": b"\xff\0", "z": b""}
Change = tuple[str, bytes | None]


@pytest.fixture
def git(tmp_path: Path) -> Iterator[Git]:
    git = Git(tmp_path / "one.git")
    git.init("main")
    yield git
    git.close()


def ask(git: Git, *args: str, stdin: bytes = b"") -> str:
    return git.run(*args, stdin=stdin).strip()


def index(git: Git, *changes: Change) -> str:
    """Return the tree that git's own index makes of the files with changes."""
    environment = {"GIT_INDEX_FILE": str(git.path / "index")}
    for path, content in (*FILES.items(), *changes):
        mode = "100644" if content is not None else "0"
        sha = ask(git, "hash-object", "-w", "--stdin", stdin=content) if content is not None else "0" * 40
        line = f"{mode} {sha}\t{path}\0".encode()
        git.run("update-index", "-z", "--index-info", stdin=line, env=environment)
    return git.run("write-tree", env=environment).strip()


def put(git: Git, base: str | None, *changes: Change) -> str:
    listed = [("100644", path, None if text is None else git.write_blob(text)) for path, text in changes]
    return git.write_tree(base, listed)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param([], id="as it was"),
        pytest.param([("a/c/d.txt", b"new"), ("b/c/d", b"5")], id="changed and added"),
        pytest.param([("a/c/d.txt", None)], id="a folder's last file taken out"),
        pytest.param([("a/c", b"6")], id="a file for a folder"),
        pytest.param([("z/y", b"7")], id="a folder for a file"),
        pytest.param([("a", None), ("z/y", None), ("nowhere", None)], id="nothing to take out"),
        pytest.param([(path, None) for path in FILES], id="all taken out"),
    ],
)
def test_a_tree_is_what_gits_index_makes(git: Git, changes: list[Change]) -> None:
    base = put(git, None, *FILES.items())
    tree = put(git, base, *changes)
    assert tree == index(git, *changes)
    listed = [f"{e.mode} {e.type} {e.sha} {'-' if e.size is None else e.size} {e.path}" for e in git.tree(tree)]
    assert listed == [" ".join(line.split()) for line in git.run("ls-tree", "-z", "-l", tree).split("\0")[:-1]]
    below = git.run("ls-tree", "-z", "-r", "-t", "--name-only", tree).split("\0")[:-1]
    assert [entry.path for entry in git.tree(tree, recursive=True)] == below


@pytest.mark.parametrize("path", ["", "/a", "a//b", "a/../b", ".git/config", "a/.GIT/x", "a\0b"])
def test_a_path_that_git_refuses_is_refused(git: Git, path: str) -> None:
    with pytest.raises(GitError):
        put(git, None, (path, b""))


@pytest.mark.parametrize(("mode", "sha"), [("100644", "1" * 40), ("100644", "main"), ("040000", None), ("7", None)])
def test_what_is_no_file_gets_into_no_tree(git: Git, mode: str, sha: str | None) -> None:
    with pytest.raises(GitError):
        git.write_tree(None, [(mode, "a", sha or git.write_blob(b""))])


@pytest.mark.parametrize("message", ["One", "One\n", "One\n\nTwo: ü\n", "One\n\n"])
def test_a_commit_is_what_git_makes_and_reads(git: Git, message: str) -> None:
    tree = put(git, None, *FILES.items())
    first = git.commit(tree, [], "First", author=WHO, committer=WHO)
    second = git.commit(tree, [first], message, author=WHO, committer=WHO)
    names = {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (("NAME", WHO.name), ("EMAIL", WHO.email), ("DATE", WHO.date))
    }
    made = git.run("commit-tree", tree, "-p", first, "-F", "-", stdin=message.encode(), env=names).strip()
    assert second == made
    assert [git.read_commit(second)] == git.log(second, 1)
    git.put_ref("refs/heads/main", second)
    assert subprocess.run(["git", "-C", git.path, "fsck", "--strict"], capture_output=True, check=True).stdout == b""


def test_history_is_counted_and_compared_as_git_does(git: Git) -> None:
    tree = put(git, None)
    made: list[str] = []
    for n, parents in enumerate([[], [0], [0], [1, 2], [2], []]):
        who = replace(WHO, date=f"2026-01-0{1 + n // 2}T00:00:00Z")
        made.append(git.commit(tree, [made[parent] for parent in parents], str(n), author=who, committer=who))
    for one in made:
        assert git.log(one, 9) == git.log(f"{one}^{{commit}}", 9)
        for other in made:
            between = f"{one}..{other}"
            assert git.count(one, other) == int(ask(git, "rev-list", "--count", between))
            assert [commit.sha for commit in git.log(between, 9)] == ask(git, "rev-list", between).split()
            assert git.is_ancestor(one, other) is (one in ask(git, "rev-list", other).split())
            bases = subprocess.run(["git", "-C", git.path, "merge-base", one, other], capture_output=True, text=True)
            assert git.merge_base(one, other) == (bases.stdout.strip() or None)


def test_a_ref_moves_only_from_where_it_stands(git: Git) -> None:
    tree = put(git, None)
    one, other = (git.commit(tree, [], text, author=WHO, committer=WHO) for text in ("one", "other"))
    assert git.set_ref("refs/heads/a", one, None)
    assert not git.set_ref("refs/heads/a", other, None)
    assert not git.set_ref("refs/heads/a", other, other)
    assert not git.set_ref("refs/heads/a/b", other, None)
    assert not git.set_ref("refs/heads/b", "1" * 40, None)
    assert git.refs("refs/") == {"refs/heads/a": one}
    assert git.set_ref("refs/heads/a", other, one)
    assert git.set_ref("refs/heads/a", None, other)
    assert git.refs("refs/") == {}


def test_objects_of_a_copy_are_taken_and_its_refs_are_not(git: Git, tmp_path: Path) -> None:
    git.set_ref("refs/heads/main", git.commit(put(git, None), [], "1", author=WHO, committer=WHO), None)
    git.put_ref("refs/pull/1/head", git.resolve("main") or "")
    copy = Git(tmp_path / "other.git")
    copy.clone(git)
    assert copy.refs("refs/") == git.refs("refs/heads/")
    new = copy.commit(put(copy, "main", ("new", b"")), [copy.resolve("main") or ""], "2", author=WHO, committer=WHO)
    assert git.resolve(f"{new}:new") is None
    git.take_objects(copy)
    assert git.resolve(f"{new}:new")
    assert list(git.refs("refs/heads/")) == ["refs/heads/main"]
    copy.close()
