"""The ways between the bot and a watched GitHub of the same process, without sockets: those cost more than answers do.

Requests and urllib3 do all else as ever, and try again what they try again. Other programs come by the sockets.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urlsplit

from urllib3 import HTTPConnectionPool, HTTPHeaderDict, HTTPResponse
from urllib3.exceptions import ReadTimeoutError

from bot.localhub import webhooks
from bot.localhub.webhooks import Delivery, sign
from bot.service.server import Server

if TYPE_CHECKING:
    from bot.localhub.server import LocalHub

#: What serves now and may be asked so, by its port: GitHubs, and the applications of bots.
HUBS: dict[int, LocalHub] = {}
BOTS: dict[int, Callable[..., Iterable[bytes]]] = {}
request_over_sockets = HTTPConnectionPool._make_request
post_over_sockets = webhooks.post
start_server, stop_server = Server.start, Server.stop


class Line:
    """What an application knows of the connection that a request came by, for tests that break it."""

    def recv(self, size: int) -> bytes:
        """Wait for the client, which gives up."""
        raise TimeoutError

    def shutdown(self, how: int) -> None:
        """Close the connection: who breaks it raises an error as well."""


def respond(
    application: Callable[..., Iterable[bytes]], method: str, url: str, headers: Mapping[str, Any], body: bytes
) -> tuple[int, list[tuple[str, str]], bytes]:
    """Return what an application answers in the thread that asks: status, headers and body."""
    address = urlsplit(url)
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(address.path).decode("latin-1"),
        "QUERY_STRING": address.query,
        "SERVER_NAME": address.hostname,
        "SERVER_PORT": str(address.port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": address.netloc,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "werkzeug.socket": Line(),
    }
    for name, value in headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    begun: list[Any] = []
    parts = application(environ, lambda status, headers, error=None: begun.extend((status, headers)))
    try:
        content = b"".join(parts)
    finally:
        if close := getattr(parts, "close", None):
            close()
    return int(begun[0][:3]), begun[1], content


def make_request(
    pool: HTTPConnectionPool, connection: Any, method: str, url: str, body: Any = None, headers: Any = None, **more: Any
) -> Any:
    """Send a request and return the answer, by the sockets where no watched GitHub of this process is meant."""
    hub = HUBS.get(pool.port or 0)
    if hub is None:
        return request_over_sockets(pool, connection, method, url, body, headers, **more)
    sent = body.encode() if isinstance(body, str) else body or b""
    try:
        status, told, content = respond(hub.server.app, method, f"{hub.web}{url}", headers or {}, sent)
    except TimeoutError as error:
        assert more["timeout"].read_timeout, "who asks would wait for ever"
        raise ReadTimeoutError(pool, url, "Read timed out.") from error
    return HTTPResponse(
        io.BytesIO(content),
        HTTPHeaderDict(told),
        status,
        preload_content=more.get("preload_content", True),
        decode_content=more.get("decode_content", True),
        pool=pool,
        connection=more.get("response_conn"),
        retries=more.get("retries"),
        request_method=method,
        request_url=url,
    )


def start(server: Server) -> None:
    """Start a bot's server, and let deliveries come straight to its application."""
    start_server(server)
    BOTS[server.port] = server.waitress.application


def stop(server: Server) -> None:
    """Stop a bot's server, and leave its port to others: a delivery by a socket that closes would wait ten seconds."""
    stop_server(server)
    BOTS.pop(server.port, None)


def post(delivery: Delivery) -> tuple[int, str]:
    """Bring a delivery to a bot; return the status and the beginning of the answer, 0 if there was none."""
    application = BOTS.get(urlsplit(delivery.hook.url).port or 0)
    if application is None:
        return post_over_sockets(delivery)
    status, _, content = respond(application, "POST", delivery.hook.url, sign(delivery), delivery.body)
    return status, content[:1000].decode("utf-8", "replace")
