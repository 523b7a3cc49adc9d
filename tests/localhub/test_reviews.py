"""Reviews, and remarks on lines: which lines take one, who may judge, what a push makes of them."""

import json
from typing import Any

import pytest

from bot.localhub.operations import reviews
from bot.localhub.server import LocalHub
from tests.localhub.guests import LONG, REPOSITORY, Guest, make_branch, propose, put_file

PULL = f"{REPOSITORY}/pulls/1"
EDITED = LONG.replace("line 10\n", "line ten\n").replace("line 25\n", "line 25\nline 25a\n")


@pytest.fixture
def number(kim: Guest) -> int:
    return propose(kim, {"long.txt": EDITED, "README.md": None, "new.txt": "one\ntwo\n"})


def note(**more: Any) -> dict[str, Any]:
    return {"path": "long.txt", "line": 10, "side": "RIGHT", "body": "hm", **more}


REMARKS: dict[str, tuple[dict[str, Any], int]] = {
    "a changed line": (note(), 200),
    "the last line of the context": (note(line=13), 200),
    "a line that is not shown": (note(line=14), 422),
    "the line that was": (note(line=10, side="LEFT"), 200),
    "an old line that is not shown": (note(line=30, side="LEFT"), 422),
    "several lines": (note(start_line=8, start_side="RIGHT"), 200),
    "backwards": (note(start_line=12, start_side="RIGHT"), 422),
    "two hunks": (note(line=26, start_line=10, start_side="RIGHT"), 422),
    "a deleted file": (note(path="README.md", line=1, side="LEFT"), 200),
    "a line of a file that is gone": (note(path="README.md", line=1), 422),
    "a file that did not change": (note(path="data/x.yaml", line=1), 422),
    "a new file": (note(path="new.txt", line=2), 200),
    "beyond the end": (note(path="new.txt", line=3), 422),
    "nothing said": (note(body=" "), 422),
    "no line": ({"path": "long.txt", "body": "x"}, 422),
}


def test_a_remark_is_on_lines_that_the_diff_shows(mona: Guest, number: int) -> None:
    head = mona.ask("GET", PULL).json()["head"]["sha"]
    for where, (comment, status) in REMARKS.items():
        answer = mona.ask("POST", f"{PULL}/reviews", event="COMMENT", body="b", comments=[comment])
        assert answer.status_code == status, where
        single = mona.ask("POST", f"{PULL}/comments", **comment, commit_id=head)
        assert single.status_code == (201 if status == 200 else 422), where


def test_a_review_is_read_back(hub: LocalHub, mona: Guest, kim: Guest, number: int) -> None:
    comments = [note(body="```suggestion\nline X\n```"), note(path="new.txt", line=2, start_line=1, start_side="RIGHT")]
    review = mona.ask("POST", f"{PULL}/reviews", event="REQUEST_CHANGES", body="mend", comments=comments).json()
    assert review["state"] == "CHANGES_REQUESTED"
    assert [r["id"] for r in kim.ask("GET", f"{PULL}/reviews").json()] == [review["id"]]
    own = kim.ask("GET", f"{PULL}/comments").json()
    assert [c["path"] for c in own] == ["long.txt", "new.txt"]
    assert own[0]["diff_hunk"].endswith("-line 10\n+line ten")
    assert kim.ask("GET", PULL).json()["review_comments"] == 2
    thread = hub.repository("mona/list").threads[number]
    reviews.reply_to_remark(thread, hub.world.users["kim"], own[0]["id"], "why?")
    assert kim.ask("GET", f"{PULL}/comments").json()[-1]["in_reply_to_id"] == own[0]["id"]
    events = [(d.event, d.action) for d in hub.deliveries if "review" in d.event]
    assert events == [
        ("pull_request_review", "submitted"),
        ("pull_request_review_comment", "created"),
        ("pull_request_review_comment", "created"),
        ("pull_request_review", "submitted"),
        ("pull_request_review_comment", "created"),
    ]


@pytest.mark.parametrize("event", ["APPROVE", "REQUEST_CHANGES"])
def test_nobody_judges_their_own(kim: Guest, number: int, event: str) -> None:
    answer = kim.ask("POST", f"{PULL}/reviews", event=event, body="fine")
    assert answer.status_code == 422
    assert "your own pull request" in answer.json()["errors"][0]
    assert kim.ask("POST", f"{PULL}/reviews", event="COMMENT", body="fine").status_code == 200


