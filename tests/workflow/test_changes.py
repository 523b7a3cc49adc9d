"""What is merged or moved is what was looked at: every merge and every move names the commit."""

import pytest

from bot.workflow.changes import EnableAutoMerge, Enqueue, Merge, MergeCommit
from bot.workflow.changes.change import Change
from bot.workflow.changes.mutation import NodeIds, move_refs
from tests.workflow.builders import HEAD

MERGING = MergeCommit("Add it", "", "squash")


@pytest.mark.parametrize(
    "change",
    [Merge(7, HEAD, MERGING), EnableAutoMerge(7, HEAD, MERGING), Enqueue(7, HEAD)],
    ids=lambda c: type(c).__name__,
)
def test_a_merge_names_the_commit_that_was_approved(change: Change) -> None:
    ids = NodeIds()
    ids.threads[7] = "PR_7"
    assert change.mutation(ids).input["expectedHeadOid"] == HEAD


def test_a_branch_moves_only_from_where_it_was_seen() -> None:
    (update,) = move_refs("R_1", ("topic", HEAD, "0" * 40)).input["refUpdates"]
    assert (update["beforeOid"], update["afterOid"]) == (HEAD, "0" * 40)
