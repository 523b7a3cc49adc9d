"""What GitHub's answers say, where that is not plain."""

from __future__ import annotations

from typing import Any

import pytest

from bot.hub.read.threads import read_drop, read_timeline

AT = "2026-11-25T10:00:00Z"


def done(
    login: str | None, kind: str = "User", label: str = "paper: approved", act: str = "Labeled"
) -> tuple[str, dict[str, Any]]:
    actor = {"__typename": kind, "login": login, "databaseId": 7} if login else None
    return label, {"__typename": f"{act}Event", "id": "LE_1", "createdAt": AT, "actor": actor}


@pytest.mark.parametrize(
    ("events", "deeds"),
    [
        pytest.param([], [], id="never"),
        pytest.param([done("maintainer")], ["maintainer labeled paper: approved"], id="by a person"),
        pytest.param([done("clerk")], [], id="by the bot's own account"),
        pytest.param([done("other", "Bot")], [], id="by another machine"),
        pytest.param([done("maintainer"), done("clerk")], [], id="last by the bot"),
        pytest.param(
            [done("clerk"), done("maintainer", act="Unlabeled")],
            ["maintainer unlabeled paper: approved"],
            id="last by a person",
        ),
        pytest.param(
            [done("maintainer"), done("x", label="bug")],
            ["maintainer labeled paper: approved", "x labeled bug"],
            id="two labels",
        ),
        pytest.param([done("maintainer", label="#7", act="Closed")], ["maintainer closed #7"], id="a closing"),
        pytest.param([done(None)], ["ghost labeled paper: approved"], id="by an account that is gone"),
    ],
)
def test_the_newest_of_each_kind_counts_if_a_person_did_it(
    events: list[tuple[str, dict[str, Any]]], deeds: list[str]
) -> None:
    assert [f"{deed.by.login} {deed.act} {deed.subject}" for deed in read_timeline(events, "clerk")] == deeds


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
