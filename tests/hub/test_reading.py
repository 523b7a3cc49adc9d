"""What GitHub's answers say, where that is not plain."""

from __future__ import annotations

from typing import Any

import pytest

from bot.hub.reading import read_drop, read_labeling

AT = "2026-11-25T10:00:00Z"


def labeled(login: str | None, kind: str = "User", label: str = "paper: approved") -> dict[str, Any]:
    actor = {"__typename": kind, "login": login, "databaseId": 7} if login else None
    return {"createdAt": AT, "label": {"name": label}, "actor": actor}


@pytest.mark.parametrize(
    ("events", "by"),
    [
        pytest.param([], None, id="never"),
        pytest.param([labeled("maintainer")], "maintainer", id="by a person"),
        pytest.param([labeled("clerk")], None, id="by the bot's own account"),
        pytest.param([labeled("other", "Bot")], None, id="by another machine"),
        pytest.param([labeled("maintainer", label="bug")], None, id="another label"),
        pytest.param([labeled("maintainer"), labeled("clerk")], None, id="last by the bot"),
        pytest.param([labeled("clerk"), labeled("maintainer")], "maintainer", id="last by a person"),
        pytest.param([labeled("maintainer"), labeled("x", label="bug")], "maintainer", id="another label after it"),
        pytest.param([labeled(None)], "ghost", id="by an account that is gone"),
    ],
)
def test_a_label_of_an_approval_is_a_persons(events: list[dict[str, Any]], by: str | None) -> None:
    found = read_labeling(events, "clerk")
    assert (found.by.login if found else None) == by


@pytest.mark.parametrize(
    ("events", "why"),
    [
        pytest.param([], "", id="never there"),
        pytest.param([{"__typename": "AddedToMergeQueueEvent"}], "", id="there"),
        pytest.param([{"__typename": "RemovedFromMergeQueueEvent", "reason": "merged"}], "", id="merged"),
        pytest.param([{"__typename": "RemovedFromMergeQueueEvent", "reason": "MANUAL"}], "manual", id="by hand"),
        pytest.param([{"__typename": "RemovedFromMergeQueueEvent", "reason": None}], "unknown", id="nobody says why"),
    ],
)
def test_a_request_that_left_the_queue_unmerged_was_dropped(events: list[dict[str, Any]], why: str) -> None:
    assert read_drop(events) == why
