"""What tests of many rooms share: the gate that every exchange with the local GitHub has to pass, and the stage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from hypothesis import settings

from tests.growth import LONG
from tests.localhub.gate import Gate
from tests.stage import Stage, set_stage, small_files

#: The suite tries the same few examples every time, so that a red run is red for everybody; `make fuzz` many new ones.
settings.register_profile("suite", derandomize=True, deadline=None, max_examples=25)
settings.register_profile("fuzz", deadline=None, max_examples=1000)
settings.load_profile("fuzz" if LONG else "suite")


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what stays to the end: all tests and modules, which it would see again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def no_proxies() -> Iterator[None]:
    """Spare requests the search of the whole environment for a proxy, before each request to this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(requests.sessions, "get_environ_proxies", lambda url, no_proxy=None: {})
        yield


@pytest.fixture
def gate() -> Iterator[Gate]:
    """Collect what breaks GitHub's schemas, and fail the test that caused it."""
    gate = Gate()
    yield gate
    assert gate.faults == []


@pytest.fixture
def stage(tmp_path: Path, gate: Gate) -> Iterator[Stage]:
    """Set the stage: a repository with a small list that the bot serves."""
    with set_stage(tmp_path, gate, small_files()) as stage:
        yield stage
