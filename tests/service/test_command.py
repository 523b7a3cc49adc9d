"""`paperclerk inbox` and `paperclerk serve`, as an operator types them."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.__main__ import main
from bot.service.inbox import LONGEST_PAUSE, MOST_ATTEMPTS, InboxError, open_inbox
from bot.service.inbox.jobs import Inbox
from tests.service.engines import Engine, event, fail
from tests.web import PATIENCE


@pytest.fixture(autouse=True)
def address(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERCLERK_INBOX", str(engine.address))


@pytest.fixture
def parked(inbox: Inbox, engine: Engine) -> Inbox:
    """An inbox with #1 and #2 parked and #3 waiting."""
    for number in (1, 2):
        inbox.put(event(f"delivery-{number}", number))
        for _ in range(MOST_ATTEMPTS):
            fail(inbox, f"ValueError: \x1b]0;broken\x07 by #{number}\n")
            engine.move_clock(LONGEST_PAUSE)
    inbox.put(event("delivery-3", 3))
    return inbox


def test_an_operator_sees_what_is_parked_and_why(parked: Inbox, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inbox"]) == 0
    first, second, total = capsys.readouterr().out.splitlines()
    assert first.startswith("lab/list#1: ValueError: �]0;broken� by #1� (since ")
    assert first.endswith(", delivery delivery-1)")
    assert second.startswith("lab/list#2: ")
    assert total == "2 parked"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_programs_read_one_object_for_each(parked: Inbox, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inbox", "list", "--json"]) == 0
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(job["thread"], job["delivery"]) for job in listed] == [
        ("lab/list#1", "delivery-1"),
        ("lab/list#2", "delivery-2"),
    ]
    assert set(listed[0]) == {"thread", "reason", "since", "delivery"}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        pytest.param("retry lab/list#1", (2, 1), id="retry one"),
        pytest.param("retry --all", (3, 0), id="retry all"),
        pytest.param("drop lab/list#1", (1, 1), id="drop one"),
        pytest.param("drop lab/list#1 lab/list#2", (1, 0), id="drop two"),
        pytest.param("drop --all", (1, 0), id="drop all"),
    ],
)
def test_parked_jobs_run_again_or_are_forgotten(parked: Inbox, typed: str, counts: tuple[int, int]) -> None:
    assert main(["inbox", *typed.split()]) == 0
    count = parked.count()
    assert (count["waiting"], count["parked"]) == counts


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        pytest.param("retry lab/list#9", "lab/list#9 is not parked", id="unknown"),
        pytest.param("drop lab/list#3", "lab/list#3 is not parked", id="waiting"),
        pytest.param("drop lab/list", "lab/list is not parked", id="the list itself"),
        pytest.param("drop 7", "'7' is no thread", id="only a number"),
        pytest.param("drop lab/list#0", "'lab/list#0' is no thread", id="number zero"),
    ],
)
def test_what_is_not_parked_is_told(parked: Inbox, capsys: pytest.CaptureFixture[str], typed: str, answer: str) -> None:
    assert main(["inbox", *typed.split()]) == 2
    assert answer in capsys.readouterr().err
    assert parked.count()["parked"] == 2


@contextmanager
def serve(engine: Engine, folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start `paperclerk serve`; give the process, and the first line that it says."""
    key = folder / "key.pem"
    key.write_text("not read before it is needed")
    key.chmod(0o600)
    environment = {
        "PAPERCLERK_INBOX": str(engine.address),
        "PAPERCLERK_WEBHOOK_SECRET": "s" * 32,
        "PAPERCLERK_APP_ID": "1",
        "PAPERCLERK_PRIVATE_KEY_FILE": str(key),
        "PAPERCLERK_PORT": "0",
        "PAPERCLERK_CACHE": "off",
        "PAPERCLERK_SWEEP_MINUTES": "0",
    }
    command = [sys.executable, "-m", "bot", "serve"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            yield process, process.stderr.readline()
        finally:
            process.kill()


def stop(process: subprocess.Popen[str]) -> int:
    """Ask a process to stop; return its exit code."""
    process.send_signal(signal.SIGTERM)
    return process.wait(PATIENCE)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_second_server_is_refused_on_a_file(engine: Engine, tmp_path: Path) -> None:
    with serve(engine, tmp_path) as (first, heard):
        assert "listens on" in heard
        with urlopen(heard.split()[-1].replace("/webhook", "/healthz")) as health:
            assert json.load(health)["status"] == "ok"
        with pytest.raises(InboxError, match=rf"served by another paperclerk already \(process {first.pid}\)"):
            open_inbox(engine.address, serving=True)
        assert stop(first) == 0
