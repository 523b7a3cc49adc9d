"""Faults that tests put in the way of requests, and the log of requests that budgets are counted by."""

import json
from typing import Any

import httpx
import pytest

from tests.localhub.guests import REPOSITORY, Guest
from tests.localhub.traffic import Budget, Fault, WatchedHub
from tests.web import CLIENT

ISSUES = f"{REPOSITORY}/issues"
QUERY = 'query Two { repository(owner: "mona", name: "list") { id nameWithOwner } }'


def count_issues(mona: Guest) -> int:
    return len(mona.hub.repository("mona/list").threads)


@pytest.mark.parametrize(
    ("fault", "status", "made"),
    [
        pytest.param(Fault("status", 502), 502, 0, id="502 before"),
        pytest.param(Fault("status", 502, after=True), 502, 1, id="502 after"),
        pytest.param(Fault("status", 500), 500, 0, id="500"),
        pytest.param(Fault("status", 401), 401, 0, id="401"),
        pytest.param(Fault("status", 403, retry_after=7), 403, 0, id="a limit that names a time"),
        pytest.param(Fault("status", 429), 429, 0, id="a limit that names none"),
        pytest.param(Fault("status", 404), 404, 0, id="404"),
        pytest.param(Fault("status", 409), 409, 0, id="409"),
        pytest.param(Fault("status", 422, after=True), 422, 1, id="422 after"),
        pytest.param(Fault("drop"), 0, 0, id="dropped before"),
        pytest.param(Fault("drop", after=True), 0, 1, id="dropped after"),
    ],
)
def test_a_request_fails_once(hub: WatchedHub, mona: Guest, fault: Fault, status: int, made: int) -> None:
    hub.faults.add(fault)
    if status:
        answer = mona.ask("POST", ISSUES, title="A")
        assert (answer.status_code, answer.headers.get("Retry-After")) == (status, "7" if fault.retry_after else None)
        assert answer.json()["status"] == str(status)
    else:
        with pytest.raises(httpx.RemoteProtocolError):
            CLIENT.post(f"{hub.api}{ISSUES}", json={"title": "A"}, headers={"Authorization": f"token {mona.token}"})
    assert count_issues(mona) == made
    assert mona.ask("POST", ISSUES, title="B").status_code == 201
    assert [request.status for request in hub.requests] == [status, 201]


def test_an_answer_is_cut(hub: WatchedHub, mona: Guest) -> None:
    hub.faults.add(Fault("cut"))
    answer = mona.ask("POST", ISSUES, title="A")
    assert answer.status_code == 201
    with pytest.raises(json.JSONDecodeError):
        answer.json()
    assert count_issues(mona) == 1


def test_only_what_is_meant_fails(hub: WatchedHub, mona: Guest) -> None:
    hub.faults.add(
        Fault("status", 500, method="POST", path="/issues$", nth=2, times=2), Fault("status", 503, operation="Two")
    )
    asked = [mona.ask("POST", ISSUES, title=str(n)).status_code for n in range(4)]
    assert asked == [201, 500, 500, 201]
    assert mona.ask("GET", ISSUES).status_code == 200
    headers = {"Authorization": f"Bearer {mona.token}"}
    failed, fine = (CLIENT.post(f"{hub.web}/api/graphql", json={"query": QUERY}, headers=headers) for _ in range(2))
    assert (failed.status_code, fine.status_code) == (503, 200)


def test_graphql_is_exhausted_in_an_answer_of_200(hub: WatchedHub, mona: Guest) -> None:
    hub.faults.add(Fault("limited", path="graphql"))
    assert mona.query(QUERY)["errors"][0]["type"] == "RATE_LIMITED"
    assert mona.query(QUERY)["data"]["repository"]["nameWithOwner"] == "mona/list"


def test_the_second_field_fails(hub: WatchedHub, mona: Guest) -> None:
    mona.ask("POST", ISSUES, title="A")
    issue = mona.ask("GET", f"{ISSUES}/1").json()["node_id"]
    hub.faults.add(Fault("partial", path="graphql", times=2))
    answer = mona.query(QUERY)
    assert answer["data"]["repository"] is None or answer["data"] is None
    assert answer["errors"][0]["path"] == ["repository", "nameWithOwner"]
    document = " ".join(
        f'm{n}: addComment(input: {{subjectId: $id, body: "{n}"}}) {{ clientMutationId }}' for n in range(3)
    )
    answer = mona.query(f"mutation($id: ID!) {{ {document} }}", id=issue)
    assert [error["path"] for error in answer["errors"]] == [["m1"]]
    assert [comment["body"] for comment in mona.ask("GET", f"{ISSUES}/1/comments").json()] == ["0", "2"]


@pytest.mark.parametrize(
    ("document", "operation", "is_write", "is_content"),
    [
        pytest.param("{ rateLimit { cost } }", "", False, False, id="shorthand"),
        pytest.param("query Ask { rateLimit { cost } }", "Ask", False, False, id="a named query"),
        pytest.param(
            "fragment f on Issue { id } query Q { rateLimit { cost } }", "Q", False, False, id="a fragment first"
        ),
        pytest.param(
            'mutation M { addComment(input: {subjectId: "x", body: "y"}) { clientMutationId } }',
            "M",
            True,
            True,
            id="content",
        ),
        pytest.param(
            'mutation { closeIssue(input: {issueId: "x"}) { clientMutationId } }', "", True, False, id="a write"
        ),
    ],
)
def test_graphql_is_told_apart(
    hub: WatchedHub, mona: Guest, document: str, operation: str, is_write: bool, is_content: bool
) -> None:
    mona.query(document)
    (request,) = hub.requests
    assert (request.operation, request.is_write, request.is_content) == (operation, is_write, is_content)


@pytest.mark.parametrize("body", [b"", b"[", b"[]", b"{}", b"\xff", b'{"query": 1}'], ids=repr)
def test_a_body_that_is_no_document_passes_the_log(hub: WatchedHub, mona: Guest, body: bytes) -> None:
    headers: dict[str, Any] = {"Authorization": f"Bearer {mona.token}"}
    assert CLIENT.post(f"{hub.web}/api/graphql", content=body, headers=headers).status_code == 400
    assert len(hub.requests) == 1


def test_a_story_is_counted(hub: WatchedHub, mona: Guest) -> None:
    mona.ask("POST", ISSUES, title="A")
    mona.ask("POST", f"{ISSUES}/1/comments", body="b")
    mona.ask("POST", f"{ISSUES}/1/labels", labels=["x"])
    mona.ask("GET", ISSUES)
    CLIENT.get(hub.web)
    assert hub.budget() == Budget(requests=4, writes=3, contents=2)
