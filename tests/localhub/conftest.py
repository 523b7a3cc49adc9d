"""A local GitHub with an owner and a stranger; every exchange and webhook has to pass the gate."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.localhub.gate import Gate
from tests.localhub.guests import FILES, Guest
from tests.localhub.traffic import WatchedHub


@pytest.fixture
def hub(tmp_path: Path, gate: Gate) -> Iterator[WatchedHub]:
    with gate.watch(WatchedHub)(tmp_path) as hub:
        hub.create_user("mona")
        hub.create_user("kim")
        hub.create_repository("mona/list", FILES)
        hub.add_webhook("mona/list", "http://127.0.0.1:9/nobody-listens", "s" * 32)
        yield hub


@pytest.fixture
def mona(hub: WatchedHub) -> Guest:
    return Guest(hub, "mona")


@pytest.fixture
def kim(hub: WatchedHub) -> Guest:
    return Guest(hub, "kim")
