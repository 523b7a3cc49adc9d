"""A unified diff -> the files it changes."""

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.diff.patch import FileDiff, read_diff, read_file
from tests.growth import assert_even

DIFF = """\
diff --git a/data/README.md b/data/README.md
index 1111111..2222222 100644
--- a/data/README.md
+++ b/data/README.md
@@ -3,3 +3,4 @@ ## Section
 above
-old one
+new one
+another
 below
\\ No newline at end of file
"""


def test_a_patch_gives_both_sides_and_the_numbers_of_the_changed_lines() -> None:
    (file,) = read_diff(DIFF)
    assert (file.path, file.status) == ("data/README.md", "modified")
    assert file.before == "above\nold one\nbelow"
    assert file.after == "above\nnew one\nanother\nbelow"
    assert (sorted(file.removed), sorted(file.added)) == ([2], [2, 3])


def test_with_the_whole_text_lines_are_numbered_as_in_the_file() -> None:
    (file,) = read_diff(DIFF, {"data/README.md": "1\n2\nabove\nnew one\nanother\nbelow"})
    assert file.before == "1\n2\nabove\nold one\nbelow"
    assert list(map(sorted, (file.removed, file.added, file.shown))) == [[4], [4, 5], [3, 4, 5, 6]]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param(
            "diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n",
            FileDiff("x", "added", after="a", added=frozenset({1})),
            id="added",
        ),
        pytest.param(
            "diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n",
            FileDiff("x", "removed", before="a", removed=frozenset({1})),
            id="removed",
        ),
        pytest.param(
            "diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n",
            FileDiff("y", "renamed", "x"),
            id="renamed as it is",
        ),
        pytest.param(
            "diff --git a/p.png b/p.png\nindex 1..2 100644\nBinary files a/p.png and b/p.png differ\n",
            FileDiff("p.png", is_read=False),
            id="binary",
        ),
        pytest.param(
            "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n",
            FileDiff("x", before="a", after="b", removed=frozenset({1}), added=frozenset({1})),
            id="without git's header",
        ),
        pytest.param(
            'diff --git "a/\\303\\274.md" "b/\\303\\274.md"\n'
            '--- "a/\\303\\274.md"\n+++ "b/\\303\\274.md"\n@@ -1 +1 @@\n-a\n+b\n',
            FileDiff("ü.md", before="a", after="b", removed=frozenset({1}), added=frozenset({1})),
            id="a quoted name",
        ),
        pytest.param(
            "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n--- not a header\n+++ nor this\n same\n",
            FileDiff(
                "x",
                before="-- not a header\nsame",
                after="++ nor this\nsame",
                removed=frozenset({1}),
                added=frozenset({1}),
            ),
            id="lines that look like a header",
        ),
        pytest.param(
            "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\r\n+b\r\n",
            FileDiff("x", before="a", after="b", removed=frozenset({1}), added=frozenset({1})),
            id="CRLF",
        ),
    ],
)
def test_each_kind_of_change_is_read(header: str, expected: FileDiff) -> None:
    found = read_diff(header)
    assert [(f.path, f.status, f.old_path, f.before, f.after, f.removed, f.added, f.is_read) for f in found] == [
        (
            expected.path,
            expected.status,
            expected.old_path,
            expected.before,
            expected.after,
            expected.removed,
            expected.added,
            expected.is_read,
        )
    ]


texts = st.lists(st.sampled_from(["- a", "- b", "# c", "", "--- d", "+++ e", "@@ -1 +1 @@"]), max_size=20)


@given(texts, texts)
def test_undoing_gits_own_patch_gives_the_text_before(
    tmp_path_factory: pytest.TempPathFactory, one: list[str], other: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("diff")
    before, after = "\n".join(one), "\n".join(other)
    (folder / "a").write_text(before, encoding="utf-8")
    (folder / "b").write_text(after, encoding="utf-8")
    command = ["git", "-c", "core.quotePath=true", "diff", "--no-index", "a", "b"]
    diff = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout
    for file in read_diff(diff, {"b": after}):
        assert file.before.rstrip("\n") == before.rstrip("\n")
        gone = [line[1:] for line in diff.split("\n")[5:] if line.startswith("-")]
        assert [(*one, "")[number - 1] for number in sorted(file.removed)] == gone


@given(st.text(max_size=400))
def test_rubbish_is_no_change(text: str) -> None:
    read_diff(text)
    read_diff(f"diff --git a/x b/x\n{text}")
    read_file("x", f"@@ -1,9 +1,9 @@\n{text}", text=text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("+" + "x" * 10_000_000, id="one long line"),
        pytest.param("+x\n" * 3_300_000, id="many lines"),
        pytest.param("@@ -1 +1 @@\n" * 900_000, id="hunks"),
        pytest.param("diff --git a/x b/x\n" * 500_000, id="files"),
        pytest.param("--- a\n+++ b\n" * 800_000, id="headers"),
    ],
)
def test_ten_megabytes_cost_no_more_than_their_share(text: str) -> None:
    head = "diff --git a/README.md b/README.md\n--- a/README.md\n+++ b/README.md\n@@ -0,0 +1,4000000 @@\n"

    def read(text: str) -> None:
        assert read_diff(head + text)

    assert_even(read, lambda length: text[:length], len(text))
