"""The server of the door: whoever says nothing keeps nobody out, and nobody waits for ever."""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

from bot.service import server as serving
from bot.service.server import Server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

#: A test that reaches it fails.
PATIENCE = 20.0
REQUEST = b"POST /webhook HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n\r\nhi"
MANY = 200


def echo(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """Answer with what was sent."""
    said = environ["wsgi.input"].read()
    start("200 OK", [("Content-Length", str(len(said)))])
    return [said]


@contextmanager
def serve() -> Iterator[Server]:
    """Run a server until the block is left."""
    before = set(threading.enumerate())
    server = Server(echo, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join(PATIENCE)
        assert set(threading.enumerate()) <= before, "nothing is left behind"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that shuts nobody out for being slow."""
    monkeypatch.setitem(serving.SETTINGS, "channel_timeout", 3600)
    with serve() as server:
        yield server


def connect(server: Server, said: bytes = b"") -> socket.socket:
    """Open a connection, and say something."""
    connection = socket.create_connection(("127.0.0.1", server.effective_port), PATIENCE)
    connection.sendall(said)
    return connection


def read(connection: socket.socket) -> bytes:
    """Return all that is answered until the other end shuts the connection; raise TimeoutError if it does not."""
    answer = b""
    while part := connection.recv(4096):
        answer += part
    return answer


def is_open(connection: socket.socket) -> bool:
    """Tell whether the other end has not shut a connection on which it says nothing."""
    readable, _, _ = select.select([connection], [], [], 0)
    return not readable


def test_a_delivery_is_answered_while_many_others_say_nothing(server: Server) -> None:
    with ExitStack() as stack:
        silent = [stack.enter_context(connect(server)) for _ in range(MANY)]
        with connect(server, REQUEST) as delivery:
            assert read(delivery).endswith(b"\r\n\r\nhi")
        assert all(map(is_open, silent))


def test_whoever_was_silent_is_answered_once_he_speaks(server: Server) -> None:
    with ExitStack() as stack:
        silent = [stack.enter_context(connect(server)) for _ in range(MANY)]
        for connection in silent:
            connection.sendall(REQUEST)
        assert all(read(connection).endswith(b"\r\n\r\nhi") for connection in silent)
    assert not server.silent


def test_an_answered_connection_is_shut_whatever_it_asked_for(server: Server) -> None:
    for asked in (b"POST / HTTP/1.1\r\nConnection: keep-alive\r\n", b"POST / HTTP/1.0\r\nConnection: keep-alive\r\n"):
        with connect(server, asked + b"Content-Length: 2\r\n\r\nhi") as connection:
            answer = read(connection).lower()
            assert answer.count(b"\r\nconnection: close\r\n") == 1
            assert b"keep-alive" not in answer


def test_whoever_hangs_up_silently_is_forgotten(server: Server) -> None:
    for _ in range(MANY):
        connect(server).close()
    with connect(server, REQUEST) as delivery:
        assert read(delivery).endswith(b"hi")
    with connect(server) as last:
        while not server.silent:
            pass
        assert len(server.silent) == 1
        assert is_open(last)


def test_while_too_many_are_silent_others_wait_and_none_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "MOST_SILENT", 3)
    with ExitStack() as stack:
        silent = [stack.enter_context(connect(server)) for _ in range(3)]
        while len(server.silent) < 3:
            pass
        others = [stack.enter_context(connect(server, REQUEST)) for _ in range(MANY)]
        silent[0].sendall(REQUEST)
        assert all(read(connection).endswith(b"hi") for connection in (silent[0], *others))
        assert all(map(is_open, silent[1:]))


def test_whoever_was_silent_for_long_makes_room_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("MOST_SILENT", 3), ("PATIENCE_IF_FULL", 0)):
        monkeypatch.setattr(serving, name, value)
    for name, value in (("channel_timeout", 3600), ("cleanup_interval", 0)):
        monkeypatch.setitem(serving.SETTINGS, name, value)
    with serve() as server, ExitStack() as stack:
        silent = [stack.enter_context(connect(server)) for _ in range(3)]
        delivery = stack.enter_context(connect(server, REQUEST))
        assert read(delivery).endswith(b"hi")
        assert [read(connection) for connection in silent] == [b""] * 3


def test_whoever_stays_silent_is_shut_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("channel_timeout", "cleanup_interval"):
        monkeypatch.setitem(serving.SETTINGS, name, 0)
    with serve() as server, connect(server) as silent:
        assert read(silent) == b""


def test_the_end_shuts_the_silent_out_too() -> None:
    with ExitStack() as stack:
        with serve() as server:
            silent = stack.enter_context(connect(server))
            while not server.silent:
                pass
        assert read(silent) == b""
    assert not server.silent
