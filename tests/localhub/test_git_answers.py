"""What git said once of commits by their numbers is not asked again; of branches it is."""

import pytest

from bot.localhub.git.process import is_lasting
from bot.localhub.git.storing import Signature
from bot.localhub.operations import branches
from bot.localhub.server import LocalHub

WHO = Signature("Mona", "mona@example.org", "2026-01-31T23:30:00+00:00")
ONE, OTHER = "1" * 40, "2" * 40


@pytest.mark.parametrize(
    ("args", "lasts"),
    [
        pytest.param(("rev-list", "-1", ONE), True, id="a number"),
        pytest.param(("rev-list", "-1", f"{ONE}..{OTHER}", "--", "data"), True, id="a range"),
        pytest.param(("merge-base", "--is-ancestor", ONE, OTHER), True, id="two numbers"),
        pytest.param(("rev-list", "-1", "main", "--"), False, id="a branch"),
        pytest.param(("rev-list", "-1", "--"), False, id="nothing named"),
        pytest.param(("diff", ONE, "main"), False, id="a number and a branch"),
        pytest.param(("update-ref", "refs/heads/main", ONE), False, id="a write"),
        pytest.param(("commit-tree", ONE), False, id="a new commit"),
        pytest.param(("rev-list", ONE[:12]), False, id="a short number"),
    ],
)
def test_only_what_git_always_answers_alike_lasts(args: tuple[str, ...], lasts: bool) -> None:
    assert is_lasting(args) is lasts


def test_a_branch_is_read_as_it_is_now_and_few_answers_are_kept(hub: LocalHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.localhub.git.process.MOST_ANSWERS", 4)
    repository, mona = hub.repository("mona/list"), hub.world.user("mona")
    assert mona
    git, seen = repository.git, set()
    with hub.world.lock:
        for n in range(3):
            branches.commit_files(repository, mona, "main", {"x.txt": str(n).encode()}, f"Change {n}")
            (newest,) = git.log("main", 1)
            assert newest.message == f"Change {n}"
            seen.add(newest.sha)
    assert len(seen) == 3
    sha = seen.pop()
    assert git.log(sha, 1, "x.txt") == git.log(sha, 1, "x.txt")
    for n in range(9):
        git.log(sha, n + 1, "x.txt")
    assert len(git.answers) <= 4


def test_refs_are_what_git_says_they_are(hub: LocalHub) -> None:
    git = hub.repository("mona/list").git
    main = git.resolve("main")
    assert main

    def ask_git() -> dict[str, str]:
        listed = git.run("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads/")
        return dict(line.split(" ") for line in listed.splitlines())

    git.put_ref("refs/heads/one/two", main)
    git.put_ref("refs/headsets/three", main)
    assert list(git.refs("refs/heads/").items()) == list(ask_git().items())
    git.run("pack-refs", "--all")
    assert git.refs("refs/heads/") == ask_git() == {"refs/heads/main": main, "refs/heads/one/two": main}
    blob = git.write_blob(b"moved since")
    git.put_ref(
        "refs/heads/main",
        git.commit(git.write_tree(None, [("100644", "x", blob)]), (), "Anew", author=WHO, committer=WHO),
    )
    git.set_ref("refs/heads/one/two", None, main)
    assert git.refs("refs/heads/") == ask_git()
    assert git.refs("refs/heads/").keys() == {"refs/heads/main"}
    assert git.refs("refs/nowhere/") == {}


def test_a_commit_that_follows_another_merges_into_its_own_tree(hub: LocalHub) -> None:
    git = hub.repository("mona/list").git
    old = git.resolve("main")
    assert old
    tree = git.write_tree(old, [("100644", "x", git.write_blob(b"new"))])
    new = git.commit(tree, [old], "New", author=WHO, committer=WHO)
    asked = git.run("merge-tree", "--write-tree", old, new).strip()
    assert git.merge_tree(old, new) == git.merge_tree(new, old) == asked == tree


def test_what_a_comparison_says_ends_where_it_ends(hub: LocalHub) -> None:
    """Each file gets its own hunks, whatever stands in it."""
    git = hub.repository("mona/list").git
    texts = [
        b"",
        b"no end of line",
        b"a\nb\n",
        b"\0binary",
        b"x" * 9000 + b"\nlate\0binary\nend\n",
        b"diff --git a/x b/x\n@@ -1 +1 @@\n",
        b"\xff\xfe\n",
    ]
    old = git.resolve("main")
    assert old
    for text in texts:
        tree = git.write_tree(old, [("100644", path, git.write_blob(text)) for path in ("x", "a\nb", "ü \t.txt")])
        new = git.commit(tree, [old], "New", author=WHO, committer=WHO)
        found = {change.path: change.patch for change in git.changes(old, new)}
        whole = git.run("diff", old, new, "--", "x")
        assert found["x"] == (whole[whole.index("@@") :].rstrip("\n") if "\n@@" in whole else "")
        assert found.keys() == {"x", "a\nb", "ü \t.txt"}
        assert [change.path for change in git.changes(new, new)] == []
        old = new
