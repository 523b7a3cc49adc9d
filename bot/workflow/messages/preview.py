"""What a change would do, as one plain line for an operator who asks before it is done. Pure."""

from __future__ import annotations

from functools import singledispatch

from bot.workflow.changes import (
    NEW_PULL,
    AddLabel,
    Change,
    CloseIssue,
    ClosePull,
    CommitFiles,
    DeleteBranch,
    Dequeue,
    DisableAutoMerge,
    EditComment,
    EditPull,
    EnableAutoMerge,
    Enqueue,
    Files,
    Merge,
    MergeByHand,
    OpenPull,
    PushBranch,
    React,
    RebuildAndMerge,
    RemoveLabel,
    Report,
    WriteComment,
    WriteReview,
)

#: In characters; a line is to be read at a glance.
LONGEST_QUOTE = 72
REACTIONS = {"eyes": "👀", "rocket": "🚀", "confused": "😕"}


@singledispatch
def preview(change: Change) -> str:
    """Return what a change would do. Texts of strangers in it are cut short, and hold nothing that a terminal obeys."""
    raise TypeError(f"nothing is said of {type(change).__name__}")


@preview.register
def _(change: WriteComment) -> str:
    return f"comment on {thread(change.number)}: {quote(first_words(change.body))}"


@preview.register
def _(change: EditComment) -> str:
    return f"change the bot's comment to: {quote(first_words(change.body))}"


@preview.register
def _(change: AddLabel) -> str:
    return f"put the label {quote(change.name)} on {thread(change.number)}"


@preview.register
def _(change: RemoveLabel) -> str:
    return f"take the label {quote(change.name)} off {thread(change.number)}"


@preview.register
def _(change: React) -> str:
    return f"answer a comment with {REACTIONS[change.content]}"


@preview.register
def _(change: PushBranch) -> str:
    how = "create" if change.head is None else "rewrite"
    return f"{how} the branch {change.branch} with {files(change.files)}"


@preview.register
def _(change: OpenPull) -> str:
    return f"open a pull request from {change.branch}: {quote(change.title)}"


@preview.register
def _(change: EditPull) -> str:
    return f"bring the words of {thread(change.number)} up to date: {quote(change.title)}"


@preview.register
def _(change: ClosePull) -> str:
    return f"close {thread(change.number)} without merging it"


@preview.register
def _(change: DeleteBranch) -> str:
    return f"delete the branch {change.branch}"


@preview.register
def _(change: CloseIssue) -> str:
    return f"close {thread(change.number)} as {change.reason.replace('_', ' ')}"


@preview.register
def _(change: RebuildAndMerge | MergeByHand) -> str:
    return f"merge {thread(change.pull)} with {files(change.files)}: {quote(change.merging.title)}"


@preview.register
def _(change: Merge) -> str:
    return f"merge {thread(change.pull)}: {quote(change.merging.title)}"


@preview.register
def _(change: EnableAutoMerge) -> str:
    return f"let GitHub merge {thread(change.pull)} once its checks and reviews are there"


@preview.register
def _(change: DisableAutoMerge) -> str:
    return f"no longer let GitHub merge {thread(change.pull)} by itself"


@preview.register
def _(change: Enqueue) -> str:
    return f"put {thread(change.pull)} in the merge queue"


@preview.register
def _(change: Dequeue) -> str:
    return f"take {thread(change.pull)} out of the merge queue"


@preview.register
def _(change: Report) -> str:
    return f"say on commit {change.head[:7]}: {quote(change.title)}"


@preview.register
def _(change: WriteReview) -> str:
    return f"review {thread(change.number)} with {count(len(change.notes), 'note')} on its lines"


@preview.register
def _(change: CommitFiles) -> str:
    return f"commit {files(change.files)} to {change.branch}: {quote(first_words(change.message))}"


def thread(number: int) -> str:
    """Return what people call an issue or a pull request."""
    return "the new pull request" if number == NEW_PULL else f"#{number}"


def files(changed: Files) -> str:
    """Return the name of the only file, or how many there are."""
    return next(iter(changed)) if len(changed) == 1 else count(len(changed), "file")


def count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def first_words(text: str) -> str:
    """Return the first line of a text that says something: no hidden note, no mark of a heading."""
    lines = (line.strip(" #*>") for line in text.splitlines())
    return next((line for line in lines if line and not line.startswith("<!--")), "")


def quote(text: str) -> str:
    """Return a text in quotation marks, short and on one line."""
    line = "".join(c if c.isprintable() else " " for c in text).replace(f"#{NEW_PULL}", "the new pull request")
    return f'"{line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"}"'
