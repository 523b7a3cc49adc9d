"""Where lines of one commit are in another, for any two texts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.localhub.git import Git
from bot.localhub.git.lines import Span, find_row, follow, rows
from bot.localhub.git.storing import Signature

WHO = Signature("x", "x@example.com", "2026-01-01T00:00:00+00:00")
TEXTS = st.lists(st.sampled_from(["a", "b", "c", "@@ -1 +1 @@", "diff --git a/f b/f", "-", "+", ""]), max_size=8)


@pytest.fixture(scope="module")
def git(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Git]:
    git = Git(tmp_path_factory.mktemp("lines") / "x.git")
    git.init("main")
    yield git
    git.close()


def commit(git: Git, lines: list[str]) -> str:
    blob = git.write_blob("".join(f"{line}\n" for line in lines).encode())
    return git.commit(git.write_tree(None, [("100644", "f", blob)]), (), "m", author=WHO, committer=WHO)


@given(old=TEXTS, new=TEXTS)
def test_a_followed_line_says_the_same_and_shown_rows_are_the_files(git: Git, old: list[str], new: list[str]) -> None:
    one, other = commit(git, old), commit(git, new)
    kept = [follow(git, one, other, Span("f", number)) for number in range(1, len(old) + 1)]
    for line, span in zip(old, kept, strict=True):
        assert span is None or new[span.line - 1] == line
    places = [span.line for span in kept if span]
    assert places == sorted(set(places))
    (patch,) = [change.patch for change in git.changes(one, other)] or [""]
    for row in rows(patch):
        assert row.left is None or old[row.left - 1] == row.text[1:]
        assert row.right is None or new[row.right - 1] == row.text[1:]
        assert row.right is None or find_row(patch, "RIGHT", row.right) == row


def test_the_same_text_keeps_every_line(git: Git, tmp_path: Path) -> None:
    one = commit(git, ["a", "b"])
    assert follow(git, one, one, Span("f", 2, "RIGHT", 1, "RIGHT")) == Span("f", 2, "RIGHT", 1, "RIGHT")
    assert follow(git, one, one, Span("none", 1)) is None
