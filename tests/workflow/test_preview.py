"""What a dry run says: a plain line for every kind of change."""

import pytest

from bot.workflow import changes
from bot.workflow.changes import (
    NEW_PULL,
    AddLabel,
    Annotation,
    Change,
    CloseIssue,
    ClosePull,
    CommitFiles,
    DeleteBranch,
    Dequeue,
    DisableAutoMerge,
    EditComment,
    EditIssue,
    EditPull,
    EnableAutoMerge,
    Enqueue,
    Merge,
    MergeByHand,
    MergeCommit,
    Note,
    OpenIssue,
    OpenPull,
    PushBranch,
    React,
    RebuildAndMerge,
    RemoveLabel,
    ReopenIssue,
    Report,
    Standalone,
    WriteComment,
    WriteReview,
)

KINDS = [
    each
    for each in vars(changes).values()
    if isinstance(each, type) and issubclass(each, Change) and each not in (Change, Standalone)
]
BRANCH, BASE, HEAD = "paperclerk/issue-7", "b" * 40, "a1b2c3d" + "0" * 33
ONE, TWO = {"data/papers/a.yaml": "x"}, {"data/papers/a.yaml": "x", "data/README.md": "y"}
MERGING = MergeCommit("Add A", "", "merge")
NOTES = (Note("data/README.md", 3, "x"),)
LINES = [
    (OpenIssue("Care for this list", "Words.", "paper: care"), 'open an issue: "Care for this list"'),
    (EditIssue(7, "> Look again.\nmore"), 'bring the words of #7 up to date: "Look again."'),
    (WriteComment(7, "<!-- state -->\n\n### Ready\nmore"), 'comment on #7: "Ready"'),
    (
        EditComment(1, 2, f"Opened #{NEW_PULL} for it."),
        'change the bot\'s comment to: "Opened the new pull request for it."',
    ),
    (AddLabel(NEW_PULL, "paper: ready"), 'put the label "paper: ready" on the new pull request'),
    (RemoveLabel(7, "paper: ready"), 'take the label "paper: ready" off #7'),
    (ReopenIssue(7), "reopen #7"),
    (WriteComment(7, "<!-- state -->"), 'comment on #7: ""'),
    (React(1, "eyes"), "answer a comment with 👀"),
    (React(1, "rocket"), "answer a comment with 🚀"),
    (React(1, "confused"), "answer a comment with 😕"),
    (PushBranch(BRANCH, BASE, None, ONE, "Add"), f"create the branch {BRANCH} with data/papers/a.yaml"),
    (PushBranch(BRANCH, BASE, HEAD, TWO, "Add"), f"rewrite the branch {BRANCH} with 2 files"),
    (OpenPull(BRANCH, "main", "Add \x1b]0;x\x07\nA", "body"), f'open a pull request from {BRANCH}: "Add  ]0;x  A"'),
    (EditPull(9, "t" * 100, "body"), f'bring the words of #9 up to date: "{"t" * 71}…"'),
    (EditPull(9, "t" * 72, "body"), f'bring the words of #9 up to date: "{"t" * 72}"'),
    (ClosePull(9), "close #9 without merging it"),
    (DeleteBranch(BRANCH), f"delete the branch {BRANCH}"),
    (CloseIssue(7, "not_planned"), "close #7 as not planned"),
    (
        RebuildAndMerge(NEW_PULL, BRANCH, BASE, TWO, MergeCommit("Add A", "", "squash")),
        'merge the new pull request with 2 files: "Add A"',
    ),
    (MergeByHand(9, BRANCH, BASE, HEAD, ONE, MERGING), 'merge #9 with data/papers/a.yaml: "Add A"'),
    (Merge(9, HEAD, MERGING), 'merge #9: "Add A"'),
    (EnableAutoMerge(9, HEAD, MERGING), "let GitHub merge #9 once its checks and reviews are there"),
    (DisableAutoMerge(9), "no longer let GitHub merge #9 by itself"),
    (Enqueue(9, HEAD), "put #9 in the merge queue"),
    (Dequeue(9), "take #9 out of the merge queue"),
    (Report(HEAD, "failure", "Mend", "", (Annotation("a", 1, 1, "error", "t", "m"),)), 'say on commit a1b2c3d: "Mend"'),
    (WriteReview(9, HEAD, "body", NOTES), "review #9 with 1 note on its lines"),
    (WriteReview(9, HEAD, "body", NOTES * 2), "review #9 with 2 notes on its lines"),
    (
        CommitFiles("main", BASE, {"data/README.md": "x"}, "Render\n\nx", "squash"),
        'commit data/README.md to main: "Render"',
    ),
]


@pytest.mark.parametrize(("change", "line"), LINES, ids=[type(change).__name__ for change, _ in LINES])
def test_a_change_is_told_in_plain_words(change: Change, line: str) -> None:
    assert change.preview() == line


def test_every_kind_of_change_has_its_words() -> None:
    assert {type(change) for change, _ in LINES} == set(KINDS)
