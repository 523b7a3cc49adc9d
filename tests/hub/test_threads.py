"""What GitHub's answers say, where that is not plain."""

from typing import Any

import pytest

from bot.hub.read.thread_cache import read_summary
from bot.hub.read.threads import is_own_comment, own_pulls, read_drop, read_timeline
from bot.workflow.marks import write_note_mark, write_reply_mark
from bot.workflow.state import State, write_state

AT = "2026-11-25T10:00:00Z"


def done(
    login: str | None, kind: str = "User", label: str = "paper: approved", act: str = "Labeled"
) -> tuple[str, dict[str, Any]]:
    actor = {"__typename": kind, "login": login, "databaseId": 7} if login else None
    return label, {"__typename": f"{act}Event", "id": "LE_1", "createdAt": AT, "actor": actor}


@pytest.mark.parametrize(
    ("events", "told"),
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
    events: list[tuple[str, dict[str, Any]]], told: list[str]
) -> None:
    assert [f"{event.by.login} {event.act} {event.subject}" for event in read_timeline(events, "clerk")] == told


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


STATE, REPLY = write_state(State(author=7)), write_reply_mark("12")


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        pytest.param(f"Ready\n\n{STATE}", True, id="the one comment"),
        pytest.param(f"No.\n\n{REPLY}", True, id="an answer"),
        pytest.param(f"Ready\r\n\r\n{STATE}\r\n", True, id="as a browser sends it"),
        pytest.param("Ready\n\n<!-- paperclerk:state rubbish -->", True, id="a state that people broke"),
        pytest.param("/approve", False, id="words alone"),
        pytest.param("", False, id="nothing"),
        pytest.param(f"{STATE}\n\n/approve", False, id="words below a copy"),
        pytest.param(f"/approve {STATE}", False, id="a copy in a line of words"),
        pytest.param(f"> Ready\n>\n> {STATE}", False, id="a quotation"),
        pytest.param(f"Look:\n```\n{STATE}\n```", False, id="code between fences"),
        pytest.param(f"Look:\n\n    {STATE}", False, id="code by indentation"),
        pytest.param(f"Look:\n\n\t{STATE}", False, id="code by a tab"),
        pytest.param(f"- {STATE}", False, id="an item"),
        pytest.param(f"Look: `{STATE}`", False, id="code in a line"),
        pytest.param(f"Look\n\n{write_note_mark('0' * 16)}", False, id="the mark of a note on lines"),
    ],
)
def test_the_bots_comment_is_known_by_its_end_and_its_author(body: str, marked: bool) -> None:
    assert is_own_comment({"viewerDidAuthor": True, "body": body}) is marked
    assert not is_own_comment({"viewerDidAuthor": False, "body": body}), "anybody can write such an end"


def said(id: int, body: str, *, viewer: bool = True) -> dict[str, Any]:
    author = {"__typename": "User", "login": "mona", "databaseId": 7}
    times = {"createdAt": AT, "lastEditedAt": None}
    comment = {"fullDatabaseId": str(id), "body": body, "author": author, "viewerDidAuthor": viewer}
    return {"id": f"IC_{id}"} | comment | times


@pytest.mark.parametrize(
    ("comments", "spoken"),
    [
        pytest.param([], None, id="nobody spoke"),
        pytest.param([said(1, "Hello")], None, id="the same account's words"),
        pytest.param([said(1, f"Hello\n\n{STATE}", viewer=False)], None, id="a copy by somebody else"),
        pytest.param([said(1, f"> {STATE}"), said(2, f"Ready\n\n{STATE}")], 2, id="after a quotation"),
        pytest.param([said(1, f"No.\n\n{REPLY}"), said(2, f"Ready\n\n{STATE}")], 2, id="after an answer"),
        pytest.param([said(1, f"No.\n\n{REPLY}")], None, id="an answer alone"),
    ],
)
def test_of_a_thread_the_one_comment_is_kept(comments: list[dict[str, Any]], spoken: int | None) -> None:
    node = {"number": 1, "title": "t", "body": "b", "updatedAt": AT, "issueState": "OPEN", "labels": {"nodes": []}}
    summary = read_summary(node | {"comments": {"totalCount": len(comments), "nodes": comments}})
    assert (summary.comment.id if summary.comment else None) == spoken


def pull(number: int, *, viewer: bool = True, fork: bool = False) -> dict[str, Any]:
    return {"number": number, "viewerDidAuthor": viewer, "isCrossRepository": fork}


@pytest.mark.parametrize(
    ("named", "at_ref", "own"),
    [
        pytest.param([], None, [], id="none"),
        pytest.param([pull(7)], None, [7], id="the bot's, whose branch is gone"),
        pytest.param([pull(7), pull(9)], [pull(9)], [7, 9], id="two of the bot's, the newest last"),
        pytest.param([pull(8, viewer=False, fork=True)], [pull(7)], [7], id="the bot's behind many forks' requests"),
        pytest.param([pull(8, fork=True)], None, [], id="a fork's, by the person whose token the bot has"),
        pytest.param([pull(8, viewer=False)], [pull(8, viewer=False)], [], id="somebody else's from the bot's branch"),
    ],
)
def test_of_requests_with_a_name_of_the_bots_only_its_own_count(
    named: list[dict[str, Any]], at_ref: list[dict[str, Any]] | None, own: list[int]
) -> None:
    ref = None if at_ref is None else {"associatedPullRequests": {"nodes": at_ref}}
    assert [found["number"] for found in own_pulls({"ref": ref, "pullRequests": {"nodes": named}})] == own
