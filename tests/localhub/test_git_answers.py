"""What git said once of commits by their numbers is not asked again; of branches it is."""

from __future__ import annotations

import pytest

from bot.localhub import operations
from bot.localhub.git.process import is_lasting
from bot.localhub.server import LocalHub

ONE, OTHER = "1" * 40, "2" * 40


@pytest.mark.parametrize(
    ("args", "lasts"),
    [
        pytest.param(("log", "-1", ONE), True, id="a number"),
        pytest.param(("log", "-1", f"{ONE}..{OTHER}", "--", "data"), True, id="a range"),
        pytest.param(("merge-base", "--is-ancestor", ONE, OTHER), True, id="two numbers"),
        pytest.param(("log", "-1", "main", "--"), False, id="a branch"),
        pytest.param(("log", "-1", "--"), False, id="nothing named"),
        pytest.param(("diff", ONE, "main"), False, id="a number and a branch"),
        pytest.param(("update-ref", "refs/heads/main", ONE), False, id="a write"),
        pytest.param(("commit-tree", ONE), False, id="a new commit"),
        pytest.param(("log", ONE[:12]), False, id="a short number"),
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
            operations.commit_files(hub.world, repository, mona, "main", {"x.txt": str(n).encode()}, f"Change {n}")
            (newest,) = git.log("main", 1)
            assert newest.message == f"Change {n}"
            seen.add(newest.sha)
    assert len(seen) == 3
    sha = seen.pop()
    assert git.log(sha, 1, "x.txt") == git.log(sha, 1, "x.txt")
    for n in range(9):
        git.log(sha, n + 1, "x.txt")
    assert len(git.answers) <= 4
