"""What tests of many rooms share: the gate that every exchange with the local GitHub has to pass, and the stage."""

import gc
import importlib.metadata
from collections.abc import Callable, Iterator
from functools import cache
from itertools import cycle
from pathlib import Path

import pytest
import requests
from _pytest.runner import runtestprotocol
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import settings
from hypothesis.internal.conjecture import providers
from urllib3 import HTTPConnectionPool
from werkzeug.routing import Rule

from bot.localhub import webhooks
from bot.service.server import SETTINGS, Server
from tests.growth import LONG
from tests.localhub.direct import make_request, post, start, stop
from tests.localhub.gate import Gate
from tests.stage import Stage, set_stage, small_files

#: The suite tries the same few examples every time, so that a red run is red for everybody; `make fuzz` many new ones.
settings.register_profile("suite", derandomize=True, deadline=None, max_examples=10)
settings.register_profile("fuzz", deadline=None, max_examples=1000)
settings.load_profile("fuzz" if LONG else "suite")
if not LONG:
    # Hypothesis would read the program's files for constants to try, and take other examples whenever those change.
    providers._get_local_constants = lambda: providers._local_constants


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what stays to the end, all tests and modules, and let it look less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Tell the process that hands tests out what came of one in one message, not in six: those cost more than a row."""
    if not hasattr(item.config, "workerinput"):
        return None
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    return True


@pytest.fixture(autouse=True, scope="session")
def keys() -> Iterator[None]:
    """Give the Apps of the local GitHub two keys in turn: to make one takes longer than most tests."""
    turns, make = cycle((0, 1)), rsa.generate_private_key
    keys = cache(lambda turn: make(public_exponent=65537, key_size=2048))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rsa, "generate_private_key", lambda public_exponent, key_size: keys(next(turns)))
        yield


@pytest.fixture(autouse=True, scope="session")
def quick_starts() -> Iterator[None]:
    """Spare the servers of each stage, whose start takes longer than an answer, what few tests ask of them.

    The bot's has four threads, not as many as a burst wants; how an address is written for a route is compiled once one
    is, and werkzeug looks its own version up once.
    """
    compile_builder = Rule._compile_builder

    def compile_later(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = cache(lambda: compile_builder(rule, append_unknown))
        return lambda rule, **values: compiled()(rule, **values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(SETTINGS, "threads", 4)
        patch.setattr(Rule, "_compile_builder", compile_later)
        patch.setattr(importlib.metadata, "version", cache(importlib.metadata.version))
        yield


@pytest.fixture(autouse=True, scope="session")
def no_proxies() -> Iterator[None]:
    """Spare requests the search of the whole environment for a proxy, before each request to this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(requests.sessions, "get_environ_proxies", lambda url, no_proxy=None: {})
        yield


@pytest.fixture(autouse=True, scope="session")
def direct() -> Iterator[None]:
    """Let the bot and a watched GitHub tell each other what they have to without the sockets."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HTTPConnectionPool, "_make_request", make_request)
        patch.setattr(webhooks, "post", post)
        patch.setattr(Server, "start", start)
        patch.setattr(Server, "stop", stop)
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
