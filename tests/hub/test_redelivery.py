"""What an App's webhook missed comes in after all, and nothing comes twice or for ever."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from github import GithubException

from bot.hub.connection import Connection
from bot.hub.redelivery import MOST_ASKED, Attempt, Redelivery, choose_failed
from tests.localhub.gate import Gate
from tests.localhub.guests import Guest
from tests.localhub.traffic import WatchedHub

NOW = datetime(2026, 11, 25, tzinfo=UTC)


class Door:
    """What GitHub delivers to: it answers with `status`, and notes what it took in."""

    def __init__(self) -> None:
        self.status = 202
        self.taken: list[str] = []


@contextmanager
def listen(door: Door) -> Iterator[str]:
    """Open the door; give its address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            if door.status == 202:
                door.taken.append(self.headers["X-GitHub-Delivery"])
            self.send_response(door.status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/webhook"
        server.shutdown()
        thread.join()


class Scene:
    """A list whose App's door can fail."""

    def __init__(self, hub: WatchedHub, door: Door, connection: Connection) -> None:
        self.hub, self.door = hub, door
        self.mona = Guest(hub, "mona")
        self.connection = connection
        self.redelivery = Redelivery(connection)

    def open_issues(self, count: int, *, status: int) -> None:
        """Let so many things happen while the door answers so."""
        self.door.status = status
        for _ in range(count):
            assert self.mona.ask("POST", "/repos/mona/list/issues", title="One").status_code == 201
        assert self.hub.drain()

    def sweep(self, *, status: int = 202) -> int:
        """Ask once; return how many deliveries were asked for."""
        self.door.status = status
        count = self.redelivery.run()
        assert self.hub.drain()
        return count


@pytest.fixture
def scene(tmp_path: Path, gate: Gate) -> Iterator[Scene]:
    door = Door()
    with (
        listen(door) as url,
        gate.watch(WatchedHub)(tmp_path) as hub,
    ):
        hub.create_user("mona")
        hub.create_repository("mona/list", {"README.md": b"# List\n"})
        app, key = hub.register_app("clerk", "mona")
        hub.add_webhook("mona/list", url, "s" * 32, app=app)
        assert hub.drain()
        yield Scene(hub, door, Connection(hub.api, app_id=app.id, private_key=key, between_writes=0))


def test_what_failed_is_sent_again_and_what_came_in_is_not(scene: Scene) -> None:
    scene.open_issues(2, status=503)
    scene.open_issues(3, status=202)
    assert scene.sweep() == 2
    assert len(scene.door.taken) == len(set(scene.door.taken)) == 6, "five issues and a ping"
    assert scene.sweep() == 0
    scene.open_issues(1, status=500)
    assert scene.sweep() == 1


def test_what_fails_again_is_asked_for_again_but_not_for_ever(scene: Scene) -> None:
    scene.open_issues(1, status=503)
    assert [scene.sweep(status=400) for _ in range(MOST_ASKED + 2)] == [1] * MOST_ASKED + [0, 0]


def test_what_was_read_once_is_not_read_again(scene: Scene) -> None:
    scene.open_issues(1, status=503)
    scene.sweep()
    before = len(scene.hub.requests)
    assert scene.sweep() == 0
    assert len(scene.hub.requests) == before + 1, "one page"


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(requests.ConnectionError(), id="no line"),
        pytest.param(GithubException(502, None, {}), id="an outage"),
        pytest.param(GithubException(403, {"message": "API rate limit exceeded"}, {}), id="a limit"),
    ],
)
def test_what_could_not_be_asked_for_is_asked_for_by_the_next_run(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    def ask(self: Connection, address: str, method: str = "GET") -> tuple[dict[str, Any], Any]:
        if method == "POST":
            raise trouble
        return reach(self, address, method)

    reach = Connection.ask_as_app
    scene.open_issues(2, status=503)
    with monkeypatch.context() as away:
        away.setattr(Connection, "ask_as_app", ask)
        with pytest.raises(type(trouble)):
            scene.sweep()
    assert scene.sweep() == 2


def test_a_second_server_does_not_ask_for_what_the_first_had_sent_again(scene: Scene) -> None:
    scene.open_issues(1, status=503)
    scene.sweep()
    scene.redelivery = Redelivery(scene.connection)
    assert scene.sweep() == 0


def test_all_pages_are_read(scene: Scene) -> None:
    scene.open_issues(1, status=503)
    scene.open_issues(120, status=202)
    assert scene.sweep() == 1


def test_what_is_older_than_github_keeps_is_left_alone(scene: Scene) -> None:
    scene.open_issues(1, status=503)
    later = datetime.now(UTC) + timedelta(days=3, minutes=1)
    scene.redelivery = Redelivery(scene.connection, clock=lambda: later)
    assert scene.sweep() == 0


def test_a_personal_token_asks_for_nothing(scene: Scene) -> None:
    before = len(scene.hub.requests)
    assert Redelivery(Connection(scene.hub.api, token="t")).run() == 0
    assert len(scene.hub.requests) == before


@pytest.mark.parametrize(
    ("statuses", "chosen"),
    [
        pytest.param([("a", 503)], ["a"], id="failed"),
        pytest.param([("a", 202)], [], id="arrived"),
        pytest.param([("a", 202), ("a", 0)], [], id="failed and then arrived"),
        pytest.param([("a", 500), ("a", 202)], [], id="arrived and then failed"),
        pytest.param([("a", 502), ("a", 0)], ["a"], id="failed twice"),
        pytest.param([("b", 503), ("a", 503)], ["a", "b"], id="the oldest first"),
    ],
)
def test_an_event_is_wanted_if_no_try_of_it_arrived(statuses: list[tuple[str, int]], chosen: list[str]) -> None:
    attempts = [Attempt(n, guid, NOW, status) for n, (guid, status) in enumerate(statuses)]
    assert [attempt.guid for attempt in choose_failed(attempts)] == chosen
