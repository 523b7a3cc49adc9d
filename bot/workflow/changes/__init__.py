"""All changes that can be made on GitHub, as plain values. A new one is a class in one of these modules, and a test."""

from dataclasses import dataclass

from bot.workflow.changes.change import NEW_PULL, Change, Files, Standalone
from bot.workflow.changes.commits import CommitFiles, DeleteBranch, MergeByHand, PushBranch, RebuildAndMerge, commit_to
from bot.workflow.changes.pulls import (
    ClosePull,
    Dequeue,
    DisableAutoMerge,
    EditPull,
    EnableAutoMerge,
    Enqueue,
    Merge,
    MergeCommit,
    OpenPull,
)
from bot.workflow.changes.reports import Annotation, Note, Report, WriteReview
from bot.workflow.changes.threads import (
    AddLabel,
    CloseIssue,
    EditComment,
    EditIssue,
    OpenIssue,
    React,
    Reaction,
    RemoveLabel,
    ReopenIssue,
    WriteComment,
    reply,
)
from bot.workflow.state import Decision

__all__ = [
    "NEW_PULL", "AddLabel", "Annotation", "Change", "CloseIssue", "ClosePull", "CommitFiles", "DeleteBranch",
    "Dequeue", "DisableAutoMerge", "EditComment", "EditIssue", "EditPull", "EnableAutoMerge", "Enqueue", "Files",
    "Merge", "MergeByHand", "MergeCommit", "Note", "OpenIssue", "OpenPull", "Plan", "PushBranch", "React",
    "Reaction", "RebuildAndMerge", "RemoveLabel", "ReopenIssue", "Report", "Standalone", "WriteComment", "WriteReview",
    "commit_to", "reply",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes in their order.

    With `again` the thread is read anew afterwards, because more depends on it; with `ends` it is finished, which other
    threads may have waited for. `decided` are the decisions made since the last look; `asked` is what the thread waits
    for, without quoting anybody.
    """

    changes: tuple[Change, ...] = ()
    again: bool = False
    ends: bool = False
    decided: tuple[Decision, ...] = ()
    asked: str = ""

    @property
    def opens(self) -> bool:
        return any(isinstance(change, OpenPull) for change in self.changes)
