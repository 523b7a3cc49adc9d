"""The HTTP door: only what GitHub signed comes in, and nothing a stranger sends is answered with 500."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from bot.hub.delivery import sign
from bot.service.app import LARGEST_BODY, create_app
from bot.service.inbox.jobs import Inbox
from bot.service.inbox.sqlite import SQLiteInbox
from bot.service.webhook import Webhook
from tests.service.engines import drain, fail

OLD, NEW = b"o" * 32, b"n" * 32
ISSUE = {
    "action": "opened",
    "issue": {"number": 7},
    "repository": {"full_name": "lab/list", "default_branch": "main"},
    "sender": {"login": "ada"},
}


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[SQLiteInbox]:
    inbox = SQLiteInbox(tmp_path / "inbox.sqlite3", serving=True)
    yield inbox
    inbox.close()


@pytest.fixture
def client(inbox: Inbox) -> FlaskClient:
    return create_app(Webhook(inbox, secrets=(OLD, NEW), own_login="clerk")).test_client()


def deliver(
    client: FlaskClient, body: bytes | dict[str, Any], *, secret: bytes = NEW, event: str = "issues", **headers: Any
) -> int:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {
        "Content-Type": "application/json",
        "X-GitHub-Delivery": "0b989ba4-242f-11e5-81e1-c7b6966d2516",
        "X-GitHub-Event": event,
        "X-Hub-Signature-256": sign(raw, secret),
    }
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/webhook", data=raw, headers=sent).status_code


@pytest.mark.parametrize("secret", [pytest.param(OLD, id="the old secret"), pytest.param(NEW, id="the new secret")])
def test_a_signed_delivery_is_stored_and_accepted(client: FlaskClient, inbox: Inbox, secret: bytes) -> None:
    assert deliver(client, ISSUE, secret=secret) == 202
    (job,) = drain(inbox)
    assert (job.repository, job.number) == ("lab/list", 7)


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        pytest.param(ISSUE, {"X_Hub_Signature_256": ""}, 403, id="no signature"),
        pytest.param(ISSUE, {"X_Hub_Signature_256": "sha256=é"}, 403, id="a signature that is not ASCII"),
        pytest.param(ISSUE, {"X_Hub_Signature_256": "sha256=abc"}, 403, id="a short signature"),
        pytest.param(ISSUE, {"X_Hub_Signature_256": "sha1=" + "0" * 40}, 403, id="SHA-1"),
        pytest.param(ISSUE, {"X_Hub_Signature_256": "sha256=" + "0" * 64}, 403, id="a wrong signature"),
        pytest.param(ISSUE, {"Content_Type": "application/x-www-form-urlencoded"}, 415, id="a form"),
        pytest.param(ISSUE, {"X_GitHub_Delivery": ""}, 400, id="no delivery number"),
        pytest.param(ISSUE, {"X_GitHub_Delivery": "a b"}, 400, id="a malformed delivery number"),
        pytest.param(b"", {}, 400, id="nothing"),
        pytest.param(b"\xff\xfe", {}, 400, id="no text"),
        pytest.param(b"[]", {}, 400, id="a list"),
        pytest.param(b'"text"', {}, 400, id="a string"),
        pytest.param(b'{"action": NaN}', {}, 400, id="NaN"),
        pytest.param(b"[" * 100_000, {}, 400, id="100,000 brackets"),
        pytest.param(b'{"a":' * 100_000, {}, 400, id="100,000 objects"),
        pytest.param(b'{"a": ' + b"9" * 10_000 + b"}", {}, 400, id="a number of 10,000 digits"),
        pytest.param({**ISSUE, "repository": {"full_name": "\ud800/x"}}, {}, 400, id="a lone surrogate"),
        pytest.param({**ISSUE, "repository": {"full_name": "../../etc"}}, {}, 400, id="a path for a repository"),
        pytest.param({**ISSUE, "issue": {"number": True}}, {}, 400, id="true for a number"),
        pytest.param({**ISSUE, "issue": {"number": -1}}, {}, 400, id="a negative number"),
        pytest.param({**ISSUE, "issue": {"number": 10**30}}, {}, 400, id="a huge number"),
        pytest.param({**ISSUE, "issue": []}, {}, 400, id="a list for an issue"),
        pytest.param({**ISSUE, "issue": None}, {}, 400, id="no issue"),
    ],
)
def test_a_hostile_request_is_refused(
    client: FlaskClient, inbox: Inbox, body: bytes | dict[str, Any], headers: dict[str, Any], status: int
) -> None:
    assert deliver(client, body, **headers) == status
    assert drain(inbox) == []


def test_a_body_over_githubs_own_limit_is_refused(client: FlaskClient) -> None:
    assert deliver(client, b"x" * (LARGEST_BODY + 1024 * 1024)) == 413


@pytest.mark.parametrize(
    ("event", "body"),
    [
        pytest.param("ping", {"zen": "Keep it logically awesome."}, id="ping"),
        pytest.param("watch", ISSUE, id="an event that changes nothing here"),
        pytest.param("issues", {**ISSUE, "action": "pinned"}, id="an action that changes nothing here"),
        pytest.param("issues", {**ISSUE, "action": ["opened"]}, id="an action that is a list"),
        pytest.param(
            "issues", {**ISSUE, "action": "labeled", "sender": {"login": "clerk"}}, id="what the bot did itself"
        ),
        pytest.param("push", {**ISSUE, "ref": "refs/heads/topic"}, id="a push to another branch"),
        pytest.param("issues", {**ISSUE, "repository": None}, id="no repository"),
    ],
)
def test_what_the_bot_does_not_care_for_is_ignored(
    client: FlaskClient, inbox: Inbox, event: str, body: dict[str, Any]
) -> None:
    assert deliver(client, body, event=event) == 200
    assert drain(inbox) == []


def test_a_push_to_the_default_branch_is_about_the_list(client: FlaskClient, inbox: Inbox) -> None:
    assert deliver(client, {**ISSUE, "ref": "refs/heads/main"}, event="push") == 202
    (job,) = drain(inbox)
    assert job.number is None


def test_an_event_on_the_bots_pull_request_is_about_the_issue_it_came_from(client: FlaskClient, inbox: Inbox) -> None:
    pull = {"number": 9, "head": {"ref": "paperclerk/issue-7", "repo": {"full_name": "lab/list"}}}
    assert deliver(client, {**ISSUE, "action": "closed", "pull_request": pull}, event="pull_request") == 202
    (job,) = drain(inbox)
    assert job.number == 7


@pytest.mark.parametrize("pragma", [pytest.param("query_only = 1", id="read-only"), pytest.param(None, id="full")])
def test_a_delivery_that_cannot_be_stored_is_not_accepted(
    client: FlaskClient, inbox: SQLiteInbox, pragma: str | None
) -> None:
    (pages,) = inbox.database.execute("PRAGMA page_count").fetchone()
    inbox.database.execute(f"PRAGMA {pragma or f'max_page_count = {pages}'}")
    answers = {deliver(client, ISSUE, X_GitHub_Delivery=f"{n:0100}") for n in range(100)}
    assert 503 in answers
    assert deliver(client, ISSUE, X_GitHub_Delivery="last" * 25) == 503
    health = client.get("/healthz")
    assert (health.status_code, health.json) == (503, {"status": "no delivery can be stored"})
    inbox.database.execute("PRAGMA query_only = 0")
    inbox.database.execute("PRAGMA max_page_count = 100000")
    assert deliver(client, ISSUE, X_GitHub_Delivery="last" * 25) == 202
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        pytest.param("GET", "/nowhere", 404, id="nothing elsewhere"),
        pytest.param("POST", "/webhook/", 404, id="a slash too much"),
        pytest.param("POST", "//webhook", 404, id="a slash twice"),
        pytest.param("OPTIONS", "/webhook", 405, id="a question for methods"),
        pytest.param("GET", "/static/../../etc/passwd", 404, id="a way out"),
        pytest.param("GET", "/webhook", 405, id="a browser at the webhook"),
        pytest.param("POST", "/healthz", 405, id="a delivery to the health page"),
        pytest.param("HEAD", "/healthz", 200, id="a watcher that wants the headers only"),
    ],
)
def test_other_addresses_and_methods_are_answered(client: FlaskClient, method: str, path: str, status: int) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == status
    assert bool(answer.data) is (method != "HEAD")
    assert ("Allow" in answer.headers) is (status == 405)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        pytest.param("lab/list", 202, id="as GitHub writes it"),
        pytest.param("Lab/LIST", 202, id="in another case"),
        pytest.param("lab/list2", 200, id="another repository"),
    ],
)
def test_only_the_repositories_that_are_named_are_served(inbox: Inbox, name: str, status: int) -> None:
    client = create_app(Webhook(inbox, secrets=(NEW,), repositories={name})).test_client()
    assert deliver(client, ISSUE) == status
    assert len(drain(inbox)) == (status == 202)


def renaming(name: str, action: str = "renamed", **changes: Any) -> dict[str, Any]:
    """The payload of a repository that has another name now."""
    return {
        "action": action,
        "changes": changes,
        "repository": {"id": 5, "full_name": name},
        "sender": {"login": "ada"},
    }


#: The list is called lab/papers by now.
RENAMED = renaming("lab/papers", repository={"name": {"from": "list"}})
MOVED = {
    "user": renaming("lab/list", "transferred", owner={"from": {"user": {"login": "ada"}}}),
    "organization": renaming("lab/list", "transferred", owner={"from": {"organization": {"login": "ada"}}}),
}


def issue(number: int, name: str, id: int = 5) -> dict[str, Any]:
    """The payload of an issue in a repository by this name."""
    return {**ISSUE, "issue": {"number": number}, "repository": {"id": id, "full_name": name}}


@pytest.mark.parametrize(
    ("served", "sent", "jobs"),
    [
        pytest.param("lab/list", [("repository", RENAMED)], [("lab/papers", None)], id="renamed"),
        pytest.param("ada/list", [("repository", MOVED["user"])], [("lab/list", None)], id="transferred by a person"),
        pytest.param(
            "ada/list",
            [("repository", MOVED["organization"])],
            [("lab/list", None)],
            id="transferred by an organization",
        ),
        pytest.param(
            "lab/list",
            [("issues", issue(1, "lab/list")), ("issues", issue(2, "lab/papers"))],
            [("lab/list", 1), ("lab/papers", 2)],
            id="a new name that no event told of",
        ),
        pytest.param(
            "LAB/List",
            [("repository", RENAMED), ("issues", issue(1, "lab/list"))],
            [("lab/papers", None), ("lab/papers", 1)],
            id="a late delivery under the old name",
        ),
        pytest.param(
            "lab/list",
            [
                ("repository", RENAMED),
                ("repository", renaming("lab/list", repository={"name": {"from": "papers"}})),
                ("issues", issue(1, "lab/list")),
            ],
            [("lab/papers", None), ("lab/list", None), ("lab/list", 1)],
            id="there and back",
        ),
        pytest.param("lab/other", [("repository", RENAMED), ("issues", issue(1, "lab/papers"))], [], id="not served"),
        pytest.param("lab/list", [("issues", issue(1, "lab/papers", id=6))], [], id="another repository"),
        pytest.param("lab/list", [("repository", {**RENAMED, "action": "edited"})], [], id="no new name"),
        pytest.param("lab/list", [("repository", {**RENAMED, "changes": [{}]})], [], id="no word of the old name"),
        pytest.param(
            "lab/list",
            [("repository", renaming("lab/papers", repository={"name": {"from": ["list"]}}))],
            [],
            id="rubbish for the old name",
        ),
    ],
)
def test_deliveries_under_a_new_name_are_taken(
    inbox: Inbox, served: str, sent: list[tuple[str, dict[str, Any]]], jobs: list[tuple[str, int | None]]
) -> None:
    client = create_app(Webhook(inbox, secrets=(NEW,), repositories={served})).test_client()
    for number, (event, body) in enumerate(sent):
        assert deliver(client, body, event=event, X_GitHub_Delivery=f"d-{number}") in (200, 202)
    assert [(job.repository, job.number) for job in drain(inbox)] == jobs


def test_a_rename_by_a_maintainer_whose_token_the_bot_has_is_news(inbox: Inbox) -> None:
    client = create_app(Webhook(inbox, secrets=(NEW,), repositories={"lab/list"}, own_login="ada")).test_client()
    assert deliver(client, RENAMED, event="repository") == 202


def test_health_counts_the_jobs(client: FlaskClient) -> None:
    deliver(client, ISSUE)
    assert client.get("/healthz").json == {"status": "ok", "waiting": 1, "running": 0, "parked": 0, "paused": 0}


def test_health_tells_of_a_limit(client: FlaskClient, inbox: Inbox) -> None:
    deliver(client, ISSUE)
    fail(inbox, "rate limit", pause=60)
    health = client.get("/healthz")
    assert health.json == {"status": "GitHub asked to wait", "waiting": 1, "running": 0, "parked": 0, "paused": 1}


def test_health_tells_how_the_limits_are_used(inbox: Inbox) -> None:
    used = {"resting": 42, "contents": 7}
    client = create_app(Webhook(inbox, secrets=(NEW,)), limits=lambda: used).test_client()
    health = client.get("/healthz").json
    assert health == {"status": "GitHub asked to wait", "waiting": 0, "running": 0, "parked": 0, "paused": 0, **used}


def test_health_tells_of_an_outage(inbox: Inbox) -> None:
    client = create_app(Webhook(inbox, secrets=(NEW,)), limits=lambda: {"resting": 0, "outage": 300}).test_client()
    health = client.get("/healthz")
    assert health.status_code == 200
    assert (health.json or {})["status"] == "GitHub does not answer"
    assert (health.json or {})["outage"] == 300


def test_a_fault_of_ours_is_logged_with_its_delivery_and_quotes_nothing(
    inbox: SQLiteInbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(event: object) -> bool:
        raise KeyError("words of a stranger")

    monkeypatch.setattr(inbox, "put", fail)
    caplog.set_level("INFO")
    client = create_app(Webhook(inbox, secrets=(NEW,))).test_client()
    assert deliver(client, ISSUE) == 500
    assert caplog.messages == ["delivery 0b989ba4-242f-11e5-81e1-c7b6966d2516: KeyError"]
    assert "stranger" not in caplog.text


def test_every_answer_but_healths_and_the_pages_is_plain_text(client: FlaskClient) -> None:
    answers = [client.get("/nowhere"), client.get("/webhook"), client.post("/webhook", data=b"x")]
    assert {answer.content_type for answer in answers} == {"text/plain; charset=utf-8"}
    assert client.get("/healthz").content_type == "application/json"


def test_a_repository_that_is_not_served_is_ignored(inbox: Inbox) -> None:
    client = create_app(Webhook(inbox, secrets=(NEW,), repositories={"lab/other"})).test_client()
    assert deliver(client, ISSUE) == 200
    assert drain(inbox) == []
    assert deliver(client, {**ISSUE, "repository": {"full_name": "lab/other"}}) == 202
