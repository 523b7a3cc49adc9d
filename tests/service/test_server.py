"""The server of the web application: stock waitress, which answers while others say nothing, and ends."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest
from waitress.server import create_server

from bot.service.app import LARGEST_BODY
from bot.service.server import SETTINGS, Server
from tests.web import PATIENCE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

#: In seconds, as its documentation says; whoever sends a delivery hangs up by then.
GITHUB_WAITS = 10
REQUEST = b"POST /webhook HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi"
MANY = 200


def echo(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """Answer with what was sent."""
    said = environ["wsgi.input"].read()
    start("200 OK", [("Content-Length", str(len(said)))])
    return [said]


@contextmanager
def serve() -> Iterator[Server]:
    """Run a server until the block is left."""
    server = Server(echo, host="127.0.0.1", port=0)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as server:
        yield server


def connect(server: Server, said: bytes = b"") -> socket.socket:
    """Open a connection, and say something."""
    connection = socket.create_connection(("127.0.0.1", server.port), PATIENCE)
    connection.sendall(said)
    return connection


def read(connection: socket.socket) -> bytes:
    """Return all that is answered until the other end shuts the connection; raise TimeoutError if it does not."""
    answer = b""
    while part := connection.recv(4096):
        answer += part
    return answer


def test_it_is_waitress_as_it_is(server: Server) -> None:
    assert type(server.waitress).__module__ == create_server.__module__


def test_where_it_cannot_listen_is_named(server: Server) -> None:
    for host, port in (("127.0.0.1", server.port), ("nowhere.invalid", 8000)):
        with pytest.raises(OSError, match=f"{host}:{port}"):
            Server(echo, host=host, port=port)


def test_a_delivery_is_answered_while_many_others_say_nothing(server: Server) -> None:
    with ExitStack() as stack:
        for _ in range(MANY):
            stack.enter_context(connect(server))
        with connect(server, REQUEST) as delivery:
            assert read(delivery).endswith(b"\r\n\r\nhi")


def test_a_burst_of_more_than_may_be_connected_is_answered_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SETTINGS, "connection_limit", MANY // 10)
    with serve() as server, ExitStack() as stack:
        burst = [stack.enter_context(connect(server, REQUEST)) for _ in range(MANY)]
        assert all(read(connection).endswith(b"\r\n\r\nhi") for connection in burst)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        pytest.param(b"hello\r\n\r\n", b"400", id="no HTTP"),
        pytest.param(b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"400", id="a negative length"),
        pytest.param(b"POST / HTTP/1.1\r\nContent-Length: 1e3\r\n\r\n", b"400", id="a length that is no number"),
        pytest.param(b"GET / HTTP/1.1\r\nA: " + b"x" * 300_000 + b"\r\n\r\n", b"431", id="a huge header"),
        pytest.param(
            f"POST / HTTP/1.1\r\nContent-Length: {LARGEST_BODY + 1}\r\n\r\n".encode(), b"413", id="a huge body"
        ),
        pytest.param(b"POST / HTTP/1.1\r\nTransfer-Encoding: odd\r\n\r\n", b"501", id="an unknown encoding"),
    ],
)
def test_what_is_no_proper_request_is_refused(server: Server, said: bytes, status: bytes) -> None:
    with connect(server, said) as connection:
        assert connection.recv(4096).split(b" ")[1] == status


def test_whoever_stays_silent_is_shut_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sum(int(str(SETTINGS[name])) for name in ("channel_timeout", "cleanup_interval")) < GITHUB_WAITS
    for name in ("channel_timeout", "cleanup_interval"):
        monkeypatch.setitem(SETTINGS, name, 0)
    with serve() as server, connect(server) as silent:
        assert read(silent) == b""


def test_an_answer_in_hand_is_given_before_the_end() -> None:
    begun, over = threading.Event(), threading.Event()

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        begun.set()
        over.wait(PATIENCE)
        return echo(environ, start)

    server = Server(answer, host="127.0.0.1", port=0)
    server.start()
    with connect(server, REQUEST) as connection:
        assert begun.wait(PATIENCE)
        ending = threading.Thread(target=server.stop)
        ending.start()
        over.set()
        assert read(connection).endswith(b"\r\n\r\nhi")
        ending.join(PATIENCE)
