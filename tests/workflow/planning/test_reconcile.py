"""How list and data come together after somebody changed either."""

from dataclasses import replace

import pytest

from bot.catalogue.data.records import DataError
from bot.lists.marked.marks import MarkError
from bot.review.config import Config
from bot.review.rules.finding import Finding
from bot.workflow.changes import CommitFiles, Report
from bot.workflow.planning.reconcile import HandEdits, plan_upkeep, read_hand_edits, say_broken, say_unmarked
from bot.workflow.snapshots.folder import FolderSnapshot
from bot.workflow.snapshots.loading import LoadedList, build_folder
from bot.workflow.thread import HAND_EDITS, Branch, OwnBranch
from tests.stage import small_files
from tests.workflow.builders import BASE, ENTRY, HEAD, digest_of, names, pull, thread

REPOSITORY = thread().repository
UNREADABLE = Finding("Nobody can read this.", path="data/README.md", line=9, rule="hand-edit", title="Edited by hand")
LINE = "- A new paper on attention. *[ICLR'25]* [[Paper]](https://arxiv.org/abs/2407.08608)\n"


def loaded(text: str | None = None) -> LoadedList:
    files = {path.removeprefix("data/"): content.decode() for path, content in small_files().items() if "data/" in path}
    return build_folder(BASE, Config(), files | ({"README.md": text} if text else {}))


def folder() -> FolderSnapshot:
    snapshot = loaded().snapshot
    assert isinstance(snapshot, FolderSnapshot)
    return snapshot


def read(text: str, known: str) -> HandEdits:
    """Return what was edited by hand in a list that reads like this now."""
    return read_hand_edits(loaded(text), replace(folder(), text=text), known, added="2026-11-22")


def bot_branch(*, mine: bool, digest: str = "0" * 32) -> Branch:
    return Branch(HAND_EDITS, HEAD, f"Take in\n\nPaperclerk-Entry: {digest}" if mine else "By hand")


@pytest.mark.parametrize(
    ("edits", "branch", "opened", "kinds"),
    [
        pytest.param(HandEdits(), None, False, ["CommitFiles"], id="nothing was written by hand: render"),
        pytest.param(
            HandEdits(),
            bot_branch(mine=True),
            True,
            ["ClosePull", "DeleteBranch", "CommitFiles"],
            id="no longer needed",
        ),
        pytest.param(
            HandEdits(unparsed=(UNREADABLE,)), None, False, ["Report"], id="unreadable: the list is left alone"
        ),
        pytest.param(HandEdits((ENTRY,)), None, False, ["PushBranch", "OpenPull"], id="an entry to take in"),
        pytest.param(
            HandEdits((ENTRY,), (UNREADABLE,)), None, False, ["PushBranch", "OpenPull", "Report"], id="one of each"
        ),
        pytest.param(HandEdits((ENTRY,)), bot_branch(mine=True), True, ["PushBranch", "EditPull"], id="edited again"),
        pytest.param(
            HandEdits((ENTRY,)), bot_branch(mine=True, digest=digest_of(ENTRY)), True, ["EditPull"], id="as it was"
        ),
        pytest.param(HandEdits((ENTRY,)), bot_branch(mine=False), True, [], id="people pushed there: it is theirs"),
    ],
)
def test_what_people_wrote_comes_into_the_data(
    edits: HandEdits, branch: Branch | None, opened: bool, kinds: list[str]
) -> None:
    plan = plan_upkeep(OwnBranch(REPOSITORY, branch, pull() if opened else None), folder(), edits)
    assert names(plan.changes) == kinds


def test_a_line_added_by_hand_is_an_entry_and_words_that_are_none_are_pointed_at() -> None:
    known = folder().text
    before, mark = known.split("<!-- paperclerk:end attention -->")[:2]
    added = read(f"{before}{LINE}<!-- paperclerk:end attention -->{mark}", known)
    assert [entry.draft.title for entry in added.entries] == ["A new paper on attention"]
    assert added.unparsed == ()
    odd = read(f"{before}what is this\n<!-- paperclerk:end attention -->{mark}", known)
    assert odd.entries == ()
    assert [finding.rule for finding in odd.unparsed] == ["line-unread"]


def test_rendering_is_one_commit_on_the_commit_that_was_read() -> None:
    (commit,) = plan_upkeep(OwnBranch(REPOSITORY, None, None), folder(), HandEdits()).changes
    assert isinstance(commit, CommitFiles)
    assert (commit.branch, commit.base, list(commit.files)) == ("main", BASE, ["data/README.md"])


def test_lost_marks_are_reported_where_they_are_missed() -> None:
    report = say_unmarked(replace(REPOSITORY, head=HEAD), "data/README.md", MarkError("no end", 12))
    assert isinstance(report, Report)
    assert [(note.path, note.first) for note in report.annotations] == [("data/README.md", 12)]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        pytest.param("the file is missing", "the file is missing. Until", id="no sentence"),
        pytest.param("did you mean `rules`?", "did you mean `rules`? Until", id="a question"),
        pytest.param("Write `a: b`.", "Write `a: b`. Until", id="a sentence"),
    ],
)
def test_what_cannot_be_read_is_reported_in_sentences(fault: str, said: str) -> None:
    (noted,) = say_broken(REPOSITORY, DataError(fault, "data/catalogue.yaml")).annotations
    assert noted.message.startswith(said)