def test_a_push_moves_remarks_or_leaves_them_behind(mona: Guest, kim: Guest, number: int) -> None:
    mona.ask("POST", f"{PULL}/reviews", event="COMMENT", comments=[note(), note(line=26)])
    assert [c["line"] for c in mona.ask("GET", f"{PULL}/comments").json()] == [10, 26]
    put_file(
        kim,
        "long.txt",
        "new first\n" + EDITED.replace("line ten", "line X"),
        branch="topic",
        repository="/repos/kim/list",
    )
    moved = mona.ask("GET", f"{PULL}/comments").json()
    assert [(c["line"], c["position"] is None, c["original_line"]) for c in moved] == [
        (None, True, 10),
        (27, False, 26),
    ]
    threads = mona.query(
        """query($n: Int!) { repository(owner: "mona", name: "list") { pullRequest(number: $n) {
        reviewThreads(first: 10) { nodes { isResolved isOutdated path line comments(first: 5) { nodes {
          body viewerDidAuthor fullDatabaseId } } } }
        reviews(last: 5) { nodes { state body author { login } viewerDidAuthor commit { oid } submittedAt } } } } }""",
        n=number,
    )["data"]["repository"]["pullRequest"]
    assert [(t["isOutdated"], t["line"]) for t in threads["reviewThreads"]["nodes"]] == [(True, None), (False, 27)]
    assert threads["reviewThreads"]["nodes"][0]["comments"]["nodes"][0]["viewerDidAuthor"]
    assert threads["reviews"]["nodes"][0]["state"] == "COMMENTED"


def test_the_state_is_whispered_by_the_webhook(hub: LocalHub, mona: Guest, number: int) -> None:
    mona.ask("POST", f"{PULL}/reviews", event="APPROVE")
    assert json.loads(hub.deliveries[-1].body)["review"]["state"] == "approved"


def test_a_pull_request_is_described_in_graphql(mona: Guest, kim: Guest, number: int) -> None:
    make_branch(mona, "other")
    pull = mona.query(
        """query { repository(owner: "mona", name: "list") { autoMergeAllowed pullRequest(number: 1) {
        files(first: 2) { nodes { path additions deletions changeType } pageInfo { hasNextPage endCursor } }
        baseRefName baseRefOid headRepositoryOwner { login } headRepository { nameWithOwner } mergeable mergeStateStatus
        commits(last: 1) { nodes { commit { oid message author { user { login databaseId } }
          committer { user { login } } statusCheckRollup { state } } } }
        maintainerCanModify isDraft reviewDecision merged closed lastEditedAt updatedAt } } }"""
    )["data"]["repository"]["pullRequest"]
    assert [file["changeType"] for file in pull["files"]["nodes"]] == ["DELETED", "MODIFIED"]
    assert pull["files"]["pageInfo"]["hasNextPage"]
    assert pull["headRepository"]["nameWithOwner"] == "kim/list"
    assert pull["commits"]["nodes"][0]["commit"]["author"]["user"]["login"] == "kim"
    assert (pull["mergeable"], pull["mergeStateStatus"], pull["reviewDecision"]) == ("MERGEABLE", "CLEAN", None)
    assert pull["maintainerCanModify"]
    assert not (pull["isDraft"])
    assert not (pull["merged"])
    assert not (pull["closed"])


def test_who_set_a_label_and_who_edited_is_told(mona: Guest, kim: Guest) -> None:
    kim.ask("POST", f"{REPOSITORY}/issues", title="A", body="one")
    kim.ask("PATCH", f"{REPOSITORY}/issues/1", title="only the title")
    question = """query { repository(owner: "mona", name: "list") { issue(number: 1) { lastEditedAt stateReason
        userContentEdits(first: 3) { nodes { editor { login } editedAt } }
        timelineItems(itemTypes: LABELED_EVENT, last: 5) { nodes { ... on LabeledEvent {
          actor { login __typename } label { name } createdAt } } } } } }"""
    assert mona.query(question)["data"]["repository"]["issue"]["lastEditedAt"] is None
    kim.ask("PATCH", f"{REPOSITORY}/issues/1", body="two")
    mona.ask("POST", f"{REPOSITORY}/issues/1/labels", labels=["x"])
    mona.ask("PATCH", f"{REPOSITORY}/issues/1", state="closed", state_reason="not_planned")
    issue = mona.query(question)["data"]["repository"]["issue"]
    assert issue["lastEditedAt"]
    assert issue["stateReason"] == "NOT_PLANNED"
    assert issue["userContentEdits"]["nodes"][0]["editor"]["login"] == "kim"
    (event,) = issue["timelineItems"]["nodes"]
    assert (event["actor"], event["label"]) == ({"login": "mona", "__typename": "User"}, {"name": "x"})
