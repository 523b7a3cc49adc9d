"""A proxy that leads every HTTPS connection to the local GitHub, whatever name it is for.

Programs that know GitHub by its name and port only, as `gh` does, can be given any name then.
"""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from collections.abc import Iterator


class Tunnel(socketserver.BaseRequestHandler):
    """Answers CONNECT, then hands bytes on in both ways."""

    server: TunnelServer

    def handle(self) -> None:
        asked = b""
        while b"\r\n\r\n" not in asked:
            some = self.request.recv(4096)
            if not some:
                return
            asked += some
        with socket.create_connection(("127.0.0.1", self.server.port)) as far:
            self.request.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=hand_on, args=(far, self.request), daemon=True)
            back.start()
            hand_on(self.request, far)
            back.join()


class TunnelServer(socketserver.ThreadingTCPServer):
    """Listens on this machine; `port` is the local GitHub's."""

    allow_reuse_address, daemon_threads = True, True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), Tunnel)
        self.port = port


def hand_on(source: socket.socket, target: socket.socket) -> None:
    """Copy what comes until it ends."""
    with contextlib.suppress(OSError):
        while some := source.recv(65536):
            target.sendall(some)
        target.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def lead_to(port: int) -> Iterator[str]:
    """Yield the address of a proxy that leads to a port of this machine."""
    with TunnelServer(port) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
