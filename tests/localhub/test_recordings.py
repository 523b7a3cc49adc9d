"""What GitHub really answered is played against the local one: status, headers and the shape of every body."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.localhub.operations import branches, threads
from bot.localhub.server import LocalHub
from tests.localhub.gate import Gate
from tests.localhub.recordings import load
from tests.web import CLIENT

OWNER = "octokit-fixture-org"
REPOSITORIES = {"get-content": "hello-world", "get-repository": "hello-world"}
FIRST, SECOND = (f"{n:040d}" for n in (1, 2))
RECORDINGS = load()


class Player:
    """Sends recorded requests to a local GitHub where the repository stands as it did when they were recorded."""

    def __init__(self, hub: LocalHub, scenario: str) -> None:
        self.hub, self.name = hub, REPOSITORIES.get(scenario, scenario)
        self.full_name = f"{OWNER}/{self.name}"
        self.token = hub.create_token(OWNER)

    def play(self, exchange: dict[str, Any]) -> httpx.Response:
        """Send a request, with the numbers that things have here."""
        repository = next(iter(self.hub.world.repositories.values()))
        path = exchange["path"].replace("/repositories/1000", f"/repositories/{repository.id}")
        head = repository.git.resolve("refs/heads/main") or ""
        older = repository.git.resolve("refs/heads/main~1") or ""

        def put(text: str) -> str:
            return text.replace(FIRST, head).replace(SECOND, older)

        sent = json.loads(put(json.dumps(exchange["sent"]))) if exchange["sent"] else None
        headers = {"Authorization": f"token {self.token}", "Accept": exchange["accept"]}
        return CLIENT.request(exchange["method"], f"{self.hub.api}{put(path)}", json=sent, headers=headers)


@pytest.fixture
def player(tmp_path: Path, scenario: str) -> Iterator[Player]:
    gate = Gate()
    with LocalHub(tmp_path, on_exchange=gate.check_exchange) as hub:
        owner = hub.create_user(OWNER, kind="Organization")
        name = REPOSITORIES.get(scenario, scenario)
        repository = hub.create_repository(f"{OWNER}/{name}", {"README.md": b"# hello-world\n"})
        with hub.world.lock:
            branches.commit_files(repository, owner, "main", {"a.txt": b"a\n"}, "Second")
            for label in ("bug", "documentation") if scenario == "labels" else ():
                threads.create_label(repository, label, "d73a4a", "Known")
            for number in range({"paginate-issues": 13, "search-issues": 2, "lock-issue": 1}.get(scenario, 0)):
                threads.open_issue(repository, owner, f"Issue {number}", "The sesame is open.")
        repository.topics = ("octokit",)
        yield Player(hub, scenario)
    assert [fault for fault in gate.faults if "no such route" not in fault] == []


def faults(recorded: Any, found: Any, place: str) -> Iterator[str]:
    """Yield where what was found has not the shape of what GitHub answered; more fields are no fault."""
    if isinstance(recorded, dict) and isinstance(found, dict):
        for name, value in recorded.items():
            if name not in found:
                yield f"{place}/{name} is missing"
            else:
                yield from faults(value, found[name], f"{place}/{name}")
    elif isinstance(recorded, list) and isinstance(found, list):
        if recorded and not found:
            yield f"{place} is empty"
        elif recorded:
            yield from faults(recorded[0], found[0], f"{place}/0")
    elif None not in (recorded, found) and kind_of(recorded) is not kind_of(found):
        yield f"{place} is {type(found).__name__}, not {type(recorded).__name__}"


def kind_of(value: Any) -> type:
    """Return the type of a value in JSON, which has one of numbers."""
    return float if type(value) is int else type(value)


#: What the local GitHub does not serve of a scenario, by the number of the exchange; it says so by name.
UNSERVED = {"branch-protection": (1, 2, 3), "git-refs": (0, 3)}


@pytest.mark.parametrize("scenario", RECORDINGS)
def test_the_local_github_answers_as_github_did(player: Player, scenario: str) -> None:
    found = []
    for number, exchange in enumerate(RECORDINGS[scenario]):
        answer = player.play(exchange)
        place = f"{number} {exchange['method']} {exchange['path']}"
        if number in UNSERVED.get(scenario, ()):
            assert answer.status_code == 501
            assert "the local GitHub does not serve" in answer.json()["message"]
            continue
        if answer.status_code != exchange["status"]:
            found.append(f"{place}: {answer.status_code}, not {exchange['status']}: {answer.text[:120]}")
            continue
        is_json = answer.headers["content-type"].startswith("application/json")
        body = answer.json() if answer.text and is_json else answer.text
        found += faults(exchange["body"], body, place)
        for name, value in exchange["headers"].items():
            if name not in answer.headers:
                found.append(f"{place}: no header {name}")
            elif name == "link":
                rels = [re.findall(r'rel="(\w+)"', text) for text in (value, answer.headers[name])]
                found += [f"{place}: links {rels[1]}, not {rels[0]}"] if sorted(rels[0]) != sorted(rels[1]) else []
            elif name != "location" and value != answer.headers[name]:
                found.append(f"{place}: {name} is {answer.headers[name]}, not {value}")
    assert "\n".join(found) == ""
