"""A plan's changes -> groups of which each may be one GraphQL document. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from bot.workflow.changes import (
    NEW_PULL,
    AddLabel,
    Change,
    CloseIssue,
    ClosePull,
    DeleteBranch,
    EditComment,
    EditPull,
    OpenPull,
    PushBranch,
    React,
    RemoveLabel,
    WriteComment,
)

#: What may stand in one document in any number: none of them depends on another, each is tried again by itself.
SMALL = (
    WriteComment,
    EditComment,
    AddLabel,
    RemoveLabel,
    React,
    CloseIssue,
    EditPull,
    ClosePull,
    DeleteBranch,
)


def group_changes(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Yield the changes in groups that one document may hold: what depends on a change comes in a later group."""
    group: list[Change] = []
    for change in changes:
        if group and not belongs(change, group[-1]):
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def belongs(change: Change, before: Change) -> bool:
    """Tell whether a change may stand in the same document as the one before it.

    A pull request without its branch is refused by GitHub, so it may stand behind the commit that it needs.
    """
    if isinstance(before, PushBranch):
        return isinstance(change, OpenPull) and before.head is None and before.branch == change.branch
    return isinstance(change, SMALL) and isinstance(before, SMALL)


def name_pull(change: Change, number: int) -> Change:
    """Return a change with the number of the pull request that was just opened where it says NEW_PULL."""
    values: dict[str, Any] = {}
    for field in fields(change):
        value = getattr(change, field.name)
        if value == NEW_PULL:
            values[field.name] = number
        elif isinstance(value, str) and f"#{NEW_PULL}" in value:
            values[field.name] = value.replace(f"#{NEW_PULL}", f"#{number}")
    return replace(change, **values) if values else change
