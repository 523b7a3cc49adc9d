"""The proxy's block of the operator's guide, as it stands there, before the server: clients that drip close no door."""

from __future__ import annotations

import getpass
import http.client
import re
import resource
import shutil
import socket
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.service.server import Server
from tests.web import PATIENCE, find_port

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

GUIDE = Path(__file__).parents[2] / ".github" / "OPERATING.md"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
MANY = 1000
FRAME = """
user {user};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
access_log off;
client_body_temp_path {folder}/body;
proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/fastcgi;
uwsgi_temp_path {folder}/uwsgi;
scgi_temp_path {folder}/scgi;
{block}
}}
"""

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed; CI has it")


def take_in(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """Answer a delivery once it was read."""
    environ["wsgi.input"].read()
    start("202 Accepted", [("Content-Length", "0")])
    return []


def read_block(port: int, upstream: int) -> str:
    """Return the guide's block for nginx, without TLS and on ports that are free."""
    found = re.search(r"```nginx\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    block = re.sub(r"^\s*ssl_\w+ .*\n", "", found[1], flags=re.MULTILINE)
    assert block.count("listen 443 ssl;") == 1
    return block.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};").replace(":8000;", f":{upstream};")


@dataclass(frozen=True)
class Door:
    """nginx on `port`, and the server behind it."""

    port: int
    server: Server

    @property
    def seen(self) -> int:
        """How many connections the server has."""
        return len(self.server.waitress.active_channels)


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    """A server behind nginx."""
    assert NGINX is not None
    most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(most[0], 4096), most[1]), most[1]))
    server = Server(take_in, host="127.0.0.1", port=0)
    server.start()
    port = find_port()
    settings = tmp_path / "nginx.conf"
    settings.write_text(
        FRAME.format(user=getpass.getuser(), folder=tmp_path, block=read_block(port, server.port)), encoding="utf-8"
    )
    command = [NGINX, "-q", "-p", str(tmp_path), "-e", str(tmp_path / "error.log"), "-c", str(settings)]
    # Its first process ends once its sockets are open.
    subprocess.run(command, check=True, timeout=PATIENCE)
    try:
        yield Door(port, server)
    finally:
        subprocess.run([*command, "-s", "stop"], check=True, timeout=PATIENCE)
        server.stop()


def deliver(port: int, source: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE, source_address=(source, 0))
    try:
        connection.request("POST", "/webhook", body=b"{}", headers={"Content-Type": "application/json"})
        return connection.getresponse().status
    finally:
        connection.close()


def drip(port: int, sources: Iterable[str], stack: ExitStack, said: bytes) -> list[socket.socket]:
    """Open a connection from each address, and begin to say something on each."""
    opened = []
    for source in sources:
        one = stack.enter_context(socket.create_connection(("127.0.0.1", port), PATIENCE, source_address=(source, 0)))
        one.sendall(said)
        opened.append(one)
    return opened


@pytest.mark.parametrize(
    ("said", "goes_on"),
    [
        pytest.param(b"POST /webhook HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{", b"x", id="a body"),
        pytest.param(b"POST /webhook HTTP/1.1\r\nHost: a\r\nX-", b"x", id="a header"),
        pytest.param(b"", b"P", id="nothing"),
    ],
)
def test_a_delivery_is_answered_while_a_thousand_others_drip(door: Door, said: bytes, goes_on: bytes) -> None:
    sources = [f"127.0.{1 + number // 200}.{1 + number % 200}" for number in range(MANY)]
    with ExitStack() as stack:
        opened = drip(door.port, sources, stack, said)
        assert deliver(door.port, "127.0.9.1") == 202
        for one in opened:
            one.sendall(goes_on)
        assert deliver(door.port, "127.0.9.2") == 202
        assert door.seen <= 2, "the server sees whole requests only"


def test_one_address_gets_no_more_than_its_share(door: Door) -> None:
    with ExitStack() as stack:
        drip(door.port, ["127.0.1.1"] * 60, stack, b"POST /webhook HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{")
        assert deliver(door.port, "127.0.9.1") == 202
        assert deliver(door.port, "127.0.1.1") == 503


@pytest.mark.parametrize("path", ["/", "/thread/o/n/1", "/metrics", "/other"])
def test_the_proxy_lets_nothing_else_in(door: Door, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", door.port, timeout=PATIENCE)
    connection.request("GET", path)
    assert connection.getresponse().status == 404
    connection.close()
