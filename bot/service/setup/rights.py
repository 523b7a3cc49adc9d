"""What an App is asked for beside its rights: the events, each with its reason; and which rights it was not granted."""

from __future__ import annotations

from collections.abc import Mapping

from bot.hub.rights import PERMISSIONS, Right

EVENTS: Mapping[str, str] = {
    "issues": "somebody proposes a paper, changes a proposal or its labels",
    "issue_comment": "somebody answers or commands",
    "pull_request": "somebody proposes a change of the page, or merges one",
    "pull_request_review": "somebody approves a proposal by a review",
    "push": "somebody edits the list",
    "repository": "the list gets another name or owner",
    "status": "a check that an approved entry waits for has ended",
    "check_run": "the same, where an App checks",
    "merge_group": "a merge queue asks for a check",
}


def lacking(granted: Mapping[str, str]) -> Mapping[str, Right]:
    """Return what an App was not granted, or not enough of."""
    return {
        name: right
        for name, right in PERMISSIONS.items()
        if granted.get(name) not in ((right.level, "write", "admin") if right.level == "read" else ("write", "admin"))
    }
