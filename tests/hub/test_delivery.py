"""What GitHub really sends: the payloads that @octokit/webhooks-examples recorded are all understood."""

from __future__ import annotations

import json
import os
from functools import cache
from typing import Any

import pytest

from bot.hub.delivery import THREAD_ACTIONS, read_delivery
from tests.localhub import npm

GUID = "0b989ba4-242f-11e5-81e1-c7b6966d2516"
HANDLED = (*THREAD_ACTIONS, "push", "ping", "installation", "installation_repositories", "check_run", "status")


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
        else:
            assert found is None
