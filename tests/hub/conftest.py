"""A local GitHub with a list, and the bot's view of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.hub.client import Client
from bot.hub.connection import Connection
from tests.localhub.gate import Gate
from tests.localhub.guests import Guest
from tests.localhub.traffic import WatchedHub

FILES = {
    "data/catalogue.yaml": b"a: 1\n",
    "data/README.md": b"# List\n",
    "data/papers/one.yaml": b'title: "One"\n',
    ".github/paperclerk.yml": b"",
}


@pytest.fixture
def hub(tmp_path: Path, gate: Gate) -> Iterator[WatchedHub]:
    with gate.watch(WatchedHub)(tmp_path) as hub:
        hub.create_user("mona")
        hub.create_user("clerk", kind="Bot")
        hub.create_repository("mona/list", FILES)
        hub.set_role("mona/list", "clerk", "write")
        yield hub


@pytest.fixture
def mona(hub: WatchedHub) -> Guest:
    return Guest(hub, "mona")


@pytest.fixture
def connection(hub: WatchedHub) -> Connection:
    return Connection(hub.api, token=hub.create_token("clerk"), between_writes=0)


@pytest.fixture
def client(connection: Connection) -> Client:
    return connection.open("mona/list")
