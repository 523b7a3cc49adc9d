"""What GitHub really sends: the payloads that @octokit/webhooks-examples recorded are all understood."""

import hmac
import json
import os
from functools import cache
from typing import Any

import pytest

from bot.hub.delivery import THREAD_ACTIONS, read_delivery, sign, verify
from tests.localhub import npm

GUID = "0b989ba4-242f-11e5-81e1-c7b6966d2516"
HANDLED = (
    *THREAD_ACTIONS,
    "push",
    "ping",
    "installation",
    "installation_repositories",
    "check_run",
    "status",
    "merge_group",
)


@cache
def examples() -> dict[str, list[dict[str, Any]]]:
    """Return the recorded payloads by event."""
    path = npm.fetch(npm.WEBHOOKS) / "api.github.com" / "index.json"
    return {event["name"]: event["examples"] for event in json.loads(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("event", HANDLED)
def test_real_payloads_are_understood(event: str) -> None:
    try:
        payloads = examples()[event]
    except npm.AbsentError as absent:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"needs npm: {absent}")
    assert payloads
    for payload in payloads:
        found = read_delivery(GUID, event, json.dumps(payload).encode())
        if event in THREAD_ACTIONS and payload["action"] in THREAD_ACTIONS[event]:
            assert found is not None
            assert found.number == (payload.get("pull_request") or payload["issue"])["number"]
            assert found.repository == payload["repository"]["full_name"]
        elif event == "push":
            branch = f"refs/heads/{payload['repository']['default_branch']}"
            assert (found is not None) == (payload["ref"] == branch)
        elif event == "merge_group":
            assert (found is not None) == (payload["action"] == "checks_requested")
        else:
            assert found is None


def commit_event(**more: Any) -> bytes:
    return json.dumps({"repository": {"full_name": "o/r"}, "sender": {"login": "ci"}} | more).encode()


@pytest.mark.parametrize(
    ("event", "payload", "number"),
    [
        pytest.param("status", {"branches": [{"name": "paperclerk/issue-7"}]}, 7, id="a status on the bot's branch"),
        pytest.param("status", {"branches": [{"name": "main"}, {"name": "paperclerk/issue-7"}]}, 7, id="on two"),
        pytest.param("status", {"branches": [{"name": "main"}]}, None, id="on another branch"),
        pytest.param("status", {"branches": []}, None, id="on no branch any more"),
        pytest.param("status", {"branches": "x"}, None, id="rubbish for branches"),
        pytest.param("status", {"branches": [7, {"name": 7}, {}]}, None, id="rubbish in branches"),
        pytest.param(
            "check_run", {"check_run": {"check_suite": {"head_branch": "paperclerk/issue-7"}}}, 7, id="a check"
        ),
        pytest.param("check_run", {"check_run": {"check_suite": {"head_branch": None}}}, None, id="of a fork"),
        pytest.param("check_run", {"check_run": "x"}, None, id="rubbish for a check"),
    ],
)
def test_what_happens_to_a_commit_is_news_for_the_thread_that_waits(
    event: str, payload: dict[str, Any], number: int | None
) -> None:
    found = read_delivery(GUID, event, commit_event(**payload))
    assert (found.number if found else None) == number


@pytest.mark.parametrize(
    ("number", "known"),
    [
        pytest.param(2**31, True, id="behind what 32 bits hold"),
        pytest.param(2**63, False, id="behind what an inbox holds"),
        pytest.param("7", False, id="no number"),
    ],
)
def test_the_number_of_a_repository_may_be_large(number: object, known: bool) -> None:
    whose = {"repository": {"full_name": "o/r", "id": number}, "installation": {"id": number}}
    found = read_delivery(GUID, "issues", commit_event(action="opened", issue={"number": 7}, **whose))
    assert found is not None
    assert (found.repository_id, found.installation) == ((number, number) if known else (None, None))


@pytest.mark.parametrize(("auto", "sender"), [(None, "ci"), ({"merge_method": "squash"}, "")])
def test_a_merge_that_was_ordered_earlier_is_nobodys_echo(auto: object, sender: str) -> None:
    pull = {"number": 8, "head": {"ref": "paperclerk/issue-7", "repo": {"full_name": "o/r"}}, "auto_merge": auto}
    found = read_delivery(GUID, "pull_request", commit_event(action="closed", pull_request=pull))
    assert found is not None
    assert (found.number, found.sender) == (7, sender)


def test_the_end_of_a_wait_in_the_merge_queue_is_nobodys_echo() -> None:
    pull = {"number": 8, "head": {"ref": "paperclerk/issue-7", "repo": {"full_name": "o/r"}}}
    found = read_delivery(GUID, "pull_request", commit_event(action="dequeued", reason="CI_FAILURE", pull_request=pull))
    assert found is not None
    assert (found.number, found.sender) == (7, "")


QUEUED = f"refs/heads/gh-readonly-queue/main/pr-9-{'a' * 40}"


@pytest.mark.parametrize(
    ("action", "group", "number"),
    [
        pytest.param("checks_requested", {"head_ref": QUEUED}, 9, id="a request that is tried"),
        pytest.param("checks_requested", {"head_ref": QUEUED.replace("main", "x/pr-1")}, 9, id="onto an odd branch"),
        pytest.param("destroyed", {"head_ref": QUEUED}, None, id="no more"),
        pytest.param("checks_requested", {"head_ref": "refs/heads/main"}, None, id="another branch"),
        pytest.param("checks_requested", {"head_ref": QUEUED.replace("9", "9" * 10)}, None, id="too large"),
        pytest.param("checks_requested", {"head_ref": 9}, None, id="rubbish for a branch"),
        pytest.param("checks_requested", None, None, id="rubbish for a group"),
    ],
)
def test_what_the_merge_queue_tries_is_news_of_its_request(action: str, group: object, number: int | None) -> None:
    found = read_delivery(GUID, "merge_group", commit_event(action=action, merge_group=group))
    assert (found and (found.number, found.sender)) == (None if number is None else (number, ""))


def pull_event(repository: str | None, branch: str = "paperclerk/issue-7") -> dict[str, Any]:
    home = {"full_name": repository} if repository else None
    return {"pull_request": {"number": 8, "head": {"ref": branch, "repo": home}}}


MARKED = "### Ready\n\n<!-- paperclerk:state {} -->"


@pytest.mark.parametrize(
    ("event", "payload", "number", "sender"),
    [
        pytest.param("pull_request", pull_event("o/r"), 7, "ci", id="the bot's own branch"),
        pytest.param("pull_request", pull_event("mallory/r"), 8, "", id="a fork's branch of that name"),
        pytest.param("pull_request", pull_event(None), 8, "", id="a fork that is gone"),
        pytest.param("pull_request", pull_event("o/r", "patch-1"), 8, "", id="a person's branch here"),
        pytest.param("issues", {"issue": {"number": 8}}, 8, "", id="an issue: the bot files none"),
        pytest.param("issue_comment", {"comment": {"body": MARKED}}, 8, "ci", id="the bot's comment"),
        pytest.param("issue_comment", {"comment": {"body": "/approve"}}, 8, "", id="words of the same account"),
        pytest.param("issue_comment", {"comment": {"body": "> <!-- paperclerk:state {} -->"}}, 8, "", id="a quotation"),
        pytest.param("issue_comment", {"comment": {"body": f"{MARKED}\n/approve"}}, 8, "", id="words below a copy"),
    ],
)
def test_what_the_bot_never_does_is_nobodys_echo(event: str, payload: dict[str, Any], number: int, sender: str) -> None:
    """The account whose token the bot has may be a person's, who also works here."""
    action = "created" if event == "issue_comment" else "opened"
    found = read_delivery(
        GUID,
        event,
        commit_event(action=action, **({"issue": {"number": 8}} if event == "issue_comment" else {}), **payload),
    )
    assert found is not None
    assert (found.number, found.sender) == (number, sender)


def test_signatures_are_compared_in_constant_time_and_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long a comparison takes must not tell how much of a guess is right."""
    compared: list[tuple[bytes, bytes]] = []
    real = hmac.compare_digest

    def compare(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return real(one, other)

    monkeypatch.setattr(hmac, "compare_digest", compare)
    old, new = b"o" * 32, b"n" * 32
    assert verify(b"{}", sign(b"{}", new), (old, new))
    assert not verify(b"{}", "sha256=" + "0" * 64, (old, new))
    assert [one for one, _ in compared] == [sign(b"{}", secret).encode() for secret in (old, new, old, new)]
